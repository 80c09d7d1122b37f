"""What can be found: an entry for each slide, and one for each acronym and dated item."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from knowledge.glossary import Acronym
from knowledge.model import AnswerKind, Deadline, Entry, Slide, Source


def source_of(slide: Slide) -> Source:
    """Where the slide stands."""
    return Source(slide.file, slide.title, slide.lecture, slide.slide, slide.page, slide.date)


def entry_id(kind: str, *parts: object) -> str:
    """Stable for the same content, whatever stands around it."""
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).hexdigest()
    return f"{kind}-{digest[:16]}"


def slide_entry_id(slide: Slide) -> str:
    """The id of a slide's entry."""
    return entry_id(
        "slide",
        slide.file,
        slide.lecture,
        slide.slide,
        slide.title,
        *(b.text for b in slide.bullets),
    )


def deadline_entry_id(item: Deadline) -> str:
    """The id of a dated item's entry."""
    return entry_id("deadline", item.file, item.quote)


def make_entries(
    slides: Sequence[Slide], acronyms: Sequence[Acronym], deadlines: Sequence[Deadline]
) -> tuple[Entry, ...]:
    """All entries, slides first; the same content twice is one entry. Hidden slides have none."""
    shown = [slide for slide in slides if not slide.hidden]
    known = [acronym for acronym in acronyms if not acronym.slide.hidden]
    made = [*_slides(shown, known), *_acronyms(known), *_deadlines(deadlines)]
    return tuple({entry.id: entry for entry in made}.values())


def _slides(slides: Sequence[Slide], acronyms: Sequence[Acronym]) -> Iterator[Entry]:
    for slide in slides:
        yield Entry(
            id=slide_entry_id(slide),
            title=slide.title,
            text="\n".join("  " * b.level + b.text for b in slide.bullets),
            aliases=tuple(a.long for a in acronyms if a.slide is slide),
            source=source_of(slide),
        )


def _acronyms(acronyms: Sequence[Acronym]) -> Iterator[Entry]:
    for acronym in acronyms:
        yield Entry(
            id=entry_id("acronym", acronym.slide.file, acronym.short, acronym.long),
            title=acronym.short,
            text=acronym.text,
            aliases=(acronym.long,),
            kind=AnswerKind.DEFINITION,
            source=source_of(acronym.slide),
        )


def _deadlines(deadlines: Sequence[Deadline]) -> Iterator[Entry]:
    for item in deadlines:
        yield Entry(
            id=deadline_entry_id(item),
            title=item.title,
            text=item.quote,
            kind=AnswerKind.DEADLINE,
            source=item.source,
        )
