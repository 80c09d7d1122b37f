"""Questions about a day or a lecture as a whole: its agenda, or how it opens."""

from __future__ import annotations

from knowledge.catalogue import Catalogue
from knowledge.model import Abstention, Answer, AnswerKind, SlideKind
from knowledge.places import Place
from knowledge.question import AGENDA_WORDS, TIME_WORDS, Asks, Question

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NO_PLAN = frozenset({Asks.HOW_TO, Asks.REASON, Asks.PERSON, Asks.PLACE, Asks.PRICE, Asks.NUMBER})
"""What a day's plan answers none of: "how do I outline?"."""


def agenda_slide(question: Question, known: Catalogue) -> Answer | Abstention:
    """ "What do we do today?": the agenda, whole."""
    slide = next((s for s in known.build.quoted if s.kind is SlideKind.AGENDA), None)
    hour = question.asks is Asks.DATE and "time" in question.words
    weekday = any(w in _WEEKDAYS for w in question.words)
    asked_for = any(w in TIME_WORDS | AGENDA_WORDS for w in question.words)
    asked_for = asked_for and not (hour or weekday or question.asks in _NO_PLAN)
    if slide is None or not asked_for:
        return Abstention(0.0, "the question names nothing that could be looked up")
    return Answer(known.entry_of(slide), slide.body, AnswerKind.QUOTE, 0.8)


def opening(place: Place, known: Catalogue) -> Answer | None:
    """The first slide of a lecture that has no agenda: what it is called."""
    first = next((s for s in known.build.quoted if s.lecture == place.lecture and s.title), None)
    if first is None:
        return None
    return Answer(known.entry_of(first), first.body or first.title, AnswerKind.QUOTE, 0.8)
