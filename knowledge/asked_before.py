"""Questions that come with their answer (the FAQ): known by their wording, or by what it speaks of."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rapidfuzz import fuzz

from knowledge.asks import Asks, asks_of
from knowledge.carriers import CARRIERS
from knowledge.catalogue import Catalogue
from knowledge.coverage import Text
from knowledge.kinds import holds
from knowledge.measure import Measure
from knowledge.model import Abstention, Answer, AnswerKind, Entry, NearMiss
from knowledge.normalise import fold, line_words
from knowledge.question import Question

_LIKENESS, _HALF = 82.0, 0.5
_SAID, _MEANT = 0.95, 0.6
"""The share of a question that a known one speaks of, and of the known one that the question does."""
_BY_CONTENT = 0.85
"""The confidence of an answer to a known question in other words."""
_NEAR, _OFFERED = 0.45, 0.2
_PADDING = frozenset(
    """allowed allow permitted okay bring mandatory required possible available deal class course lecture semester
    term everyone students student""".split()
)
"""What a known question may say or leave out."""
_FREE = frozenset({Asks.ANYTHING, Asks.DEFINITION, Asks.LIST, Asks.HOW_TO})
_TOLD = frozenset({Asks.DATE, Asks.PLACE, Asks.PRICE, Asks.NUMBER})
"""Kinds that show themselves in an answer, whatever was asked."""


def known_question(question: Question, known: Catalogue) -> Answer | None:
    """The answer to a question that the course's FAQ has, in nearly its wording or in its words."""
    asked = " ".join(question.words)
    scored = [
        (fuzz.ratio(asked, " ".join(line_words(wording))), -n, entry)
        for n, entry in enumerate(known.faq)
        for wording in (entry.title, *entry.aliases)
    ]
    likeness, _, entry = max(scored, default=(0.0, 0, None), key=lambda s: s[:2])
    if entry is None:
        return None
    if likeness >= _LIKENESS and _speaks_of(question, entry, known):
        return Answer(entry, entry.text, AnswerKind.FAQ, round(likeness / 100, 3))
    found = _by_content(question, known)
    return Answer(found, found.text, AnswerKind.FAQ, _BY_CONTENT) if found else None


def with_known_questions(
    result: Answer | Abstention, question: Question, known: Catalogue
) -> Answer | Abstention:
    """An abstention that offers the known question which speaks of the same, too."""
    if isinstance(result, Answer) or not known.faq or not question.content:
        return result
    measure = Measure(known.lexicon)
    shares = [
        (measure.share(question.content, _text(f"{e.title}\n{e.text}")), -n, e)
        for n, e in enumerate(known.faq)
    ]
    share, _, near = max(shares, key=lambda s: s[:2])
    if share < _NEAR:
        return result
    offered = NearMiss(near.id, near.title, near.text, _OFFERED)
    misses = (*result.near_misses, offered) if result.undecided else (offered, *result.near_misses)
    return replace(result, near_misses=misses[:3])


def _speaks_of(question: Question, entry: Entry, known: Catalogue) -> bool:
    """Does it say what is asked about, and not only the words around it?"""
    wordings = (_text(wording) for wording in (entry.title, *entry.aliases))
    measure = Measure(known.lexicon)
    return not question.content or measure.share(question.content, *wordings) >= _HALF


def _by_content(question: Question, known: Catalogue) -> Entry | None:
    content = tuple(w for w in question.content if w not in _PADDING)
    if not content:
        return None
    measure = Measure(known.lexicon)
    asked = Text.of(" ".join(question.words))
    scored = [
        (measure.share(own, asked), -n, entry)
        for n, entry in enumerate(known.faq)
        for wording in (entry.title, *entry.aliases)
        if (own := _own(wording))
        and measure.share(content, _text(wording)) >= _SAID
        and _is_told(question, wording, entry)
    ]
    share, _, entry = max(scored, default=(0.0, 0, None), key=lambda s: s[:2])
    return entry if share >= _MEANT else None


def _is_told(question: Question, wording: str, entry: Entry) -> bool:
    """Is the same kind of thing asked, or is it in the answer?"""
    if question.asks in _FREE:
        return True
    if asks_of(fold(wording), fold(wording), question.language) is question.asks:
        return True
    return question.asks in _TOLD and holds(question, entry.text)


@lru_cache(maxsize=4_000)
def _text(text: str) -> Text:
    return Text.of(text)


@lru_cache(maxsize=4_000)
def _own(wording: str) -> tuple[str, ...]:
    return tuple(w for w in line_words(wording) if w not in CARRIERS and w not in _PADDING)
