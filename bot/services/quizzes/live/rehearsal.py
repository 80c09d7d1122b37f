"""Rehearsing a quiz: the whole of it in the host's direct message, with invented players who are marked as such.

It is a quiz like any other, with the host for its channel. A tick lets the invented players join and answer; how long each takes and
what they choose follows from the question and the player, so that it is the same whoever looks when.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import OPEN, QUIZ, Ballot, Choice, Decide, Poll
from bot.services.polls.voting import Click
from bot.services.quizzes.asking import right_response
from bot.services.quizzes.live.clicks import PlayRefused, being_sure, choosing, writing
from bot.services.quizzes.live.drafting import QuizDrafting
from bot.services.quizzes.live.hosting import Hosting, HostRefused, MovedOn, Running
from bot.services.quizzes.live.model import ASKING, INVENTED, LOBBY, Player, Question, Quiz
from knowledge.exchange import Item, Kind
from knowledge.exchange.markup import as_plain
from knowledge.exchange.numbers import shown

NAMES = ("Ada", "Alan", "Barbara", "Donald", "Edsger", "Grace", "Katherine", "Radia")
OF = "rehearsal_of"
"""Where a rehearsal's notes hold the draft that it is of."""
_COMES = timedelta(minutes=1)
"""So long a lobby may take to be shown; after that it was deleted."""
_SOONEST, _LATEST = 0.1, 0.7
"""Of a question's time."""
_SILENT = 0.08
"""So likely somebody does not answer."""


class Rehearsed(HostRefused):
    """One of theirs is being played. `quiz` is that one; `same`: it is of this very draft, as it stands now."""

    def __init__(self, quiz: Quiz, *, same: bool) -> None:
        super().__init__(for_user="A rehearsal of yours is under way in our direct message.")
        self.quiz, self.same = quiz, same


@dataclass(frozen=True, slots=True)
class Intent:
    """What an invented player does with a question: after so many seconds, these choices or this text, and how sure."""

    player: Player
    after: float
    picked: tuple[str, ...]
    sure: bool
    text: str = ""


def invented() -> tuple[Player, ...]:
    """The players; wherever they are named they are marked."""
    return tuple(Player(f"{INVENTED}{name.casefold()}", name) for name in NAMES)


def intents(question: Question) -> tuple[Intent, ...]:
    """What each of them does, those who stay silent left out: better ones are right more often, and surer."""
    found = []
    for place, player in enumerate(invented()):
        dice = random.Random(f"{question.poll.id}:{player.user}")  # noqa: S311 - a play, not a secret
        skill = 0.35 + 0.55 * place / (len(NAMES) - 1)
        after = question.seconds * dice.uniform(_SOONEST, _LATEST)
        right = dice.random() < skill
        if dice.random() >= _SILENT:
            typed = question.frozen.typed
            picked = () if typed else _picked(question, dice, right=right)
            text = _text(question.frozen.item, dice, right=right) if typed else ""
            sure = dice.random() < (0.8 if right else 0.3)
            found.append(Intent(player, after, picked, sure, text))
    return tuple(found)


def _picked(question: Question, dice: random.Random, *, right: bool) -> tuple[str, ...]:
    wrong = [option.id for option in question.poll.options if option.id not in question.correct]
    if right or not wrong:
        return question.correct
    other = dice.choice(wrong)
    return (*question.correct[:1], other) if question.frozen.several else (other,)


def _text(item: Item, dice: random.Random, *, right: bool) -> str:
    """What is right; or an answer that is known to be wrong, else one that says as much."""
    found = right_response(item)
    if right and found is not None:
        return found.text
    if item.kind is Kind.NUMERICAL:
        known = max((one.value + one.tolerance for one in item.numbers if one.value is not None), default=Decimal(0))  # fmt: skip
        return shown(known + dice.choice((1, 10)))
    wrong = [text for one in item.choices if one.weight <= 0 and "*" not in (text := as_plain(one.text))]  # fmt: skip
    return dice.choice(wrong or ["I don't know", "Something else"])


