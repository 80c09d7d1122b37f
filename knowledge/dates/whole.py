"""Dates that name their day, month and year, and the terms that courses name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from knowledge.dates.language import language_of
from knowledge.dates.names import MONTH, MONTHS, WEEKDAY

_DAY_FIRST = re.compile(r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>20\d\d)\b")
_FULL = (
    re.compile(
        rf"\b(?P<m>{MONTH})\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y>20\d\d)\b", re.I
    ),
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s*(?:of |de |)(?P<m>{MONTH})\.?,?\s*(?:de |)(?P<y>20\d\d)\b",
        re.I,
    ),
    re.compile(r"\b(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"),
    re.compile(r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d\d)\b"),
    _DAY_FIRST,
    re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d\d)\b"),
)

_LINES = 200
_CENTURY = "20"
"""Every year begins with it: text without it, which is most, need not be searched."""


def full_date(text: str, *, day_first: bool = False) -> date | None:
    """The first date in `text` that names its day, month and year; `day_first`: 3/4/2026 is in April."""
    if _CENTURY not in text:
        return None
    for pattern in (_DAY_FIRST, *_FULL) if day_first else _FULL:
        for found in pattern.finditer(text):
            month = MONTHS.get(found["m"].casefold()) or (
                int(found["m"]) if found["m"].isdigit() else 0
            )
            try:
                return date(int(found["y"]), month, int(found["d"]))
            except ValueError:
                continue
    return None


def puts_day_first(lines: Iterable[str]) -> bool:
    """Are they in a language in which 3/4/2026 is in April?"""
    return language_of(" ".join(islice(lines, _LINES))) != "en"


def is_only_a_date(text: str) -> bool:
    """True where `text` is a whole date (with or without its weekday) and nothing else."""
    if _CENTURY not in text:
        return False
    rest = re.sub(rf"\b(?:{WEEKDAY})\b\.?,?", "", text.strip(), flags=re.I).strip()
    return any(pattern.fullmatch(rest) for pattern in _FULL) and full_date(rest) is not None


_TERMS = {
    (9, 15): "fall autumn herbst herbstsemester hs wintersemester wise ws automne otoño michaelmas",
    (1, 20): "winter hiver invierno hilary lent",
    (2, 15): "spring frühjahr frühjahrssemester printemps primavera trinity",
    (4, 20): "sommersemester sose ss",
    (6, 15): "summer sommer été verano",
}
_MIDDLE = {name: day for day, names in _TERMS.items() for name in names.split()}
_TERM = re.compile(
    rf"\b(?P<name>{'|'.join(_MIDDLE)})\.?\s+(?:(?:term|semester|quarter|session)\s+)?(?:de\s+)?"
    r"(?:(?P<y>20\d\d)\b|['’]?(?P<yy>\d\d)(?=/\d\d\b))(?P<over>\s?[/–-]\s?(?:20)?\d\d\b)?",
    re.I,
)
_SCHOOL_YEAR = re.compile(
    r"(?<![\d/.–-])(?P<y>20\d\d)\s?[/–-]\s?(?P<next>(?:20)?\d\d)\b(?![/.–-]?\d)"
)
_AUTUMN = (9, 15)
_DIGIT = re.compile(r"\d")


def term_date(text: str) -> date | None:
    """A day near the beginning of the first term that `text` names: "Fall 2022" → 2022-09-15.

    Without a term, near that of the school year: "curso 2024-2025" → 2024-09-15.
    """
    if not _DIGIT.search(text):
        return None
    found = _TERM.search(text)
    if found:
        year = int(found["y"] or 2000 + int(found["yy"]))
        return date(year, *(_AUTUMN if found["over"] else _MIDDLE[found["name"].casefold()]))
    for years in _SCHOOL_YEAR.finditer(text):
        if (int(years["y"]) + 1) % 100 == int(years["next"]) % 100:
            return date(int(years["y"]), *_AUTUMN)
    return None
