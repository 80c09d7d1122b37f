"""Entries as the matcher sees them: headings and passages, each a run of term ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.growing import Growing

Ids = NDArray[np.int32]
PASSAGE = 36
"""A passage ends with the sentence that brings it to this many words."""
_LONGEST = 72
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


class Passages:
    """The parts of every slot."""

    def __init__(self) -> None:
        self._tokens = Growing(np.int32)
        self._ends = Growing(np.int64)
        self._heading = Growing(np.bool_)
        self._parts = Growing(np.int64)
        self._ends.extend([0])
        self._parts.extend([0])

    def add(self, headings: Sequence[Sequence[int]], passages: Sequence[Sequence[int]]) -> None:
        """Append a slot. Parts without words are left out."""
        filled = [part for part in (*headings, *passages) if part]
        above = sum(1 for part in headings if part)
        ends = np.cumsum([len(part) for part in filled]) + len(self._tokens)
        self._tokens.extend([t for part in filled for t in part])
        self._ends.extend(ends)
        self._heading.extend(np.arange(len(filled)) < above)
        self._parts.extend([len(self._heading)])

    def __len__(self) -> int:
        return len(self._heading)

    def terms(self, slot: int) -> Ids:
        """The terms of a slot, each once."""
        first, last = self._ends.array[self._parts.array[slot : slot + 2]]
        found: Ids = np.unique(self._tokens.array[first:last])
        return found

    def tokens(self, parts: NDArray[np.int64]) -> tuple[Ids, NDArray[np.int64]]:
        """Term ids of parts, one after another, and where each part's start."""
        starts = self._ends.array[parts]
        sizes = self._ends.array[parts + 1] - starts
        return self._tokens.array[_ranges(starts, sizes)], np.cumsum(sizes) - sizes

    def parts(self, slots: NDArray[np.int64]) -> Parts:
        """Headings and passages of the slots."""
        bounds = self._parts.array
        counts = bounds[slots + 1] - bounds[slots]
        ids = _ranges(bounds[slots], counts)
        tokens, starts = self.tokens(ids)
        return Parts(
            ids=ids,
            owner=np.repeat(np.arange(len(slots)), counts),
            heading=self._heading.array[ids],
            tokens=tokens,
            starts=starts,
        )


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
