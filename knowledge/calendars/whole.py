"""A calendar among a course's files: all its dates, those of the past included, for a build has no clock."""

from __future__ import annotations

from dataclasses import replace

from knowledge.calendars.reading import read_calendar
from knowledge.dates.dated import Dated
from knowledge.model import Source


def calendar_dates(data: bytes, name: str, *, timezone: str) -> Dated:
    """All that the calendar has, as a lecture's dated items.

    What was cancelled is left out, and with a word so are meetings that recur (classes, office hours).
    `timezone` is the course's IANA zone.

    Raises:
        UnreadableSource: it breaks off, or is too large; says which.
    """
    read = read_calendar(data, name, timezone=timezone, now=None)
    source = Source(name, read.name)
    kept = [one for one in read.items if not one.cancelled and not one.is_meeting]
    items = dict.fromkeys(replace(one.item, file=name, source=source) for one in kept)
    meetings = len({one.item.title for one in read.items if one.is_meeting})
    recur = "1 meeting that recurs was" if meetings == 1 else f"{meetings} meetings that recur were"
    left_out = [f"{recur} left out"] if meetings else []
    told = tuple(f"{name}: {sentence}" for sentence in (*read.warnings, *left_out))
    return Dated(tuple(items), warnings=told)
