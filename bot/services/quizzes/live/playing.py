"""What players do: join, answer, say how sure they are, choose how they stand on the board.

Time is Slack's own: from the time stamp of a question's message to that of the click. How long a click was under way,
and what our clock says, makes no difference.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.errors import NotAllowed
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    OPEN,
    QUESTION,
    QUIZ,
    Cast,
    Choice,
    Decide,
    Option,
    Poll,
)
from bot.services.polls.voting import OUTSIDE, Click
from bot.services.quizzes.live.model import (
    ALIAS,
    GRACE,
    HIDDEN,
    NAME,
    Answer,
    Player,
    Question,
    Quiz,
    moment_of,
    players_of,
)
from bot.services.quizzes.live.names import name_for
from bot.services.quizzes.live.scoring import Standing, standings

GONE = "I no longer have this quiz. Ask whoever started it to begin another one."
OVER = "This quiz is over, so that changed nothing."
OLD_BUTTON = "That button does not belong to this question any more. Look at the question again and choose there."
PAUSED = "The quiz is paused: choose again once it goes on. What you chose before stays as it is."
NOTHING_CHOSEN = "Choose an answer first; then say how sure you are."
SKIPPED = "This question was skipped: it counts for nobody."
SHOWN = frozenset({ALIAS, NAME, HIDDEN})
_MOST_QUIZZES = 20


class PlayRefused(NotAllowed):
    """A click that changes nothing; `for_user` says why."""


@dataclass(frozen=True, slots=True)
class Mine:
    """How somebody is doing: their answer to a question, if it was asked, and where they are by now."""

    quiz: Quiz
    question: Question | None
    answer: Answer | None
    standing: Standing | None


# Deciding


def choosing(click: Click, which: str, shown_ts: str) -> Decide:
    """A click on a choice; of several: also taken out again. `shown_ts` is the time stamp of the message it stands in.

    `which` is the choice's id, or, as buttons have it, its place from 0: many authors write the right one first, so that
    an id would tell it to whoever looks at what buttons carry.
    """

    def decide(poll: Poll, before: Choice) -> Choice:
        option = _option(poll, which)
        if poll.kind != QUESTION or option is None:
            raise PlayRefused(for_user=OLD_BUTTON)
        option_id = option.id
        question, had = Question.of(poll), Answer.of(before)
        took = _took(question, click, shown_ts, had)
        if question.frozen.several:
            return _toggled(question, had, option_id, took).to_choice()
        if had.picked == (option_id,):
            return before
        return Answer((option_id,), None, took, changed=bool(had.picked)).to_choice()

    return decide


def _option(poll: Poll, which: str) -> Option | None:
    if not (which.isascii() and which.isdecimal()):
        return poll.option(which)
    return next((one for place, one in enumerate(poll.options) if str(place) == which), None)


def _toggled(question: Question, had: Answer, option_id: str, took: float) -> Answer:
    taken = {*had.picked} ^ {option_id}
    ordered = tuple(option.id for option in question.poll.options if option.id in taken)
    return Answer(ordered, None, took)


def _took(question: Question, click: Click, shown_ts: str, had: Answer) -> float:
    """Seconds from the question to the click. Raises PlayRefused where that is too late."""
    _require_open(question, had)
    begun = question.begun_at or moment_of(shown_ts)
    took = (moment_of(click.order) - begun).total_seconds() - question.held
    if took > question.seconds_of(click.user) + GRACE.total_seconds():
        raise PlayRefused(for_user=_too_late(question, had))
    return max(0.0, took)


def _require_open(question: Question, had: Answer) -> None:
    poll = question.poll
    if poll.state == DELETED:
        raise PlayRefused(for_user=GONE)
    if poll.state == CLOSED and question.skipped:
        raise PlayRefused(for_user=SKIPPED)
    if poll.state != OPEN:
        raise PlayRefused(for_user=_too_late(question, had))
    if question.paused_at is not None:
        raise PlayRefused(for_user=PAUSED)


def _too_late(question: Question, had: Answer) -> str:
    if not had.picked:
        return "Time is up for this question: your click came too late. The next one is yours!"
    return (
        "Time is up for this question: your click came too late, and what you chose before counts."
    )


def being_sure(sure: bool) -> Decide:
    """ "Sure" or "Not sure", of what was chosen."""

    def decide(poll: Poll, before: Choice) -> Choice:
        if poll.kind != QUESTION:
            raise PlayRefused(for_user=OLD_BUTTON)
        had = Answer.of(before)
        if poll.state != OPEN:
            raise PlayRefused(for_user=_too_late(Question.of(poll), had))
        if not had.picked:
            raise PlayRefused(for_user=NOTHING_CHOSEN)
        return replace(had, sure=sure).to_choice()

    return decide


def _playing(name: str, shown: str = "") -> Decide:
    """Take part under this name, or as they did before; `shown`: how from now on."""

    def decide(poll: Poll, before: Choice) -> Choice:
        if poll.kind != QUIZ or poll.state == DELETED:
            raise PlayRefused(for_user=GONE)
        if poll.state != OPEN:
            raise PlayRefused(for_user=OVER)
        known = str(before.get("name") or name)
        return {"name": known, "shown": shown or str(before.get("shown") or ALIAS)}

    return decide


# Playing


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
        cast = await self._cast(click, _playing(name, shown))
        if not cast.stale and cast.after != cast.before:
            self.parts.redraw(click.poll_id)
        return cast

    async def answer(self, click: Click, which: str, shown_ts: str) -> Cast:
        """Choose, by a choice's id or place. Raises PlayRefused. Answering is joining: `let_in` afterwards."""
        await self._require_member(click)
        cast = await self._cast(click, choosing(click, which, shown_ts))
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
