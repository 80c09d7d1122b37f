"""Days named by their date: "Wed 12/1", "3rd of March", "Mo., 13.12.", "2 y 4 de diciembre"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from knowledge.dates.names import (
    MONTH,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAY,
    SHORT_WEEKDAYS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
)

BEFORE, AFTER = 45, 320
"""Days around the reference date among which a date without a year is sought."""
_NEAR = 1100
_ORD = r"(?:st|nd|rd|th|er|[º°]|\.)?"
_YEAR = r"(?P<y>[12]\d\d\d)(?!\d|,\d)"
_MONTH = rf"(?P<mn>{MONTH})\b\.?"
_LITTLE = r"(?<![\d:.,/$€£])\b(?P<d>\d{1,2})"
_FORMS = (
    re.compile(rf"(?<![\d-]){_YEAR}(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?=\b|T)"),
    re.compile(
        rf"{_LITTLE}{_ORD}(?:\s*|-|/)(?:of\s+|de\s+)?{_MONTH}(?:(?:,?\s*(?:de\s+|del\s+)?|-){_YEAR}|-(?P<yy>\d\d)\b)?",
        re.I,
    ),
    re.compile(
        rf"\b{_MONTH}[\s-]*(?:the\s+)?(?P<d>\d{{1,2}})(?![\d%]|[:.]\d|\s?[ap]\.?m\b|\s?h\b){_ORD}(?:,?\s*{_YEAR}|-{_YEAR.replace('<y>', '<y2>')})?",
        re.I,
    ),
    re.compile(
        rf"\b(?P<dn>{any_of(ORDINALS)})\s+(?:of\s+|de\s+)?{_MONTH}(?:,?\s*(?:de\s+)?{_YEAR})?", re.I
    ),
    re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:T(?=\d{4})|(?![\dT]))"),
    re.compile(
        r"(?<![\d/.$€£+])(?<![A-Za-z]-)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<yy>(?:19|20)\d\d|\d{2}))?(?![/\d%]|[.,]\d|\s?/\s?\d)"
    ),
    re.compile(
        r"(?<![\d.,v])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?:\s?(?P<yy>(?:19|20)\d\d|\d\d(?![:.\d]|\s?(?:Uhr|h\b))))?(?!\d)"
    ),
    re.compile(r"(?<![\d-])(?P<a>\d{1,2})[-.](?P<b>\d{1,2})[-.](?P<yy>20\d\d)\b"),
)
_DIGIT = re.compile(r"\d")
_CAPITAL = frozenset("may mar march".split())
"""Months that are other words where they are written small, except behind "by", "on" and the like."""
_OF_ANOTHER = re.compile(rf"\b(?:{MONTH})\b\.?\s*$", re.I)
_OF_A_THING = re.compile(
    rf"(?!\b(?:on|by|due|the|of|from|until|le|el|du|au|del|al|den|dem|am|vom|bis|{WEEKDAY})\s+$)\b[^\W\d_]{{2,}}\s+#?$",
    re.I,
)
_ANOTHER_DAY = re.compile(r"\.?\s*\d{1,2}(?!\d|:\d|\s?(?:Uhr|h\b|heures|horas|[ap]\.?m))", re.I)
"""In "Sep 14 Oct 2" the 14 is not of October, nor is in "Quiz 1 Jan 31" the 1 of January."""
_ON = re.compile(
    r"\b(?:on|by|due|until|till|before|from|of|for|le|el|de|du|au|del|al|vom|bis|am)\s*$|[(:,]\s*$",
    re.I,
)
_SAID_BEFORE = re.compile(
    rf"(?<![\w.-])(?:(?P<wd>{WEEKDAY})s?\b\.?|(?P<short>{SHORT_WEEKDAY})\b\.?)"
    r"[\s,]*(?:,|-|–)?\s*(?:(?:the|den|dem|d\.|der|le|el|día)\s+)?$",
    re.I,
)
_SAID_AFTER = re.compile(rf"\s*[,(]?\s*(?P<wd>{WEEKDAY})\b\.?\)?", re.I)


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day (or days from one to another) and the slice of the phrase that it stands in.

    `sure` is False where the year was inferred; `weekday` is that which the phrase names beside it;
    `numeric` tells "12/1" and "1.12." from dates that name their month; `relative` what was counted
    from the reference date, `of_week` what was counted in weeks of the term; `doubt` is a sentence
    about what else might be meant.
    """

    start: int
    end: int
    day: date
    sure: bool
    end_day: date | None = None
    weekday: int | None = None
    numeric: bool = False
    relative: bool = False
    doubt: str = ""
    of_week: bool = False

    @property
    def last(self) -> date:
        return self.end_day or self.day


