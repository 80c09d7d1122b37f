"""What a document says that its lines leave out: the day it was written, the term, the order of its dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.dates.days import AFTER, BEFORE, days_in
from knowledge.dates.language import order_told_by
from knowledge.dates.lookalikes import mask_lookalikes
from knowledge.dates.whole import full_date
from knowledge.model import Form, Slide

_UNKNOWN = date(1970, 1, 1)
_POSTED = re.compile(
    r"^\W*(?:posted|published|date|sent|announced|updated|last updated|veröffentlicht|stand|datum|publié|fecha|publicado|the \d)\b",
    re.I,
)
_MOST_WORDS = 7
_BEGINS = re.compile(
    r"\b(?:(?:class(?:es)?|lectures?|instruction|term|semester|quarter|course) (?:begins?|starts?)|(?:first|1st) (?:day of )?(?:class(?:es)?|lecture)(?! due)|"
    r"start of (?:the )?(?:term|semester|classes|lectures)|semester start|vorlesungsbeginn|beginn der (?:vorlesungen?|vorlesungszeit)|erste vorlesung|"
    r"début des cours|première séance|inicio de(?:l)? (?:las )?(?:clases|curso)|primera clase|comienzo de (?:las )?clases)\b",
    re.I,
)
_WEEK_ONE = re.compile(
    r"\b(?:week|woche|semaine|semana)\s*(?:n[°o]\s*)?0?1\b(?!\s*[-–/]\s*\d|\d)", re.I
)
_FIRST_ROW = re.compile(r"^\s*(?:week\s*|woche\s*|semaine\s*|semana\s*|w\s*)?0?1\s*\|", re.I)
_WEEK_COLUMN = re.compile(r"\b(?:week|wk|woche|kw|semaine|semana|sem)\b", re.I)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a line. `reference` places days without a year.

    `told` is False where nothing gives the reference, `exact` True where it is the very day the line
    was written, so that "tomorrow" means something. `posted` is that day where the slide itself says it.
    """

    reference: date = _UNKNOWN
    told: bool = False
    exact: bool = False
    posted: date | None = None
    day_first: bool | None = None
    week_one: date | None = None
    given: date | None = None
    term: date | None = None
    fallback: date | None = None
    course: date | None = None
    title: str = ""

    def at(self, slide: Slide) -> Surroundings:
        """The same for one slide's lines."""
        posted = _posted_on(slide, self.reference_for(slide) or _UNKNOWN, self.day_first)
        reference = posted or self.reference_for(slide)
        exact = bool(posted or self.given or (slide.date and reference == slide.date))
        return replace(
            self,
            reference=reference or _UNKNOWN,
            told=reference is not None,
            exact=exact,
            posted=posted,
        )

    def reference_for(self, slide: Slide) -> date | None:
        """The day given, else the slide's own where the term has it, else the term's or the file's."""
        if self.given:
            return self.given
        if slide.date and (
            self.term is None or -BEFORE * 2 <= (slide.date - self.term).days <= AFTER
        ):
            return slide.date
        return self.term or slide.date or self.fallback or self.course


def surroundings_of(
    slides: Sequence[Slide],
    *,
    reference_date: date | None = None,
    term: date | None = None,
    week_one: date | None = None,
    course: date | None = None,
) -> Surroundings:
    """What all the slides of a file say of its dates."""
    lines = [line for slide in slides for line in _lines(slide)]
    day_first = order_told_by(mask_lookalikes(line) for line in lines)
    around = Surroundings(
        day_first=day_first,
        given=reference_date,
        course=course,
        term=term,
        title=next((slide.title for slide in slides if slide.title), ""),
        fallback=min(filter(None, map(_recent, lines)), default=None),
    )
    dated = next((s.date for s in slides if s.date), None)
    reference = reference_date or term or around.fallback or dated or course
    begins = _first_week(lines, reference, day_first) if reference else None
    return replace(around, week_one=begins or week_one)


def _lines(slide: Slide) -> list[str]:
    bodies = (b.text for b in slide.bullets if b.form in (Form.TEXT, Form.TABLE))
    return [slide.title, *(line for body in bodies for line in body.split("\n"))]


def _recent(line: str) -> date | None:
    day = full_date(line)
    return day if day and day.year >= 2000 else None


def _posted_on(slide: Slide, reference: date, day_first: bool | None) -> date | None:
    """The day an announcement was written: its heading is a date, or its first lines say so."""
    if day := _only_day(slide.title, reference, day_first):
        return day
    for bullet in slide.bullets[:2]:
        text = bullet.text.strip()
        if bullet.form is Form.TEXT and len(text.split()) <= _MOST_WORDS and _POSTED.match(text):
            return full_date(text) or _only_day(
                re.sub(r"^[^\d]*?\b(?:on|le|am|:)\s", "", text), reference, day_first
            )
    return None


def _only_day(text: str, reference: date, day_first: bool | None) -> date | None:
    """The day of a text that is nothing but a date."""
    found = days_in(text, reference, day_first=bool(day_first))
    if len(found) != 1 or found[0].end_day:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return None if re.search(r"\w", rest) else found[0].day


def _first_week(lines: Sequence[str], reference: date, day_first: bool | None) -> date | None:
    """A day of the term's first week, from "Classes begin Sep 3", "Week 1 (Sep 2)" or a table's first row."""
    weeks = False
    for line in lines:
        weeks = weeks or bool("|" in line and _WEEK_COLUMN.search(line.split("|")[0]))
        if not (
            _BEGINS.search(line) or _WEEK_ONE.search(line) or (weeks and _FIRST_ROW.match(line))
        ):
            continue
        found = days_in(mask_lookalikes(line), reference, day_first=bool(day_first))
        if found:
            return found[0].day
    return None
