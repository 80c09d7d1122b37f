"""The lectures of a course by their day: number, title and slides."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model import Build, Slide, SlideKind
from knowledge.normalise import fold

_NUMBERED = re.compile(
    r"\b(?:lecture|lesson|class|session|week|vorlesung|woche|cours|séance|semaine|clase|lección|semana)"
    r"\s*\d{1,3}\s*[:.–—-]\s*(?P<title>\S.*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Lecture:
    """A lecture. `number` is None and `title` empty where its slides do not tell them."""

    number: int | None
    title: str
    slides: tuple[Slide, ...]
    """Those that are shown, in their order; what several files or lectures repeat, once."""

    @property
    def topics(self) -> tuple[str, ...]:
        """The titles of the slides that teach something, each once."""
        found = (s.title for s in self.slides if s.kind is SlideKind.CONTENT and s.title)
        return tuple(dict.fromkeys(t for t in found if fold(t) != fold(self.title)))


def lecture_on(build: Build, day: date, *, known_as: Sequence[str] = ()) -> Lecture | None:
    """The lecture whose slides bear the date; of several the one with the most slides. None without one.

    `known_as` are the course's names, which are no lecture's title.
    """
    groups: dict[tuple[int | None, str], list[Slide]] = defaultdict(list)
    for slide in build.slides:
        if slide.date == day and not slide.hidden:
            groups[slide.lecture, "" if slide.lecture else slide.file].append(slide)
    if not groups:
        return None
    (number, _), slides = max(groups.items(), key=lambda group: len(group[1]))
    distinct = {slide for slide in build.quoted if slide.date == day}
    once = tuple(slide for slide in slides if slide in distinct)
    return Lecture(number, _title(slides, known_as), once or tuple(slides))


def _title(slides: Sequence[Slide], known_as: Sequence[str]) -> str:
    """What the opening slide calls the lecture; empty where that is only the course's name."""
    course = [fold(name) for name in known_as if name]
    opening = [s for n, s in enumerate(slides) if n == 0 or s.kind is SlideKind.TITLE]
    for slide in opening:
        if numbered := _NUMBERED.search(slide.title):
            return numbered["title"].strip()
    for slide in opening:
        title = fold(slide.title)
        if slide.kind is SlideKind.TITLE and title and not any(name in title for name in course):
            return slide.title
    return ""