def near_year(month: int, day: int, reference: date) -> date | None:
    """The occurrence of month/day from 45 days before to 320 days after `reference`."""
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if -BEFORE <= (candidate - reference).days <= AFTER:
            return candidate
    return None


def days_in(phrase: str, reference: date, *, day_first: bool = False) -> list[DayFound]:
    """All days that a phrase names by date, in order, not overlapping.

    `day_first` settles "3/4" where the numbers do not. Years of another age are no days of a course.
    """
    if not _DIGIT.search(phrase) and not any(name in phrase.casefold() for name in ORDINALS):
        return []
    found: list[DayFound] = []
    for form in _FORMS:
        for match in form.finditer(phrase):
            if any(d.start < match.end() and match.start() < d.end for d in found):
                continue
            day = _day(match, phrase, reference, day_first)
            if day is not None:
                found.append(day)
    return _with_weekdays(phrase, sorted(found, key=lambda d: d.start), reference)


def is_of_the_course(day: date, reference: date) -> bool:
    """Could a course that is taught on the reference date announce that day?"""
    return abs((day - reference).days) <= _NEAR


def _day(match: re.Match[str], phrase: str, reference: date, day_first: bool) -> DayFound | None:
    parts = match.groupdict()
    name = parts.get("mn")
    if name and not _is_month(match, phrase):
        return None
    month, number = _month_and_day(parts, day_first)
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    said = parts.get("y") or parts.get("y2") or parts.get("yy")
    if said is None:
        day = near_year(month, number, reference)
    else:
        day = _in_year(int(said) + (2000 if len(said) == 2 else 0), month, number)
    if day is None:
        return None
    return DayFound(match.start(), match.end(), day, said is not None, numeric=not name)


def _in_year(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_and_day(parts: dict[str, str | None], day_first: bool) -> tuple[int, int]:
    if name := parts.get("mn"):
        number = parts.get("d")
        return MONTHS[name.casefold()], int(number) if number else ORDINALS[
            str(parts["dn"]).casefold()
        ]
    if parts.get("a"):
        a, b = int(parts["a"] or 0), int(parts["b"] or 0)
        day_leads = a > 12 or (b <= 12 and day_first)
        return (b, a) if day_leads else (a, b)
    return int(parts["m"] or 0), int(parts["d"] or 0)


def _is_month(match: re.Match[str], phrase: str) -> bool:
    """ "may 3 times" and "5 May be" name no month."""
    name = match["mn"]
    if match.start() == match.start("mn") and not _leads(match, phrase):
        return False
    before, after = phrase[: match.start()], phrase[match.end("mn") :]
    counts = _OF_ANOTHER.search(before) or _OF_A_THING.search(before)
    bare = phrase[match.start() : match.start("mn")].strip(" -/").isdigit()
    if bare and counts and _ANOTHER_DAY.match(after):
        return False
    return not (
        name.casefold() == "may" and re.match(r"\s+(?:be|not|have|also|need|only)\b", after)
    )


def _leads(match: re.Match[str], phrase: str) -> bool:
    """Is a name in front of its day a month there? Not in "we may 3 times", nor in "mar. 14/06"."""
    behind = phrase[match.end("d") :]
    if match["mn"].casefold() in SHORT_WEEKDAYS and re.match(r"[/.]\d|-\d{1,2}-", behind):
        return False
    return match["mn"] not in _CAPITAL or bool(_ON.search(phrase[: match.start()]))


def _with_weekdays(phrase: str, days: list[DayFound], reference: date) -> list[DayFound]:
    """The days with the weekdays that stand in front of them, or right behind."""
    named: list[DayFound] = []
    for n, day in enumerate(days):
        floor = days[n - 1].end if n else 0
        found = _SAID_BEFORE.search(phrase, floor, day.start)
        if found and (weekday := _weekday(found)) is not None:
            named.append(replace(day, start=found.start(), weekday=weekday))
        else:
            named.append(day)
    for n, day in enumerate(named):
        ceiling = named[n + 1].start if n + 1 < len(named) else len(phrase)
        after = _SAID_AFTER.match(phrase, day.end, ceiling) if day.weekday is None else None
        if after:
            end = after.end() - (after[0].endswith(")") and "(" not in after[0])
            named[n] = replace(day, end=end, weekday=WEEKDAYS[after["wd"].casefold()])
    return named


def _weekday(found: re.Match[str]) -> int | None:
    if found["wd"]:
        return WEEKDAYS[found["wd"].casefold()]
    return SHORT_WEEKDAYS[found["short"].casefold()]
