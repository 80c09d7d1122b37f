"""What players do: join, answer, say how sure they are, choose how they stand on the board."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DELETED, OPEN, QUESTION, QUIZ, Cast, Decide
from bot.services.polls.voting import OUTSIDE, Click
from bot.services.quizzes.live.clicks import (
    GONE,
    OLD_BUTTON,
    PlayRefused,
    being_sure,
    choosing,
    joining,
    writing,
)
from bot.services.quizzes.live.model import (
    ALIAS,
    HIDDEN,
    NAME,
    Answer,
    Player,
    Question,
    Quiz,
    players_of,
)
from bot.services.quizzes.live.names import name_for
from bot.services.quizzes.live.scoring import Standing, standings

SHOWN = frozenset({ALIAS, NAME, HIDDEN})
_MOST_QUIZZES = 20


@dataclass(frozen=True, slots=True)
class Mine:
    """How somebody is doing: their answer to a question, if it was asked, and where they are by now."""

    quiz: Quiz
    question: Question | None
    answer: Answer | None
    standing: Standing | None


@dataclass
class Playing:
    """A course's players. Names are given by the process that lets somebody in, each to one."""

    parts: PollParts
    _names: dict[str, dict[str, str]] = field(default_factory=dict)
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def join(self, click: Click, shown: str = "") -> Cast:
        """Take part, or, having joined, be `shown` in another way. Raises PlayRefused."""
        if shown and shown not in SHOWN:
            raise PlayRefused(for_user=OLD_BUTTON)
        await self._require_member(click)
        return await self._join(click, shown)

    async def _join(self, click: Click, shown: str = "") -> Cast:
        name = await self._name(click.poll_id, click.user)
        cast = await self._cast(click, joining(name, shown))
        if not cast.stale and cast.after != cast.before:
            self.parts.redraw(click.poll_id)
        return cast

    async def answer(self, click: Click, which: str, shown_ts: str) -> Cast:
        """Choose, by a choice's id or place. Raises PlayRefused. Answering is joining: `let_in` afterwards."""
        return await self._answered(click, choosing(click, which, shown_ts))

    async def write(self, click: Click, text: str, shown_ts: str) -> Cast:
        """Send an answer that is written. Raises PlayRefused. Answering is joining: `let_in` afterwards."""
        return await self._answered(click, writing(click, text, shown_ts))

    async def _answered(self, click: Click, decide: Decide) -> Cast:
        await self._require_member(click)
        cast = await self._cast(click, decide)
        if not cast.stale and bool(cast.after) != bool(cast.before):
            self.parts.redraw(click.poll_id)
        return cast

    async def let_in(self, quiz_id: str, click: Click) -> None:
        """Make a player of somebody who answered without having joined."""
        if click.user in self._names.get(quiz_id, {}):
            return
        if await self.parts.ballots.mine(self.parts.workspace, quiz_id, click.user):
            await self._name(quiz_id, click.user)
            return
        quiz = await self.parts.poll(quiz_id)
        if quiz is not None and quiz.state == OPEN:
            await self._join(replace(click, poll_id=quiz_id))

    async def sure(self, click: Click, *, sure: bool) -> Cast:
        """Say how sure they are of what they chose. Raises PlayRefused."""
        return await self._cast(click, being_sure(sure))

    async def mine(self, quiz_id: str, user: str, number: int = 0) -> Mine:
        """How somebody is doing, and what they answered to the question of this number. Raises PlayRefused."""
        holder = await self.parts.poll(quiz_id)
        if holder is None or holder.kind != QUIZ or holder.state == DELETED:
            raise PlayRefused(for_user=GONE)
        asked = await self.questions(quiz_id)
        question = next((one for one in asked if one.number == number), None)
        answer = question.answers.get(user) if question else None
        if question is not None and question.poll.state == OPEN:
            choice = await self.parts.ballots.mine(self.parts.workspace, question.poll.id, user)
            answer = Answer.of(choice) if choice else None
        places = standings(await self.players(quiz_id), asked)
        mine = next((one for one in places if one.player.user == user), None)
        return Mine(Quiz.of(holder), question, answer, mine)

    async def players(self, quiz_id: str) -> Mapping[str, Player]:
        """Who joined, by member."""
        return players_of(await self.parts.ballots.all(self.parts.workspace, quiz_id))

    async def questions(self, quiz_id: str) -> list[Question]:
        """Those that were asked by now, in their order."""
        found = await self.parts.polls.about(self.parts.workspace, quiz_id, kind=QUESTION)
        return [Question.of(poll) for poll in found]

    async def _name(self, quiz_id: str, user: str) -> str:
        async with self._reading:
            if quiz_id not in self._names:
                known = await self.players(quiz_id)
                if len(self._names) >= _MOST_QUIZZES:
                    self._names.clear()
                self._names[quiz_id] = {user: player.name for user, player in known.items()}
        names = self._names[quiz_id]
        if user not in names:
            names[user] = name_for(quiz_id, user, set(names.values()))
        return names[user]

    async def _require_member(self, click: Click) -> None:
        if not await self.parts.members.has(click.channel, click.user):
            raise PlayRefused(for_user=OUTSIDE.replace("vote", "play"))

    async def _cast(self, click: Click, decide: Decide) -> Cast:
        cast = await self.parts.ballots.cast(
            self.parts.workspace, click.poll_id, click.user, order=click.order, decide=decide
        )
        if cast is None:
            raise PlayRefused(for_user=GONE)
        return cast
