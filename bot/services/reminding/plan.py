"""Which reminders follow from an item and from what people want: pure, and the same whenever it is asked.

Leads of whole days go by the wall clock ("a day before 23:59" is 23:59 the day before, also in the
nights when clocks change); the rest of a lead is time that passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from bot.services.deadlines.ports import (
    CONFIRMED,
    ENDING,
    Announcing,
    DatedItem,
    Extension,
    Mark,
    Personal,
)
from bot.services.deadlines.zones import tzinfo_of
from bot.services.reminding.ports import Reminder

DAY = 24 * 60
CHANNELS = ""
"""Under this name `since` says when the course last asked for something else."""
_ROOM = timedelta(hours=1)
"""A reminder put off to the morning leaves at least this much time."""
_LATEST_SNOOZE = timedelta(minutes=30)
"""A snooze beyond the deadline rings this long before it."""


def plan(  # noqa: PLR0913
    item: DatedItem,
    announcing: Announcing,
    personals: Sequence[Personal],
    marks: Sequence[Mark],
    extensions: Sequence[Extension],
    now: datetime,
    *,
    zone: str | None = None,
    since: Mapping[str, datetime] | None = None,
) -> tuple[Reminder, ...]:
    """All reminders of an item, soonest first; those that were due before they were asked for are `stale`.

    `zone` is the course's, the item's own without one. `since` says for each member's id, and for
    CHANNELS, when what they want was last changed: now, where it does not say.
    """
    if item.state != CONFIRMED:
        return ()
    making = _Making(item, announcing, tzinfo_of(zone or item.timezone), now, since or {})
    rows = {row.key: row for row in making.for_channels()}
    later = {extension.user: extension.due_at for extension in extensions}
    for user, leads, snooze in _wanted(personals, marks):
        target = later.get(user, item.target)
        rows |= {row.key: row for row in making.for_person(user, target, leads, snooze)}
    return tuple(sorted(rows.values(), key=lambda row: (row.due_at, row.key)))


def _wanted(
    personals: Iterable[Personal], marks: Iterable[Mark]
) -> Iterator[tuple[str, tuple[int, ...], datetime | None]]:
    """Who wants which leads, and until when they snooze; nobody who is done or wants silence."""
    own = {personal.user: personal for personal in personals}
    marked = {mark.user: mark for mark in marks}
    for user in sorted(own.keys() | marked.keys()):
        personal, mark = own.get(user), marked.get(user)
        if (personal and personal.muted) or (mark and (mark.muted or mark.done_at)):
            continue
        leads = personal.leads if personal else ()
        if mark and mark.leads is not None:
            leads = mark.leads
        yield user, leads, mark.snoozed_until if mark else None


@dataclass(frozen=True, slots=True)
class _Making:
    item: DatedItem
    announcing: Announcing
    zone: tzinfo
    now: datetime
    since: Mapping[str, datetime]

    def for_channels(self) -> Iterator[Reminder]:
        asked = self._asked(CHANNELS)
        for channel in self.announcing.channels:
            for lead in self._usable(self.announcing.leads):
                due = self._outside_quiet(self._before(self.item.target, lead), self.item.target)
                yield self._row(channel, lead, self.item.target, due, asked)

    def for_person(
        self, user: str, target: datetime, leads: Sequence[int], snooze: datetime | None
    ) -> Iterator[Reminder]:
        asked = self._asked(user)
        for lead in self._usable(leads):
            due = self._before(target, lead)
            if self._counts_to_the_morning:
                due = self._outside_quiet(due, target)
            yield self._row(user, lead, target, due, asked)
        if snooze is not None:
            due = min(snooze, target - _LATEST_SNOOZE)
            key = f"reminder:{self.item.id}:{user}:0:{int(snooze.timestamp())}"
            yield self._row(user, 0, target, due, asked, key)

    @property
    def _counts_to_the_morning(self) -> bool:
        """An exam on a day without a time is counted down to midnight, when nobody wants to hear of it."""
        return self.item.all_day and self.item.kind not in ENDING

    def _usable(self, leads: Iterable[int]) -> list[int]:
        shortest = DAY if self._counts_to_the_morning else 1
        return sorted({lead for lead in leads if lead >= shortest}, reverse=True)

    def _asked(self, audience: str) -> datetime:
        return min(self.since.get(audience, self.now), self.now)

    def _row(
        self,
        audience: str,
        lead: int,
        target: datetime,
        due: datetime,
        asked: datetime,
        key: str = "",
    ) -> Reminder:
        item = self.item
        key = key or f"reminder:{item.id}:{audience}:{lead}:{int(target.timestamp())}"
        stale = due < asked
        return Reminder(
            item.workspace,
            item.course,
            key,
            item.id,
            audience,
            lead,
            target,
            due,
            stale=stale,
        )

    def _before(self, target: datetime, lead: int) -> datetime:
        days, minutes = divmod(lead, DAY)
        local = target.astimezone(self.zone)
        wall = local.replace(tzinfo=None, fold=0) - timedelta(days=days)
        on_that_day = wall.replace(tzinfo=self.zone).astimezone(UTC) if days else target
        return on_that_day - timedelta(minutes=minutes)

    def _outside_quiet(self, due: datetime, target: datetime) -> datetime:
        """Put off to the end of the quiet hours where that leaves an hour, else brought forward to their start."""
        quiet = self.announcing.quiet
        if quiet is None or quiet[0] == quiet[1]:
            return due
        start, end = quiet
        local = due.astimezone(self.zone)
        minute, day = local.hour * 60 + local.minute, local.date()
        overnight = start > end
        in_the_evening, in_the_morning = minute >= start, minute < end
        inside = (
            (in_the_evening or in_the_morning) if overnight else in_the_evening and in_the_morning
        )
        if not inside:
            return due
        ends = self._at(day + timedelta(days=overnight and in_the_evening), end)
        if ends <= target - _ROOM:
            return ends
        return self._at(day - timedelta(days=overnight and in_the_morning), start)

    def _at(self, day: date, minute: int) -> datetime:
        wall = datetime(day.year, day.month, day.day, tzinfo=self.zone) + timedelta(minutes=minute)
        return wall.astimezone(UTC)
