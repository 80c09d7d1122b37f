"""What a course newly says, says otherwise and says no more, and whose answers that touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.ports import QuestionRecord
from bot.services.taught import MOST_LISTED, Affected, FoundDate, Place
from knowledge.course import Course
from knowledge.entries import deadline_entry_id, slide_entry_id
from knowledge.model import Abstention, Answer, Build, Deadline, Slide

_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Differences:
    """Slides by what became of them; a changed one is given as it is now."""

    new: tuple[Slide, ...]
    changed: tuple[Slide, ...]
    gone: tuple[Slide, ...]
    same: int


def differences(before: Build, after: Build) -> Differences:
    """A slide has changed where its file has another one under the same number or title."""
    old = {slide_entry_id(s): s for s in before.slides}
    now = {slide_entry_id(s): s for s in after.slides}
    gone = [s for key, s in old.items() if key not in now]
    new, changed = list[Slide](), list[Slide]()
    for slide in (s for key, s in now.items() if key not in old):
        match = _counterpart(slide, gone)
        if match is None:
            new.append(slide)
        else:
            gone.remove(match)
            changed.append(slide)
    return Differences(tuple(new), tuple(changed), tuple(gone), len(now.keys() & old.keys()))


def _counterpart(slide: Slide, gone: Sequence[Slide]) -> Slide | None:
    """The slide that this one stands in place of: of the same title, else of the same number."""
    there = [s for s in gone if s.file == slide.file]
    titled = (s for s in there if s.title and s.title == slide.title)
    numbered = (s for s in there if (s.page, s.slide) == (slide.page, slide.slide))
    return next(titled, None) or next(numbered, None)


def place(slide: Slide) -> Place:
    """How a lecturer would name the slide."""
    lecture = f"Lecture {slide.lecture}" if slide.lecture is not None else ""
    number = f"slide {slide.slide}" if slide.slide is not None else ""
    page = f"page {slide.page}" if slide.page is not None and not number else ""
    title = slide.title or next((b.text for b in slide.bullets), "")
    where = ", ".join(part for part in (lecture, number, page) if part)
    return Place(title[:200], where, slide.file)


def new_dates(before: Build, after: Build) -> tuple[FoundDate, ...]:
    """Dated items that were not known, soonest first."""
    known = {deadline_entry_id(item) for item in before.deadlines}
    fresh = [item for item in after.deadlines if deadline_entry_id(item) not in known]
    fresh.sort(key=lambda item: (item.ends_at, item.title))
    return tuple(FoundDate(item.title[:200], _when(item), item.quote[:_QUOTE]) for item in fresh)


def _when(item: Deadline) -> str:
    return item.ends_at.date().isoformat() if item.all_day else item.ends_at.isoformat()


def affected(
    records: Iterable[QuestionRecord], before: Course, after: Course, now: datetime
) -> tuple[tuple[Affected, ...], tuple[str, ...]]:
    """Questions whose answer changes, and questions declined before that get an answer now.

    Each is asked of both courses; the same words count once.
    """
    changed, answerable, seen = list[Affected](), list[str](), set[str]()
    for record in records:
        words = " ".join(record.text.split())
        if words.casefold() in seen:
            continue
        seen.add(words.casefold())
        old, new = before.ask(record.text, now=now), after.ask(record.text, now=now)
        if not old.answered and new.answered:
            answerable.append(words[:_QUOTE])
        elif old.answered and record.answered and _said(old) != _said(new):
            channel = "" if record.private else record.channel
            changed.append(Affected(words[:_QUOTE], _said(old), _said(new), channel))
    return tuple(changed), tuple(answerable)


def _said(result: Answer | Abstention) -> str:
    return " / ".join(result.quote.split("\n"))[:_QUOTE] if result.answered else ""


def listed(slides: Sequence[Slide]) -> tuple[Place, ...]:
    """The first of them, as places."""
    return tuple(place(slide) for slide in slides[:MOST_LISTED])
