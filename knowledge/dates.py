"""Months, weekdays and whole dates in English, German, French and Spanish."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    1: "january jan januar jänner janvier janv enero ene",
    2: "february feb februar février fevrier févr fevr febrero",
    3: "march mar märz maerz mrz mars marzo",
    4: "april apr avril avr abril abr",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août aout agosto ago",
    9: "september sep sept septembre septiembre",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre decembre déc diciembre dic",
}
_WEEKDAYS = {
    0: "monday mon montag lundi lunes mondays",
    1: "tuesday tue tues dienstag mardi martes tuesdays",
    2: "wednesday wed weds mittwoch mercredi miércoles miercoles wednesdays",
    3: "thursday thu thur thurs donnerstag jeudi jueves thursdays",
    4: "friday fri freitag vendredi viernes fridays",
    5: "saturday sat samstag sonnabend samedi sábado sabado saturdays",
    6: "sunday sun sonntag dimanche domingo sundays",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}
WEEKDAYS = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))

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
    re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d\d)\b"),
)

_CENTURY = "20"
"""Every year begins with it: text without it, which is most, need not be searched."""


def full_date(text: str) -> date | None:
    """The first date in `text` that names its day, month and year."""
    if _CENTURY not in text:
        return None
    for pattern in _FULL:
        for found in pattern.finditer(text):
            month = MONTHS.get(found["m"].casefold()) or (
                int(found["m"]) if found["m"].isdigit() else 0
            )
            try:
                return date(int(found["y"]), month, int(found["d"]))
            except ValueError:
                continue
    return None


def is_only_a_date(text: str) -> bool:
    """True where `text` is a whole date (with or without its weekday) and nothing else."""
    if _CENTURY not in text:
        return False
    rest = re.sub(rf"\b(?:{WEEKDAY})\b\.?,?", "", text.strip(), flags=re.I).strip()
    return any(pattern.fullmatch(rest) for pattern in _FULL) and full_date(rest) is not None


_TERMS = {
    (9, 15): "fall autumn herbst wintersemester ws automne otoño michaelmas",
    (1, 20): "winter hiver invierno hilary lent",
    (2, 15): "spring frühjahr printemps primavera trinity",
    (4, 20): "sommersemester ss sose",
    (6, 15): "summer sommer été verano",
}
_MIDDLE = {name: day for day, names in _TERMS.items() for name in names.split()}
_TERM = re.compile(rf"\b(?P<name>{'|'.join(_MIDDLE)})\.?\s+(?P<y>20\d\d)\b", re.I)


def term_date(text: str) -> date | None:
    """A day near the beginning of the first term that `text` names: "Fall 2022" → 2022-09-15."""
    found = _TERM.search(text) if _CENTURY in text else None
    return date(int(found["y"]), *_MIDDLE[found["name"].casefold()]) if found else None
