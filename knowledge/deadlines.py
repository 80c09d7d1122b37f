"""Dated items: "due Wed 12/1 @ 11:59p" → aware datetimes, each with its quote and its doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from knowledge.dates.announced import is_announced
from knowledge.dates.cues import EVENT
from knowledge.dates.phrases import Setting, read_phrase
from knowledge.dates.statements import Statement, statements_of
from knowledge.dates.surroundings import Surroundings, surroundings_of
from knowledge.model import Deadline, Slide, Source


def parse_deadline(
    phrase: str,
    *,
    reference: date,
    timezone: str,
    language: str | None = None,
    week_one: date | None = None,
) -> Deadline | None:
    """The dated item that a phrase names, or None.

    `reference` is the day the phrase was written: it gives the year (−45 to +320 days) and what
    "tomorrow" is. `timezone` is the course's IANA zone, used where the phrase names none. `language`
    is an ISO 639-1 code where it is known; `week_one` a day of the term's first week, for "Friday of
    week 3". A due date wins over a release date.
    """
    found = read_phrase(phrase, Setting(reference, timezone, language, week_one=week_one))
    return found.item if found else None


def find_deadlines(
    slides: Sequence[Slide],
    *,
    timezone: str,
    reference_date: date | None = None,
    term: date | None = None,
    week_one: date | None = None,
    course: date | None = None,
) -> tuple[Deadline, ...]:
    """The dated items of one file's slides, in reading order, each with its source.

    A date in a lecture's body is history, not a deadline: lines count that speak of something due, of
    an exam or of an event, and those of agendas and of lists of dates. What is hidden was not announced.
    A day without its year is placed by `reference_date`, by the slide's own date, or by a day of the
    `term`; without any of them it is left out. `week_one` is a day of the term's first week, where the
    file does not tell it; `course` a day of the course, for files that name no year at all.
    """
    shown = [slide for slide in slides if not slide.hidden]
    around = surroundings_of(
        shown, reference_date=reference_date, term=term, week_one=week_one, course=course
    )
    items = (item for slide in shown for item in _on(slide, around.at(slide), timezone))
    return tuple(dict.fromkeys(items))


def _on(slide: Slide, around: Surroundings, timezone: str) -> Iterator[Deadline]:
    source = Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)
    for said in statements_of(slide, around):
        found = read_phrase(said.phrase, _setting(said, slide, around, timezone))
        if found is None or not is_announced(found, said, around):
            continue
        yield replace(
            found.item,
            kind=_kind(found.item, said),
            quote=said.quote,
            file=slide.file,
            page=slide.page,
            source=source,
            warnings=(*found.item.warnings, *said.doubts),
            confidence=round(max(0.1, found.item.confidence - 0.2 * len(said.doubts)), 2),
        )


def _kind(item: Deadline, said: Statement) -> str:
    """What stands below "Due dates" is due, where nothing says that it is something else."""
    plain = item.kind == "event" and not EVENT.search(said.phrase)
    return "due" if said.due and plain else item.kind


def _setting(said: Statement, slide: Slide, around: Surroundings, timezone: str) -> Setting:
    return Setting(
        around.reference,
        timezone,
        slide.language,
        around.day_first,
        around.week_one,
        said.names,
    )
