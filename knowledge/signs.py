"""What speaks for and against a span as the answer to a question, and the one confidence from it.

The weights are round numbers near what `python -m bench.fit_course` finds (a logistic regression over
the candidates of labelled questions), because no fit was better on the courses that it left out (docs/quality.md).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.asks import Asks
from knowledge.cautions import (
    asks_what_it_is,
    no_example,
    only_cites,
    other_event,
    other_list,
    scattered,
)
from knowledge.coverage import Lexicon
from knowledge.doubts import (
    another_of_the_kind,
    only_aims,
    only_counted_up,
    only_headed,
    only_in_passing,
    only_named,
    only_signed,
    tells_no_time,
    without_judgement,
    without_whom_or_how_many,
)
from knowledge.kinds import is_computed, is_of_release
from knowledge.measure import Measure
from knowledge.model import Form
from knowledge.normalise import forms
from knowledge.question import Question
from knowledge.spans import Span

NAMES = (
    "bias",
    "coverage",
    "largest gap",
    "gap the course never names",
    "not the kind asked for",
    "headed",
    "defines",
    "outline",
    "hollow",
    "own words",
    "meaning",
    "hints",
    "words asked",
    "how to",
    "code",
    "in one piece",
    "length",
    "loose",
    "other event",
    "only mentioned",
    "no reason",
    "kind of list not named",
    "name in pieces",
    "no example",
)
WEIGHTS: tuple[float, ...] = (
    -6.8,
    4.0,
    -0.6,
    -1.0,
    -3.0,
    1.5,
    1.0,
    -1.0,
    -1.0,
    0.5,
    2.0,
    0.5,
    2.5,
    -2.0,
    -0.5,
    2.0,
    -0.2,
    -1.0,
    -3.0,
    -0.4,
    -0.5,
    -0.6,
    -1.0,
    -1.5,
)
_STRICT = frozenset({Asks.DATE, Asks.PERSON, Asks.PRICE, Asks.NUMBER})
_TITLED, _HEADED = 0.95, 0.6
"""A slide whose title is just what is asked mostly says what it is."""
_ALONE = {1: 1.0, 2: 0.6}
"""How far a question of so many words asks what a thing is, and not something about it."""
_SOFT = 0.4
"""What a missing date or person weighs where one piece speaks of all that was asked."""
_NOTHING_SAID = 0.3
"""A question on a slide answers nothing, however close it is; nor does a mere name what it is."""
_HOLLOW, _LARGEST_GAP = NAMES.index("hollow"), NAMES.index("largest gap")
_UNDECIDED, _MISSING = 0.45, 0.5
"""Yes or no is not told where one of the words that are asked about is missing."""
_ON_TITLES = frozenset({Asks.PERSON, Asks.DATE, Asks.PLACE})
_TOLD = frozenset({Asks.DEFINITION, Asks.REASON, Asks.COMPARISON})
_ROOM = frozenset(
    "room building hall floor campus address raum hörsaal gebäude aula edificio salle bâtiment".split()
)
_HAPPENED = re.compile(r"\bwhen (?:was|were|did)\b|\b(?:what|which) (?:day|date|year)\b")
_DOES = re.compile(
    r"^(?:so |and |but )?what (?!is |was |does |has )\w{3,}s (?:the|an?|this|these|that) "
)
"""What does something is asked, and not what it is: "what blocks the channel"."""
_WRITTEN = frozenset("wrote written write writes author authors authored published".split())
_DENIES = re.compile(r"\b(?:not|no|never|nobody|nicht|kein\w*|nie|nunca|jamais|pas)\b", re.I)
"""Says something by itself: "Do not."."""
_LOOKED_UP = frozenset(
    {Asks.DEFINITION, Asks.REASON, Asks.HOW_TO, Asks.COMPARISON, Asks.PERSON, Asks.LIST}
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A span with its signs, in the order of `NAMES`, and the confidence they make."""

    span: Span
    signs: tuple[float, ...]
    confidence: float

    @property
    def is_hollow(self) -> bool:
        """Does it name what was asked about and tell nothing of it?"""
        return self.signs[_HOLLOW] >= 1.0

    @classmethod
    def of(cls, question: Question, span: Span, measure: Measure, meaning: float) -> Weighed:
        signs = signs_of(question, span, measure, meaning)
        sure = confidence(signs)
        empty = all(p.empty for p in span.pieces) or only_cites(question, span)
        empty = empty or _only_opens(question, span) or only_headed(span)
        if question.asks in _TOLD and not (question.hints or span.sheet.is_outline):
            empty = empty or signs[_HOLLOW] >= 1.0
        empty = empty or only_named(question, span) or only_counted_up(question, span)
        if only_aims(question, span) or another_of_the_kind(question, span):
            sure = min(sure, _UNDECIDED)
        if only_in_passing(question, span) or _only_pictured(question, span):
            sure = min(sure, _UNDECIDED)
        if any(
            doubt(question, span)
            for doubt in (tells_no_time, only_signed, without_whom_or_how_many)
        ):
            sure = min(sure, _UNDECIDED)
        if without_judgement(question, span, measure):
            sure = min(sure, _UNDECIDED)
        if question.is_yes_or_no and signs[_LARGEST_GAP] > _MISSING:
            sure = min(sure, _UNDECIDED)
        return cls(span, signs, min(sure, _NOTHING_SAID) if empty else sure)


