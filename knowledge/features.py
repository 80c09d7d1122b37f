"""How alike a question and entries are, as bounded numbers, for some entries at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.bm25 import K1, InvertedIndex
from knowledge.concepts import Concept
from knowledge.embedding import COARSE, unit, word_sums
from knowledge.passages import Parts, Passages
from knowledge.vocabulary import Vocabulary, rarity

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
    "mean_meaning",
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
    words: Floats
    """Coarse unit vectors of the concepts' words."""
    vector: Floats
    coarse: Floats

    @classmethod
    def of(cls, concepts: Sequence[Concept]) -> Asked:
        weights = np.array([c.weight for c in concepts], dtype=np.float32)
        sums = word_sums([c.word for c in concepts])
        vector = unit(sums.sum(axis=0, keepdims=True))[0]
        return cls(
            concepts=tuple(concepts),
            places=np.array([c.place for c in concepts]),
            shares=weights / max(float(weights.sum()), 1e-9),
            ideal=max(float(weights.sum()) * (K1 + 1), 1e-9),
            words=unit(sums[:, :COARSE]),
            vector=vector,
            coarse=unit(vector[None, :COARSE])[0],
        )


class Comparer:
    """Compares questions with the entries of one collection."""

    def __init__(self, vocabulary: Vocabulary, index: InvertedIndex, passages: Passages) -> None:
        self._vocabulary = vocabulary
        self._index = index
        self._passages = passages

    def compare(self, asked: Asked, slots: NDArray[np.int64], bm25: Floats) -> Features:
        """Features of the slots, shape (slots, len(NAMES)), each in 0..1."""
        parts = self._passages.parts(slots)
        found, matched = self._found(asked, parts)
        covered = self._covered(parts, matched)
        coverage = found @ asked.shares
        soft = self._soft(asked, parts, found) @ asked.shares
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
            best.mean(meaning),
            best.of_headings(soft),
            best.of_all(soft),
            best.of_all(order),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _found(self, asked: Asked, parts: Parts) -> tuple[Floats, tuple[NDArray[np.int64], ...]]:
        """How well each part has each concept, and where: token, its part, concept and belief."""
        codes = np.zeros(len(self._vocabulary), dtype=np.int16)
        pairs = sorted(
            (sure, n, term) for n, c in enumerate(asked.concepts) for term, sure in c.terms
        )
        for code, (_, _, term) in enumerate(pairs, start=1):
            codes[term] = code
        code = codes[parts.tokens]
        at = np.flatnonzero(code)
        chosen = code[at] - 1
        part = np.searchsorted(parts.starts, at, side="right") - 1
        concept = np.array([n for _, n, _ in pairs], dtype=np.int64)[chosen]
        sure = np.array([s for s, _, _ in pairs], dtype=np.float32)[chosen]
        found = np.zeros((len(parts.ids), len(asked.concepts)), dtype=np.float32)
        np.maximum.at(found, (part, concept), sure)
        return found, (at, part, concept, sure)

    def _covered(self, parts: Parts, matched: tuple[NDArray[np.int64], ...]) -> Floats:
        """The share of each part's own weight that the question speaks of."""
        at, part, _, sure = matched
        weights = self._index.idfs(parts.tokens) * (
            0.25 + 0.75 * self._vocabulary.rarity()[parts.tokens]
        )
        whole = np.add.reduceat(weights, parts.starts) if len(parts.ids) else weights
        spoken = np.bincount(part, weights[at] * sure, minlength=len(parts.ids))
        return (spoken / np.maximum(whole, 1e-9)).astype(np.float32)

    def _soft(self, asked: Asked, parts: Parts, found: Floats) -> Floats:
        """Like `found`, with words of like meaning counting in part."""
        if not len(parts.ids):
            return found
        vectors = self._vocabulary.coarse()[parts.tokens]
        alike = np.maximum.reduceat(vectors @ asked.words.T, parts.starts, axis=0)
        return np.maximum(found, np.maximum(alike, 0) ** 2)


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

    def mean(self, values: Floats) -> Floats:
        counts = np.bincount(self.parts.owner, minlength=self.entries)
        sums = np.bincount(self.parts.owner, values, minlength=self.entries)
        return (sums / np.maximum(counts, 1)).astype(np.float32)

    def _best(self, values: Floats, which: NDArray[np.bool_]) -> Floats:
        out = np.zeros(self.entries, dtype=np.float32)
        np.maximum.at(out, self.parts.owner[which], values[which])
        return out


def _order(asked: Asked, parts: Parts, matched: tuple[NDArray[np.int64], ...]) -> Floats:
    """The share of the question's neighbouring words that are neighbours in each part too."""
    at, part, concept, _ = matched
    out = np.zeros(len(parts.ids), dtype=np.float32)
    if len(at) > 1:
        places = asked.places[concept]
        close = (np.diff(at) <= 2) & (np.diff(part) == 0) & (np.diff(places) == 1)
        counts = np.bincount(part[1:][close], minlength=len(out))
        out = np.minimum(counts / max(len(asked.concepts) - 1, 1), 1.0).astype(np.float32)
    return out


__all__ = ["NAMES", "Asked", "Comparer", "Features", "rarity"]
