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


@dataclass(frozen=True, slots=True)
class Material:
    """A file that an instructor taught, without its bytes.

    `state` is proposed, used, replaced or removed; `teaching` brought it, and `changed_by` (a teaching
    or a removal) gave it the state it has.
    """

    workspace: str
    course: str
    id: str
    name: str
    digest: str
    size: int
    state: str
    teaching: str
    taught_by: str
    taught_at: datetime
    changed_by: str
    changed_at: datetime
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Teaching:
    """Files dropped together, and what came of them; `result` is the JSON the report is rendered from.

    `state` is reading, asking, used, known, discarded or undone; `report_ts` is our message in the thread.
    """

    workspace: str
    course: str
    id: str
    taught_by: str
    channel: str
    thread_ts: str
    state: str
    report_ts: str | None
    result: Mapping[str, Any]
    begun_at: datetime


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

    async def hold(self, workspace: str, key: str, until: datetime) -> None:
        """Keep an event for whoever works on it: it is handed to nobody else before then."""

    async def ahead(self, workspace: str, kind: str, key: str) -> int:
        """How many unfinished events of this kind were received before this one."""

    async def prune(self, *, finished_before: datetime) -> int:
        """Forget handled events; returns how many."""


class Claims(Protocol):
    """What one process at a time does, and not again for a while; by a key of at most 64 characters."""

    async def take(self, workspace: str, key: str, now: datetime, until: datetime) -> bool:
        """Have it until then; False where somebody has it now. Claims that are over are forgotten."""

    async def keep(self, workspace: str, key: str, had: datetime, until: datetime) -> None:
        """Have one's own, which was taken until `had`, until then instead; nothing where somebody else has it by now."""

    async def free(self, workspace: str, key: str, had: datetime) -> None:
        """Whoever comes next may have one's own, which was taken until `had`."""


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

    async def latest_of(
        self, workspace: str, channel: str, user: str, *, thread_ts: str | None
    ) -> QuestionRecord | None:
        """What a person asked last, in one thread or anywhere in the channel."""

    async def vote(
        self, workspace: str, question_id: str, user: str, *, helpful: bool, at: datetime
    ) -> bool:
        """Store or change one person's vote; True if it changed anything."""

    async def feedback(self, workspace: str, question_id: str) -> FeedbackCount: ...

    async def unanswered(
        self, workspace: str, course: str, *, limit: int = 20
    ) -> Sequence[QuestionRecord]:
        """Newest first."""

    async def latest(
        self, workspace: str, course: str, *, limit: int = 500
    ) -> Sequence[QuestionRecord]:
        """Newest first, answered and not."""

    async def counts(self, workspace: str, course: str) -> Mapping[str, int]:
        """`{"asked": n, "answered": n, "declined": n, "helpful": n, "not_helpful": n}`."""


class Materials(Protocol):
    """What instructors taught. Every change of what is used counts the course's version up."""

    async def add(self, material: Material, data: bytes) -> None:
        """Keep a file; one with the same id stays as it is."""

    async def get(self, workspace: str, material_id: str) -> Material | None: ...

    async def data(self, workspace: str, material_id: str) -> bytes | None: ...

    async def used(self, workspace: str, course: str) -> Sequence[Material]:
        """What is taught now, by name."""

    async def brought(self, workspace: str, teaching: str) -> Sequence[Material]:
        """The files of one teaching, whatever has become of them, by name."""

    async def use(self, workspace: str, course: str, teaching: str, at: datetime) -> bool:
        """Use what this teaching proposes, in place of what has the same name; False without a proposal."""

    async def discard(self, workspace: str, teaching: str) -> bool:
        """Forget what this teaching proposes; False without a proposal."""

    async def remove(
        self, workspace: str, course: str, material_id: str, change: str, at: datetime
    ) -> bool:
        """Use it no longer; False where it was not used."""

    async def undo(self, workspace: str, course: str, change: str, at: datetime) -> bool:
        """Take back all that `change` did; False, and nothing done, where that was changed again since."""

    async def version(self, workspace: str, course: str) -> int:
        """0 where nothing was ever taught."""

    async def prune(self, *, changed_before: datetime) -> int:
        """Forget what has not been used since; returns how many."""


class Teachings(Protocol):
    """Files dropped together, from the first download to the last button."""

    async def begin(self, teaching: Teaching) -> Teaching:
        """Keep it, or give back the one that was begun under this id."""

    async def get(self, workspace: str, teaching_id: str) -> Teaching | None: ...

    async def note(
        self,
        workspace: str,
        teaching_id: str,
        *,
        state: str | None = None,
        report_ts: str | None = None,
        result: Mapping[str, Any] | None = None,
    ) -> None:
        """Note what is given, and leave the rest."""


class Pictures(Protocol):
    """Pictures of slides that lie in Slack: the file's id by what is shown."""

    async def get(self, workspace: str, key: str) -> str | None: ...

    async def put(self, workspace: str, key: str, file_id: str) -> None: ...

    async def forget(self, workspace: str, key: str) -> None: ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""


class People(Protocol):
    """Facts about people that only Slack knows."""

    async def timezone(self, user: str) -> str | None:
        """IANA name from the person's Slack profile."""
