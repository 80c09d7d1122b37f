"""What a question asks about: its words, each with the terms of the collection that may stand for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from knowledge.bm25 import InvertedIndex
from knowledge.normalise import reworded, stem, words
from knowledge.spelling import Speller
from knowledge.thesaurus import GROUPS
from knowledge.vocabulary import Vocabulary, rarity
from knowledge.words import FUNCTION_WORDS, is_word

_MOST_WORDS = 400
_MOST_CONCEPTS = 48
_SYNONYM = 0.5
_JOINED = 0.9
_UNKNOWN = 0.8
_MIXED = 0.75
"""How much of a concept's weight hangs on how rare it is in general English."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A word of the question; `terms` are pairs of a term's id and how well it stands for the word."""

    word: str
    weight: float
    terms: tuple[tuple[int, float], ...]
    alike: tuple[tuple[int, float], ...] = ()
    """Further terms that are only alike in meaning."""


@dataclass(frozen=True)
class Reader:
    """Reads questions against a collection."""

    vocabulary: Vocabulary
    index: InvertedIndex
    speller: Speller

    def concepts(self, query: str) -> list[Concept]:
        """The question's concepts, heaviest first; a word that is said twice is one."""
        found: dict[str, Concept] = {}
        typed = words(query)[:_MOST_WORDS]
        pairs = [a + b for a, b in pairwise(typed)]
        for n, word in enumerate(typed):
            joined = [
                p for p in (*pairs[max(n - 1, 0) : n], *pairs[n : n + 1]) if self.vocabulary.has(p)
            ]
            for concept in self._read(word, joined):
                key = stem(concept.word)
                if key not in found:
                    found[key] = concept
        heaviest = sorted(found.values(), key=lambda c: (-c.weight, c.word))
        return self._with_alike(heaviest[:_MOST_CONCEPTS])

    def _with_alike(self, concepts: Sequence[Concept]) -> list[Concept]:
        """All words are looked for at once: one product of matrices is quicker than many."""
        meant = [c.word for c in concepts if c.word not in FUNCTION_WORDS]
        alike = dict(zip(meant, self.vocabulary.alike(meant), strict=True))
        return [
            replace(c, alike=tuple(p for p in alike[c.word] if p[0] not in dict(c.terms)))
            if c.word in alike
            else c
            for c in concepts
        ]

    def has(self, word: str) -> bool:
        """Does any entry have this word, in whatever form?"""
        return bool(self._ids(word))

    def corrected(self, query: str) -> str:
        """The question as it was typed, but with what is misspelt put right."""
        return reworded(query, self._put_right, _MOST_WORDS)

    def _put_right(self, word: str) -> str:
        if self._ids(word) or is_word(word):
            return word
        near = self._meant(word)
        return near[0][0] if near else word

    def _read(self, word: str, joined: Sequence[str]) -> list[Concept]:
        terms = dict.fromkeys(self._ids(word), 1.0)
        if not terms and not is_word(word) and not self._meant(word):
            parts = self._parted(word)
            if parts:
                return [c for part in parts for c in self._read(part, ())]
        if not terms:
            word, terms = self._corrected(word)
        for others, sure in ((joined, _JOINED), (_synonyms(stem(word)), _SYNONYM)):
            for term in (t for other in others for t in self._ids(other)):
                terms.setdefault(term, sure)
        weight = self._idf(terms) * (1 - _MIXED + _MIXED * rarity(word))
        return [Concept(word, weight, tuple(terms.items()))]

    def _corrected(self, word: str) -> tuple[str, dict[int, float]]:
        """A word the collection lacks: how it should be read, and the terms it may stand for."""
        near = self._meant(word)
        terms: dict[int, float] = {}
        for other, belief in near:
            for term in self._ids(other):
                terms.setdefault(term, belief)
        return near[0][0] if near and not is_word(word) else word, terms

    def _ids(self, word: str) -> list[int]:
        return [t for t in self.vocabulary.find(word) if self.index.frequency(t)]

    def _meant(self, word: str) -> Sequence[tuple[str, float]]:
        """Function words are corrected to first: "waht" is "what" also where a slide says "wait"."""
        asked = _function_words().near(word) if not is_word(word) else ()
        near = self.speller.near(word)
        if asked and (not near or len(word) < 5):
            return asked[:1]
        return near

    def _parted(self, word: str) -> list[str]:
        """ "lambdafunction" → lambda, function, where the collection knows both."""
        for n in range(3, len(word) - 2):
            if self.speller.knows(word[:n]) and self.speller.knows(word[n:]):
                return [word[:n], word[n:]]
        return []

    def _idf(self, terms: Mapping[int, float]) -> float:
        """Of the commonest term that stands for the word itself; a little less for an unknown word."""
        known = [self.index.idf(t) for t, sure in terms.items() if sure > _SYNONYM]
        return min(known) if known else self.index.idf(-1) * _UNKNOWN


@cache
def _function_words() -> Speller:
    speller = Speller()
    speller.add(w for w in sorted(FUNCTION_WORDS) if len(w) > 2)
    return speller


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in GROUPS:
        for word in sorted(group):
            others = tuple(w for w in sorted(group) if w != word)
            found[word] = (*found.get(word, ()), *others)
    return found


def _synonyms(term: str) -> tuple[str, ...]:
    return _groups().get(term, ())
