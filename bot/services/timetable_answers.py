""" "When is the next lecture?", "Is there class tomorrow?": questions that the timetable answers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.deadlines.zones import tzinfo_of
from bot.services.timetable import Meeting, Timetable, called, lecture_of
from knowledge.course import Course
from knowledge.normalise import fold

_WHAT = r"(?P<what>class(?:es)?|lectures?|labs?|seminars?|tutorials?)"
_CLASS = rf"(?:the |our |a |an |any |my )?(?:next |upcoming )?{_WHAT}"
_DAY = r"(?P<day>today|tonight|tomorrow)"
_ASKS = tuple(
    re.compile(rf"(?:(?:so|and|hey|hi|hello|please|lectern) )*{pattern}(?: please)?")
    for pattern in (
        rf"(?:when|where|(?:at )?what time)(?:'?s| is| are| does| do)? {_CLASS}"
        rf"(?: (?:start|begin|meet|again|held|take place))*(?: {_DAY})?",
        rf"(?:is|are) there {_CLASS} {_DAY}",
        rf"(?:do|will) we (?:have|meet for) {_CLASS} {_DAY}",
        rf"(?:what|which) {_WHAT} (?:is|are) (?:it |there |on )?(?:next|{_DAY})",
        rf"(?:the )?(?:next|upcoming) {_WHAT}",
    )
)
_ANY = "class"


@dataclass(frozen=True, slots=True)
class TimetableAnswers:
    """What is said to those who ask when or where the class meets."""

    timetable: Timetable

    def answer(self, text: str, course: Course, now: datetime) -> str | None:
        """Plain sentences in the course's zone; None for every other question, and without a timetable."""
        bare = " ".join(re.sub(r"[^\w' ]+", " ", fold(text)).split())
        asked = next((m for pattern in _ASKS if (m := pattern.fullmatch(bare))), None)
        if asked is None or not self.timetable:
            return None
        day, wanted = asked.groupdict().get("day"), self._only(asked["what"])
        return wanted._on(day, course, now) if day else wanted._next(course, now)

    def _only(self, what: str) -> TimetableAnswers:
        """The meetings of that name alone; all where none is called so."""
        name = what.removesuffix("es" if what == "classes" else "s") if what != _ANY else what
        slots = tuple(slot for slot in self.timetable.slots if name in slot.title.casefold())
        return replace(self, timetable=replace(self.timetable, slots=slots)) if slots else self

    def _on(self, day: str, course: Course, now: datetime) -> str:
        """What meets today or tomorrow by the course's clock; what comes next where nothing does."""
        wanted = self.timetable.day_of(now) + timedelta(days=day == "tomorrow")
        name = day.capitalize()
        found = self.timetable.on(wanted)
        if not found:
            reason = self.timetable.no_class(wanted)
            why = f" ({reason})" if reason else ""
            return f"{name} there is no class{why}. {self._next(course, now)}"
        said = [
            f"{_name(m, course)}, {self._clock(m.starts_at)} to {self._clock(m.ends_at)}{_at(m)}"
            for m in found
        ]
        return f"{name}: {'; '.join(said)}."

    def _next(self, course: Course, now: datetime) -> str:
        on = [
            m
            for m in self.timetable.on(self.timetable.day_of(now))
            if m.starts_at <= now < m.ends_at
        ]
        said = [
            f"{_name(m, course)} is on now, until {self._clock(m.ends_at)}{_at(m)}." for m in on
        ]
        later = self.timetable.next_after(now)
        if later is not None:
            starts = later.starts_at.astimezone(tzinfo_of(self.timetable.zone))
            day = f"{starts:%A, %B} {starts.day}, {starts.year}"
            said.append(
                f"The next class is on {day} at {self._clock(starts)}: {_name(later, course)}{_at(later)}."
            )
        elif not on:
            over = self.timetable.last_ended(now)
            said.append(
                "The last class of the term is over." if over else "No class is planned yet."
            )
        return " ".join(said)

    def _clock(self, at: datetime) -> str:
        local = at.astimezone(tzinfo_of(self.timetable.zone))
        return f"{local:%H:%M} {local.tzname()}"


def _name(meeting: Meeting, course: Course) -> str:
    lecture = lecture_of(meeting, course)
    about = f" ({lecture.title})" if lecture and lecture.title else ""
    return called(meeting, lecture) + about


def _at(meeting: Meeting) -> str:
    return f", {meeting.place}" if meeting.place else ""
