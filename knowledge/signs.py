"""What speaks for and against a span as the answer to a question, and the one confidence from it.

The weights were fitted by `python -m bench.fit_course`: a logistic regression over the candidates of
labelled questions, those whose slides were held out among them; they are plain numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.asks import Asks
from knowledge.coverage import Lexicon, coverage, covers
from knowledge.model import Form
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
)
WEIGHTS: tuple[float, ...] = (-7.44, 4.60, 0.00, 0.00, -2.47, 2.09, 1.77, -1.07, -1.29, 1.36, 1.98, 0.00, 2.41, -3.15, 0.00, 1.75, 0.00)
_STRICT = frozenset({Asks.DATE, Asks.PERSON, Asks.PRICE, Asks.NUMBER})
_LOOKED_UP = frozenset({Asks.DEFINITION, Asks.REASON, Asks.HOW_TO, Asks.COMPARISON, Asks.PERSON})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A span with its signs, in the order of `NAMES`, and the confidence they make."""

    span: Span
    signs: tuple[float, ...]
    confidence: float

    @classmethod
    def of(cls, question: Question, span: Span, lexicon: Lexicon, meaning: float) -> Weighed:
        signs = signs_of(question, span, lexicon, meaning)
        return cls(span, signs, confidence(signs))


def confidence(signs: Sequence[float]) -> float:
    """The calibrated probability that the span answers."""
    value = sum(w * s for w, s in zip(WEIGHTS, signs, strict=True))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, value)))), 4)


def signs_of(question: Question, span: Span, lexicon: Lexicon, meaning: float) -> tuple[float, ...]:
    """The signs of one span; `meaning` is the cosine of the question's and the span's embeddings."""
    text = span.sheet.title | span.said
    gaps = [(lexicon.weight(w) * (1 - covers(w, text, lexicon)), w) for w in question.content]
    total = sum(lexicon.weight(w) for w in question.content) or 1.0
    unnamed = sum(gap for gap, w in gaps if not _named_somewhere(w, lexicon))
    return (
        1.0,
        span.coverage,
        max((gap for gap, _ in gaps), default=1.0),
        unnamed / total,
        float(_misfit(question, span)),
        span.apt,
        span.defines if question.asks in {Asks.DEFINITION, Asks.EXPANSION} else 0.0,
        float(span.sheet.is_outline and question.asks in _LOOKED_UP),
        _hollow(question, span),
        _own(question, span, lexicon),
        max(0.0, meaning),
        _hinted(question, span, lexicon),
        min(1.0, len(question.content) / 6),
        float(question.asks is Asks.HOW_TO),
        float(any(p.form is Form.CODE for p in span.pieces)),
        _in_one_piece(question, span, lexicon),
        min(1.0, (len(span.lines) - 1) / 8),
    )


def _named_somewhere(word: str, lexicon: Lexicon) -> bool:
    return any(lexicon.knows(part) for part in word.split())


def _misfit(question: Question, span: Span) -> bool:
    asks_where_to = question.asks is Asks.PLACE and question.about_due
    return (question.asks in _STRICT or asks_where_to) and not span.fits


def _hollow(question: Question, span: Span) -> float:
    """1 where the pieces say nothing that was not in the question, or only ask themselves."""
    if all(p.empty for p in span.pieces):
        return 1.0
    asked = {w for part in question.content for w in part.split()}
    new = {w for p in span.pieces if not p.empty for w in p.said.known if w not in asked}
    return max(0.0, 1 - len(new) / 3)


def _own(question: Question, span: Span, lexicon: Lexicon) -> float:
    """The share of the question that the quoted pieces speak of without the slide's title."""
    total = sum(lexicon.weight(w) for w in question.content) or 1.0
    text = span.said
    return sum(lexicon.weight(w) * covers(w, text, lexicon) for w in question.content) / total


def _in_one_piece(question: Question, span: Span, lexicon: Lexicon) -> float:
    """How much of the question the title and a single piece speak of."""
    title = span.sheet.title
    return max(coverage(question.content, title | p.said, lexicon) for p in span.pieces)


def _hinted(question: Question, span: Span, lexicon: Lexicon) -> float:
    if not question.hints:
        return 0.5
    text = span.sheet.title | span.said
    return sum(covers(w, text, lexicon) for w in question.hints) / len(question.hints)
