"""Which class is asked about, until when, and what of: the paper of a meeting. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.services.papers.ports import PAPER as MESSAGE
from bot.services.papers.ports import PaperSettings
from bot.services.polls.ports import OPEN, PAPER, Option, Poll, Settings
from bot.services.reminding.ports import Outgoing
from bot.services.timetable import Meeting, Timetable, is_lecture, lecture_of
from knowledge.course import Course
from knowledge.gist import slide_entry_id
from knowledge.lectures import Lecture
from knowledge.model import SlideKind

AFTER = timedelta(minutes=5)
"""So long after its end the class is asked: who packs up still has the phone at hand."""
TOO_LATE = timedelta(hours=18)
"""Nobody is asked by itself about a class that ended longer ago."""
LONGEST = timedelta(days=7)
BEFORE_NEXT = timedelta(hours=1)
"""It closes so long before the next class begins: the lecturer is to read it before."""
BACK = timedelta(days=14)
MOST_CLASSES = 10
TITLE = 75
"""Characters of an option in one of Slack's menus."""


@dataclass(frozen=True, slots=True)
class Held:
    """A class, with its lecture where slides bear its date."""

    meeting: Meeting
    lecture: Lecture | None

    @property
    def title(self) -> str:
        """ "Lecture 13: Containers", "Lecture 13", or what the timetable calls it."""
        if self.lecture is None:
            return self.meeting.title or "Class"
        name = f"Lecture {self.lecture.number}" if self.lecture.number is not None else ""
        parts = [part for part in (name, self.lecture.title) if part]
        return ": ".join(parts) or self.meeting.title or "Class"


def held(meeting: Meeting, course: Course) -> Held:
    """With its lecture; a meeting that no timetable has is taken for one."""
    return Held(meeting, lecture_of(meeting, course))


def due(timetable: Timetable, settings: PaperSettings | None, now: datetime) -> list[Meeting]:
    """The classes that are to be asked about by themselves at `now`, asked already or not, in their order.

    Not what ended before an instructor switched it on, nor what is too long ago, nor labs and exams.
    """
    if settings is None or not settings.on:
        return []
    today = timetable.day_of(now)
    earliest = max(settings.changed_at, now - TOO_LATE)
    return [
        meeting
        for day in (today - timedelta(days=1), today)
        for meeting in timetable.on(day)
        if earliest <= (asked_at := meeting.ends_at + AFTER) <= now
        and is_lecture(meeting)
        and closes_at(timetable, meeting, asked_at) > now
    ]


def closes_at(timetable: Timetable, meeting: Meeting, asked_at: datetime) -> datetime:
    """An hour before the next class, and after half of the time until then at the latest; or after a week."""
    following = timetable.next_after(max(asked_at, meeting.starts_at))
    if following is None:
        return asked_at + LONGEST
    room = (following.starts_at - asked_at) / 2
    return min(following.starts_at - min(BEFORE_NEXT, room), asked_at + LONGEST)


def recent(timetable: Timetable, course: Course, now: datetime) -> list[Meeting]:
    """The classes that have begun in the last two weeks, newest first; those of dated slides where there is no timetable.

    With one of today, also where neither knows of any.
    """
    today = timetable.day_of(now)
    days = [today - timedelta(days=n) for n in range(BACK.days)]
    found = [m for day in days for m in reversed(timetable.on(day)) if m.starts_at <= now]
    if not timetable:
        dated = {slide.date for slide in course.build.slides if slide.date}
        found = [_unscheduled(day, now) for day in sorted(dated, reverse=True) if day <= today]
    if not any(meeting.day == today for meeting in found):
        found = [_unscheduled(today, now), *found]
    return found[:MOST_CLASSES]


def todays(timetable: Timetable, now: datetime) -> Meeting | None:
    """The lecture of today that began last; None on a day without one, or before it has begun."""
    begun = [m for m in timetable.on(timetable.day_of(now)) if m.starts_at <= now and is_lecture(m)]
    return begun[-1] if begun else None


def meeting_of(timetable: Timetable, key: str, now: datetime) -> Meeting | None:
    """The class with this key, of the timetable or a bare day ("2021-11-16"); None for anything else."""
    try:
        day = date.fromisoformat(key[:10])
    except ValueError:
        return None
    if len(key) == 10:
        return _unscheduled(day, now)
    return next((meeting for meeting in timetable.on(day) if meeting.key == key), None)


def _unscheduled(day: date, now: datetime) -> Meeting:
    return Meeting(day.isoformat(), now, now, "Class", "")


def paper_id(course: str, meeting_key: str) -> str:
    """The same for the same class, so that it is asked once."""
    digest = hashlib.sha256(f"{course}\x1f{meeting_key}".encode()).hexdigest()
    return f"paper{digest[:20]}"


@dataclass(frozen=True, slots=True)
class Where:
    """A workspace's course, the channel to ask in ("" for none), and for whom."""

    workspace: str
    course: str
    channel: str
    by: str


def paper(about: Held, where: Where, now: datetime, closes: datetime) -> Poll:
    """The paper of a class, open from now on."""
    return Poll(
        workspace=where.workspace,
        id=paper_id(where.course, about.meeting.key),
        course=where.course,
        channel=where.channel,
        creator=where.by,
        kind=PAPER,
        question=about.title,
        options=slide_options(about.lecture),
        settings=Settings(anonymous=True, hidden=True),
        made_at=now,
        state=OPEN,
        opened_at=now,
        closes_at=closes,
        about=about.meeting.key,
    )


def slide_options(lecture: Lecture | None) -> tuple[Option, ...]:
    """The lecture's slides to pick from: those that teach something, each title once, under their entries' ids."""
    found: dict[str, Option] = {}
    for slide in lecture.slides if lecture else ():
        title = " ".join(slide.title.split())
        if not title or slide.kind is not SlideKind.CONTENT or title == lecture_title(lecture):
            continue
        number = f"{slide.slide} · " if slide.slide is not None else ""
        label = f"{number}{title}"
        label = label if len(label) <= TITLE else f"{label[: TITLE - 1].rstrip()}…"
        found.setdefault(title.casefold(), Option(slide_entry_id(slide), label))
    return tuple({option.id: option for option in found.values()}.values())


def lecture_title(lecture: Lecture | None) -> str:
    return lecture.title if lecture else ""


def day_of(poll: Poll) -> date:
    """The day of the class that a paper is about."""
    return date.fromisoformat(poll.about[:10])


def questions_to(poll: Poll, people: Sequence[str], now: datetime) -> list[Outgoing]:
    """The paper's message for the channel, if it has one, and for each who wants it directly."""
    channel = [(f"paper:{poll.id}", poll.channel)] if poll.channel else []
    direct = [(f"paper:{poll.id}:{user}", user) for user in people]
    return [
        Outgoing(poll.workspace, key, MESSAGE, to, now, course=poll.course, about=poll.id)
        for key, to in [*channel, *direct]
    ]
