"""Slides while they are being read, and how they become the model's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.dates import full_date, puts_day_first
from knowledge.model import Bullet, Form, Slide, SlideKind
from knowledge.readers.emphasis import standing
from knowledge.readers.numbering import lecture_in, lecture_of_name

_AGENDA = re.compile(
    r"\b(?:objectives?|agenda|outline|overview|today|this week|plan|tagesordnung|übersicht|ablauf|"
    r"programme?|ordre du jour|orden del día|temario)\b",
    re.I,
)
_DATED = re.compile(
    r"\b\d{1,2}/\d{1,2}\b|\b\d{1,2}\.\d{1,2}\.|\bdue\b|\bdeadline\b|\babgabe\b", re.I
)
_FIRST_LINES = 3
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Soft hyphens and what has no width: decks hang their animations on "&shy;", and words with one in them are not found."""


@dataclass
class Draft:
    """A slide that is being collected. `page` counts from 1; `number` is the printed one."""

    title: str = ""
    bullets: list[Bullet] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    page: int | None = None
    number: int | None = None
    lecture: int | None = None
    hidden: bool = False
    scanned: bool = False
    opens: bool = False
    """It is the title slide: it names the lecture and says nothing of its subject."""
    marked: list[str] = field(default_factory=list)
    """What was set off within lines, as far as `emphasis.standing` takes it for terms."""

    def add(self, text: str, level: int = 0, form: Form = Form.TEXT) -> None:
        """One more bullet, unless there is nothing in it."""
        text = without_unseen(text)
        kept = text.strip("\n").rstrip() if form is Form.CODE else text.strip()
        if kept.strip():
            self.bullets.append(Bullet(kept, level, form=form))

    @property
    def empty(self) -> bool:
        return not (self.title or self.bullets)


@dataclass(frozen=True, slots=True)
class Heading:
    """What all slides of a file share."""

    lecture: int | None = None
    day: date | None = None
    course: str | None = None


def without_unseen(text: str) -> str:
    return text if text.isascii() else text.translate(_UNSEEN)


def heading_of(drafts: Sequence[Draft], file: str, said: Sequence[str] = ()) -> Heading:
    """Lecture and date from the first slide, from what the file `said` of itself, then its name."""
    first = drafts[0] if drafts else Draft()
    lines = [first.title, *(b.text for b in first.bullets[:_FIRST_LINES])]
    texts = [*lines, *said]
    day_first = puts_day_first(b.text for draft in drafts for b in draft.bullets)
    dates = (full_date(text, day_first=day_first) for text in (*texts, file))
    day = next((d for d in dates if d), None)
    lecture = lecture_in(texts)
    return Heading(lecture_of_name(file) if lecture is None else lecture, day)


def hidden_warning(drafts: Iterable[Draft]) -> list[str]:
    """A sentence that says which slides are hidden, where some are."""
    hidden = [str(draft.page) for draft in drafts if draft.hidden]
    plural = "s" if len(hidden) > 1 else ""
    said = f"hidden slide{plural} {', '.join(hidden)}: read, but not quoted to students"
    return [said] if hidden else []


def to_slides(drafts: Iterable[Draft], file: str, heading: Heading) -> tuple[Slide, ...]:
    """The slides that have a title or a body, in their order."""
    kept = [draft for draft in drafts if not draft.empty]
    return tuple(_slide(draft, file, heading, place) for place, draft in enumerate(kept, 1))


def _slide(draft: Draft, file: str, heading: Heading, place: int) -> Slide:
    title = without_unseen(draft.title).strip()
    return Slide(
        file=file,
        title=title,
        bullets=tuple(draft.bullets),
        page=draft.page or place,
        lecture=draft.lecture or heading.lecture,
        slide=draft.number,
        notes="\n".join(draft.notes),
        date=heading.day,
        course=heading.course,
        kind=SlideKind.TITLE if draft.opens else kind_of(draft.title, draft.bullets),
        hidden=draft.hidden,
        scanned=draft.scanned,
        marked=standing(draft.marked, title, draft.bullets),
    )


def kind_of(title: str, bullets: Sequence[Bullet]) -> SlideKind:
    """An agenda by its title or because a third of it is dated; else plain content."""
    dated = sum(bool(_DATED.search(b.text)) for b in bullets)
    if _AGENDA.search(title):
        agenda = dated >= 1 or len(bullets) >= 3
    else:
        agenda = dated >= 3 and dated >= len(bullets) / 3
    return SlideKind.AGENDA if agenda else SlideKind.CONTENT
