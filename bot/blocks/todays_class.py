"""Today's class in the Home tab: when, where and which lecture; or why there is none, and when the next one is."""

from __future__ import annotations

from datetime import datetime

from bot.blocks.mrkdwn import Block, context, section
from bot.blocks.times import Zones, clock, course_time, left, linked, titled, when
from bot.services.todays_class import Class, Today
from knowledge.lectures import Lecture

_MOST_CLASSES, _MOST_TOPICS = 6, 3
_LECTURE = "lecture"


def todays_class(today: Today | None, now: datetime, zones: Zones) -> list[Block]:
    """The section; nothing for a course that has no timetable."""
    if today is None:
        return []
    if not today.classes:
        return [section(f"*Today's class*\n{_none(today)} {_next(today, zones)}".rstrip())]
    several = len(today.classes) > 1
    title = "*Today's classes*" if several else "*Today's class*"
    shown = [_told(one, now, zones) for one in today.classes[:_MOST_CLASSES]]
    blocks: list[Block] = [section("\n".join([title, *shown]))]
    if all(one.meeting.ends_at <= now for one in today.classes):
        blocks.append(context(_next(today, zones)))
    return blocks


def _none(today: Today) -> str:
    reason = f": *{titled(today.holiday, 80)}*" if today.holiday else ""
    return f"No class today{reason}."


def _next(today: Today, zones: Zones) -> str:
    """When the next one is; that there is none."""
    if today.next is None:
        return "The last class of the term is over." if today.was else "None is planned yet."
    one = today.next
    parts = [_name(one), when(one.meeting.starts_at, zones), _place(one.meeting.place)]
    return f"Next: {', '.join(part for part in parts if part)}."


def _told(one: Class, now: datetime, zones: Zones) -> str:
    """A class on one line, and below what it is about."""
    parts = [f"*{_name(one)}*", *_times(one, now, zones), _place(one.meeting.place)]
    topics = _about(one.lecture) if one.lecture else ""
    return " · ".join(part for part in parts if part) + (f"\n{topics}" if topics else "")


def _times(one: Class, now: datetime, zones: Zones) -> list[str]:
    """From when to when in the reader's zone, in the course's where it differs, and how far away."""
    starts, ends = one.meeting.starts_at, one.meeting.ends_at
    if starts <= now < ends:
        return [f"*on now, until {clock(ends, zones)}*"]
    other = course_time(starts, zones)
    span = f"{clock(starts, zones)} to {clock(ends, zones)}" + (f" ({other})" if other else "")
    return [span, "over" if ends <= now else f"*{left(starts, now)}*"]


def _name(one: Class) -> str:
    """ "Lecture 13", "Seminar, lecture 13", "Lab"."""
    title, lecture = titled(one.meeting.title, 80), one.lecture
    if lecture is None or lecture.number is None:
        return title
    if one.meeting.title.casefold() == _LECTURE:
        return f"{title} {lecture.number}"
    return f"{title}, {_LECTURE} {lecture.number}"


def _about(lecture: Lecture) -> str:
    """The lecture's title, or what its slides are about."""
    if lecture.title:
        return titled(lecture.title)
    topics = [titled(topic, 80) for topic in lecture.topics]
    more = " and more" if len(topics) > _MOST_TOPICS else ""
    return ", ".join(topics[:_MOST_TOPICS]) + more


def _place(place: str) -> str:
    return linked(place, "Join online") or titled(place) if place else ""
