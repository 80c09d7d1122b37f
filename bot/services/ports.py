"""What the services need from the world, as protocols. Storage and Slack implement them.

Every method that touches the database is asynchronous here: the implementation runs plain
synchronous SQLAlchemy Core in threads. Times are aware UTC datetimes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class InboxEvent:
    """A Slack delivery written down before it is acknowledged."""

    workspace: str
    key: str
    """Unique in the workspace: the `event_id`, or `answer:<channel>:<ts>` for a claim."""
    kind: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """A question and what was answered; `result` is the JSON the blocks are rendered from."""

    id: str
    workspace: str
    course: str
    channel: str
    user: str
    message_ts: str | None
    thread_ts: str | None
    surface: str  # dm, mention, thread, command, shortcut, agent
    private: bool
    text: str
    answered: bool
    kind: str
    entry_id: str | None
    confidence: float
    result: Mapping[str, Any]
    asked_at: datetime
    reply_ts: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    helpful: int
    not_helpful: int


class Inbox(Protocol):
    """Deliveries, each accepted once."""

    async def accept(self, event: InboxEvent) -> bool:
        """Write the event down; False if its key was already there (a repeat)."""

    async def finish(self, workspace: str, key: str, at: datetime) -> None:
        """Mark it handled: it is never handed out again."""

    async def release(self, workspace: str, key: str) -> None:
        """Forget an accepted event, so that its key may be accepted again."""

    async def unfinished(
        self, *, older_than: datetime, now: datetime, lease: timedelta = ..., limit: int = 100
    ) -> Sequence[InboxEvent]:
        """Accepted but never finished (a crash), oldest first; counts an attempt for each.

        Each is leased to the caller: no other replica is given it before the lease has run out.
        """

    async def prune(self, *, finished_before: datetime) -> int:
        """Forget handled events; returns how many."""


class Questions(Protocol):
    """What was asked and what people thought of the answer."""

    async def add(self, record: QuestionRecord) -> None:
        """Keep it; one with the same id stays as it is."""

    async def set_reply(self, workspace: str, question_id: str, reply_ts: str) -> None: ...

    async def get(self, workspace: str, question_id: str) -> QuestionRecord | None: ...

    async def latest_in_thread(
        self, workspace: str, channel: str, thread_ts: str
    ) -> QuestionRecord | None:
        """The thread's topic: its newest question, answered ones before declined ones."""

    async def vote(
        self, workspace: str, question_id: str, user: str, *, helpful: bool, at: datetime
    ) -> bool:
        """Store or change one person's vote; True if it changed anything."""

    async def feedback(self, workspace: str, question_id: str) -> FeedbackCount: ...

    async def unanswered(
        self, workspace: str, course: str, *, limit: int = 20
    ) -> Sequence[QuestionRecord]:
        """Newest first."""

    async def counts(self, workspace: str, course: str) -> Mapping[str, int]:
        """`{"asked": n, "answered": n, "declined": n, "helpful": n, "not_helpful": n}`."""


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""


class People(Protocol):
    """Facts about people that only Slack knows."""

    async def timezone(self, user: str) -> str | None:
        """IANA name from the person's Slack profile."""
