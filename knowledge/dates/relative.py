"""Days counted from another: "tomorrow", "in two weeks", "next Friday", "Friday of week 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from knowledge.dates.days import DayFound, near_year
from knowledge.dates.names import (
    MONTH,
    MONTHS,
    ORDINALS,
    SHORT_WEEKDAYS,
    SMALL_NUMBERS,
    WEEKDAY,
    WEEKDAYS,
    any_of,
)

_COUNT = rf"(?P<n>\d{{1,2}}|{any_of(SMALL_NUMBERS)}|couple of)"
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|tage?n?|wochen?|jours?|semaines?|d[ií]as?|semanas?|months?|monate?n?|mois|mes(?:es)?)"
_NAMED_DAY = re.compile(
    r"(?P<after>\b(?:day after tomorrow|übermorgen|après-demain|pasado mañana))\b"
    r"|(?P<tomorrow>\b(?:tomorrow|demain|(?<!de la )(?<!la )mañana|morgen))\b"
    r"|(?P<today>\b(?:today|tonight|this (?:afternoon|evening)|heute|aujourd['’]hui|ce soir|hoy|esta (?:tarde|noche)))\b",
    re.I,
)
_COUNTED = re.compile(
    rf"\b(?:(?:in|within|dans|dentro de|en)\s+{_COUNT}\s+{_UNIT}\b(?!['’])|{_COUNT.replace('<n>', '<n2>')}\s+"
    rf"{_UNIT.replace('<unit>', '<unit2>')}\s+from\s+(?:now|today))",
    re.I,
)
_WEEK_NUMBER = rf"(?:(?:week|woche|semaine|semana)\s+(?:n[°o]\s*)?(?P<wk>\d{{1,2}})|(?P<wko>\d{{1,2}}\.|{any_of(ORDINALS)})\s+(?:week|woche|semaine|semana))"
_OF_WEEK = re.compile(
    rf"\b(?P<wd>{WEEKDAY})s?\b,?\s*(?:\(?\s*(?:of|in|der|in der|de|de la|,)?\s*(?:the\s+|la\s+)?){_WEEK_NUMBER}\b"
    rf"|\b(?:in\s+)?week\s+(?P<wk2>\d{{1,2}})\b,?\s*(?:on\s+|\()?(?P<wd2>{WEEKDAY})\b",
    re.I,
)
_THIS = r"this|coming|upcoming|diese[nrms]?|kommende[nrms]?|ce|cette|este"
_NEXT = r"next|following|nächste[nrms]?|folgende[nrms]?|próximo|proximo|siguiente"
_EVERY = r"every|each|jede[nrms]?|jeweils|chaque|tous les|cada|todos los"
_IN_A_WEEK = r"next week|nächster? woche|de la semaine prochaine|la semaine prochaine|(?:de )?la (?:próxima semana|semana que viene)"
_WEEKDAY = re.compile(
    rf"\b(?:(?P<every>{_EVERY})\s+|(?P<next>{_NEXT})\s+|(?P<this>{_THIS})\s+)?(?P<wd>{WEEKDAY})(?P<plural>s)?\b"
    rf"(?:\s+(?P<far>{_IN_A_WEEK})\b|\s+(?P<then>prochain|suivant|que viene|próximo|siguiente)\b)?",
    re.I,
)
_SHORT = re.compile(
    r"(?<=\bbis )(?P<de>Mo|Di|Mi|Do|Fr|Sa|So)\b\.?(?=\s*,?\s*(?:\d|um\b|mittag|$))"
    r"|(?<=\bdue )(?P<en>M|T|W|Th|F)\b(?=\s*,?\s*(?:\d|at\b|@|$))"
)
_NTH = re.compile(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+|(?<=\bon )|(?<=\bby )|(?<=\buntil )|(?<=\bdue ))the\s+(?P<n>[12]?\d|3[01])(?:st|nd|rd|th)\b"
    r"(?=\s*(?:[,.;:)@-]|at\b|by\b|before\b|noon\b|midnight\b|\d|$))",
    re.I,
)
_END_OF_MONTH = re.compile(
    rf"\b(?:(?:the )?end of|ende|fin|fines de|finales de)\s+(?P<mn>{MONTH})\b(?!\s*\d)", re.I
)
_YEAR_OF_DAYS = 366
_SMALL_LETTERS = frozenset("sun sat mon wed thu fri tue tues".split())
"""Weekdays that are other words, or parts of names, where they are written small."""


def relative_days(
    phrase: str, reference: date, *, week_one: date | None = None
) -> Iterator[DayFound]:
    """The days a phrase counts from the reference date or the term's first week, in order.

    `week_one` is a day of the term's first week; without it weeks count from the reference date's.
    """
    found = [
        *_of_months(phrase, reference),
        *_of_weeks(phrase, reference, week_one),
        *_named(phrase, reference),
        *_counted(phrase, reference),
        *_weekdays(phrase, reference),
    ]
    taken: list[DayFound] = []
    for day in found:
        if not any(d.start < day.end and day.start < d.end for d in taken):
            taken.append(day)
    yield from sorted(taken, key=lambda d: d.start)


def _found(start: int, end: int, day: date, doubt: str = "", *, of_week: bool = False) -> DayFound:
    return DayFound(start, end, day, sure=False, relative=True, doubt=doubt, of_week=of_week)


def shifted(reference: date, days: int) -> date:
    """The day so many days later, or the calendar's last."""
    room = (date.max - reference).days
    return reference + timedelta(days=min(days, room))


