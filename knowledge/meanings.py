"""What entries and their headings mean, as vectors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge import distilled
from knowledge.distilled import distil
from knowledge.embedding import DIMENSIONS, SKETCH, embed, unit
from knowledge.growing import Growing
from knowledge.lazy import LazyVectors
from knowledge.model import Entry
from knowledge.passages import Passages
from knowledge.vocabulary import Vocabulary

Floats = NDArray[np.float32]
Slots = NDArray[np.int64]
MOST_TEXT = 12_000
"""Characters of a text that are looked at."""
_AT_ONCE = 1_000
_SHARE = 0.7
"""Squared: what the first embedding counts for in a sketch, the second being one."""


class Meanings:
    """Vectors of entries, by slot, and of headings, by the number of their part.

    An entry's is of its title, other names and text together, as they are written: the token vectors
    were trained with capitals and punctuation, and stems lose some of the likeness.
    """

    def __init__(
        self, entries: Sequence[Entry | None], vocabulary: Vocabulary, passages: Passages
    ) -> None:
        """`entries` are all of the collection's, by slot; more may be appended later."""
        self._entries = entries
        self._vocabulary = vocabulary
        self._passages = passages
        self._whole = LazyVectors(self._of_entries, DIMENSIONS, np.int8)
        self._gists = LazyVectors(self._gists_of, distilled.DIMENSIONS, np.int8)
        self._headings = LazyVectors(self._of_headings, DIMENSIONS, np.int8)
        self._coarse = Growing(np.float32, 2 * SKETCH)

    def of(self, slots: Slots) -> Floats:
        """Unit vectors of entries, shape (slots, 256)."""
        return self._whole.of(slots)

    def gists(self, slots: Slots) -> Floats:
        """Unit vectors of entries by the other embedding (knowledge/distilled.py), shape (slots, 256)."""
        return self._gists.of(slots)

    def of_headings(self, parts: NDArray[np.int64]) -> Floats:
        """Unit vectors of parts, shape (parts, 256)."""
        return self._headings.of(parts)

    def sketches(self) -> Floats:
        """`sketch` of all entries, shape (slots, 64); the finer vectors are made too."""
        known, slots = len(self._coarse), len(self._entries)
        for first in range(known, slots, _AT_ONCE):
            some = np.arange(first, min(first + _AT_ONCE, slots))
            vectors = self.of(some)
            parts = self._passages.parts(some)
            self.of_headings(parts.ids[parts.heading])
            self._coarse.extend(sketch(vectors, self.gists(some)))
        return self._coarse.array

    def _of_entries(self, slots: Slots) -> Floats:
        return embed([written(self._entries[slot]) for slot in slots.tolist()])

    def _gists_of(self, slots: Slots) -> Floats:
        return distil([written(self._entries[slot]) for slot in slots.tolist()])

    def _of_headings(self, parts: NDArray[np.int64]) -> Floats:
        tokens, starts = self._passages.tokens(parts)
        return unit(np.add.reduceat(self._vocabulary.vectors(tokens), starts))


def sketch(wholes: Floats, gists: Floats) -> Floats:
    """Of vectors by both embeddings: what to choose candidates by, shape (len(wholes), 64).

    The first dimensions of either are a coarser embedding, and the two see different likenesses.
    """
    coarse = unit(wholes[:, :SKETCH]) * np.float32(_SHARE), unit(gists[:, :SKETCH])
    return np.concatenate(coarse, axis=1)


def written(entry: Entry | None) -> str:
    """All that an entry says; nothing for one that was taken out."""
    if entry is None:
        return ""
    return "\n".join((entry.title, *entry.aliases, entry.text[:MOST_TEXT])).strip()
