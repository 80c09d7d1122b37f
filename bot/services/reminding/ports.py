"""Reminders and the outbox, as protocols. The rows are the truth; a clock only says "look again".

A reminder waits until it is due, then goes into the outbox in one transaction; the outbox posts it, at
Slack's rate, once: `key` is the message's metadata key, by which it is found again after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.services.deadlines.ports import Announcing, DatedItem, Extension, Mark, Personal

WAITING, HANDED, SENT = "waiting", "handed", "sent"
FOLDED, MISSED, CANCELLED, FAILED = "folded", "missed", "cancelled", "failed"
POST, EDIT = "post", "edit"
REMINDER, DIGEST, PROPOSALS, NOTICE = "reminder", "digest", "proposals", "notice"
"""Kinds of messages that nobody is waiting for; `lectern_<kind>` is their metadata's event type."""


def is_person(audience: str) -> bool:
    """Is it a member's id, or that of a channel?"""
    return audience.startswith(("U", "W"))


@dataclass(frozen=True, slots=True)
class Reminder:
    """One announcement of one item to one audience. `audience` is a channel's or a member's id.

    `lead` is minutes before `target_at`; 0 for a snooze, whose `due_at` the person chose. `due_at` may
    differ from target minus lead: quiet hours. A `stale` one was due before it was asked for: it is kept
    where it waits already, and never begun anew.
    """

    workspace: str
    course: str
    key: str
    item_id: str
    audience: str
    lead: int
    target_at: datetime
    due_at: datetime
    state: str = WAITING
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that an item's reminders follow from, read at one moment.

    `announced_at` is when the course's announcing was last changed, `asked_at` when each person last
    asked for something else: what was due before that is not sent for it.
    """

    item: DatedItem
    announcing: Announcing | None = None
    announced_at: datetime | None = None
    personals: Sequence[Personal] = ()
    marks: Sequence[Mark] = ()
    extensions: Sequence[Extension] = ()
    asked_at: Mapping[str, datetime] = field(default_factory=dict)


Derive = Callable[[Facts], Sequence[Reminder]]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be posted, or an edit of one that was (`op` edit, `ts` of the message).

    `about` is the id of what it is about (an item, a batch of proposals), to find it by; `subject` is
    what its composer needs besides; `shown_revision` is the item's revision that its readers see.
    Attempts are timed by Slack's clock, where it is known: ours may jump.
    """

    workspace: str
    key: str
    kind: str
    channel: str
    due_at: datetime
    course: str = ""
    op: str = POST
    about: str = ""
    subject: Mapping[str, Any] = field(default_factory=dict)
    thread_ts: str | None = None
    state: str = WAITING
    not_before: datetime | None = None
    attempts: int = 0
    first_attempt_at: datetime | None = None
    last_attempt_at: datetime | None = None
    claimed_until: datetime | None = None
    claimed_by: str | None = None
    posted_channel: str | None = None
    ts: str | None = None
    shown_revision: int = 0
    sent_at: datetime | None = None
    error: str = ""


class Reminders(Protocol):
    """The reminder rows."""

    async def plan(self, workspace: str, item_id: str, derive: Derive, now: datetime) -> bool:
        """Make the item's waiting rows be just what `derive` wants, in one transaction with reading the facts.

        So no wish that comes meanwhile is overlooked. What was handed on, sent or missed stays as it is;
        a cancelled row that is wanted again waits again. What was posted of an older revision gets an
        edit in the outbox. False where there is no such item.
        """

    async def of_item(self, workspace: str, item_id: str) -> Sequence[Reminder]:
        """By due time."""

    async def coming(
        self, workspace: str, course: str, *, audiences: Sequence[str] = (), limit: int = 50
    ) -> Sequence[Reminder]:
        """What waits, soonest first; to these audiences only, if any are named."""

    async def hand_over(self, now: datetime, *, limit: int = 10_000) -> int:
        """Move what is due into the outbox, in one transaction; returns how many rows left `waiting`.

        Several of one item to one audience fold into the newest, also those that the outbox has not
        begun to post; what is past its target becomes missed.
        """

    async def untold_misses(self, *, limit: int = 500) -> Sequence[Reminder]:
        """Missed, and the instructors not told yet."""

    async def tell(self, misses: Sequence[Reminder], notices: Sequence[Outgoing]) -> None:
        """Put the notices into the outbox and note that the misses are told, in one transaction."""


class Outbox(Protocol):
    """Messages that nobody is waiting for, each posted once. What becomes of a reminder's is noted there too."""

    async def add(self, messages: Sequence[Outgoing]) -> int:
        """Keep them; one whose key is there already stays as it is. Returns how many were new."""

    async def claim(
        self, now: datetime, *, lease: timedelta, limit: int, holder: str, pause: timedelta
    ) -> Sequence[Outgoing]:
        """Due messages that nobody holds, at most one a channel, workspaces in turn, oldest first.

        None of a channel that something was sent to within the last `pause`.
        """

    async def attempting(
        self, message: Outgoing, *, at: datetime, since: datetime, until: datetime, revision: int
    ) -> bool:
        """Note, on disk, that it is about to be posted with this revision of its item, and hold it until then.

        `at` is the last attempt's time from now on, `since` the first one's if this is it. False where
        the message was lost to somebody else, or folded.
        """

    async def sent(
        self, message: Outgoing, *, channel: str, ts: str, revision: int, at: datetime
    ) -> None:
        """It stands in `channel`. Where its item has a newer revision by now, an edit follows."""

    async def later(
        self, message: Outgoing, *, not_before: datetime, error: str = "", refused: bool = False
    ) -> None:
        """Let go of it until then: a 429, an outage. `refused`: the last attempt surely came to nothing.

        `message` as it was claimed.
        """

    async def close(
        self,
        message: Outgoing,
        *,
        state: str,
        error: str,
        at: datetime,
        notices: Sequence[Outgoing] = (),
    ) -> None:
        """It will not be sent: missed, cancelled, failed with a reason. Whom to tell, in the same transaction."""

    async def posted(self, workspace: str, about: str, *, kind: str = "") -> Sequence[Outgoing]:
        """What was posted about something, oldest first."""

    async def prune(self, *, sent_before: datetime) -> int: ...
