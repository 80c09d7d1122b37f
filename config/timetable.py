"""When the class meets and when it does not, as the course file writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from config.strict import Strict
from knowledge.dates.names import WEEKDAYS
from knowledge.dates.times import times_in

_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|und|et|y)\s+|\s+")
_CODE = re.compile(r"Th|Tu|Sa|Su|M|T|W|R|F")
_CODES = {"M": 0, "T": 1, "Tu": 1, "W": 2, "Th": 3, "R": 3, "F": 4, "Sa": 5, "Su": 6}
"""As timetables abbreviate: MWF, TTh, TR."""


def _weekdays(said: object) -> tuple[int, ...]:
    """ "Tuesdays and Thursdays", "TTh" or a list of such, as weekdays counted from Monday, 0."""
    parts = [said] if isinstance(said, str) else said
    if not isinstance(parts, list | tuple) or not parts:
        raise ValueError("must name weekdays, such as [Tuesday, Thursday]")
    found = {day for part in parts for day in _weekdays_in(part)}
    return tuple(sorted(found))


def _weekdays_in(part: object) -> list[int]:
    words = _BETWEEN.split(part.strip()) if isinstance(part, str) else [str(part)]
    return [day for word in words for day in _weekday(word)]


def _weekday(word: str) -> Sequence[int]:
    name = word.casefold().rstrip(".")
    for form in (name, name.removesuffix("s")):
        if form in WEEKDAYS:
            return (WEEKDAYS[form],)
    codes = _CODE.findall(word)
    if not word or "".join(codes) != word:
        raise ValueError(f'"{word[:40]}" is not a weekday such as Tuesday; name each by itself')
    return [_CODES[code] for code in codes]


def _time(said: object) -> time:
    """ "16:30", "4:30 PM" and what else is a time of day by itself."""
    text = said.strip() if isinstance(said, str) else ""
    found = times_in(text)
    if len(found) != 1 or found[0].until or text[found[0].start : found[0].end] != text:
        raise ValueError("is not a time of day such as 16:30 or 4:30 PM")
    at = found[0].at
    if found[0].vague and at.hour > 12:  # an afternoon by custom, which nobody wrote
        morning = at.replace(hour=at.hour - 12)
        raise ValueError(f"could be morning or evening: write {morning:%H:%M} or {at:%H:%M}")
    return at


class Slot(Strict):
    """A class that meets every week. `days` are weekdays from Monday, 0; times are in the course's zone."""

    days: Annotated[tuple[int, ...], BeforeValidator(_weekdays)]
    starts: Annotated[time, BeforeValidator(_time)]
    ends: Annotated[time, BeforeValidator(_time)]
    title: Annotated[str, Field(min_length=1, max_length=80)] = "Lecture"
    place: Annotated[str, Field(max_length=200)] = ""

    @field_validator("ends")
    @classmethod
    def _after_it_starts(cls, ends: time, info: ValidationInfo) -> time:
        starts = info.data.get("starts")
        if starts is not None and ends <= starts:
            raise ValueError(f"{ends:%H:%M} is not after it starts, {starts:%H:%M}")
        return ends


class NoClass(Strict):
    """A day, or all days from `first` to `last`, on which nothing meets."""

    day: Annotated[date | None, Field(alias="date")] = None
    since: Annotated[date | None, Field(alias="from")] = None
    until: Annotated[date | None, Field(alias="to")] = None
    reason: Annotated[str, Field(max_length=80)] = ""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, said: Any) -> Any:
        """A date by itself needs no name."""
        return {"date": said} if isinstance(said, date | str) else said

    @field_validator("until")
    @classmethod
    def _not_backwards(cls, until: date | None, info: ValidationInfo) -> date | None:
        since = info.data.get("since")
        if until and since and until < since:
            raise ValueError(f"{until} is before {since}, where it begins")
        return until

    @model_validator(mode="after")
    def _one_or_both(self) -> NoClass:
        if (self.day is None) == (self.since is None and self.until is None):
            raise ValueError("needs a date, or from and to")
        if (self.since is None) != (self.until is None):
            raise ValueError("needs both from and to")
        return self

    @property
    def first(self) -> date:
        return self.day or self.since or date.min

    @property
    def last(self) -> date:
        return self.day or self.until or date.max
