"""An inverted index with BM25 over weighted fields; entries come and go.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); the field
weights are applied to term frequencies before saturation, as in BM25F.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.6
Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass
class InvertedIndex:
    """Slots (row numbers) by term. A removed slot is never given out again."""

    postings: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    lengths: list[float] = field(default_factory=list)
    live: int = 0
    _compiled: dict[str, tuple[Ids, Floats]] = field(default_factory=dict)
    _lengths: Floats | None = None

    def add(self, frequencies: Mapping[str, float]) -> int:
        """Index a document given by its weighted term frequencies; returns its slot."""
        slot = len(self.lengths)
        self.lengths.append(sum(frequencies.values()))
        for term, frequency in frequencies.items():
            self.postings[term][slot] = frequency
            self._compiled.pop(term, None)
        self.live += 1
        self._lengths = None
        return slot

    def remove(self, slot: int, terms: Iterable[str]) -> None:
        for term in terms:
            self.postings[term].pop(slot, None)
            self._compiled.pop(term, None)
        self.live -= 1

    def idf(self, term: str) -> float:
        """Never negative; highest for a term that no document has."""
        found = len(self.postings.get(term, ()))
        return float(np.log1p((self.live - found + 0.5) / (found + 0.5)))

    def scores(self, query: Counter[str]) -> Floats:
        """BM25 of every slot, shape (slots,)."""
        out = np.zeros(len(self.lengths), dtype=np.float32)
        if self._lengths is None:
            self._lengths = np.asarray(self.lengths, dtype=np.float32)
        mean = float(self._lengths.sum()) / max(self.live, 1) or 1.0
        for term, weight in query.items():
            slots, frequency = self._posting(term)
            if len(slots):
                norm = K1 * (1 - B + B * self._lengths[slots] / mean)
                out[slots] += weight * self.idf(term) * frequency * (K1 + 1) / (frequency + norm)
        return out

    def ideal(self, query: Counter[str]) -> float:
        """An upper bound of `scores` for the query."""
        return sum(weight * self.idf(t) * (K1 + 1) for t, weight in query.items()) or 1.0

    def _posting(self, term: str) -> tuple[Ids, Floats]:
        found = self._compiled.get(term)
        if found is None:
            raw = self.postings.get(term, {})
            found = (
                np.fromiter(raw.keys(), np.int32, len(raw)),
                np.fromiter(raw.values(), np.float32, len(raw)),
            )
            self._compiled[term] = found
        return found
