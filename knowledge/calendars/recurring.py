"""When a recurring event happens: RRULE, RDATE and EXDATE, within bounds (RFC 5545, 3.8.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, date, datetime, time
from itertools import islice

from dateutil.rrule import rrulestr

from knowledge.calendars.values import UnreadableValue, read_value
from knowledge.calendars.zones import Zone

_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_PARTS = frozenset(
    "FREQ UNTIL COUNT INTERVAL BYDAY BYMONTH BYMONTHDAY BYYEARDAY BYWEEKNO BYSETPOS WKST".split()
)
_OLDEST = 1990
_CYCLE = 400
"""Years after which the calendar repeats itself: leap years, weekdays and numbers of weeks."""


def occurrences(
    start: datetime,
    rules: Iterable[str],
    zone: Zone,
    *,
    more: Iterable[datetime] = (),
    without: Iterable[datetime] = (),
    until: datetime,
) -> list[datetime]:
    """Times on the zone's clocks up to `until`, in order. All times are naive.

    `without` are the excluded ones; a midnight among them excludes its whole day.

    Raises:
        UnreadableValue: a rule that makes no sense, or one for hours, minutes or seconds.
    """
    found = {start, *more}
    for rule in rules:
        found.update(_by_rule(rule, start, zone, until))
    excluded = set(without)
    days = {x.date() for x in excluded if x.time() == time(0)}
    return sorted(x for x in found if x <= until and x not in excluded and x.date() not in days)


def _by_rule(rule: str, start: datetime, zone: Zone, until: datetime) -> list[datetime]:
    said = dict(p.strip().split("=", 1) for p in rule.upper().split(";") if "=" in p)
    if said.get("FREQ") not in _FREQUENCIES or not said.keys() <= _PARTS or start.year < _OLDEST:
        raise UnreadableValue
    if not 1 <= _number(said.get("INTERVAL", "1")) <= 1_000:
        raise UnreadableValue
    # Rules without an end stop where nobody looks any more.
    count = _number(said.pop("COUNT")) if "COUNT" in said else None
    last = min(until, _end(said["UNTIL"], start, zone)) if "UNTIL" in said else until
    # dateutil looks for what never comes true until time ends, in the year 9999: begin close to it.
    years = (MAXYEAR - max(start, last).year) // _CYCLE * _CYCLE
    said["UNTIL"] = f"{_in(last, years):%Y%m%dT%H%M%S}"
    try:
        dates = rrulestr(";".join(f"{k}={v}" for k, v in said.items()), dtstart=_in(start, years))
        return [_in(found, -years) for found in islice(dates, count)]
    except (ValueError, TypeError, OverflowError) as error:
        raise UnreadableValue from error


def _in(moment: datetime, years: int) -> datetime:
    """The same moment so many cycles of the calendar away."""
    return moment.replace(year=moment.year + years)


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 6:
        raise UnreadableValue
    return int(value)


def _end(value: str, start: datetime, zone: Zone) -> datetime:
    """UNTIL on the zone's clocks; a day alone is meant with all its hours."""
    end = read_value(value)
    if isinstance(end, datetime):
        return end if end.tzinfo is None else zone.local(end)
    if isinstance(end, date):
        return datetime.combine(end, start.time())
    raise UnreadableValue
