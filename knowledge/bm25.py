"""An inverted index with BM25 over two fields, headings and text; entries come and go.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): frequencies
are weighted and normalised a field (BM25F), then saturated. What a term gives an entry is computed
when a segment is made ("impact"), so that a query only adds numbers up. New entries make new
segments; segments of like size are merged, as in a log-structured tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from knowledge.growing import Growing

K1 = 1.2
B_HEADING, B_TEXT = 0.4, 0.65
HEADING_WEIGHT = 2.0
_MOST_WAITING = 50_000
"""Entries that wait as lists, which take more memory than arrays."""
Ids = NDArray[np.int32]
Floats = NDArray[np.float32]
_NONE: tuple[Ids, Floats] = (np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class Segment:
    """Postings of a run of slots, sorted by term, then slot. `counts` has a column for each field."""

    terms: Ids
    starts: Ids
    slots: Ids
    counts: Floats
    impacts: Floats

    def posting(self, term: int) -> tuple[Ids, Floats]:
        at = int(np.searchsorted(self.terms, term))
        if at == len(self.terms) or self.terms[at] != term:
            return _NONE
        part = slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.slots[part], self.impacts[part]


class InvertedIndex:
    """Slots (row numbers, ascending) by term id. A removed slot is never given out again."""

    def __init__(self) -> None:
        self.live = 0
        self._documents = Growing(np.int32)
        self._lengths = Growing(np.float32, 2)
        self._segments: list[Segment] = []
        self._waiting: list[tuple[list[int], list[int]]] = []
        self._totals = np.zeros(2)
        self._averages = np.ones(2)

    @property
    def slots(self) -> int:
        """How many slots were given out."""
        return len(self._lengths)

    def add(self, heading: list[int], text: list[int]) -> int:
        """Index an entry given by the terms of its headings and its text; returns its slot."""
        slot = len(self._lengths)
        self._lengths.extend([[float(len(heading)), float(len(text))]])
        self._totals += (len(heading), len(text))
        self._waiting.append((heading, text))
        self.live += 1
        if len(self._waiting) == _MOST_WAITING:
            self._take_in()
        return slot

    def remove(self, slot: int, terms: Ids) -> None:
        """Count a slot's terms (each once) no more; its postings stay until they are merged."""
        self.refresh()
        self._documents.array[terms] -= 1
        self._totals -= self._lengths.array[slot]
        self.live -= 1

    def idf(self, term: int) -> float:
        """Never negative; highest for a term that no entry has."""
        found = int(self._documents.array[term]) if 0 <= term < len(self._documents) else 0
        return log1p((self.live - found + 0.5) / (found + 0.5))

    def frequency(self, term: int) -> int:
        """How many entries have the term."""
        return int(self._documents.array[term]) if 0 <= term < len(self._documents) else 0

    def posting(self, term: int) -> tuple[Ids, Floats]:
        """Slots that have the term, ascending, and its impact in each (0..K1+1), removed ones too."""
        if len(self._segments) == 1:
            return self._segments[0].posting(term)
        found = [segment.posting(term) for segment in self._segments]
        return (
            np.concatenate([slots for slots, _ in found]) if found else _NONE[0],
            np.concatenate([impacts for _, impacts in found]) if found else _NONE[1],
        )

    def refresh(self) -> None:
        """Take in what was added since the last time."""
        if self._waiting:
            self._take_in()
        stepped = _stepped(self._totals / max(self.live, 1))
        if not np.array_equal(stepped, self._averages):
            self._averages = stepped
            self._segments = [self._weighed(s) for s in self._segments]

    def _take_in(self) -> None:
        first = len(self._lengths) - len(self._waiting)
        self._append(*_postings(self._waiting, first))
        self._waiting = []

    def _append(self, terms: Ids, slots: Ids, counts: Floats) -> None:
        new = int(terms.max()) + 1 - len(self._documents) if len(terms) else 0
        if new > 0:
            self._documents.extend(np.zeros(new, np.int32))
        known = len(self._documents)
        self._documents.array[:] += np.bincount(terms, minlength=known).astype(np.int32)
        self._segments.append(self._weighed(_segment(terms, slots, counts)))
        while len(self._segments) > 1 and len(self._segments[-1].slots) * 2 > len(
            self._segments[-2].slots
        ):
            last, before = self._segments.pop(), self._segments.pop()
            self._segments.append(self._weighed(_merged(before, last)))

    def _weighed(self, segment: Segment) -> Segment:
        """The segment with its impacts computed for the present average lengths."""
        lengths = self._lengths.array[segment.slots]
        scale = 1 - np.array([B_HEADING, B_TEXT]) + lengths * ((B_HEADING, B_TEXT) / self._averages)
        weighted = segment.counts * (HEADING_WEIGHT, 1.0) / np.maximum(scale, 1e-6)
        frequency = weighted.sum(axis=1)
        impacts = ((K1 + 1) * frequency / (K1 + frequency)).astype(np.float32)
        return Segment(segment.terms, segment.starts, segment.slots, segment.counts, impacts)


def _stepped(averages: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounded to steps of a fifth, so that an index depends on what is in it and not on its history."""
    steps = np.round(np.log(np.maximum(averages, 1.0)) / np.log(1.2))
    stepped: NDArray[np.float64] = 1.2**steps
    return stepped


def _postings(entries: list[tuple[list[int], list[int]]], first: int) -> tuple[Ids, Ids, Floats]:
    """Terms, slots and counts (a column a field) of entries in a row, sorted by term, then slot."""
    sizes = np.array([len(part) for entry in entries for part in entry], dtype=np.int64)
    flat = np.array([t for entry in entries for part in entry for t in part], dtype=np.int64)
    field = np.repeat(np.arange(len(sizes)), sizes)
    width = len(sizes)
    keys, counts = np.unique(flat * width + field, return_counts=True)
    terms, fields = keys // width, keys % width
    pair = terms * (width // 2) + fields // 2
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    out = np.zeros((len(starts), 2), dtype=np.float32)
    row = np.cumsum(np.diff(pair, prepend=-1) != 0) - 1
    out[row, fields % 2] = counts
    slots = (fields // 2)[starts] + first
    return terms[starts].astype(np.int32), slots.astype(np.int32), out


def _segment(terms: Ids, slots: Ids, counts: Floats) -> Segment:
    """A segment of postings that are sorted; its impacts are still to be weighed."""
    unique, starts = np.unique(terms, return_index=True)
    ends = np.append(starts, len(terms)).astype(np.int32)
    return Segment(unique.astype(np.int32), ends, slots, counts, np.zeros(0, np.float32))


def _merged(a: Segment, b: Segment) -> Segment:
    terms = np.concatenate([np.repeat(s.terms, np.diff(s.starts)) for s in (a, b)])
    order = np.argsort(terms, kind="stable")
    slots = np.concatenate([a.slots, b.slots])[order]
    return _segment(terms[order], slots, np.concatenate([a.counts, b.counts])[order])
