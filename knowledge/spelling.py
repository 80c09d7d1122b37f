"""Spelling against what the course itself says.

A word that the course does not use is compared with those it does (optimal string alignment
distance: a swap of neighbours is one slip). Real English words stay real: a student who asks about
"pods" is not asking about "posts". Words one slip away are found through the strings that both
leave when a letter is taken out, as in SymSpell (https://github.com/wolfgarbe/SymSpell); words
further away among those of about its length that begin with its first or second letter, or sound
like it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from math import exp, log
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.strangers import is_likely_slip
from knowledge.words import frequencies, is_word

_COMMON_ENGLISH = 20_000_000
_MOST_NEAR = 3
_REAL_WORD = 0.45
"""How far a word of its own that the course lacks is believed to be a slip for one it has."""
_BY_EAR = {
    "f": "p",
    "k": "cq",
    "c": "ks",
    "s": "cp",
    "j": "g",
    "g": "j",
    "z": "xs",
    "n": "kpg",
    "r": "w",
}
"""What a word that sounds as if it began with the one letter may begin with: "fenotype"."""
_HASHING = Lock()
Level = tuple[NDArray[np.int64], NDArray[np.int32]]


@dataclass
class Speller:
    """Corrects words towards a vocabulary. `add` may be called again as entries come in."""

    counts: Counter[str] = field(default_factory=Counter)
    _words: list[str] = field(default_factory=list)
    _buckets: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    _levels: list[Level] = field(default_factory=list)
    _hashed: int = 0
    _cache: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)

    def add(self, words: Iterable[str]) -> None:
        """Count words, each as often as it is given."""
        self.add_counted(Counter(words))

    def add_counted(self, words: Mapping[str, int]) -> None:
        """Count words, each as often as is said."""
        for word in words:
            if word not in self.counts and len(word) > 1:
                self._words.append(word)
                self._buckets[word[0], len(word)].append(word)
        self.counts.update(words)
        self._cache.clear()

    def remove(self, words: Iterable[str]) -> None:
        """Count words less often; one that is counted no more is no longer corrected to."""
        self.counts.subtract(words)
        self._cache.clear()

    def knows(self, word: str) -> bool:
        """True where the course has the word."""
        return self.counts.get(word, 0) > 0

    def correct(self, word: str) -> str:
        """The vocabulary's word that was most likely meant, or `word` itself where it may be its own."""
        found = self.guess(word)
        return found if found == word or is_likely_slip(word, found) else word

    def guess(self, word: str) -> str:
        """The vocabulary's word that may have been meant, or `word` itself if none is near."""
        found = self.near(word)
        if not found or (is_word(word) and (_usual(word) or len(word) < 6)):
            return word
        return found[0][0]

    def near(self, word: str) -> tuple[tuple[str, float], ...]:
        """Words that may have been meant, likeliest first, each with a belief in 0..1.

        Empty for a word that is known or has nothing near.
        """
        if self.knows(word) or len(word) < 3 or any(c.isdigit() for c in word):
            return ()
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = self._near(word)
        return found

    def _near(self, word: str) -> tuple[tuple[str, float], ...]:
        real = is_word(word)
        if real and (len(word) < 5 or _usual(word)):
            return ()
        near = self._one_slip_away(word)
        if not near and not real:
            near = self._further_away(word, 2 if len(word) < 9 else 3)
        costs = sorted((self._cost(word, other, slips), other) for other, slips in near.items())
        if not costs:
            return ()
        least = costs[0][0]
        likely = not real and is_likely_slip(word, costs[0][1])
        believed = _REAL_WORD if not likely else 1.0 if near[costs[0][1]] == 1 else 0.9
        return tuple(
            (other, round(believed * exp(2 * (least - cost)), 4))
            for cost, other in costs[:_MOST_NEAR]
            if cost - least < 0.7
        )

    def _cost(self, word: str, other: str, slips: int) -> float:
        alike = JaroWinkler.similarity(word, other)
        usual = log(1 + self.counts[other]) + 0.25 * log(1 + frequencies().get(other, 0) / 1e5)
        return slips - 3.0 * alike - 0.07 * usual

    def _one_slip_away(self, word: str) -> dict[str, int]:
        self._hash_new()
        wanted = np.array([hash(v) for v in _shortened(word)], dtype=np.int64)
        owners: set[int] = set()
        for hashes, belonging in self._levels:
            starts = np.searchsorted(hashes, wanted, "left")
            ends = np.searchsorted(hashes, wanted, "right")
            for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
                if end > start:
                    owners.update(belonging[start:end].tolist())
        near = {}
        for other in sorted(self._words[n] for n in owners):
            if self.counts[other] > 0 and OSA.distance(word, other, score_cutoff=1) == 1:
                near[other] = 1
        swapped = sorted(word)
        if len(word) <= 3:  # "hte" may be "the", and "rea" is hardly "era"
            same = {w: d for w, d in near.items() if sorted(w) == swapped}
            return {w: d for w, d in same.items() if w[0] == word[0] or not is_word(w)}
        return near

    def _further_away(self, word: str, slips: int) -> dict[str, int]:
        if len(word) < 5:
            return {}
        near: dict[str, int] = {}
        for first, length in product(
            dict.fromkeys(word[:2] + _BY_EAR.get(word[0], "")),
            range(len(word) - slips, len(word) + slips + 1),
        ):
            bucket = self._buckets.get((first, length))
            if bucket:
                for other, distance, _ in process.extract(
                    word, bucket, scorer=OSA.distance, score_cutoff=slips, limit=8
                ):
                    if self.counts[other] > 0 and JaroWinkler.similarity(word, other) >= 0.82:
                        near[other] = int(distance)
        return near

    def _hash_new(self) -> None:
        """Take in the words that came since the last time. Several threads may ask a course at once."""
        if self._hashed == len(self._words):
            return
        with _HASHING:
            until = len(self._words)
            new = self._words[self._hashed : until]
            if new:
                self._levels = _merged([*self._levels, _hashed(new, self._hashed)])
                self._hashed = until


def _hashed(words: Sequence[str], first: int) -> Level:
    """The words' strings, the first word being the `first` of all."""
    variants = [[hash(v) for v in _shortened(word)] for word in words]
    numbers = np.arange(first, first + len(words), dtype=np.int32)
    owners = np.repeat(numbers, [len(v) for v in variants])
    return _level(np.array([h for v in variants for h in v], np.int64), owners)


def _merged(levels: list[Level]) -> list[Level]:
    """The last ones as one, where they are of like size: few are to be searched."""
    while len(levels) > 1 and len(levels[-1][0]) * 2 > len(levels[-2][0]):
        last, before = levels.pop(), levels.pop()
        hashes = np.concatenate([before[0], last[0]])
        levels.append(_level(hashes, np.concatenate([before[1], last[1]])))
    return levels


def _level(hashes: NDArray[np.int64], owners: NDArray[np.int32]) -> Level:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], owners[order]


def _shortened(word: str) -> Iterator[str]:
    """The word, and what it is without one of its letters."""
    yield word
    for n in range(len(word)):
        yield word[:n] + word[n + 1 :]


@lru_cache(maxsize=50_000)
def _usual(word: str) -> bool:
    return frequencies().get(word, 0) > _COMMON_ENGLISH
