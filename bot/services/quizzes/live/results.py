"""What a quiz or a homework came to: told to its host, given as a table, and to each player their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotAllowed
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, HOMEWORK, QUESTION, QUIZ, Poll
from bot.services.quizzes.homework.outcome import of_homework
from bot.services.quizzes.live.model import Question, Quiz, players_of
from bot.services.quizzes.live.outcome import Outcome, Put, of_quiz
from bot.services.quizzes.live.table import file_name, to_csv, wanting_names
from bot.services.reminding.ports import Outgoing

QUIZ_RESULT = "quiz_result"
"""The kind of the message that tells the host how it went."""
GONE = "I don't have that quiz any more."
STILL_OPEN = "It is not over yet: results are there once it is closed."
Names = Callable[[Collection[str]], Awaitable[Mapping[str, str]]]


class ResultsRefused(NotAllowed):
    """There is nothing to be told; `for_user` says why."""


def telling(poll: Poll, host: str, now: datetime) -> Outgoing:
    """The private message to the host, once: to be kept with the change that ends the quiz."""
    key = f"quiz_result:{poll.id}"
    return Outgoing(poll.workspace, key, QUIZ_RESULT, host, now, course=poll.course, about=poll.id)


@dataclass(frozen=True)
class Results:
    """For one course. `names` knows people by their names."""

    parts: PollParts
    names: Names

    async def outcome(self, poll_id: str) -> Outcome:
        """Of one that is over. Raises ResultsRefused."""
        poll = await self.parts.poll(poll_id)
        if poll is None or poll.kind not in (QUIZ, HOMEWORK):
            raise ResultsRefused(for_user=GONE)
        if poll.state != CLOSED:
            raise ResultsRefused(for_user=STILL_OPEN)
        ballots = await self.parts.ballots.all(poll.workspace, poll.id)
        if poll.kind == HOMEWORK:
            return of_homework(poll, ballots)
        asked = await self.parts.polls.about(poll.workspace, poll.id, kind=QUESTION)
        return of_quiz(Quiz.of(poll), [Question.of(one) for one in asked], players_of(ballots))

    async def table(self, poll_id: str) -> tuple[str, bytes]:
        """A file's name, and the file. Raises ResultsRefused, Unreachable."""
        outcome = await self.outcome(poll_id)
        wanting = wanting_names(outcome)
        names = await self.names(wanting) if wanting else {}
        return file_name(outcome), to_csv(outcome, names)

    async def put(self, value: str) -> Put | None:
        """The question that a button names, as "quiz:number". Raises ResultsRefused."""
        poll_id, _, number = value.rpartition(":")
        outcome = await self.outcome(poll_id)
        return next((put for put in outcome.questions if str(put.number) == number), None)
