"""Today's class in the Home tab: when, where and which lecture; or why there is none, and when the next one is."""

from __future__ import annotations

from datetime import datetime

from bot.blocks.mrkdwn import Block, context, section
from bot.blocks.times import Zones, clock, course_time, left, linked, titled, when
from bot.services.timetable import called
from bot.services.todays_class import Class, Today
from knowledge.lectures import Lecture

_MOST_CLASSES, _MOST_TOPICS = 6, 3


def todays_class(today: Today | None, now: datetime, zones: Zones) -> list[Block]:
    """The section; nothing for a course that has no timetable."""
    if today is None:
        return []
    if not today.classes:
        return [section(f"*Today's class*\n{_none(today)}\n{_next(today, zones)}")]
    title = "*Today's classes*" if len(today.classes) > 1 else "*Today's class*"
    blocks: list[Block] = []
    for one in today.classes[:_MOST_CLASSES]:
        lines = [_line(one, now, zones)] if blocks else [title, _line(one, now, zones)]
        blocks.append(section("\n".join(lines)))
        topics = _about(one.lecture) if one.lecture else ""
        blocks += [context(topics)] if topics else []
    if all(one.meeting.ends_at <= now for one in today.classes):
        blocks.append(section(_next(today, zones)))
    return blocks


def _none(today: Today) -> str:
    return f"No class today: *{titled(today.holiday, 80)}*" if today.holiday else "No class today."


def _next(today: Today, zones: Zones) -> str:
    """When the next one is; that there is none."""
    if today.next is None:
        return "The last class of the term is over." if today.was else "None is planned yet."
    one = today.next
    parts = [_name(one), when(one.meeting.starts_at, zones), _place(one.meeting.place)]
    return f"Next: {' · '.join(part for part in parts if part)}"


def _line(one: Class, now: datetime, zones: Zones) -> str:
    parts = [f"*{_name(one)}*", *_times(one, now, zones), _place(one.meeting.place)]
    return " · ".join(part for part in parts if part)


def _times(one: Class, now: datetime, zones: Zones) -> list[str]:
    """From when to when in the reader's zone, in the course's where it differs, and how far away."""
    starts, ends = one.meeting.starts_at, one.meeting.ends_at
    if starts <= now < ends:
        return [f"*on now, until {clock(ends, zones)}*"]
    other = course_time(starts, zones)
    span = f"{clock(starts, zones)} to {clock(ends, zones)}" + (f" ({other})" if other else "")
    return [span, "over" if ends <= now else f"*{left(starts, now, zones.reader)}*"]


def _name(one: Class) -> str:
    return titled(called(one.meeting, one.lecture), 100)


def _about(lecture: Lecture) -> str:
    """The lecture's title, or what its slides are about."""
    if lecture.title:
        return titled(lecture.title)
    topics = [titled(topic, 80) for topic in lecture.topics]
    more = ["and more"] if len(topics) > _MOST_TOPICS else []
    return " · ".join([*topics[:_MOST_TOPICS], *more])


def _place(place: str) -> str:
    return linked(place, "Join online") or titled(place) if place else ""
