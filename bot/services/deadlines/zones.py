"""Zones by the names that items carry, and what the clocks' changes do to a time on the wall."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_OFFSET = re.compile(r"UTC([+-])(\d\d):(\d\d)")
GAP, TWICE = "gap", "twice"
DAY_END = time(23, 59, 59)


def tzinfo_of(name: str) -> tzinfo:
    """The zone of an IANA name or of `UTC±HH:MM`. Raises ValueError or KeyError for any other."""
    fixed = _OFFSET.fullmatch(name)
    if fixed is None:
        return ZoneInfo(name)
    span = timedelta(hours=int(fixed[2]), minutes=int(fixed[3]))
    return timezone(-span if fixed[1] == "-" else span)


def on_the_wall(day: date, at: time, zone: str) -> tuple[datetime, str]:
    """The moment in UTC, and what is odd about it: GAP where no clock showed it, TWICE, or "".

    A time that clocks skip is taken as the clock would go on from before; of two the first counts.
    """
    tz = tzinfo_of(zone)
    wall = datetime.combine(day, at, tz)
    moment = wall.astimezone(UTC)
    if moment.astimezone(tz).replace(tzinfo=None) != wall.replace(tzinfo=None):
        return moment, GAP
    again = wall.replace(fold=1)
    return moment, TWICE if again.utcoffset() != wall.utcoffset() else ""
