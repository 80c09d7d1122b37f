"""Today's class: what meets on a reader's day, or why nothing does, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.services.deadlines.zones import tzinfo_of
from bot.services.timetable import Meeting, Timetable, lecture_of
from knowledge.course import Course
from knowledge.lectures import Lecture

_NEAR = range(-2, 3)
"""Days in the course's zone, around its own, in which a reader's day lies anywhere on earth."""


@dataclass(frozen=True, slots=True)
class Class:
    """A meeting, with the lecture that is given in it where its slides are known."""

    meeting: Meeting
    lecture: Lecture | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """`classes` are the reader's day's, those that are over too.

    `holiday` is why there are none: empty where nobody said, None on a day like any other. `next` is the
    first to come once those are over; `was` tells whether there ever was one.
    """

    classes: tuple[Class, ...] = ()
    holiday: str | None = None
    next: Class | None = None
    was: bool = False


def todays_class(timetable: Timetable, course: Course, now: datetime, zone: str) -> Today | None:
    """What is to be told at `now` (aware) to somebody in `zone` (IANA); None without a timetable."""
    if not timetable:
        return None
    found = _meetings(timetable, now, zone)
    still = any(now < meeting.ends_at for meeting in found)
    later = None if still else timetable.next_after(now)
    return Today(
        tuple(Class(meeting, lecture_of(meeting, course)) for meeting in found),
        None if found else timetable.no_class(timetable.day_of(now)),
        Class(later, lecture_of(later, course)) if later else None,
        timetable.last_ended(now) is not None,
    )


def _meetings(timetable: Timetable, now: datetime, zone: str) -> list[Meeting]:
    """Those that start on the reader's day, and one that goes on since the day before."""
    here = tzinfo_of(zone)
    today, around = now.astimezone(here).date(), timetable.day_of(now)
    near = [m for n in _NEAR for m in timetable.on(around + timedelta(days=n))]
    return [
        m
        for m in near
        if m.starts_at.astimezone(here).date() == today or m.starts_at <= now < m.ends_at
    ]
