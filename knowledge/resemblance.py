"""Which slides resemble one another, without comparing each with every other.

Candidates share one of their smallest hashes of word triples (A. Broder, "On the resemblance and
containment of documents", 1997); a hash that a crowd shares is a phrase of the course's, not a copy.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from knowledge.model import Slide
from knowledge.normalise import fold

_SHINGLE = 3
_SKETCH = 6
_CROWD = 30


def words_of(slide: Slide) -> list[str]:
    """The folded words of its title and bullets, in order."""
    return re.findall(r"\w+", fold(f"{slide.title}\n{slide.body}"))


def candidates(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of texts (as words) that may well resemble each other, as positions in order."""
    sharing: Mapping[int, list[int]] = defaultdict(list)
    for number, words in enumerate(texts):
        for smallest in sorted(_shingles(words))[:_SKETCH]:
            sharing[smallest].append(number)
    crowds = (numbers for numbers in sharing.values() if len(numbers) <= _CROWD)
    return sorted({pair for numbers in crowds for pair in combinations(numbers, 2)})


def _shingles(words: Sequence[str]) -> set[int]:
    last = max(1, len(words) - _SHINGLE + 1) if words else 0
    return {zlib.crc32(" ".join(words[n : n + _SHINGLE]).encode()) for n in range(last)}


def resemblance(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two texts' words: the share that they have in common, 0..1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