def _named(phrase: str, reference: date) -> Iterator[DayFound]:
    for match in _NAMED_DAY.finditer(phrase):
        days = 2 if match["after"] else 1 if match["tomorrow"] else 0
        yield _found(match.start(), match.end(), shifted(reference, days))


def _of_months(phrase: str, reference: date) -> Iterator[DayFound]:
    """ "Friday the 13th", "by the 15th": the next there is; "end of May": its last day."""
    for match in _NTH.finditer(phrase):
        weekday = WEEKDAYS[match["wd"].casefold()] if match["wd"] else None
        day = _next_nth(int(match["n"]), weekday, reference)
        if day is not None:
            yield _found(match.start(), match.end(), day)
    for match in _END_OF_MONTH.finditer(phrase):
        month = MONTHS[match["mn"].casefold()]
        first = near_year(month % 12 + 1, 1, reference + timedelta(days=1))
        if first is not None:
            yield _found(
                match.start(),
                match.end(),
                first - timedelta(days=1),
                "the last day of the month is taken",
            )


def _next_nth(number: int, weekday: int | None, reference: date) -> date | None:
    days = (shifted(reference, ahead) for ahead in range(_YEAR_OF_DAYS))
    fits = (d for d in days if d.day == number and weekday in (None, d.weekday()))
    return next(fits, None)


def _counted(phrase: str, reference: date) -> Iterator[DayFound]:
    for match in _COUNTED.finditer(phrase):
        count, unit = (
            (match["n"] or match["n2"]).casefold(),
            (match["unit"] or match["unit2"]).casefold(),
        )
        number = int(count) if count.isdigit() else SMALL_NUMBERS.get(count, 2)
        length = 14 if unit.startswith("fort") else 30 if unit.startswith(("mo", "mes")) else 7
        if unit.startswith(("d", "t", "j")):
            length = 1
        yield _found(match.start(), match.end(), shifted(reference, number * length))


def _of_weeks(phrase: str, reference: date, week_one: date | None) -> Iterator[DayFound]:
    for match in _OF_WEEK.finditer(phrase):
        name = (match["wd"] or match["wd2"]).casefold()
        said = (match["wk"] or match["wk2"] or match["wko"]).casefold().rstrip(".")
        week = int(said) if said.isdigit() else ORDINALS[said]
        if 1 <= week <= 53:
            day = day_of_week(week, WEEKDAYS[name], week_one or reference)
            doubt = "" if week_one else "the weeks are counted from the day this was read"
            yield _found(match.start(), match.end(), day, doubt, of_week=True)


def day_of_week(week: int, weekday: int, week_one: date) -> date:
    """The weekday (Monday is 0) of a term's week, where `week_one` is a day of the first."""
    return shifted(week_one, (week - 1) * 7 + weekday - week_one.weekday())


def _weekdays(phrase: str, reference: date) -> Iterator[DayFound]:
    for match in _SHORT.finditer(phrase):
        name = (match["de"] or match["en"]).casefold()
        yield _next(match, SHORT_WEEKDAYS.get(name, 5), reference)
    for match in _WEEKDAY.finditer(phrase):
        name = match["wd"]
        if name in _SMALL_LETTERS:
            continue
        yield _next(match, WEEKDAYS[name.casefold()], reference)


def _next(match: re.Match[str], weekday: int, reference: date) -> DayFound:
    said = match.groupdict()
    ahead = (weekday - reference.weekday()) % 7 or 7
    doubt = ""
    if said.get("far") or (said.get("next") and ahead == 1):
        ahead = (7 - reference.weekday() + weekday) if said.get("far") else ahead + 7
    elif said.get("this") and weekday == reference.weekday():
        ahead = 0
    elif said.get("next") and reference.weekday() < weekday:
        other = shifted(reference, ahead + 7)
        doubt = f"“{match[0].strip()}” may also be {other.isoformat()}"
    if said.get("every") or said.get("plural") or match[0].casefold().endswith("days"):
        doubt = "this recurs: only the next time is given"
    return _found(match.start(), match.end(), shifted(reference, ahead), doubt)


def weekday_in(text: str) -> int | None:
    """The one weekday that a text names (Monday is 0), in whatever way."""
    named = {
        WEEKDAYS[match["wd"].casefold()]
        for match in _WEEKDAY.finditer(text)
        if match["wd"] not in _SMALL_LETTERS
    }
    return next(iter(named)) if len(named) == 1 else None