def _only_pictured(question: Question, span: Span) -> bool:
    """What it is or why is asked, and there is but a picture's description, which the slide does not show."""
    return question.asks in _TOLD and all(p.form is Form.PICTURE for p in span.pieces)


def _only_opens(question: Question, span: Span) -> bool:
    """A title page tells who, when and where, and what a thing is only in its title."""
    if not span.sheet.is_opening or question.asks in _ON_TITLES:
        return False
    return not span.sheet.defined


def confidence(signs: Sequence[float]) -> float:
    """The calibrated probability that the span answers."""
    value = sum(w * s for w, s in zip(WEIGHTS, signs, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, value)))), 4)


def signs_of(question: Question, span: Span, measure: Measure, meaning: float) -> tuple[float, ...]:
    """The signs of one span; `meaning` is the cosine of the question's and the span's embeddings."""
    texts, weight = (span.sheet.title, *span.texts), measure.lexicon.weight
    gaps = [(weight(w) * (1 - measure.cover(w, *texts)), w) for w in question.content]
    total = sum(weight(w) for w in question.content) or 1.0
    unnamed = sum(gap for gap, w in gaps if not _named_somewhere(w, measure.lexicon))
    in_one = _in_one_piece(question, span, measure)
    whole = in_one >= 0.95 and len(question.content) > 1
    numbered = any(" " in w for w in question.content)
    return (
        1.0,
        span.coverage,
        max((gap * gap for gap, _ in gaps), default=1.0),
        unnamed / total,
        _misfit(question, span, whole),
        span.apt,
        _defines(question, span),
        float(_only_listed(question, span) and not numbered),
        _hollow(question, span),
        max(measure.share(question.content, *span.texts), span.apt),
        max(0.0, meaning),
        _hinted(question, span, measure),
        min(1.0, len(question.content) / 6),
        (_SOFT if whole else 1.0) if question.asks is Asks.HOW_TO else 0.0,
        float(any(p.form is Form.CODE for p in span.pieces)),
        in_one,
        min(1.0, (len(span.lines) - 1) / 8),
        1 - in_one if question.asks in _STRICT else 0.0,
        other_event(question, span),
        _only_mentioned(question, span),
        float(question.asks is Asks.REASON and not span.fits),
        other_list(question, span, measure),
        scattered(question, span, measure),
        no_example(question, span, measure),
    )


def _named_somewhere(word: str, lexicon: Lexicon) -> bool:
    return any(lexicon.knows(part) for part in word.split())


def _misfit(question: Question, span: Span, whole: bool) -> float:
    """0..1: is the kind of thing that was asked for not there?"""
    if span.fits:
        return 0.0
    if question.asks is Asks.PLACE:
        return float(question.about_due or any(w in _ROOM for w in question.words))
    if question.asks is Asks.DEFINITION and is_computed(question):
        return _SOFT
    if question.asks not in _STRICT:
        return 0.0
    told = question.asks is Asks.PERSON or (question.asks is Asks.DATE and not _is_past(question))
    return _SOFT if whole and told else 1.0


def _is_past(question: Question) -> bool:
    """Is it asked when something happened, and not when it is to happen?"""
    return is_of_release(question) or bool(_HAPPENED.search(" ".join(question.words)))


def _only_listed(question: Question, span: Span) -> bool:
    """Is it named among what is spoken of elsewhere? A list of readings does tell who wrote what."""
    if question.asks is Asks.PERSON and _WRITTEN & set(question.words):
        return False
    return span.sheet.is_outline and question.asks in _LOOKED_UP


def _defines(question: Question, span: Span) -> float:
    if question.asks not in {Asks.DEFINITION, Asks.EXPANSION} or _DOES.search(
        " ".join(question.words)
    ):
        return 0.0
    return max(span.defines, _HEADED if span.apt >= _TITLED else 0.0)


def _only_mentioned(question: Question, span: Span) -> float:
    """0..1: what something is was asked, and the span is neither headed by it nor says it."""
    alone = _ALONE.get(len(question.content), 0.0)
    if not alone or not asks_what_it_is(question):
        return 0.0
    return alone * (1 - max(span.apt, span.defines))


def _hollow(question: Question, span: Span) -> float:
    """1 where the pieces say nothing that was not in the question, or only ask themselves."""
    if all(p.empty for p in span.pieces):
        return 1.0
    asked = {w for part in question.content for w in part.split()}
    stems = {form for w in asked for form in forms(w)}
    new = {
        w
        for p in span.pieces
        if not p.empty
        for w in p.said.known
        if w not in asked and not stems.issuperset(forms(w)[1:-1] or forms(w))
    }
    denied = any(_DENIES.search(p.text) for p in span.pieces if not p.empty)
    return 0.0 if denied else max(0.0, 1 - len(new) / 3)


def _in_one_piece(question: Question, span: Span, measure: Measure) -> float:
    """How much of the question the title and a single piece speak of."""
    title = span.sheet.title
    return max(measure.share(question.content, title, p.said) for p in span.pieces)


def _hinted(question: Question, span: Span, measure: Measure) -> float:
    if not question.hints:
        return 0.5
    texts = (span.sheet.title, *span.texts)
    return sum(measure.cover(w, *texts) for w in question.hints) / len(question.hints)
