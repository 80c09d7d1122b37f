"""Zones that a phrase names, and moments in them: gaps and folds of daylight saving included."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

_ABBREVIATED = {
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
    "AKST": "UTC-09:00",
    "AKDT": "UTC-08:00",
    "HST": "UTC-10:00",
    "CET": "UTC+01:00",
    "CEST": "UTC+02:00",
    "MEZ": "UTC+01:00",
    "MESZ": "UTC+02:00",
    "EET": "UTC+02:00",
    "EEST": "UTC+03:00",
    "WET": "UTC",
    "WEST": "UTC+01:00",
    "BST": "UTC+01:00",
    "GMT": "UTC",
    "UTC": "UTC",
    "IST": "UTC+05:30",
    "SGT": "UTC+08:00",
    "HKT": "UTC+08:00",
    "JST": "UTC+09:00",
    "KST": "UTC+09:00",
    "AWST": "UTC+08:00",
    "ACST": "UTC+09:30",
    "AEST": "UTC+10:00",
    "AEDT": "UTC+11:00",
    "NZST": "UTC+12:00",
    "NZDT": "UTC+13:00",
}
_SPOKEN = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
}
_NAMES = "|".join(sorted(_ABBREVIATED, key=len, reverse=True))
_AOE = re.compile(r"\bAoE\b|\banywhere on (?:the )?earth\b", re.I)
_OFFSET = re.compile(
    r"\b(?:UTC|GMT)\s?(?P<shift>[+\-−]\d{1,2}(?::?\d\d)?)(?!\d)"
    r"|(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?|(?<=\d)\s)(?P<iso>[+\-−]\d\d(?::?\d\d)?)(?![\d:]|\s?[ap]\.?m)"
    r"|(?<=\d)(?P<plus>\+\d\d:?\d\d)(?!\d)|(?<=\d\d:\d\d)(?P<z>Z)\b"
)
_NAMED = re.compile(
    rf"(?:\d|[ap]\.?m\.?|noon|midnight|Uhr|h)\s?[,(]?\s?(?P<name>{_NAMES})\b|\((?P<braced>{_NAMES})\)"
    rf"|\b(?P<sure>UTC|CEST|MESZ)\b",
    re.I,
)
_SPOKEN_NAME = re.compile(
    r"\b(?P<name>eastern|central|mountain|pacific)(?:\s+(?:standard|daylight))?(?:\s+time)?\b", re.I
)
_CLOCK = re.compile(r"\d|[ap]\.?m\.?|noon|midnight", re.I)
AOE = "UTC-12:00"
_WINTER, _SUMMER = date(2021, 1, 15), date(2021, 7, 15)


def zone_in(phrase: str, course_zone: str = "UTC") -> str | None:
    """An IANA or `UTC±HH:MM` name for the zone a phrase gives, or None.

    An offset wins over a name. An abbreviation that the course's own clocks show is the course's zone.
    """
    if _AOE.search(phrase):
        return AOE
    if offset := _OFFSET.search(phrase):
        return (
            "UTC"
            if offset["z"]
            else _offset_name(offset["shift"] or offset["iso"] or offset["plus"])
        )
    if spoken := _spoken(phrase):
        return spoken
    for named in _NAMED.finditer(phrase):
        name = named["name"] or named["braced"] or named["sure"]
        if name.isupper():
            return course_zone if _is_shown(name, course_zone) else _ABBREVIATED[name]
    return None


def without_offset(phrase: str) -> str:
    """The phrase with its offsets blanked, of equal length: "-04:00" is no time of day."""
    for group in ("shift", "iso", "plus"):
        for found in _OFFSET.finditer(phrase):
            if found[group]:
                start, end = found.span(group)
                phrase = phrase[:start] + " " * (end - start) + phrase[end:]
    return phrase


def zones_at(phrase: str) -> list[tuple[int, int]]:
    """Where zones stand in the phrase."""
    found = [m.span() for m in (*_AOE.finditer(phrase), *_OFFSET.finditer(phrase))]
    for named in _NAMED.finditer(phrase):
        group = next(g for g in ("name", "braced", "sure") if named[g])
        if named[group].isupper():
            found.append(named.span(group))
    return found


def _spoken(phrase: str) -> str | None:
    """ "11:59pm Eastern", "noon Pacific time"; not "Central Hall"."""
    for found in _SPOKEN_NAME.finditer(phrase):
        before = phrase[max(0, found.start() - 9) : found.start()].rstrip(" (,")
        if "time" in found[0].casefold() or re.search(rf"(?:{_CLOCK.pattern})$", before, re.I):
            return _SPOKEN[found["name"].casefold()]
    return None


def _is_shown(name: str, zone: str) -> bool:
    """Do the zone's clocks carry that name in both halves of the year (Arizona's MST, India's IST)?"""
    where = tz(zone)
    return all(
        datetime.combine(day, time(12), where).tzname() == name for day in (_WINTER, _SUMMER)
    )


def _offset_name(offset: str) -> str | None:
    sign, digits = ("+" if offset[0] == "+" else "-"), offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    if int(hours) > 14 or int(minutes) > 59:
        return None
    return f"UTC{sign}{int(hours):02d}:{minutes}"


def tz(name: str) -> tzinfo:
    """The zone of an IANA name or of `UTC±HH:MM`."""
    if name == "UTC" or not name.startswith("UTC"):
        return ZoneInfo(name)
    sign = -1 if name[3] == "-" else 1
    hours, minutes = name[4:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))


def moment(day: date, at: time, zone: tzinfo) -> tuple[datetime, str]:
    """The moment when clocks in the zone show `at`, and a doubt where they never do, or do twice.

    A time that the clocks skip is as much after their change as it was meant to be; of two, the first.
    """
    local = datetime.combine(day, at, zone)
    real = local.astimezone(UTC).astimezone(zone)
    if real.replace(tzinfo=None) != local.replace(tzinfo=None):
        return real, f"clocks skip {at:%H:%M} on {day.isoformat()}: read as {real:%H:%M}"
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        return local, f"clocks show {at:%H:%M} twice on {day.isoformat()}: the first is meant"
    return local, ""
