"""What is kept of people in live quizzes and homework, and what is to be kept instead."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.services.polls.ports import CLOSED, DELETED, OPEN, Ballot, Choice, Poll


def random_id() -> str:
    """Of who stands in somebody's place: it follows from nothing."""
    return f"erased-{secrets.token_hex(8)}"


@dataclass(frozen=True, slots=True)
class Trace:
    """A quiz with its questions, or a homework, that has somebody's id in it.

    `players` are the ballots of the quiz or homework itself, `chosen` the person's own, by the poll that they are of.
    """

    poll: Poll
    questions: Sequence[Poll] = ()
    players: Sequence[Ballot] = ()
    chosen: Mapping[str, Choice] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        return self.poll.state in (CLOSED, DELETED)

    @property
    def is_running(self) -> bool:
        return self.poll.state == OPEN

    @property
    def took_part(self) -> bool:
        """Is something of theirs in it? Else it only knows, say, that they would have had more time."""
        return any(self.chosen.values())


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What is to be kept instead: polls that say something else, and ballots, by poll, that are now `someone`'s.

    Messages of the polls `redraw` named the person, and so did those of the kinds `edits` about the quiz.
    """

    someone: str
    polls: Sequence[Poll] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    redraw: Sequence[str] = ()
    edits: Sequence[str] = ()


Rewrite = Callable[[Trace], Rewritten]


class Traces(Protocol):
    """Where people's ids stand in live quizzes and homework."""

    async def of(self, workspace: str, user: str) -> Sequence[Trace]:
        """All with this person in them, in every course, whatever their state."""

    async def rewrite(
        self, workspace: str, poll_ids: Sequence[str], user: str, rewrite: Rewrite, now: datetime
    ) -> bool:
        """Keep those of these that are over as `rewrite` wants them, each in one transaction, then let nothing of how they were
        remain in the files; False where there is nothing of theirs any more.
        """
