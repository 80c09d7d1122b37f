"""What comes first of what is as sure: a list that a line announces, a sentence that says what a thing is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.cautions import asks_what_it_is
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.signs import Weighed

_KIND = re.compile(
    r"\b(?:are|r|list|name)(?: (?:the|all|of|some|main|different|various|basic|key|two|three|four|five|six|seven|eight|nine|ten|\d+))* "
    r"(?P<kind>[a-z]{3,}s)\b"
)
"""What several are asked for: "the parts of a mill"."""
_IS_A = re.compile(
    r"^(?:(?:an?|the)\s+)?(?P<term>.{2,40}?)\s+(?:is|are)\s+(?:an?|the|any|one)\s+\w", re.I
)
_DEFINES, _LITTLE = 0.95, 0.05
_NEAR = 3
_LEAST = 2


def list_first(question: Question, spans: Sequence[Weighed], certain: float) -> Sequence[Weighed]:
    """The spans with the one ahead whose list is announced by the word asked for, where the best announces none.

    Only among the first few that are as sure as `certain`.
    """
    found = _KIND.search(" ".join(question.words)) if question.asks is Asks.LIST else None
    if found is None or not spans:
        return spans
    noun = set(forms(found["kind"]))
    if _lists(spans[0], noun):
        return spans
    told = next((w for w in spans[1:_NEAR] if w.confidence >= certain and _lists(w, noun)), None)
    return spans if told is None else [told, *(w for w in spans if w is not told)]


def definition_first(question: Question, spans: Sequence[Weighed]) -> Sequence[Weighed]:
    """The spans with "A mill is a …" ahead where what a mill is was asked, and the best ones do not say it.

    Only among those that are hardly less sure than the best.
    """
    if not spans or not asks_what_it_is(question) or spans[0].span.defines >= _DEFINES:
        return spans
    least = spans[0].confidence - _LITTLE
    said = next((w for w in spans if w.confidence >= least and _says_what_it_is(w)), None)
    return spans if said is None else [said, *(w for w in spans if w is not said)]


def _says_what_it_is(weighed: Weighed) -> bool:
    span = weighed.span
    return span.defines >= _DEFINES and any(
        p.term and (found := _IS_A.match(p.text)) and words(found["term"])[-1:] == list(p.term[-1:])
        for p in span.pieces
    )


def _lists(weighed: Weighed, noun: set[str]) -> bool:
    """Does its title, or a line in front of several others, announce such things?"""
    span = weighed.span
    if _names(span.slide.title, noun):
        return len(span.pieces) >= _LEAST
    announced = [
        n
        for n, p in enumerate(span.pieces)
        if p.text.rstrip().endswith(":") and _names(p.text, noun)
    ]
    return any(len(span.pieces) - n > _LEAST for n in announced)


def _names(text: str, noun: set[str]) -> bool:
    return any(noun & set(forms(word)) for word in words(text))


def told_what_it_is(question: Question, spans: Sequence[Weighed]) -> bool:
    """ "What is an agenda?" in a course on them: any agenda is meant, and a line says what it is."""
    any_of_them = {"a", "an"} & set(question.words) and asks_what_it_is(question)
    return bool(any_of_them and spans) and spans[0].span.defines >= _DEFINES
