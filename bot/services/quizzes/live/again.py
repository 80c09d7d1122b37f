""" "Ask these again next week": the questions that went badly come back to the host, as a quiz that nobody else sees yet.

What is wanted is noted with the quiz, and a message is due a week later; Undo takes the note back, and the message is then not
sent. The quiz itself is put together when it comes: of the questions as they are in the bank by then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import QUIZ, Poll, Settings
from bot.services.quizzes.bank.ports import Bank, BankQuestion
from bot.services.quizzes.frozen import Askable, frozen, still_asked
from bot.services.quizzes.live.analysis import to_ask_again
from bot.services.quizzes.live.drafting import MOST, is_playable
from bot.services.quizzes.live.model import LOBBY, Quiz, Rules
from bot.services.quizzes.live.results import Results, ResultsRefused
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


@dataclass(frozen=True)
class Again:
    """For one course's quizzes and homework. `askable`: may a question be asked today?"""

    results: Results
    bank: Bank
    askable: Askable

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

    async def drafted(self, poll_id: str, number: int) -> Quiz | None:
        """The quiz of what was wished for the n-th time, put together now if it was not yet; None where it is not wanted any more,
        or none of its questions may be asked live. Raises ResultsRefused."""
        outcome = await self.results.outcome(poll_id)
        known = Coming.of(outcome.poll)
        if known is None or known.undone or known.number != number:
            return None
        quiz_id = f"{poll_id[:32]}-a{number}"
        before = await self.parts.poll(quiz_id)
        if before is not None:
            return Quiz.of(before)
        quiz = await self._quiz(outcome.poll, known, quiz_id)
        if quiz is None or not await self.parts.polls.add(quiz):
            return None
        return Quiz.of(quiz)

    async def _quiz(self, of: Poll, known: Coming, quiz_id: str) -> Poll | None:
        asked = await still_asked(self.bank, of.workspace, known.bank_ids, self._may_be_asked)
        if not asked:
            return None
        now = self.parts.clock.now()
        title = f"Again: {of.question}"[:_MOST_TITLE]
        holder = Poll(
            of.workspace,
            quiz_id,
            of.course,
            of.channel,
            known.user,
            QUIZ,
            title,
            (),
            Settings(),
            now,
        )
        rules = Quiz.of(of).rules if of.kind == QUIZ else Rules()
        questions = tuple(frozen(one, f"{quiz_id}:{one.id}") for one in asked)
        return Quiz(holder, LOBBY, known.user, 0, rules, questions, now).kept()

    def _may_be_asked(self, one: BankQuestion) -> bool:
        return is_playable(one) and self.askable(one)


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
