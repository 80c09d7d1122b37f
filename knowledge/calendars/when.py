"""When an entry of a calendar is, on the clocks that it was written for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from knowledge.calendars.wording import Wording
from knowledge.calendars.zones import Zone

LAST_MINUTE = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class When:
    """An entry's bounds on the clocks of its zone, naive; `days` where it has no times."""

    start: datetime
    end: datetime
    zone: Zone
    days: bool


def naive_in(value: date | datetime, zone: Zone) -> datetime:
    """A day's first moment, or a time, on the clocks of a zone."""
    if isinstance(value, datetime):
        return zone.local(value) if value.tzinfo is not None else value
    return datetime.combine(value, time(0))


def moved(when: When, start: datetime) -> When:
    """The same, on another day."""
    return When(start, start + (when.end - when.start), when.zone, when.days)


def on_its_clocks(when: When, zone: Zone) -> When:
    """Times in UTC are a way to write them; people mean them on the course's clocks."""
    if when.days or when.zone.name != "UTC":
        return when
    start, end = (zone.local(when.zone.at(moment)) for moment in (when.start, when.end))
    return When(start, end, zone, days=False)


def bounds(when: When, kind: str) -> tuple[datetime, datetime]:
    """The item's moments. What is due is due at one: at its entry's start, or its end at a day's end."""
    start = when.zone.at(when.start)
    if when.days:
        return start, when.zone.at(datetime.combine(when.end.date(), LAST_MINUTE))
    end = when.zone.at(when.end)
    if kind == "due":
        return (end, end) if _ends_a_day(when) else (start, start)
    return start, end


def _ends_a_day(when: When) -> bool:
    return when.end.time() == time(0) or (when.end.hour, when.end.minute) == (23, 59)


def is_long(when: When) -> bool:
    """Does it last over midnight?"""
    return when.end.date() > when.start.date()


def doubts(when: When, said: Wording) -> tuple[str, ...]:
    """What the reader of a calendar has to know of how its times were taken."""
    if said.kind != "due" or when.days or when.start == when.end:
        return ()
    taken = when.end if _ends_a_day(when) else when.start
    return (
        f"the calendar has it from {when.start:%H:%M} to {when.end:%H:%M}; taken as due at {taken:%H:%M}",
    )
