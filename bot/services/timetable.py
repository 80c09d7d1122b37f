"""When the class meets: each meeting of a day, the last one and the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from bot.services.deadlines.zones import GAP, on_the_wall, tzinfo_of
from knowledge.course import Course
from knowledge.lectures import Lecture, lecture_on

_DAY = timedelta(days=1)
_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)
"""Days that are days in every zone."""
_NO_LECTURE = re.compile(
    r"\b(?:labs?|laborator\w+|labor|tutorials?|recitations?|discussions?|exercises?|practicals?|quiz|exam|"
    r"midterm|final|office hours?|übung\w*|t\.?[dp]\.?|prácticas?|examen|klausur)\b",
    re.I,
)
"""In the title of a meeting in which no lecture is given."""


class Slot(Protocol):
    """A class that meets every week. `days` are weekdays from Monday, 0; times are on the course's clock."""

    @property
    def days(self) -> Sequence[int]: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def title(self) -> str: ...
    @property
    def place(self) -> str: ...


class Break(Protocol):
    """Days without class, the first and the last among them. `reason` may be empty."""

    @property
    def first(self) -> date: ...
    @property
    def last(self) -> date: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Meeting:
    """One class of one day; aware moments in UTC.

    `key` is its day and start on the course's clock ("2021-11-09T16:30"), and stays the same wherever
    and whenever it is computed; of several that start together the later rows' end in "~2", "~3", …
    """

    key: str
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str

    @property
    def day(self) -> date:
        """The day in the course's zone."""
        return date.fromisoformat(self.key[:10])


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the course file says. `zone` is an IANA zone; without `starts` or `ends` there is no such limit."""

    zone: str = "UTC"
    slots: tuple[Slot, ...] = ()
    breaks: tuple[Break, ...] = ()
    starts: date | None = None
    ends: date | None = None

    def __bool__(self) -> bool:
        """Is there any?"""
        return bool(self.slots)

    def on(self, day: date) -> tuple[Meeting, ...]:
        """The meetings of a day in the course's zone, in the order in which they start."""
        if not self._in_term(day) or self._break(day):
            return ()
        slots = [slot for slot in self.slots if day.weekday() in slot.days]
        found: list[Meeting] = []
        for slot in sorted(slots, key=lambda slot: slot.starts):
            same = sum(1 for other in found if other.key[:16] == _key(day, slot.starts))
            meeting = self._meeting(day, slot, f"~{same + 1}" if same else "")
            found += [meeting] if meeting else []
        return tuple(sorted(found, key=lambda meeting: meeting.starts_at))

    def no_class(self, day: date) -> str | None:
        """Why there is no class on a day: the reason, empty where none is given; None on all other days."""
        found = self._break(day)
        return found.reason if found else None

    def last_ended(self, now: datetime) -> Meeting | None:
        """The meeting that ended last, at `now` (aware) or before."""
        for day in self._days(self.day_of(now), -1):
            ended = [meeting for meeting in self.on(day) if meeting.ends_at <= now]
            if ended:
                return max(ended, key=lambda meeting: (meeting.ends_at, meeting.starts_at))
        return None

    def next_after(self, moment: datetime) -> Meeting | None:
        """The first meeting that starts after `moment` (aware)."""
        for day in self._days(self.day_of(moment), 1):
            for meeting in self.on(day):
                if meeting.starts_at > moment:
                    return meeting
        return None

    def day_of(self, moment: datetime) -> date:
        """The day that the course's clock shows."""
        return moment.astimezone(tzinfo_of(self.zone)).date()

    def _days(self, day: date, step: int) -> Iterator[date]:
        """The days on which something meets, from `day` on or back; a break is passed in one step."""
        day = max(day, self.starts or day) if step > 0 else min(day, self.ends or day)
        while self.slots and self._in_term(day):
            closed = self._break(day)
            if closed:
                day = closed.last if step > 0 else closed.first
            elif self.on(day):
                yield day
            if not _FIRST < day < _LAST:
                return
            day += step * _DAY

    def _in_term(self, day: date) -> bool:
        return max(self.starts or _FIRST, _FIRST) <= day <= min(self.ends or _LAST, _LAST)

    def _break(self, day: date) -> Break | None:
        return next((one for one in self.breaks if one.first <= day <= one.last), None)

    def _meeting(self, day: date, slot: Slot, mark: str) -> Meeting | None:
        """The class of a day; None where the zone left the day out."""
        starts_at, odd = on_the_wall(day, slot.starts, self.zone)
        if odd == GAP and self.day_of(starts_at) != day:
            return None
        ends_at, _ = on_the_wall(day, slot.ends, self.zone)
        if ends_at <= starts_at:  # it starts in the hour that clocks skip: it takes as long as ever
            wall = datetime.combine(day, slot.ends) - datetime.combine(day, slot.starts)
            ends_at = starts_at + wall
        return Meeting(_key(day, slot.starts) + mark, starts_at, ends_at, slot.title, slot.place)


def _key(day: date, at: time) -> str:
    return f"{day.isoformat()}T{at:%H:%M}"


def is_lecture(meeting: Meeting) -> bool:
    """Is it no lab, exercise or exam, as its title tells?"""
    return _NO_LECTURE.search(meeting.title) is None


def lecture_of(meeting: Meeting, course: Course) -> Lecture | None:
    """The lecture given in a meeting, by the date on its slides; None where none has it, and for labs and exams."""
    if not is_lecture(meeting):
        return None
    return lecture_on(course.build, meeting.day, known_as=(course.known.code, course.name))


def called(meeting: Meeting, lecture: Lecture | None) -> str:
    """A meeting's name with its lecture's number: "Lecture 13", "Seminar, lecture 13", "Lab"."""
    if lecture is None or lecture.number is None:
        return meeting.title
    if meeting.title.casefold() == "lecture":
        return f"{meeting.title} {lecture.number}"
    return f"{meeting.title}, lecture {lecture.number}"
