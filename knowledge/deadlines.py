"""Dated items: "due Wed 12/1 @ 11:59p" → aware datetimes, each with its quote and its doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.dates.announced import is_announced, is_unplaced
from knowledge.dates.cues import EVENT
from knowledge.dates.dated import Dated
from knowledge.dates.phrases import Found, Setting, read_phrase
from knowledge.dates.statements import Statement, statements_of
from knowledge.dates.surroundings import Surroundings, surroundings_of
from knowledge.model import Deadline, Slide, Source, Unplaced

_LATE, _OF_A_TERM = 14, 130
"""Days before and after a lecture in which its course has dates."""


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
    around = Around(timezone, reference_date, term, week_one, course)
    return find_dated(slides, around).items


@dataclass(frozen=True, slots=True)
class Around:
    """What a file's slides leave unsaid of its dates; see `find_deadlines`."""

    timezone: str
    reference_date: date | None = None
    term: date | None = None
    week_one: date | None = None
    course: date | None = None


def find_dated(slides: Sequence[Slide], given: Around) -> Dated:
    """The dated items that `find_deadlines` gives, and the lines that were left out for want of a year."""
    shown = [slide for slide in slides if not slide.hidden]
    around = surroundings_of(
        shown,
        reference_date=given.reference_date,
        term=given.term,
        week_one=given.week_one,
        course=given.course,
    )
    found = [x for slide in shown for x in _on(slide, around.at(slide), given.timezone)]
    return Dated(
        tuple(dict.fromkeys(x for x in found if isinstance(x, Deadline))),
        tuple(dict.fromkeys(x for x in found if isinstance(x, Unplaced))),
    )


def _on(slide: Slide, around: Surroundings, timezone: str) -> Iterator[Deadline | Unplaced]:
    source = Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)
    for said in statements_of(slide, around):
        found = _read(said, _setting(said, slide, around, timezone), told=around.told)
        if found is None:
            continue
        if is_unplaced(found, said, around):
            yield Unplaced(slide.file, slide.page, said.quote)
        if not is_announced(found, said, around):
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


def _read(said: Statement, setting: Setting, *, told: bool) -> Found | None:
    """What the phrase names; "12/8" the other way round where only that falls into the weeks to come.

    The zone says which of the two numbers is the month where the file does not, and is no proof: a class
    in London may write as one in Chicago does.
    """
    found = read_phrase(said.phrase, setting)
    if found is None or not told or setting.day_first is not None:
        return found
    if _is_near(found, setting.reference):
        return found
    others = (
        read_phrase(said.phrase, replace(setting, day_first=first)) for first in (True, False)
    )
    return next((o for o in others if o is not None and _is_near(o, setting.reference)), found)


def _is_near(found: Found, reference: date) -> bool:
    ahead = (found.item.starts_at.date() - reference).days
    return -_LATE <= ahead <= _OF_A_TERM


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
