"""Slides that open a lecture: they say which one it is, of whom and when, and nothing of its subject."""

from __future__ import annotations

import re

from knowledge.dates.cues import EXAM, WORK
from knowledge.model import Slide, SlideKind
from knowledge.words import FUNCTION_WORDS

_LINES, _WORDS, _NAME = 5, 12, 6
_TELLS = re.compile(
    r"\b(?:lecture|week|session|class|unit|vorlesung|woche|clase|tema|cours|séance)\s*#?\d{1,3}\b|\b[A-Z]{2,6}[ -]?\d{2,4}[A-Z]?\b"
    r"|\b(?:universit\w*|departments? of|college|hochschule|faculty|faculté|facultad)\b|\b(?:Prof|Dr)\b\.?"
    r"|\b(?:spring|summer|fall|autumn|winter) (?:term |semester )?20\d\d\b",
    re.I,
)


def is_opening(slide: Slide) -> bool:
    """A title with a few short lines of what is on every title page, first in its file."""
    if slide.kind is SlideKind.TITLE:
        return True
    lines = [bullet.text for bullet in slide.bullets]
    if slide.page != 1 or not slide.title or not 0 < len(lines) <= _LINES:
        return False
    if any(len(x.split()) > _WORDS or WORK.search(x) or EXAM.search(x) for x in lines):
        return False
    return any(_TELLS.search(x) for x in lines) or (len(lines) == 1 and _is_name(lines[0]))


def _is_name(line: str) -> bool:
    """Is it, as a course's name is, of capitals but for its small words: "Weaving in Practice"?"""
    said = [w for w in line.split() if w.casefold() not in FUNCTION_WORDS]
    return 1 < len(said) <= _NAME and all(w[:1].isupper() for w in said) and line[-1:].isalnum()
