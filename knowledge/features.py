"""How alike a question and entries are, as bounded numbers, for some entries at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.bm25 import K1, InvertedIndex
from knowledge.concepts import Concept
from knowledge.embedding import SKETCH, unit, word_sum
from knowledge.passages import Parts, Passages
from knowledge.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Features = NDArray[np.float32]
NAMES = (
    "bm25",
    "relative",
    "coverage",
    "heading",
    "heading_dice",
    "passage",
    "passage_dice",
    "heading_meaning",
    "meaning",
    "whole_meaning",
    "heading_soft",
    "soft",
    "order",
)


@dataclass(frozen=True)
class Asked:
    """A question ready to be compared: concepts in the order of weight, and what it means."""

    concepts: tuple[Concept, ...]
    places: NDArray[np.int64]
    """Where in the question each concept stands."""
    shares: Floats
    """Each concept's share of the whole weight."""
    ideal: float
    """BM25 that nothing can exceed."""
    vector: Floats
    sketch: Floats

    @classmethod
    def of(cls, concepts: Sequence[Concept]) -> Asked:
        weights = np.array([c.weight for c in concepts], dtype=np.float32)
        sums = np.stack([word_sum(c.word) for c in concepts])
        vector = unit(sums.sum(axis=0, keepdims=True))[0]
        return cls(
            concepts=tuple(concepts),
            places=np.array([c.place for c in concepts]),
            shares=weights / max(float(weights.sum()), 1e-9),
            ideal=max(float(weights.sum()) * (K1 + 1), 1e-9),
            vector=vector,
            sketch=unit(vector[None, :SKETCH])[0],
        )


@dataclass(frozen=True)
class Matches:
    """Tokens of some parts that stand for concepts of a question."""

    at: NDArray[np.int64]
    part: NDArray[np.int64]
    concept: NDArray[np.int64]
    sure: Floats
    strict: NDArray[np.bool_]

    def only_strict(self) -> Matches:
        """Without those that are only alike in meaning."""
        s = self.strict
        return Matches(self.at[s], self.part[s], self.concept[s], self.sure[s], s[s])

    def table(self, shape: tuple[int, int]) -> Floats:
        """How well each part has each concept."""
        out = np.zeros(shape, dtype=np.float32)
        np.maximum.at(out, (self.part, self.concept), self.sure)
        return out


class Comparer:
    """Compares questions with the entries of one collection."""

    def __init__(self, vocabulary: Vocabulary, index: InvertedIndex, passages: Passages) -> None:
        self._vocabulary = vocabulary
        self._index = index
        self._passages = passages

    def compare(self, asked: Asked, slots: NDArray[np.int64], bm25: Floats) -> Features:
        """Features of the slots, shape (slots, len(NAMES)), each in 0..1."""
        parts = self._passages.parts(slots)
        every = self._matches(asked, parts)
        matched = every.only_strict()
        shape = (len(parts.ids), len(asked.concepts))
        found = matched.table(shape)
        covered = self._covered(parts, matched)
        coverage = found @ asked.shares
        soft = every.table(shape) @ asked.shares
        meaning = np.maximum(self._passages.vectors(parts.ids) @ asked.vector, 0)
        dice = 2 * coverage * covered / np.maximum(coverage + covered, 1e-9)
        order = _order(asked, parts, matched)
        n = len(slots)
        everything = np.zeros((n, len(asked.concepts)), dtype=np.float32)
        np.maximum.at(everything, parts.owner, found)
        best = _Best(parts, n)
        columns = [
            np.minimum(bm25 / asked.ideal, 1.0),
            bm25 / max(float(bm25.max(initial=0.0)), 1e-9),
            everything @ asked.shares,
            best.of_headings(coverage),
            best.of_headings(dice),
            best.of_passages(coverage),
            best.of_passages(dice),
            best.of_headings(meaning),
            best.of_passages(meaning),
            np.maximum(self._passages.wholes(slots) @ asked.vector, 0),
            best.of_headings(soft),
            best.of_all(soft),
            best.of_all(order),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _matches(self, asked: Asked, parts: Parts) -> Matches:
        """Where the parts have the concepts' terms, or terms that are alike."""
        codes = np.zeros(len(self._vocabulary), dtype=np.int16)
        pairs = [(s, n, t, False) for n, c in enumerate(asked.concepts) for t, s in c.alike]
        pairs.sort()
        own = [(s, n, t, True) for n, c in enumerate(asked.concepts) for t, s in c.terms]
        pairs += sorted(own)
        codes[[term for _, _, term, _ in pairs]] = np.arange(1, len(pairs) + 1)
        marked = codes[parts.tokens]
        at = np.flatnonzero(marked)
        chosen = marked[at] - 1
        return Matches(
            at=at,
            part=np.searchsorted(parts.starts, at, side="right") - 1,
            concept=np.array([p[1] for p in pairs], dtype=np.int64)[chosen],
            sure=np.array([p[0] for p in pairs], dtype=np.float32)[chosen],
            strict=np.array([p[3] for p in pairs], dtype=np.bool_)[chosen],
        )

    def _covered(self, parts: Parts, matched: Matches) -> Floats:
        """The share of each part's own weight that the question speaks of."""
        at, part, sure = matched.at, matched.part, matched.sure
        weights = self._index.idfs(parts.tokens) * (
            0.25 + 0.75 * self._vocabulary.rarity()[parts.tokens]
        )
        whole = np.add.reduceat(weights, parts.starts) if len(parts.ids) else weights
        spoken = np.bincount(part, weights[at] * sure, minlength=len(parts.ids))
        return (spoken / np.maximum(whole, 1e-9)).astype(np.float32)


@dataclass(frozen=True)
class _Best:
    """The best value among an entry's parts."""

    parts: Parts
    entries: int

    def of_headings(self, values: Floats) -> Floats:
        return self._best(values, self.parts.heading)

    def of_passages(self, values: Floats) -> Floats:
        return self._best(values, ~self.parts.heading)

    def of_all(self, values: Floats) -> Floats:
        out = np.zeros(self.entries, dtype=np.float32)
        np.maximum.at(out, self.parts.owner, values)
        return out

    def _best(self, values: Floats, which: NDArray[np.bool_]) -> Floats:
        out = np.zeros(self.entries, dtype=np.float32)
        np.maximum.at(out, self.parts.owner[which], values[which])
        return out


def _order(asked: Asked, parts: Parts, matched: Matches) -> Floats:
    """The share of the question's neighbouring words that are neighbours in each part too."""
    at, part, concept = matched.at, matched.part, matched.concept
    out = np.zeros(len(parts.ids), dtype=np.float32)
    if len(at) > 1:
        places = asked.places[concept]
        close = (np.diff(at) <= 2) & (np.diff(part) == 0) & (np.diff(places) == 1)
        counts = np.bincount(part[1:][close], minlength=len(out))
        out = np.minimum(counts / max(len(asked.concepts) - 1, 1), 1.0).astype(np.float32)
    return out
