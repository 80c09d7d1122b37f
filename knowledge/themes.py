"""What a course's lectures are about, by the titles that open them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.coverage import Text
from knowledge.model import Slide
from knowledge.normalise import forms
from knowledge.openings import is_opening
from knowledge.question import Question

_WHICH = re.compile(r"^(?:so |and |but )*(?:which|what) (?P<kind>[\w-]{3,}) \w")
_LEFT = 2
"""So many words of a question must be left to find the answer by."""


def themes_of(slides: Sequence[Slide]) -> frozenset[str]:
    """The terms of the titles of opening slides."""
    return Text.of(*(slide.title for slide in slides if is_opening(slide))).terms


def of_a_kind(question: Question, themes: frozenset[str]) -> Question:
    """ "Which hormone ripens fruit?" in a lecture on hormones: the line that answers need not say so."""
    asked = _WHICH.match(" ".join(question.words))
    if asked is None or asked["kind"] not in question.content or len(question.content) <= _LEFT:
        return question
    kind = asked["kind"]
    if not themes & set(forms(kind)):
        return question
    content = tuple(w for w in question.content if w != kind)
    return replace(question, content=content, hints=(*question.hints, kind))
