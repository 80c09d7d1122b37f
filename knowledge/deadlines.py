"""Dated items: "due Wed 12/1 @ 11:59p" → aware datetimes, each with its quote and its doubts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from knowledge.dates import WEEKDAY
from knowledge.model import Deadline, Form, Slide, Source
from knowledge.moments import (
    DayFound,
    TimeFound,
    days_in,
    mask_lookalikes,
    times_in,
    weekdays_in,
    zone_in,
)
from knowledge.schedules import DUE, MOST_CHARS, is_due, phrases_of

_DUE = re.compile(
    r"\b(?:due|deadline|submit|submission|turn in|hand in|update by|by|before|until|no later than|at the latest|"
    r"abgabe|fällig|bis|frist|einreichen|rendre|remise|échéance|avant|jusqu\w*|entrega\w*|hasta|antes|plazo|límite)\b",
    re.I,
)
_RELEASE = re.compile(
    r"\b(?:available|released?|opens?|posted|out|assigned|verfügbar|ausgabe|disponible)\b", re.I
)
_EXAM = re.compile(
    r"\b(?:exam|midterm|final|quiz|test|klausur|prüfung|examen|partiel|parcial)\b", re.I
)
_RANGE = re.compile(
    rf"\s*(?:--?|–|—|,|to|until|through|till|bis|au|al|hasta|and|&)\s*(?:the\s+)?(?:(?:{WEEKDAY})\.?,?\s*)?",
    re.I,
)
_DAY_BEFORE = re.compile(
    r"(?<![\d/.:])(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:-|–|—|and|&|,|to|bis|et|y|und)\s*$"
)
_DAY_AFTER = re.compile(
    r"\s*(?:-|–|—|and|&|,|to|bis|et|y)\s*(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:/]|\s?[ap]m|\s?h)(?:,?\s*(20\d\d))?"
)
_EDGES = " \t-–—:;,.@|()[]\"'“”"


def parse_deadline(phrase: str, *, reference: date, timezone: str) -> Deadline | None:
    """The dated item that a phrase names, or None.

    `reference` is the day the phrase was written: it gives the year (−45 to +320 days). `timezone`
    is the course's IANA zone, used where the phrase names none. A due date wins over a release date.
    """
    masked = mask_lookalikes(phrase)
    days = _ranges(masked, days_in(masked, reference))
    if not days:
        return None
    chosen = _chosen(masked, days)
    times = _times_of(masked, chosen, days)
    zone = zone_in(masked) or timezone
    start, end, all_day = _bounds(chosen, times, _tz(zone), masked)
    kind = _kind(masked, chosen)
    warnings = _weekday_conflict(masked, chosen)
    return Deadline(
        title=title_of(phrase, chosen, kind),
        kind=kind,
        starts_at=start,
        ends_at=end,
        all_day=all_day,
        timezone=zone,
        quote=phrase.strip(),
        confidence=_confidence(chosen, kind, all_day=all_day, conflict=bool(warnings)),
        warnings=warnings,
    )


def find_deadlines(
    slides: Sequence[Slide],
    *,
    timezone: str,
    reference_date: date | None = None,
    term: date | None = None,
) -> tuple[Deadline, ...]:
    """The dated items of the slides' bullets, in reading order, each with its source.

    Only agendas and lines that speak of something due are read: a date in a lecture's body is
    history, not a deadline; what is hidden was not announced. A day without its year is placed by `reference_date`, by the slide's
    own date, or by a day of the `term`; without any of them it is left out.
    """
    found = []
    for slide in slides:
        if slide.hidden:
            continue
        reference = reference_date or slide.date or term
        told = reference or date(1970, 1, 1)
        for phrase, quote in _phrases(slide, told):
            item = parse_deadline(phrase, reference=told, timezone=timezone)
            if item is None or (reference is None and item.ends_at.year < 1990):
                continue
            found.append(_placed(replace(item, quote=quote), slide))
    return tuple(found)


def _phrases(slide: Slide, reference: date) -> Iterator[tuple[str, str]]:
    """What may name a dated item on a slide, each with how it is quoted."""
    for bullet in slide.bullets:
        text = bullet.text[:MOST_CHARS]
        if bullet.form is Form.TABLE:
            yield from phrases_of(bullet.text, lambda cell: bool(days_in(cell, reference)))
        elif is_due(slide, text):
            yield text, text.strip()


def _placed(item: Deadline, slide: Slide) -> Deadline:
    source = Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)
    return Deadline(
        title=item.title,
        kind=item.kind,
        starts_at=item.starts_at,
        ends_at=item.ends_at,
        all_day=item.all_day,
        timezone=item.timezone,
        quote=item.quote,
        confidence=item.confidence,
        file=slide.file,
        page=slide.page,
        source=source,
        warnings=item.warnings,
    )


def _ranges(phrase: str, days: list[DayFound]) -> list[DayFound]:
    """Join "11/30 - 12/9" and "April 22-25, 2019" into one item with two days."""
    joined: list[DayFound] = []
    for day in days:
        previous = joined[-1] if joined else None
        between = phrase[previous.end : day.start] if previous else ""
        if (
            previous
            and previous.end_day is None
            and _RANGE.fullmatch(between)
            and day.day >= previous.day
        ):
            joined[-1] = DayFound(previous.start, day.end, previous.day, day.sure, day.day)
        else:
            joined.append(
                _within_month(phrase, _since(phrase, day, previous.end if previous else 0))
            )
    return joined


def _since(phrase: str, day: DayFound, after: int) -> DayFound:
    """Put the "25-" of "25-29 mai" in front of its day."""
    before = _DAY_BEFORE.search(phrase, after, day.start)
    if (
        before is None
        or "/" in phrase[day.start : day.end]
        or not 1 <= int(before[1]) < day.day.day
    ):
        return day
    return DayFound(before.start(), day.end, day.day.replace(day=int(before[1])), day.sure, day.day)


def _within_month(phrase: str, day: DayFound) -> DayFound:
    after = _DAY_AFTER.match(phrase, day.end)
    if (
        after is None
        or day.end_day is not None
        or "/" in phrase[day.start : day.end]
        or not re.search(r"[^\W\d_]", phrase[day.start : day.end])
    ):
        return day
    year = int(after[2]) if after[2] else day.day.year
    try:
        first, last = day.day.replace(year=year), day.day.replace(year=year, day=int(after[1]))
    except ValueError:
        return day
    return (
        DayFound(day.start, after.end(), first, bool(after[2]) or day.sure, last)
        if last > first
        else day
    )


def _chosen(phrase: str, days: Sequence[DayFound]) -> DayFound:
    """The day that something is due on, else the first that nothing is merely released on."""
    if len(days) == 1:
        return days[0]
    for due in [*DUE.finditer(phrase), *_DUE.finditer(phrase)]:
        after = [d for d in days if d.start >= due.end() and d.start - due.end() < 40]
        if after:
            return after[0]
    for day in days:
        if not _RELEASE.search(phrase[max(0, day.start - 25) : day.start]):
            return day
    return days[0]


def _times_of(phrase: str, day: DayFound, days: Sequence[DayFound]) -> list[TimeFound]:
    """The times that belong to the chosen day: those nearer to it than to another."""
    outside = [t for t in times_in(phrase) if not any(d.start <= t.start < d.end for d in days)]
    near = [t for t in outside if min(days, key=lambda d: _gap(d, t)) is day]
    due = DUE.search(phrase)
    clear = [t for t in near if not t.vague]
    if due and len(near) > 1 and not _is_range(phrase, near):
        behind = [t for t in (clear or near) if t.start > due.start()]
        return behind[:1] or near[:1]
    return near[:2] if _is_range(phrase, near) else near[:1]


def _gap(day: DayFound, found: TimeFound) -> int:
    return max(found.start - day.end, day.start - found.end, 0)


def _is_range(phrase: str, times: Sequence[TimeFound]) -> bool:
    return len(times) >= 2 and bool(_RANGE.fullmatch(phrase[times[0].end : times[1].start]))


def _bounds(
    day: DayFound, times: Sequence[TimeFound], zone: tzinfo, phrase: str
) -> tuple[datetime, datetime, bool]:
    first, last = day.day, day.end_day or day.day
    if not times:
        return _at(first, time(0), zone), _at(last, time(23, 59, 59), zone), True
    if len(times) == 2:
        start, end = _at(first, times[0].at, zone), _at(last, times[1].at, zone)
        return start, end if end >= start else end + timedelta(days=1), False
    at = _at(last, times[0].at, zone)
    start = _at(first, times[0].at, zone) if day.end_day is None else _at(first, time(0), zone)
    return start, at + _duration(phrase), False


def _duration(phrase: str) -> timedelta:
    found = re.search(r"\((\d{1,2}(?:\.5)?)\s*(hrs?|hours?|h|min|minutes)\)", phrase, re.I)
    if found is None:
        return timedelta(0)
    amount = float(found[1])
    return (
        timedelta(hours=amount)
        if found[2].casefold().startswith("h")
        else timedelta(minutes=amount)
    )


def _at(day: date, at: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, at, zone)


def _tz(name: str) -> tzinfo:
    if name == "UTC" or not name.startswith("UTC"):
        return ZoneInfo(name)
    sign = -1 if name[3] == "-" else 1
    hours, minutes = name[4:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def _kind(phrase: str, day: DayFound) -> str:
    if _DUE.search(phrase) and (day.end_day is None or DUE.search(phrase)):
        return "due"
    if day.end_day is not None:
        return "range"
    if _EXAM.search(phrase):
        return "exam"
    return "release" if _RELEASE.search(phrase) else "event"


def _weekday_conflict(phrase: str, day: DayFound) -> tuple[str, ...]:
    near = [
        w for at, w in weekdays_in(phrase) if abs(at - day.start) <= 14 or abs(at - day.end) <= 14
    ]
    if not near or day.day.weekday() in near or (day.end_day and day.end_day.weekday() in near):
        return ()
    return (f"the text names another weekday than {day.day.isoformat()} has",)


def _confidence(day: DayFound, kind: str, *, all_day: bool, conflict: bool) -> float:
    score = 0.75 + 0.1 * (kind == "due") + 0.05 * day.sure + 0.05 * (not all_day)
    return round(score - 0.35 * conflict, 2)


def title_of(phrase: str, day: DayFound, kind: str) -> str:
    """The words around the date: "Term Project Check-in - due Wed 12/1" → "Term Project Check-in"."""
    before = phrase[: day.start]
    cue = [m for m in _DUE.finditer(before) if m.start() > 3]
    if cue:
        before = before[: cue[0].start()]
    before = re.sub(
        r"\b(?:is|are|on|for|from|the|at|will be|update|by|am|le|el)\s*$",
        "",
        before.strip(_EDGES),
        flags=re.I,
    )
    weekdays = weekdays_in(before)
    if weekdays:
        before = before[: weekdays[0][0]] or before
    title = before.strip(_EDGES) or _after(phrase[day.end :])
    return re.sub(r"\s+", " ", title)[:120] or phrase.strip()[:120]


def _after(text: str) -> str:
    return re.sub(r"^\W*(?:at\s+)?\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?\W*", "", text).strip(_EDGES)
