"""One phrase: "due Wed 12/1 @ 11:59p" → an aware datetime with its title, its kind and its doubts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from knowledge.dates.choice import Chosen, chosen_of, kind_of
from knowledge.dates.cues import Cue
from knowledge.dates.language import is_day_first, language_of
from knowledge.dates.lookalikes import mask_lookalikes
from knowledge.dates.moments import Moment, Reader, is_plausible, moments_in
from knowledge.dates.names import WEEKDAY_NAMES
from knowledge.dates.times import times_in
from knowledge.dates.titles import title_of
from knowledge.dates.zones import AOE, moment, tz, without_offset, zone_in, zones_at
from knowledge.model import Deadline

_END_OF_DAY = time(23, 59, 59)
_LAST_MINUTE = time(23, 59)
_DURATION = re.compile(
    r"(?:\(|\bfor\s+|,\s*(?=\d+\s*(?:min|hours?\b|stunden))|\bdauer:?\s+|\bdurée\s*:?\s*|\bduración:?\s+)\s*(?P<n>(?!(?:[6-9]|[12]\d)\s?h(?![a-z]))\d{1,3}(?:[.,]5)?)\s*-?\s*"
    r"(?P<unit>hrs?|hours?|h|std\.?|stunden?|heures?|horas?|min(?:s|uten?|utes?|utos)?|m)(?:\s*(?P<over>[0-5]\d)(?:\s*m(?:in\w*)?)?)?(?![^\W\d_])"
    r"(?!\s*(?:before|after|late|vor|nach|avant|après|antes|después))",
    re.I,
)
_MARKS = str.maketrans(dict.fromkeys("\xa0\u2007\u2009\u202f\t\r*_`<>", " "))
_RAISED = re.compile(r"\^(st|nd|rd|th|er)\^", re.I)


def plain(phrase: str) -> str:
    """Without the marks of Markdown and unusual spaces, of equal length."""
    return _RAISED.sub(r"\1  ", phrase.translate(_MARKS))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a phrase leaves unsaid: the day it was written, the course's zone, language and first week.

    `day_first` tells how its "3/4" is meant, where something does; `context` are headings that
    may name what the phrase leaves unnamed, nearest first.
    """

    reference: date
    timezone: str
    language: str | None = None
    day_first: bool | None = None
    week_one: date | None = None
    context: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The dated item of a phrase, with how sure its words make it that something is due."""

    item: Deadline
    chosen: Chosen


def read_phrase(phrase: str, setting: Setting) -> Found | None:
    """The dated item that a phrase names, or None."""
    said = plain(phrase)
    masked = mask_lookalikes(said)
    language = language_of(said, setting.language)
    bare = _DURATION.sub(lambda found: " " * len(found[0]), without_offset(masked))
    moments = moments_in(bare, _reader(language, setting))
    if not moments:
        return None
    chosen = chosen_of(masked, moments)
    if chosen.cue < Cue.DUE and not is_plausible(chosen.moment, setting.reference):
        return None
    return Found(_deadline(phrase, masked, chosen, moments, setting), chosen)


def _reader(language: str, setting: Setting) -> Reader:
    told = setting.day_first
    day_first = is_day_first(language, setting.timezone) if told is None else told
    return Reader(setting.reference, day_first, language == "en", setting.week_one)


def _deadline(
    phrase: str, masked: str, chosen: Chosen, moments: Sequence[Moment], setting: Setting
) -> Deadline:
    found = chosen.moment
    kind = kind_of(masked, chosen)
    zone = zone_in(masked, setting.timezone) or setting.timezone
    start, end, all_day, doubts = _bounds(found, zone, masked, kind)
    conflict = _conflict(found)
    taken = [*(place for m in moments for place in m.places), *zones_at(masked)]
    taken += [(t.start, t.end) for t in times_in(masked)]
    return Deadline(
        title=title_of(plain(phrase), taken, found.places[0], context=setting.context),
        kind=kind,
        starts_at=start,
        ends_at=end,
        all_day=all_day,
        timezone=zone,
        quote=phrase.strip(),
        confidence=_confidence(
            chosen, all_day=all_day, conflict=bool(conflict), doubts=len(doubts)
        ),
        warnings=tuple(([conflict] if conflict else []) + doubts),
        conflict=conflict or None,
    )


def _bounds(
    found: Moment, zone: str, phrase: str, kind: str
) -> tuple[datetime, datetime, bool, list[str]]:
    """Start, end, whether it is of whole days, and what is doubtful about that."""
    first, last = found.day.day, found.last or found.day.last
    opens, closes, all_day = _clocks(found, zone)
    if kind == "release" and found.time and found.time.end_of_day and "12" in phrase:
        opens = closes = found.time.at
    where = tz(zone)
    start, doubt = moment(first, opens, where)
    end, doubt_at_end = moment(last, closes, where)
    if end < start:
        end, doubt_at_end = moment(_next(last), closes, where)
    if kind != "due" and not all_day and end == start:
        end = start + _duration(phrase)
    if kind == "due" and not all_day and closes == time(0):
        found_doubt = "00:00 is the first minute of that day"
    else:
        found_doubt = ""
    doubts = [
        found_doubt,
        found.day.doubt,
        doubt,
        doubt_at_end if (last, closes) != (first, opens) else "",
    ]
    return start, max(start, end), all_day, [d for d in doubts if d]


def _clocks(found: Moment, zone: str) -> tuple[time, time, bool]:
    """When it begins on its first day and ends on its last; True for whole days."""
    spans = found.is_span
    first, last = found.time, found.last_time or found.time
    if first is None and last is None:
        if zone == AOE and not spans:
            return _LAST_MINUTE, _LAST_MINUTE, False
        return time(0), _END_OF_DAY, True
    closes = (last.until or last.at) if last else _END_OF_DAY
    if not spans:
        return (first.at if first else closes), closes, False
    both = first is not None and (found.last_time is not None or first.until is not None)
    return (first.at if first and both else time(0)), closes, False


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def _duration(phrase: str) -> timedelta:
    found = _DURATION.search(phrase)
    if found is None:
        return timedelta(0)
    amount = float(found["n"].replace(",", "."))
    minutes = amount if found["unit"].casefold().startswith("m") else amount * 60
    return timedelta(minutes=minutes + int(found["over"] or 0))


def _conflict(found: Moment) -> str:
    """A sentence where the weekday that the text names is not that of its date."""
    day = found.day
    said = day.weekday
    if said is None or said in (day.day.weekday(), day.last.weekday()):
        return ""
    real = WEEKDAY_NAMES[day.day.weekday()]
    return f"the text says {WEEKDAY_NAMES[said]}, but {day.day.isoformat()} is a {real}"


def _confidence(chosen: Chosen, *, all_day: bool, conflict: bool, doubts: int) -> float:
    day = chosen.moment.day
    score = 0.7 + 0.12 * (chosen.cue >= Cue.DUE) + 0.06 * day.sure + 0.06 * (not all_day)
    score += 0.04 * (day.weekday is not None)
    return round(max(0.1, score - 0.35 * conflict - 0.15 * doubts), 2)
