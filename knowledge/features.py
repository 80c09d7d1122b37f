"""How alike a question and entries are, as bounded numbers, for some entries at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.bm25 import K1
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
    "heading_meaning",
    "meaning",
    "whole_meaning",
    "heading_soft",
    "soft",
)


@dataclass(frozen=True)
class Asked:
    """A question ready to be compared: concepts in the order of weight, and what it means."""

    concepts: tuple[Concept, ...]
    shares: Floats
    """Each concept's share of the whole weight."""
    ideal: float
    """BM25 that nothing can exceed."""
    vector: Floats
    """Of the concepts' words together."""
    whole: Floats
    """Of the question as it stands."""
    sketch: Floats

    @classmethod
    def of(cls, concepts: Sequence[Concept], text: str) -> Asked:
        weights = np.array([c.weight for c in concepts], dtype=np.float32)
        sums = np.stack([word_sum(c.word) for c in concepts])
        whole = unit(word_sum(text)[None])[0]
        vector = unit(sums.sum(axis=0, keepdims=True))[0]
        return cls(
            concepts=tuple(concepts),
            shares=weights / max(float(weights.sum()), 1e-9),
            ideal=max(float(weights.sum()) * (K1 + 1), 1e-9),
            vector=vector,
            whole=whole,
            sketch=unit(whole[None, :SKETCH])[0],
        )


class Comparer:
    """Compares questions with the entries of one collection."""

    def __init__(self, vocabulary: Vocabulary, passages: Passages) -> None:
        self._vocabulary = vocabulary
        self._passages = passages

    def compare(self, asked: Asked, slots: NDArray[np.int64], bm25: Floats) -> Features:
        """Features of the slots, shape (slots, len(NAMES)), each in 0..1."""
        parts = self._passages.parts(slots)
        shape = (len(parts.ids), len(asked.concepts))
        strict, soft = self._found(asked, parts, shape)
        meaning = np.maximum(self._passages.vectors(parts.ids) @ asked.vector, 0)
        alike = soft @ asked.shares
        whole = np.zeros((len(slots), shape[1]), dtype=np.float32)
        np.maximum.at(whole, parts.owner, strict)
        best = _Best(parts, len(slots))
        columns = [
            np.minimum(bm25 / asked.ideal, 1.0),
            bm25 / max(float(bm25.max(initial=0.0)), 1e-9),
            whole @ asked.shares,
            best.of(meaning, parts.heading),
            best.of(meaning, ~parts.heading),
            np.maximum(self._passages.wholes(slots) @ asked.whole, 0),
            best.of(alike, parts.heading),
            best.of(alike, None),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _found(self, asked: Asked, parts: Parts, shape: tuple[int, int]) -> tuple[Floats, Floats]:
        """How well each part has each concept; and with terms that are only alike in meaning."""
        pairs = [(s, n, t, False) for n, c in enumerate(asked.concepts) for t, s in c.alike]
        pairs.sort()
        pairs += sorted((s, n, t, True) for n, c in enumerate(asked.concepts) for t, s in c.terms)
        strict = np.zeros(shape, dtype=np.float32)
        if not pairs:
            return strict, strict
        beliefs, concepts, terms, own = zip(*pairs, strict=True)
        codes = np.zeros(len(self._vocabulary), dtype=np.int16)
        codes[list(terms)] = np.arange(1, len(pairs) + 1)
        marked = codes[parts.tokens]
        at = np.flatnonzero(marked)
        chosen = marked[at] - 1
        part = np.searchsorted(parts.starts, at, side="right") - 1
        place = part * shape[1] + np.array(concepts)[chosen]
        sure = np.array(beliefs, dtype=np.float32)[chosen]
        ours = np.array(own)[chosen]
        np.maximum.at(strict.reshape(-1), place[ours], sure[ours])
        soft = strict.copy()
        np.maximum.at(soft.reshape(-1), place[~ours], sure[~ours])
        return strict, soft


@dataclass(frozen=True)
class _Best:
    """The best value among an entry's parts."""

    parts: Parts
    entries: int

    def of(self, values: Floats, which: NDArray[np.bool_] | None) -> Floats:
        """For each entry; 0 where it has no such part."""
        out = np.zeros(self.entries, dtype=np.float32)
        if which is None:
            np.maximum.at(out, self.parts.owner, values)
        else:
            np.maximum.at(out, self.parts.owner[which], values[which])
        return out
