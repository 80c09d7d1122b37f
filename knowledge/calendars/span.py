"""Which time a calendar is about, where nobody asks from a clock."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from knowledge.calendars.content import Component

AHEAD = timedelta(days=400)
_NAMED = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "RDATE")
_OLDEST, _NEWEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_ZONES = timedelta(days=2)
"""Zones, and days without a time, move an entry by no more."""


def span_of(entries: Iterable[Component], now: datetime | None) -> tuple[datetime, datetime]:
    """From `now` some 13 months on; without it, from the first entry to 13 months after the last."""
    if now is not None:
        return now, now + AHEAD
    days = sorted(day for entry in entries for day in _days(entry) if _OLDEST <= day <= _NEWEST)
    if not days:
        return _OLDEST, _NEWEST
    return days[0] - _ZONES, days[-1] + AHEAD


def _days(entry: Component) -> Iterator[datetime]:
    for name in _NAMED:
        for given in entry.every(name):
            with contextlib.suppress(ValueError):
                yield datetime.strptime(given.value.strip()[:8], "%Y%m%d").replace(tzinfo=UTC)
