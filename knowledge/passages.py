"""Entries as the matcher sees them: headings and passages, each a run of term ids with a vector."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import DIMENSIONS, SKETCH, embed, unit
from knowledge.growing import Growing
from knowledge.vocabulary import Vocabulary

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]
PASSAGE = 36
"""A passage ends with the sentence that brings it to this many words."""
_LONGEST = 72
_SCALE = 127.0
_AT_ONCE = 1_000
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


@dataclass(frozen=True)
class Parts:
    """Headings and passages of some entries, in a row."""

    ids: NDArray[np.int64]
    """Numbers of the parts."""
    owner: NDArray[np.int64]
    """For each part, which of the entries it belongs to (0, 1, …, ascending)."""
    heading: NDArray[np.bool_]
    tokens: Ids
    """Term ids of all the parts, one after another."""
    starts: NDArray[np.int64]
    """Where each part's tokens start."""
    sizes: NDArray[np.int64]


class Passages:
    """The parts of every slot, with their vectors: the first call for vectors makes them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._tokens = Growing(np.int32)
        self._ends = Growing(np.int64)
        self._heading = Growing(np.bool_)
        self._parts = Growing(np.int64)
        self._vectors = Growing(np.int8, DIMENSIONS)
        self._texts: list[str] = []
        self._whole = Growing(np.int8, DIMENSIONS)
        self._coarse = Growing(np.float32, SKETCH)
        self._ends.extend([0])
        self._parts.extend([0])

    def add(
        self, text: str, headings: Sequence[Sequence[int]], passages: Sequence[Sequence[int]]
    ) -> None:
        """Append a slot. Parts without words are left out; `text` is for the vector of the whole."""
        self._texts.append(text)
        for parts, heading in ((headings, True), (passages, False)):
            for part in parts:
                if part:
                    self._tokens.extend(part)
                    self._ends.extend([len(self._tokens)])
                    self._heading.extend([heading])
        self._parts.extend([len(self._heading)])

    def __len__(self) -> int:
        return len(self._heading)

    def terms(self, slot: int) -> Ids:
        """The terms of a slot, each once."""
        first, last = self._ends.array[self._parts.array[slot : slot + 2]]
        found: Ids = np.unique(self._tokens.array[first:last])
        return found

    def parts(self, slots: NDArray[np.int64]) -> Parts:
        """Headings and passages of the slots."""
        bounds = self._parts.array
        counts = bounds[slots + 1] - bounds[slots]
        ids = _ranges(bounds[slots], counts)
        starts = self._ends.array[ids]
        sizes = self._ends.array[ids + 1] - starts
        tokens = self._tokens.array[_ranges(starts, sizes)]
        return Parts(
            ids=ids,
            owner=np.repeat(np.arange(len(slots)), counts),
            heading=self._heading.array[ids],
            tokens=tokens,
            starts=np.cumsum(sizes) - sizes,
            sizes=sizes,
        )

    def vectors(self, parts: NDArray[np.int64]) -> Floats:
        """Unit vectors of parts, shape (parts, 256)."""
        return self._vectors.array[parts].astype(np.float32) / np.float32(_SCALE)

    def wholes(self, slots: NDArray[np.int64]) -> Floats:
        """Unit vectors of whole entries, shape (slots, 256)."""
        return self._whole.array[slots].astype(np.float32) / np.float32(_SCALE)

    def coarse(self) -> Floats:
        """Coarser unit vectors of all entries, shape (slots, 32)."""
        return self._coarse.array

    def embed(self) -> None:
        """Make the vectors of what came in since the last time."""
        known, slots = len(self._whole), len(self._parts) - 1
        for first in range(known, slots, _AT_ONCE):
            last = min(first + _AT_ONCE, slots)
            self._embed(first, last)
            whole = embed(self._texts[first - known : last - known])
            self._whole.extend(np.rint(whole * _SCALE).astype(np.int8))
            self._coarse.extend(unit(whole[:, :SKETCH]))
        self._texts = []

    def _embed(self, first: int, last: int) -> None:
        """Vectors of the slots from `first` on, up to `last`."""
        terms = self._vocabulary.vectors()
        bounds = self._parts.array[first : last + 1]
        ends = self._ends.array[bounds[0] : bounds[-1] + 1]
        sums = np.zeros((int(bounds[-1] - bounds[0]), DIMENSIONS), dtype=np.float32)
        for at in range(0, len(sums), _AT_ONCE):
            starts = ends[at : at + _AT_ONCE + 1]
            tokens = self._tokens.array[starts[0] : starts[-1]]
            sums[at : at + _AT_ONCE] = np.add.reduceat(terms[tokens], starts[:-1] - starts[0])
        rows = unit(sums)
        self._vectors.extend(np.rint(rows * _SCALE).astype(np.int8))


def split(text: str) -> Iterator[str]:
    """Passages of about 36 words that end where sentences end; a very long sentence is cut."""
    gathered: list[str] = []
    for sentence in _SENTENCE.split(text):
        gathered += sentence.split()
        while len(gathered) >= PASSAGE:
            size = len(gathered) if len(gathered) <= _LONGEST else PASSAGE
            yield " ".join(gathered[:size])
            gathered = gathered[size:]
    if gathered:
        yield " ".join(gathered)


def _ranges(starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """start, start + 1, …, start + size - 1 for each, one after another."""
    total = int(sizes.sum())
    ends = np.cumsum(sizes)
    return np.arange(total) + np.repeat(starts - ends + sizes, sizes)
