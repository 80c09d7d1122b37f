"""Moments as people are told them: in their own zone, in the course's where it differs, and how far away."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.blocks.mrkdwn import escape, hour, shown
from bot.services.deadlines.zones import tzinfo_of

_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BY_CALENDAR = timedelta(hours=48)
_FIRST, _LAST = "\u2068", "\u2069"
_UNSAFE = {"<": "%3C", ">": "%3E", "|": "%7C", " ": "%20"}


@dataclass(frozen=True, slots=True)
class Zones:
    """IANA zones: the reader's and the course's."""

    reader: str
    course: str

    def of(self, written_in: str, *, all_day: bool) -> str:
        """In which a date is told: a whole day where it was written down, a moment where the reader is."""
        return (written_in or self.course) if all_day else self.reader


def titled(title: str, longest: int = 200) -> str:
    """A title as mrkdwn, which cannot turn around what is written beside it."""
    bare = _CONTROLS.sub("", title)
    text = shown(bare, longest) or "Untitled"
    right_to_left = any(unicodedata.bidirectional(c) in {"R", "AL"} for c in bare)
    return f"{_FIRST}{text}{_LAST}" if right_to_left else text


def when(at: datetime, zones: Zones, *, all_day: bool = False, written_in: str = "") -> str:
    """A moment with its weekday, in each reader's own zone, and in the course's where that differs.

    A day without a time is the day that was written down, in the zone it was `written_in`.
    """
    if all_day:
        return day(at, written_in or zones.course)
    at = at.replace(microsecond=0)
    token = (
        f"<!date^{int(at.timestamp())}^{{date_long_pretty}} at {{time}}|{spoken(at, zones.reader)}>"
    )
    other = course_time(at, zones)
    return f"{token} ({other})" if other else token


def between(start: datetime, end: datetime, zones: Zones) -> str:
    """From when to when; the day is told once where it is one, for the reader and for the course."""
    here, there = tzinfo_of(zones.reader), tzinfo_of(zones.course)
    if any(start.astimezone(z).date() != end.astimezone(z).date() for z in (here, there)):
        return f"{when(start, zones)} – {when(end, zones)}"
    from_when = when(start, Zones(zones.reader, zones.reader))
    other = course_time(start, zones, until=end)
    return f"{from_when} to {clock(end, zones)}" + (f" ({other})" if other else "")


def clock(at: datetime, zones: Zones) -> str:
    """The time alone, on each reader's own clock: "5:00 PM"."""
    return hour(at.astimezone(tzinfo_of(zones.reader)), None)


def spoken(at: datetime, zone: str, *, all_day: bool = False) -> str:
    """The same in plain text, for notifications: "Wed, December 1 at 23:59 PST"."""
    if all_day:
        return day(at, zone)
    local = at.astimezone(tzinfo_of(zone))
    return f"{local:%a, %B} {local.day}, {local.year} at {local:%H:%M} {_name(local)}"


def day(at: datetime, zone: str) -> str:
    """ "Wed, December 1, 2021" """
    local = at.astimezone(tzinfo_of(zone))
    return f"{local:%a, %B} {local.day}, {local.year}"


def course_time(at: datetime, zones: Zones, *, until: datetime | None = None) -> str:
    """ "Wed, December 1 at 23:59 PST, course time"; empty where the reader's clock shows the same.

    `until` is told by its time alone: "at 10:00 to 14:00 GMT".
    """
    here, there = at.astimezone(tzinfo_of(zones.reader)), at.astimezone(tzinfo_of(zones.course))
    if here.utcoffset() == there.utcoffset():
        return ""
    end = f" to {until.astimezone(tzinfo_of(zones.course)):%H:%M}" if until else ""
    return f"{there:%a, %B} {there.day} at {there:%H:%M}{end} {_name(there)}, course time"


def _name(local: datetime) -> str:
    """A zone's own short name, or its offset where it has only a number."""
    name = local.tzname() or ""
    return f"UTC{name[:3]}:{name[3:] or '00'}" if name[:1] in "+-" and name else name


def left(at: datetime, now: datetime, zone: str) -> str:
    """ "in 3 days", "in 1 hour and 40 minutes", "2 hours ago"; days are those of the calendar in a zone.

    On a Monday, Thursday is in three days, in the morning as at night.
    """
    span = span_of(abs(at - now))
    if abs(at - now) >= _BY_CALENDAR:
        there, here = (moment.astimezone(tzinfo_of(zone)).date() for moment in (at, now))
        span = _counted(abs((there - here).days), "day")
    return f"in {span}" if at > now else f"{span} ago"


def span_of(span: timedelta) -> str:
    """A span in the words that one would use; minutes only where they matter."""
    if span < timedelta(minutes=1):
        return "less than a minute"
    minutes = math.ceil(span.total_seconds() / 60)
    if minutes < 60:
        return _counted(minutes, "minute")
    if minutes < 180:
        hours, rest = divmod(minutes, 60)
        return _counted(hours, "hour") + (f" and {_counted(rest, 'minute')}" if rest else "")
    if minutes < 48 * 60:
        return _counted(round(minutes / 60), "hour")
    return _counted(round(minutes / (24 * 60)), "day")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def lead(minutes: int) -> str:
    """A lead time: "1 week", "3 days", "12 hours"."""
    for size, what in ((7 * 24 * 60, "week"), (24 * 60, "day"), (60, "hour"), (1, "minute")):
        if minutes % size == 0 and minutes >= size:
            return _counted(minutes // size, what)
    return _counted(minutes, "minute")


def leads(minutes: tuple[int, ...]) -> str:
    """ "1 week, 1 day and 2 hours before" """
    words = [lead(m) for m in sorted(minutes, reverse=True)]
    if not words:
        return "never"
    listed = " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]
    return f"{listed} before"


def linked(url: str, label: str) -> str:
    """A link to a web page; nothing for any other address."""
    if not re.match(r"https?://[^\s/]", url, re.I):
        return ""
    safe = "".join(_UNSAFE.get(c, c) for c in url).replace("&", "&amp;")
    return f"<{safe}|{escape(label)}>"
