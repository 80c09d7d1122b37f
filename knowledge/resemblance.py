"""Which slides resemble one another, without comparing each with every other.

Candidates share one of their smallest hashes of word triples (A. Broder, "On the resemblance and
containment of documents", 1997); a hash that a crowd shares is a phrase of the course's, not a copy.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from knowledge.model import Gist

_SHINGLE = 3
_SKETCH = 6
_CROWD = 30


def sketch(words: Sequence[str]) -> tuple[int, ...]:
    """The smallest hashes of a text's word triples."""
    return tuple(sorted(_shingles(words))[:_SKETCH])


def candidates(sketches: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs of texts that may well resemble each other by their sketches, as positions in order."""
    sharing: Mapping[int, list[int]] = defaultdict(list)
    for number, hashes in enumerate(sketches):
        for smallest in hashes:
            sharing[smallest].append(number)
    crowds = (numbers for numbers in sharing.values() if len(numbers) <= _CROWD)
    return sorted({pair for numbers in crowds for pair in combinations(numbers, 2)})


def _shingles(words: Sequence[str]) -> set[int]:
    last = max(1, len(words) - _SHINGLE + 1) if words else 0
    return {zlib.crc32(" ".join(words[n : n + _SHINGLE]).encode()) for n in range(last)}


class Bags:
    """The words of gists, counted when they are asked for."""

    def __init__(self, gists: Sequence[Gist]) -> None:
        self._gists = gists
        self._counted: dict[int, Counter[str]] = {}

    def alike(self, one: int, other: int) -> float:
        """The resemblance of the gists at these positions, 0..1."""
        return resemblance(self._bag(one), self._bag(other))

    def size(self, number: int) -> int:
        """How many words the gist at this position has."""
        return self._bag(number).total()

    def _bag(self, number: int) -> Counter[str]:
        if number not in self._counted:
            self._counted[number] = Counter(self._gists[number].words.split())
        return self._counted[number]


def resemblance(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two texts' words: the share that they have in common, 0..1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
