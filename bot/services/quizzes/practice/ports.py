"""What practice needs to be remembered: when each person is to be asked each question again, and where they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one person and one question. `card` is the FSRS card as JSON (`fsrs.Card.to_dict`).

    `last_at` is when they answered it last; `sure_wrong`: that was wrong, and they had been sure of it.
    """

    workspace: str
    course: str
    user: str
    question_id: str
    card: Mapping[str, Any]
    due_at: datetime
    last_at: datetime
    right: int = 0
    wrong: int = 0
    sure_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that was given. `day` is the person's own calendar day; `sure` is None where they did not say.

    `share` is the part of the points that it got, 0 to 1.
    """

    workspace: str
    course: str
    user: str
    id: str
    question_id: str
    at: datetime
    day: date
    share: float
    sure: bool | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """Where somebody is in their practice of a course: one each. `state` is what `practice/sessions.py` makes of it."""

    workspace: str
    course: str
    user: str
    state: Mapping[str, Any]
    changed_at: datetime
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody practises. `daily_new` and `daily_most` are questions a day: new ones, and all together."""

    daily_new: int = 10
    daily_most: int = 30


class Practice(Protocol):
    """People's practice. Nobody but themselves is ever shown it."""

    async def session(self, workspace: str, course: str, user: str) -> Session | None: ...

    async def keep(self, before: Session | None, after: Session) -> Session | None:
        """Keep `after` with the next revision; None where it was changed (or begun) meanwhile."""

    async def answer(
        self, before: Session, after: Session, memory: Memory, given: Given
    ) -> Session | None:
        """Keep an answer with what follows from it, in one transaction; None, and nothing kept, where the session was
        changed meanwhile: of two clicks at once one counts."""

    async def memories(
        self, workspace: str, course: str, user: str, *, due_by: datetime | None = None
    ) -> Sequence[Memory]:
        """By when they are due: all of them, or those due by a moment."""

    async def memory(self, workspace: str, user: str, question_id: str) -> Memory | None: ...

    async def given(
        self, workspace: str, course: str, user: str, *, since: date | None = None
    ) -> Sequence[Given]:
        """Their answers, the oldest first."""

    async def days(self, workspace: str, course: str, user: str) -> Sequence[date]:
        """The days on which they answered something, each once, in order."""

    async def wishes(self, workspace: str, course: str, user: str) -> Wishes: ...

    async def wish(self, workspace: str, course: str, user: str, wishes: Wishes) -> None: ...

    async def erase(self, workspace: str, user: str) -> int:
        """Forget all of somebody's practice, in every course; returns how many rows that were."""
