"""A course's dated items, who asked for what, and where they are kept, as protocols.

Nothing is announced that no instructor confirmed: only a `confirmed` item has reminders. Times are aware
UTC datetimes; `timezone` says in which zone an item was written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

PROPOSED, CONFIRMED, DISMISSED, CANCELLED = "proposed", "confirmed", "dismissed", "cancelled"
SLIDES, CALENDAR, PERSON, IMPORTED = "slides", "calendar", "person", "import"
ENDING = frozenset({"due", "range"})
"""Kinds that one counts down to the end of; an exam, event or release is counted down to its start."""


@dataclass(frozen=True, slots=True)
class DatedItem:
    """A deadline, exam, event, release or range of a course.

    `origin_key` is what its source calls it, unique in the course: the same source read again finds the
    same item. `revision` is counted up by every change of what people see; `details` holds what the
    source said besides: confidence, warnings, the times it says now where they differ.
    """

    workspace: str
    course: str
    id: str
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    timezone: str
    state: str
    origin: str
    origin_key: str
    made_by: str
    made_at: datetime
    changed_by: str
    changed_at: datetime
    revision: int = 1
    quote: str = ""
    file: str = ""
    page: int | None = None
    link: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def target(self) -> datetime:
        """The moment that reminders count down to."""
        return self.ends_at if self.kind in ENDING else self.starts_at


@dataclass(frozen=True, slots=True)
class Extension:
    """A later moment for one person; nobody but they and the instructors see it."""

    workspace: str
    item_id: str
    user: str
    due_at: datetime
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Announcing:
    """Where and when a course announces. Leads are minutes before; `quiet` is local from–to in minutes of the day.

    `digest_weekday` counts from Monday, 0; `digest_minute` is a minute of the day in the course's zone.
    """

    channels: tuple[str, ...] = ()
    leads: tuple[int, ...] = (7 * 24 * 60, 24 * 60, 2 * 60)
    quiet: tuple[int, int] | None = (22 * 60, 7 * 60)
    digest: bool = True
    digest_weekday: int = 0
    digest_minute: int = 8 * 60


@dataclass(frozen=True, slots=True)
class Personal:
    """What somebody wants for the whole course: their own leads in minutes, or silence."""

    workspace: str
    course: str
    user: str
    leads: tuple[int, ...] = ()
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody wants for one item; `leads` of None follow the person's own for the course."""

    workspace: str
    course: str
    item_id: str
    user: str
    leads: tuple[int, ...] | None = None
    muted: bool = False
    done_at: datetime | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an item, so that it can be taken back: the item before (None: it was new) and after."""

    workspace: str
    course: str
    id: str
    item_id: str
    before: DatedItem | None
    after: DatedItem
    by: str
    at: datetime
    undone_at: datetime | None = None


class DatedItems(Protocol):
    """The items with their history. Every change leaves the item to be planned again (`unplanned`)."""

    async def get(self, workspace: str, item_id: str) -> DatedItem | None: ...

    async def all(
        self,
        workspace: str,
        course: str,
        *,
        states: Sequence[str] = (CONFIRMED,),
        ending_after: datetime | None = None,
    ) -> Sequence[DatedItem]:
        """By their target, then title."""

    async def save(self, change: Change) -> bool:
        """Write `after` where the stored revision is still `before`'s; False, and nothing done, otherwise.

        Also False where an item with the same origin key exists already.
        """

    async def undo(self, workspace: str, change_id: str, at: datetime) -> DatedItem | None:
        """The item as it was before (cancelled, where it was new), or None if it was changed again since."""

    async def changes(self, workspace: str, change_id: str) -> Sequence[Change]:
        """The change of this id, or all that were made together under it (`<id>.<n>`)."""

    async def last_change(self, workspace: str, course: str, by: str) -> Change | None:
        """The newest change that somebody made and nobody took back."""

    async def unplanned(self, *, limit: int = 200) -> Sequence[DatedItem]:
        """Items, of every workspace, whose reminders do not yet follow from what is stored."""


class Extensions(Protocol):
    """Later moments for single people; each change lets the item be planned again."""

    async def put(self, extension: Extension) -> None: ...

    async def swap(
        self, workspace: str, item_id: str, user: str, seen: datetime | None, to: Extension | None
    ) -> bool:
        """Let `to` stand (None: no extension) where what was `seen` still does; False otherwise."""

    async def of_item(self, workspace: str, item_id: str) -> Sequence[Extension]: ...

    async def of_person(self, workspace: str, user: str) -> Sequence[Extension]: ...


class Wishes(Protocol):
    """How a course announces, and what single people want. Each change lets what it touches be planned again."""

    async def announcing(self, workspace: str, course: str) -> Announcing | None:
        """None where nobody has set anything: the defaults hold."""

    async def announce(
        self, workspace: str, course: str, announcing: Announcing, by: str, at: datetime
    ) -> None: ...

    async def person(self, workspace: str, course: str, user: str) -> Personal | None: ...

    async def put_person(self, personal: Personal, at: datetime) -> None: ...

    async def mark(self, workspace: str, item_id: str, user: str) -> Mark | None: ...

    async def put_mark(self, mark: Mark, at: datetime) -> None: ...

    async def marks_of_person(self, workspace: str, course: str, user: str) -> Sequence[Mark]: ...


SNOOZES = {"1h": timedelta(hours=1), "4h": timedelta(hours=4), "1d": timedelta(days=1)}