@dataclass(frozen=True)
class Rehearsing:
    """A course's rehearsals."""

    drafting: QuizDrafting
    hosting: Hosting

    @property
    def parts(self) -> PollParts:
        return self.hosting.parts

    async def begin(self, draft_id: str, user: str, *, instead_of: str = "") -> Quiz:
        """Open a copy of somebody's draft in their direct message; the draft stays.

        One that waits in its lobby goes on where it is of the same, and ends where it is of something else, as nothing of it was
        played yet; so does one that is being played and is named by `instead_of`. Raises HostRefused; Rehearsed for other ones
        that are being played.
        """
        draft = await self.drafting.mine(draft_id, user)
        before = await self.hosting.in_channel(user)
        if before is not None and before.id != instead_of:
            same, waits = _is_of(before, draft), before.state == LOBBY
            if not waits:
                raise Rehearsed(before, same=same)
            if same and self._is_shown(before):
                return before
        if before is not None:
            with suppress(MovedOn):  # it ended by itself at this moment
                await self.hosting.end(before, user)
        return await self._begun(draft, user)

    def _is_shown(self, quiz: Quiz) -> bool:
        """Does its message stand there, or is it about to?"""
        return quiz.poll.ts is not None or self.parts.clock.now() - quiz.acted_at < _COMES

    async def _begun(self, draft: Quiz, user: str) -> Quiz:
        parts, now = self.parts, self.parts.clock.now()
        notes = {**draft.poll.notes, OF: draft.id}
        poll = replace(
            draft.poll, id=parts.new_id(), channel=user, made_at=now, revision=1, notes=notes
        )
        copy = replace(draft, poll=poll, rehearsal=True, acted_at=now).kept()
        if not await parts.polls.add(copy):
            raise HostRefused
        try:
            quiz = await self.hosting.open_lobby(Quiz.of(copy), user)
        except Running as other:  # begun by a second click at the same moment
            quiz = other.quiz
        await self._join(quiz)
        return quiz

    async def look(self, quiz: Quiz) -> None:
        """Let the invented players of a rehearsal do what it is time for. Raises StorageError."""
        if quiz.state == LOBBY:
            await self._join(quiz)
        elif quiz.state == ASKING and not quiz.paused:
            question = await self.hosting.question(quiz)
            if question is not None and question.begun_at is not None:
                await self._answer(question, question.begun_at)

    async def _join(self, quiz: Quiz) -> None:
        """All of them, once."""
        there = await self.hosting.players(quiz)
        order = f"{quiz.acted_at.timestamp():.6f}"
        coming = [player for player in invented() if player.user not in there]
        for player in coming:
            await self.parts.ballots.cast(
                quiz.poll.workspace, quiz.id, player.user, order=order, decide=_joining(player)
            )
        if coming:
            self.parts.redraw(quiz.id)

    async def _answer(self, question: Question, begun: datetime) -> None:
        """Those whose time has come, by the clock of the question's message."""
        poll = question.poll
        if poll.state != OPEN or question.paused_at is not None:
            return
        done = await self.parts.ballots.all(poll.workspace, poll.id)
        for intent in due(question, done, self._elapsed(question, begun)):
            at = begun + timedelta(seconds=intent.after + question.held)
            with suppress(PlayRefused):  # closed or paused meanwhile
                await self._cast(question, intent, at)
                self.parts.redraw(poll.id)

    def _elapsed(self, question: Question, begun: datetime) -> float:
        return (self.parts.clock.now() - begun).total_seconds() - question.held

    async def _cast(self, question: Question, intent: Intent, at: datetime) -> None:
        """Choose and say how sure, as somebody would by clicking."""
        poll, user = question.poll, intent.player.user
        for number, said in enumerate(intent.picked or (intent.text,)):
            order = f"{(at + timedelta(microseconds=number)).timestamp():.6f}"
            click = Click(poll.id, user, poll.channel, order)
            answering = choosing if intent.picked else writing
            decide = answering(click, said, poll.ts or order)
            await self.parts.ballots.cast(poll.workspace, poll.id, user, order=order, decide=decide)
        order = f"{(at + timedelta(milliseconds=1)).timestamp():.6f}"
        await self.parts.ballots.cast(
            poll.workspace, poll.id, user, order=order, decide=being_sure(sure=intent.sure)
        )


def _is_of(rehearsal: Quiz, draft: Quiz) -> bool:
    """Is it of that draft, with the same questions, played in the same way?"""

    def played(quiz: Quiz) -> tuple[object, ...]:
        return quiz.poll.question, quiz.rules, quiz.questions

    return rehearsal.poll.notes.get(OF) == draft.id and played(rehearsal) == played(draft)


def due(question: Question, done: Sequence[Ballot], elapsed: float) -> list[Intent]:
    """What is to be done by now, and was not yet."""
    answered = {ballot.voter for ballot in done}
    return [
        intent
        for intent in intents(question)
        if intent.after <= elapsed and intent.player.user not in answered
    ]


def _joining(player: Player) -> Decide:
    """Take part, once."""

    def decide(poll: Poll, before: Choice) -> Choice:
        return before or (player.to_choice() if poll.kind == QUIZ else before)

    return decide
