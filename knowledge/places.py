"""Slides and lectures by their numbers: "slide 13.26", "slide 2 of lecture 5", "in lecture 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.normalise import fold
from knowledge.question import Question

_SLIDE = re.compile(
    r"\b(?:slide|page|folie|seite|diapositiva|diapositive|diapo)\s*(?:no\.?|nr\.?|number|#)?\s*"
    r"(?:l?(?P<lecture>\d{1,3})\.)?(?P<slide>\d{1,4})\b"
)
_LECTURE = re.compile(
    r"\b(?:lecture|lesson|class|vorlesung|lección|clase|cours)\s*(?:no\.?|nr\.?|number|#)?\s*(\d{1,3})\b"
)
_PLACE = re.compile(
    r"(?:slide|page|folie|seite|diapositiva|diapositive|diapo|lecture|lesson|class|vorlesung|cours) \d+"
    r"|\d+\.\d+|slide|page|folie"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A lecture and a slide's printed number, each where it was named."""

    lecture: int | None = None
    slide: int | None = None


def place_of(question: Question) -> Place:
    """The place that the question names."""
    text = fold(question.text)
    slide, lecture = _SLIDE.search(text), _LECTURE.search(text)
    named = slide["lecture"] if slide and slide["lecture"] else lecture[1] if lecture else None
    return Place(int(named) if named else None, int(slide["slide"]) if slide else None)


def names_only_a_place(question: Question) -> bool:
    """Does it ask about nothing but what stands there?"""
    return all(_PLACE.fullmatch(word) for word in question.content)
