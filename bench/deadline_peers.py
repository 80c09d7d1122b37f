"""Other parsers of dates, each with one call: a phrase → the span of its first hit. Missing ones are left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.util import find_spec
from typing import Any

from knowledge.deadlines import parse_deadline

LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class Span:
    """Start and end; dates where the phrase gives no time. Without a zone they are the course's."""

    start: date | datetime
    end: date | datetime


Parser = Callable[[str, date, str, str | None], Span | None]
"""A phrase, the day it was read, the course's zone and its language if known → the first hit."""


def lectern(phrase: str, reference: date, zone: str, language: str | None) -> Span | None:
    """Ours. It is not told the language, which slides mostly are not sure of either."""
    found = parse_deadline(phrase, reference=reference, timezone=zone)
    if found is None:
        return None
    if found.all_day:
        return Span(found.starts_at.date(), found.ends_at.date())
    return Span(found.starts_at, found.ends_at)


def dateparser(phrase: str, reference: date, zone: str, language: str | None) -> Span | None:
    """`search_dates`: the first hit; it knows no ranges. Midnight without a time is taken for a day."""
    from dateparser.search import search_dates  # noqa: PLC0415

    found = search_dates(
        phrase,
        languages=[language] if language else list(LANGUAGES),
        settings={
            "RELATIVE_BASE": datetime.combine(reference, time(0)),
            "PREFER_DATES_FROM": "future",
        },
    )
    return _point(found[0][1]) if found else None


def recurrent(phrase: str, reference: date, zone: str, language: str | None) -> Span | None:
    """English only; a rule (RRULE) is no hit. Nine in the morning stands for no time."""
    from recurrent.event_parser import RecurringEvent  # noqa: PLC0415

    found = RecurringEvent(now_date=datetime.combine(reference, time(9))).parse(phrase)
    if not isinstance(found, datetime):
        return None
    return _day(found) if found.time() == time(9) else Span(found, found)


def ctparse(phrase: str, reference: date, zone: str, language: str | None) -> Span | None:
    """Times and intervals; half a second a phrase at the most."""
    import ctparse as library  # noqa: PLC0415

    found = library.ctparse(phrase, ts=datetime.combine(reference, time(0)), timeout=0.5)
    resolution = found.resolution if found else None
    if resolution is None or not hasattr(resolution, "start"):
        return None
    try:
        if type(resolution).__name__ == "Interval":
            return _span(resolution.t_from, resolution.t_to)
        return _span(resolution, resolution)
    except (AttributeError, TypeError, ValueError):
        return None


def recognizers(phrase: str, reference: date, zone: str, language: str | None) -> Span | None:
    """Recognizers-Text, told the language where it knows it (German it does not); the last of a hit's readings is that in the future."""
    from recognizers_date_time import Culture, recognize_datetime  # noqa: PLC0415

    names = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}
    culture = getattr(Culture, names[language or "en"], Culture.English)
    base = datetime.combine(reference, time(0))
    hits = recognize_datetime(phrase, culture, reference=base)
    for hit in hits:
        values = (hit.resolution or {}).get("values") or [{}]
        if (span := _resolved(values[-1])) is not None:
            return span
    return None


def _resolved(value: dict[str, str]) -> Span | None:
    kind = value.get("type", "")
    try:
        if kind in ("date", "datetime"):
            at = datetime.fromisoformat(value["value"])
            return _day(at) if kind == "date" else Span(at, at)
        if kind in ("daterange", "datetimerange"):
            first, last = (datetime.fromisoformat(value[name]) for name in ("start", "end"))
            return Span(first.date(), last.date()) if kind == "daterange" else Span(first, last)
    except (KeyError, ValueError):
        return None
    return None


def _point(at: datetime) -> Span:
    return _day(at) if at.time() == time(0) else Span(at, at)


def _day(at: datetime) -> Span:
    return Span(at.date(), at.date())


def _span(first: Any, last: Any) -> Span | None:
    if first is None or last is None:
        return None
    timed = first.hour is not None
    return Span(first.dt, last.dt) if timed else Span(first.dt.date(), last.dt.date())


_MODULES = {
    "dateparser": dateparser,
    "recurrent": recurrent,
    "ctparse": ctparse,
    "recognizers_date_time": recognizers,
}
PEERS: dict[str, Parser] = {
    "lectern": lectern,
    **{parser.__name__: parser for name, parser in _MODULES.items() if find_spec(name)},
}
