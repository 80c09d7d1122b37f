""" "Ask these again next week": the questions that went badly come back to the host, as a quiz that nobody else sees yet.

What is wanted is noted with the quiz, and a message is due a week later; Undo takes the note back, and the message is then not
sent. The quiz itself is put together when it comes: of the questions as they are in the bank by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import DRAFT, QUIZ, Poll, Settings
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.frozen import frozen
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.live.analysis import to_ask_again
from bot.services.quizzes.live.drafting import MOST, QuizDrafting
from bot.services.quizzes.live.model import LOBBY, Quiz, Rules
from bot.services.quizzes.live.results import Results, ResultsRefused
from bot.services.quizzes.stock import Parted
from bot.services.reminding.ports import Outgoing

QUIZ_AGAIN = "quiz_again"
"""The kind of the message that brings them back."""
AFTER = timedelta(days=7)
NOTHING = "Every question went well, so there is nothing to ask again."
MEANWHILE = "That changed just now. Look again, and press it once more."
_NOTE = "again"
_MOST_TITLE = 100
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """What is to come back: to whom, when, and which questions of the bank. `number` counts how often it was wished for."""

    number: int
    user: str
    at: datetime
    bank_ids: tuple[str, ...]
    undone: bool = False

    @classmethod
    def of(cls, poll: Poll) -> Coming | None:
        raw = poll.notes.get(_NOTE)
        if not raw:
            return None
        at = datetime.fromisoformat(raw["at"])
        return cls(int(raw["number"]), raw["user"], at, tuple(raw["ids"]), bool(raw["undone"]))

    def noted(self, poll: Poll) -> Poll:
        raw = {
            "number": self.number,
            "user": self.user,
            "at": self.at.isoformat(),
            "ids": list(self.bank_ids),
            "undone": self.undone,
        }
        return replace(poll, notes={**poll.notes, _NOTE: raw})


@dataclass(frozen=True, slots=True)
class Back:
    """What comes back of the quiz or homework with this `title`: a draft; None where all of it is `kept` back, as some of it may be."""

    title: str
    quiz: Quiz | None
    kept: KeptBack


@dataclass(frozen=True)
class Again:
    """For one course's quizzes and homework; `drafting` knows what can be asked live."""

    results: Results
    drafting: QuizDrafting

    @property
    def parts(self) -> PollParts:
        return self.results.parts

    async def wish(self, poll_id: str, user: str) -> Coming:
        """Bring them back in a week; pressed twice, once. Raises ResultsRefused."""
        for _ in range(_MOST_TRIES):
            outcome = await self.results.outcome(poll_id)
            known = Coming.of(outcome.poll)
            if known is not None and not known.undone:
                return known
            ids = [item.question.bank_id for item in to_ask_again(outcome.items())]
            if not ids:
                raise ResultsRefused(for_user=NOTHING)
            number = known.number + 1 if known else 1
            at = self.parts.clock.now() + AFTER
            coming = Coming(number, user, at, tuple(ids[:MOST]))
            message = _message(outcome.poll, coming)
            if await self.parts.polls.change(outcome.poll, coming.noted(outcome.poll), [message]):
                return coming
        raise ResultsRefused(for_user=MEANWHILE)

    async def undo(self, poll_id: str) -> None:
        """Not after all; done twice, once. Raises ResultsRefused."""
        for _ in range(_MOST_TRIES):
            poll = (await self.results.outcome(poll_id)).poll
            known = Coming.of(poll)
            if known is None or known.undone:
                return
            if await self.parts.polls.change(poll, replace(known, undone=True).noted(poll)):
                return
        raise ResultsRefused(for_user=MEANWHILE)

    async def drafted(self, poll_id: str, number: int) -> Back | None:
        """What was wished for the n-th time, put together now if it was not yet, without what homework asks.

        None where it is not wanted any more, was opened or thrown away, or none of it may be asked live. Raises ResultsRefused.
        """
        outcome = await self.results.outcome(poll_id)
        known = Coming.of(outcome.poll)
        if known is None or known.undone or known.number != number:
            return None
        quiz_id = f"{poll_id[:32]}-a{number}"
        poll, kept = await self.parts.poll(quiz_id), KeptBack()
        if poll is None:
            asked = await self.drafting.stock.these(known.bank_ids)
            poll, kept = await self._added(outcome.poll, known, quiz_id, asked), asked.kept
        elif poll.state == DRAFT:
            kept = await self.drafting.stock.kept_back(poll)
        if poll is None:
            return Back(outcome.poll.question, None, kept) if kept.number else None
        return Back(outcome.poll.question, Quiz.of(poll), kept) if poll.state == DRAFT else None

    async def _added(
        self, of: Poll, known: Coming, quiz_id: str, asked: Parted[BankQuestion]
    ) -> Poll | None:
        if not asked.free:
            return None
        poll = asked.noted(_quiz(of, known, quiz_id, asked.free, self.parts.clock.now()))
        return poll if await self.parts.polls.add(poll) else await self.parts.poll(quiz_id)


def _quiz(
    of: Poll, known: Coming, quiz_id: str, asked: Sequence[BankQuestion], now: datetime
) -> Poll:
    title = f"Again: {of.question}"[:_MOST_TITLE]
    user = known.user
    holder = Poll(of.workspace, quiz_id, of.course, of.channel, user, QUIZ, title, (), Settings(), now)  # fmt: skip
    rules = Quiz.of(of).rules if of.kind == QUIZ else Rules()
    questions = tuple(frozen(one, f"{quiz_id}:{one.id}") for one in asked)
    return Quiz(holder, LOBBY, user, 0, rules, questions, now).kept()


def _message(poll: Poll, coming: Coming) -> Outgoing:
    return Outgoing(
        poll.workspace,
        f"quiz_again:{poll.id}:{coming.number}",
        QUIZ_AGAIN,
        coming.user,
        coming.at,
        course=poll.course,
        about=poll.id,
        subject={"number": coming.number},
    )
