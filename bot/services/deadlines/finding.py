"""Which dated items somebody's words speak of: "when is the chekc-in due" → Term Project Check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from bot.services.deadlines.ports import DatedItem
from knowledge.normalise import forms, stem, words
from knowledge.shorthand import spelt_out
from knowledge.words import FUNCTION_WORDS

_ASKING = frozenset(
    """due deadline deadlines date dates day time when's whens what's whats wann quand cuándo cuando is
    are es est ist sind fällig abgabe for until till left long much many need hand turn submit submission give
    tell show list please pls next upcoming coming again bis wie der die das den le la les du el los del""".split()
)
_KIND_WORDS = {
    "exam": ("exam", "test", "midterm", "final", "klausur", "examen"),
    "event": ("event", "talk", "session"),
    "release": ("release", "out", "available"),
}
_ALIKE = 78.0
"""Share of letters (rapidfuzz.fuzz.ratio) from which a longer word is taken for another misspelt."""
_ENOUGH = 0.55
_IN_TITLE, _IN_QUOTE = 1.0, 0.7


def content_of(question: str) -> tuple[str, ...]:
    """The words that say what is meant; empty for "what's due?"."""
    kept = [w for w in words(spelt_out(question)) if w not in FUNCTION_WORDS and w not in _ASKING]
    return tuple(dict.fromkeys(kept))


def found(question: str, items: Sequence[DatedItem], synonyms: Mapping[str, str]) -> frozenset[str]:
    """Ids of the items that fit best; all of them where the question names nothing in particular."""
    asked = content_of(question)
    if not asked:
        return frozenset(item.id for item in items)
    scores = {item.id: _score(asked, item, synonyms) for item in items}
    best = max(scores.values(), default=0.0)
    if best < _ENOUGH:
        return frozenset()
    return frozenset(i for i, score in scores.items() if score >= best - 0.1)


def _score(asked: Sequence[str], item: DatedItem, synonyms: Mapping[str, str]) -> float:
    """The share of the words that the item speaks of."""
    title = {*_terms(item.title), *(stem(w) for w in _KIND_WORDS.get(item.kind, ()))}
    quote = _terms(item.quote)
    return sum(_word(w, title, quote, synonyms) for w in asked) / len(asked)


def _word(word: str, title: set[str], quote: set[str], synonyms: Mapping[str, str]) -> float:
    said = [*forms(word), *_terms(synonyms.get(word, ""))]
    return max(
        max(_likeness(term, title) for term in said) * _IN_TITLE,
        max(_likeness(term, quote) for term in said) * _IN_QUOTE,
    )


def _likeness(term: str, others: set[str]) -> float:
    """1 for the term itself, less for one that begins alike or is spelt nearly so; numbers are exact."""
    if term in others:
        return 1.0
    if len(term) < 3 or any(c.isdigit() for c in term):
        return 0.0
    best = 0.0
    for other in others:
        if len(other) >= 4 and (other.startswith(term) or term.startswith(other)):
            best = max(best, 0.9)
        elif len(term) >= 4 and (ratio := fuzz.ratio(term, other)) >= _ALIKE:
            best = max(best, ratio / 100)
    return best


def _terms(text: str) -> set[str]:
    return {form for word in words(spelt_out(text)) for form in forms(word)}
