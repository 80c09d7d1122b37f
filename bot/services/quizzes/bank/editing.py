"""Writing questions and changing them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.services.quizzes.bank.forms import Form, can_edit, item_of, mistakes
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, WRITTEN, BankQuestion
from bot.services.quizzes.bank.reviewing import Meanwhile
from knowledge.course import Course
from knowledge.entries import source_of
from knowledge.model import Slide, Source

__all__ = ["LECTURE", "SLIDE", "Editing", "Place", "Wrong", "can_edit", "place_of"]
LECTURE, SLIDE = "lecture", "slide"


class Wrong(Exception):
    """What was filled in cannot be kept; `errors` are sentences by field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("filled in wrongly")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Place:
    """What a question is about, as it is typed: the numbers of a lecture and of a slide, or nothing."""

    lecture: str = ""
    slide: str = ""


def place_of(question: BankQuestion) -> Place:
    """What the fields show."""
    source = question.source
    numbers = (source.lecture, source.slide) if source else (None, None)
    return Place(*("" if n is None else str(n) for n in numbers))


@dataclass(frozen=True)
class Editing:
    """One course's questions, written and changed by its instructors."""

    parts: BankParts

    async def add(
        self, form: Form, place: Place, by: str, key: str, *, approved: bool
    ) -> BankQuestion:
        """Keep a new question; the same `key` keeps it once. Raises Wrong."""
        parts, now = self.parts, self.parts.clock.now()
        source = self._checked(form, place)
        question = BankQuestion(
            workspace=parts.workspace,
            id=hashlib.sha256(f"{parts.course}\x1f{key}".encode()).hexdigest()[:16],
            course=parts.course,
            item=item_of(form),
            origin=WRITTEN,
            made_at=now,
            state=APPROVED if approved else DRAFT,
            source=source,
            made_by=by,
            changed_by=by,
            changed_at=now,
        )
        await parts.bank.add([question])
        return question

    async def change(
        self, before: BankQuestion, form: Form, place: Place | None, by: str, *, approved: bool
    ) -> BankQuestion:
        """Keep what was changed; with `place` also what it is about. Raises Wrong; Meanwhile."""
        parts = self.parts
        source = self._checked(form, place or Place())
        wanted = replace(
            before,
            item=item_of(form, before.item),
            state=APPROVED if approved else before.state,
            reason="" if approved else before.reason,
            source=before.source if place is None or place == place_of(before) else source,
            changed_by=by,
            changed_at=parts.clock.now(),
        )
        after = await parts.bank.decide(before, wanted)
        if after is None:
            raise Meanwhile
        return after

    async def remove(self, question_id: str) -> bool:
        """Forget one that somebody wrote."""
        question = await self.parts.get(question_id)
        if question is None or question.origin != WRITTEN:
            return False
        return await self.parts.bank.remove(self.parts.workspace, question_id)

    def _checked(self, form: Form, place: Place) -> Source | None:
        errors = mistakes(form)
        source, more = found(self.parts.questions.course, place)
        if errors or more:
            raise Wrong({**errors, **more})
        return source


def found(course: Course, place: Place) -> tuple[Source | None, dict[str, str]]:
    """The slide or the lecture that is meant, and what is wrong with it."""
    lecture, slide = place.lecture.strip(), place.slide.strip()
    if not lecture:
        return None, {LECTURE: "Which lecture is the slide of?"} if slide else {}
    if not lecture.isascii() or not lecture.isdecimal():
        return None, {LECTURE: "Write its number, such as 13."}
    slides = [s for s in course.build.quoted if s.lecture == int(lecture)]
    if not slides:
        return None, {LECTURE: f"I know no lecture {int(lecture)}."}
    if not slide:
        first = source_of(slides[0])
        return Source(first.file, "", first.lecture, date=first.date), {}
    wanted = int(slide) if slide.isascii() and slide.isdecimal() else -1
    there = [s for s in slides if number_of(s) == wanted]
    if not there:
        return None, {SLIDE: f"I know no such slide of lecture {int(lecture)}."}
    return source_of(there[0]), {}


def number_of(slide: Slide) -> int | None:
    """The number that people call it by: its page's where it bears none."""
    return slide.page if slide.slide is None else slide.slide
