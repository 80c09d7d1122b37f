"""Which questions may be asked by now: not those under embargo, nor those about lectures that are still to be held.

Pure, but for `Holding`, which keeps what follows from the course as it is known now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Protocol

from bot.services.deadlines.zones import on_the_wall
from bot.services.questions import QuestionService
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.timetable import Timetable, is_lecture
from knowledge.course import Course
from knowledge.model import Build, Source


class Embargo(Protocol):
    """What is not to be asked before a day. One of `file` and `lecture` is given.

    `until` is the first day, or the first moment on the course's clock, at which it may be.
    """

    @property
    def file(self) -> str: ...
    @property
    def lecture(self) -> int | None: ...
    @property
    def until(self) -> date | datetime: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Schedule:
    """From when on what is asked. `days` are the days of lectures by their number, where they are known."""

    zone: str = "UTC"
    embargoes: Sequence[Embargo] = ()
    days: Mapping[int, date] = field(default_factory=dict)


def opens_at(question: BankQuestion, schedule: Schedule) -> datetime | None:
    """The first moment (UTC) at which it may be asked; None for one that always may.

    A lecture counts as held from the beginning of its day, so that it can be asked about in class.
    """
    source = question.source
    if source is None:
        return None
    bounds = [one.until for one in schedule.embargoes if _covers(one, source)]
    day = source.date or schedule.days.get(-1 if source.lecture is None else source.lecture)
    moments = [_moment(bound, schedule.zone) for bound in [*bounds, *([day] if day else [])]]
    return max(moments, default=None)


def askable(question: BankQuestion, now: datetime, schedule: Schedule) -> bool:
    """May it be asked at `now` (aware)? Its state, and whether its slide is gone, are not looked at."""
    opens = opens_at(question, schedule)
    return opens is None or opens <= now


def _covers(embargo: Embargo, source: Source) -> bool:
    if embargo.file:
        return embargo.file.casefold() == source.file.casefold()
    return embargo.lecture is not None and embargo.lecture == source.lecture


def _moment(bound: date | datetime, zone: str) -> datetime:
    if not isinstance(bound, datetime):
        return on_the_wall(bound, time(0), zone)[0]
    if bound.tzinfo is not None:
        return bound.astimezone(UTC)
    return on_the_wall(bound.date(), bound.time(), zone)[0]


def lecture_days(build: Build, timetable: Timetable) -> Mapping[int, date]:
    """When each numbered lecture is held: as its slides say, else as the timetable has it.

    One without a date is as many meetings after the last dated one before it (or the term's first
    day) as its number says, and no later than the next dated one.
    """
    dated: dict[int, date] = {}
    for slide in build.slides:
        if slide.lecture is not None and slide.date is not None:
            dated[slide.lecture] = min(slide.date, dated.get(slide.lecture, slide.date))
    wanted = {slide.lecture for slide in build.slides if slide.lecture is not None} - set(dated)
    if not wanted:
        return dated
    meetings = _lecture_meetings(timetable)
    counted = {number: _counted(number, dated, meetings) for number in wanted}
    return dated | {number: day for number, day in counted.items() if day is not None}


def _counted(number: int, dated: Mapping[int, date], meetings: Sequence[date]) -> date | None:
    before = max((n for n in dated if n < number), default=None)
    after = min((day for n, day in dated.items() if n > number), default=None)
    ahead = [day for day in meetings if before is None or day > dated[before]]
    place = number - (before or 0) - 1
    counted = ahead[place] if 0 <= place < len(ahead) else None
    return min((day for day in (counted, after) if day is not None), default=None)


def _lecture_meetings(timetable: Timetable) -> list[date]:
    """The days of all lectures of the term; none where its bounds are not known."""
    if not timetable or timetable.starts is None or timetable.ends is None:
        return []
    first, last = timetable.starts.toordinal(), timetable.ends.toordinal()
    days = (date.fromordinal(n) for n in range(first, min(last, first + 400) + 1))
    return [meeting.day for day in days for meeting in timetable.on(day) if is_lecture(meeting)]


@dataclass
class Holding:
    """The schedule of a course, as its lectures are known now."""

    questions: QuestionService
    timetable: Timetable
    embargoes: Sequence[Embargo] = ()
    _course: Course | None = None
    _schedule: Schedule = field(default_factory=Schedule)

    @property
    def schedule(self) -> Schedule:
        """Computed once for each course that is taken up."""
        course = self.questions.course
        if course is not self._course:
            days = lecture_days(course.build, self.timetable)
            self._schedule = Schedule(self.timetable.zone, self.embargoes, days)
            self._course = course
        return self._schedule

    def course(self) -> Course:
        """As it is known now."""
        return self.questions.course

    def askable(self, question: BankQuestion) -> bool:
        """May it be asked now?"""
        return askable(question, self.questions.clock.now(), self.schedule)

    def opens_at(self, question: BankQuestion) -> datetime | None:
        """When it may be asked, where that is still to come; None where it may be now."""
        opens = opens_at(question, self.schedule)
        return opens if opens is not None and opens > self.questions.clock.now() else None
