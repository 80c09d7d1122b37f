"""Dates and times as people write them, found in a phrase with their places.

English, German, French and Spanish. What looks like a date but is not one (versions, sections,
ISBNs, prices, slide numbers, terms) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from knowledge.dates import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_ORD = r"(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_NOT_DATES = re.compile(
    r"(?:\b(?:v|version|ver\.?|release|section|sec\.?|§|chapter|ch\.?|kapitel|isbn|page|pp?\.|slide|folie|figure|fig\.?|"
    r"table|exercise|problem|python|linux|kernel|ipv|rfc)|[$€£])\s*[:#]?\s*\d[\w./-]*",
    re.I,
)
_DIGIT = re.compile(r"\d")
_DATE_FORMS = (
    re.compile(rf"\b{_YEAR}-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})(?=\b|T)"),
    re.compile(
        rf"\b(?P<mn>{MONTH})\b\.?[\s-]*(?P<d>\d{{1,2}})(?!\d|:\d|\s?[ap]\.?m){_ORD}(?:,?\s*{_YEAR}\b)?",
        re.I,
    ),
    re.compile(
        rf"(?<![\d:.])\b(?P<d>\d{{1,2}}){_ORD}\s*(?:of\s+|de\s+|-)?(?P<mn>{MONTH})\b\.?(?:,?\s*(?:de\s+|-)?{_YEAR}\b)?",
        re.I,
    ),
    re.compile(r"(?<![\d/.$€£-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<yy>\d{4}|\d{2}))?(?![\d/%])"),
    re.compile(
        r"(?<![\d.v])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<yy>20\d\d|\d\d(?![:.\d])))?(?!\d)"
    ),
    re.compile(r"(?<![\d-])(?P<a>\d{1,2})-(?P<b>\d{1,2})-(?P<yy>20\d\d)\b"),
)
_TIME = re.compile(
    r"(?<![\d/.:$])(?<![a-zA-Z]-)(?:"
    r"(?P<h>\d{1,2})[:.](?P<min>\d\d)(?::\d\d)?\s*(?P<ap>[ap](?:\.?m\b\.?)?(?![a-z]))?(?:\s*Uhr\b)?"
    r"|(?P<h2>\d{1,2})\s*(?P<ap2>[ap]\.?m\b\.?|[ap]\b(?=\s|$|[.,;)]))"
    r"|(?P<h3>\d{1,2})\s*(?:h(?P<min3>\d\d)?\b(?!r)|Uhr\b)"
    r"|(?P<word>\b(?:noon|midday|midnight|mittags?|mitternacht|midi|minuit|mediod[ií]a|medianoche|"
    r"end of (?:the )?day|eod|cob)\b))",
    re.I,
)
_NOON = frozenset(["noon", "midday", "mittag", "mittags", "midi", "mediodía", "mediodia"])
_ZONE = re.compile(
    r"\b(?P<aoe>AoE|anywhere on earth)\b|\b(?P<named>[ECMP][SD]?T|CES?T|MES?Z|BST|GMT|UTC|WES?T)\b"
    r"(?P<shift>[+-]\d{1,2}(?::?\d\d)?)?|(?<=\d)(?P<z>Z)\b|(?<=\d)(?P<iso>[+-]\d\d:?\d\d)\b"
)
_RELATIVE = re.compile(
    rf"\b(?:(?P<next>next|this|coming|nächste[nr]?|kommende[nr]?|on|the|by|am|bis|le|el|próximo|due|every)\s+)?"
    rf"(?P<wd>{WEEKDAY})\b(?:\s*(?:of|in|,)\s*week\s*(?P<wk>\d{{1,2}}))?"
    r"|\b(?P<day>today|tonight|tomorrow|heute|morgen(?!s)|übermorgen|aujourd'hui|demain|hoy|mañana)\b",
    re.I,
)
_DAYS = {"tomorrow": 1, "morgen": 1, "demain": 1, "mañana": 1, "übermorgen": 2}
_FOREIGN = re.compile(
    r"\b(?:abgabe|bis|frist|fällig|uhr|rendre|avant|jusqu|remise|échéance|entrega|hasta|antes|plazo|fecha|semana|"
    r"le|el|del|au|am|und|para|pour)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day and the slice of the phrase it stands in. `sure` is False where the year was inferred."""

    start: int
    end: int
    day: date
    sure: bool
    end_day: date | None = None


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time of day; `end_of_day` for midnight, which closes its day."""

    start: int
    end: int
    at: time
    end_of_day: bool = False
    vague: bool = False


def mask_lookalikes(phrase: str) -> str:
    """The phrase with versions, sections, prices and terms blanked, of equal length."""
    blank = lambda found: " " * len(found[0])  # noqa: E731 - a one-line callback
    masked = _NOT_DATES.sub(blank, phrase)
    masked = re.sub(
        r"\[[^\]]*\b(?:fall|spring|summer|winter|autumn|ss|ws)\b[^\]]*\]", blank, masked, flags=re.I
    )
    masked = re.sub(r"\b\d{1,2}/7\b(?=\D*(?:support|access|hours))|\b24/7\b", blank, masked)
    return re.sub(
        r"\b(?!\d{1,2}\.\d{1,2}\.20\d\d\b)\d+(?:\.\d+){2,}\b|\b\d{1,3}(?:\.\d+)?\s?%", blank, masked
    )


def near_year(month: int, day: int, reference: date) -> date | None:
    """The occurrence of month/day from 45 days before to 320 days after `reference`."""
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if -45 <= (candidate - reference).days <= 320:
            return candidate
    return None


def days_in(phrase: str, reference: date) -> list[DayFound]:
    """All days named in a phrase, in order, not overlapping."""
    found: list[DayFound] = []
    for form in _DATE_FORMS if _DIGIT.search(phrase) else ():
        for match in form.finditer(phrase):
            day = _day(match, phrase, reference)
            if day is not None and not any(
                d.start < match.end() and match.start() < d.end for d in found
            ):
                found.append(DayFound(match.start(), match.end(), day, _has_year(match)))
    return sorted(found, key=lambda d: d.start) or list(_relative(phrase, reference))


def _has_year(match: re.Match[str]) -> bool:
    parts = match.groupdict()
    return bool(parts.get("y") or parts.get("yy"))


def _day(match: re.Match[str], phrase: str, reference: date) -> date | None:
    parts = match.groupdict()
    if parts.get("mn"):
        month, day = MONTHS[parts["mn"].casefold()], int(parts["d"])
    elif parts.get("a"):
        month, day = _ordered(int(parts["a"]), int(parts["b"]), phrase)
    else:
        month, day = int(parts["m"]), int(parts["d"])
    year = parts.get("y") or parts.get("yy")
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    if year is None:
        return near_year(month, day, reference)
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    except ValueError:
        return None


def _ordered(a: int, b: int, phrase: str) -> tuple[int, int]:
    """Month and day of "a/b": day first where the text is not English, or where it must be."""
    day_first = bool(_FOREIGN.search(phrase)) if a <= 12 and b <= 12 else a > 12
    return (b, a) if day_first else (a, b)


def _relative(phrase: str, reference: date) -> Iterator[DayFound]:
    for match in _RELATIVE.finditer(phrase):
        if match["day"]:
            shift = _DAYS.get(match["day"].casefold(), 0)
        else:
            ahead = (WEEKDAYS[match["wd"].casefold()] - reference.weekday()) % 7
            shift = ahead or 7
            if match["wk"]:
                monday = reference - timedelta(days=reference.weekday())
                shift = (monday + timedelta(weeks=int(match["wk"]) - 1) - reference).days
                shift += WEEKDAYS[match["wd"].casefold()]
        yield DayFound(match.start(), match.end(), reference + timedelta(days=shift), sure=False)


def weekdays_in(phrase: str) -> list[tuple[int, int]]:
    """(position, weekday number) of each weekday named."""
    return [
        (m.start(), WEEKDAYS[m[0].casefold()])
        for m in re.finditer(rf"\b(?:{WEEKDAY})\b", phrase, re.I)
    ]


def times_in(phrase: str) -> list[TimeFound]:
    """All times of day named in a phrase, in order. A bare 1:00 to 7:59 is in the afternoon."""
    found = []
    for match in _TIME.finditer(phrase):
        time_found = _time(match, phrase)
        if time_found is not None:
            found.append(time_found)
    return found


def _time(match: re.Match[str], phrase: str) -> TimeFound | None:
    if match["word"]:
        if match["word"].casefold() in _NOON:
            return TimeFound(match.start(), match.end(), time(12))
        return TimeFound(match.start(), match.end(), time(23, 59), end_of_day=True)
    hour = int(match["h"] or match["h2"] or match["h3"])
    minute = int(match["min"] or match["min3"] or 0)
    half = (match["ap"] or match["ap2"] or "")[:1].casefold()
    if not half:
        half = _half_of_range(match, phrase)
    if half and 12 < hour <= 23:
        half = ""
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 7 and match["h"] and not match["h"].startswith("0") and "Uhr" not in match[0]:
        hour += 12
    if hour == 24 or (hour == 0 and minute == 0):
        return TimeFound(match.start(), match.end(), time(23, 59), end_of_day=True)
    return TimeFound(match.start(), match.end(), time(hour, minute), vague=not half and hour != 23)


def _half_of_range(match: re.Match[str], phrase: str) -> str:
    """The "pm" of "9:30-11:30am" counts for both ends, where that keeps them in order."""
    rest = re.match(
        r"\s*(?:--?|–|to|until)\s*(\d{1,2})(?:[:.]\d\d)?\s*([ap])\.?m", phrase[match.end() :], re.I
    )
    if rest is None:
        return ""
    mine, its = int(match["h"] or match["h2"] or match["h3"]) % 12, int(rest[1]) % 12
    return rest[2].casefold() if mine <= its else "a"


def zone_in(phrase: str) -> str | None:
    """An IANA or `UTC±HH:MM` name for the zone a phrase gives, or None."""
    match = _ZONE.search(phrase)
    if match is None:
        return None
    if match["aoe"]:
        return "UTC-12:00"
    if match["z"]:
        return "UTC"
    offset = match["shift"] or match["iso"]
    if offset:
        sign, digits = offset[0], offset[1:].replace(":", "")
        hours, minutes = (digits[:2], digits[2:]) if len(digits) > 2 else (digits, "00")
        return f"UTC{sign}{int(hours):02d}:{minutes or '00'}"
    return _NAMED[match["named"]]


_NAMED = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "EST": "UTC-05:00",
    "EDT": "UTC-04:00",
    "CST": "UTC-06:00",
    "CDT": "UTC-05:00",
    "MST": "UTC-07:00",
    "MDT": "UTC-06:00",
    "PST": "UTC-08:00",
    "PDT": "UTC-07:00",
    "CET": "UTC+01:00",
    "CEST": "UTC+02:00",
    "MEZ": "UTC+01:00",
    "MESZ": "UTC+02:00",
    "WET": "UTC",
    "WEST": "UTC+01:00",
    "BST": "UTC+01:00",
    "GMT": "UTC",
    "UTC": "UTC",
}
