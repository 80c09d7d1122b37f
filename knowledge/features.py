"""How alike a question and entries are, as bounded numbers, for some entries at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.bm25 import K1
from knowledge.concepts import Concept
from knowledge.distilled import distil
from knowledge.embedding import text_vector, unit, word_sum
from knowledge.meanings import Meanings, sketch
from knowledge.passages import Parts, Passages
from knowledge.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Features = NDArray[np.float32]
NAMES = (
    "bm25",
    "relative",
    "heading_meaning",
    "meaning",
    "relative_meaning",
    "gist",
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
    wholes: Floats
    """Of the question as it was typed, and with its spelling put right; shape (1 or 2, 256)."""
    gists: Floats
    """The same by the other embedding."""
    sketch: Floats

    @classmethod
    def of(cls, concepts: Sequence[Concept], typed: str, corrected: str) -> Asked:
        weights = np.array([c.weight for c in concepts], dtype=np.float32)
        sums = np.stack([word_sum(c.word) for c in concepts])
        texts = list(dict.fromkeys((typed, corrected)))
        wholes, gists = np.stack([text_vector(text) for text in texts]), distil(texts)
        vector = unit(sums.sum(axis=0, keepdims=True))[0]
        return cls(
            concepts=tuple(concepts),
            shares=weights / max(float(weights.sum()), 1e-9),
            ideal=max(float(weights.sum()) * (K1 + 1), 1e-9),
            vector=vector,
            wholes=wholes,
            gists=gists,
            sketch=sketch(wholes[-1:], gists[-1:])[0],
        )


class Comparer:
    """Compares questions with the entries of one collection."""

    def __init__(self, vocabulary: Vocabulary, passages: Passages, meanings: Meanings) -> None:
        self._vocabulary = vocabulary
        self._passages = passages
        self._meanings = meanings

    def compare(self, asked: Asked, slots: NDArray[np.int64], bm25: Floats) -> Features:
        """Features of the slots, shape (slots, len(NAMES)), each in 0..1."""
        parts = self._passages.parts(slots)
        shape = (len(parts.ids), len(asked.concepts))
        soft = self._found(asked, parts, shape)
        alike = soft @ asked.shares
        best = _Best(parts, len(slots))
        meaning = (self._meanings.of(slots) @ asked.wholes.T).max(axis=1, initial=0.0)
        columns = [
            np.minimum(bm25 / asked.ideal, 1.0),
            bm25 / max(float(bm25.max(initial=0.0)), 1e-9),
            best.of(self._headings(asked, parts), parts.heading),
            meaning,
            meaning / max(float(meaning.max(initial=0.0)), 1e-9),
            (self._meanings.gists(slots) @ asked.gists.T).max(axis=1, initial=0.0),
            best.of(alike, parts.heading),
            best.of(alike, None),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _headings(self, asked: Asked, parts: Parts) -> Floats:
        """How alike in meaning each part is that is a heading; 0 for the others."""
        out = np.zeros(len(parts.ids), dtype=np.float32)
        chosen = parts.heading
        out[chosen] = self._meanings.of_headings(parts.ids[chosen]) @ asked.vector
        return out

    def _found(self, asked: Asked, parts: Parts, shape: tuple[int, int]) -> Floats:
        """How well each part has each concept, in its own terms or in some alike in meaning."""
        pairs = sorted((s, n, t) for n, c in enumerate(asked.concepts) for t, s in c.alike)
        pairs += sorted((s, n, t) for n, c in enumerate(asked.concepts) for t, s in c.terms)
        found = np.zeros(shape, dtype=np.float32)
        if not pairs:
            return found
        beliefs, concepts, terms = zip(*pairs, strict=True)
        codes = np.zeros(len(self._vocabulary), dtype=np.int16)
        codes[list(terms)] = np.arange(1, len(pairs) + 1)
        marked = codes[parts.tokens]
        at = np.flatnonzero(marked)
        chosen = marked[at] - 1
        part = np.searchsorted(parts.starts, at, side="right") - 1
        place = part * shape[1] + np.array(concepts)[chosen]
        sure = np.array(beliefs, dtype=np.float32)[chosen]
        np.maximum.at(found.reshape(-1), place, sure)
        return found


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
