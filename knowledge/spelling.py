"""Spelling against what the course itself says.

A word that the course does not use is compared with those it does (optimal string alignment
distance: a swap of neighbours is one slip). Real English words stay real: a student who asks about
"pods" is not asking about "posts".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from knowledge.words import frequencies, is_word

_COMMON_ENGLISH = 20_000_000


@dataclass
class Speller:
    """Corrects words towards a vocabulary. `add` may be called again as entries come in."""

    counts: Counter[str] = field(default_factory=Counter)
    _by_length: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, words: Iterable[str]) -> None:
        for word in words:
            if word not in self.counts and len(word) > 1:
                self._by_length[len(word)].append(word)
            self.counts[word] += 1

    def remove(self, words: Iterable[str]) -> None:
        self.counts.subtract(words)

    def knows(self, word: str) -> bool:
        return self.counts.get(word, 0) > 0

    def correct(self, word: str) -> str:
        """The vocabulary's word that was most likely meant, or `word` itself."""
        if self.counts.get(word, 0) > 0 or len(word) < 3 or any(c.isdigit() for c in word):
            return word
        allowed = _allowed(word)
        if _is_real(word):
            allowed = 0 if len(word) < 6 or _usual(word) else 1
        if not allowed:
            return word
        best = self._best(word, allowed)
        return best if best is not None else word

    def _best(self, word: str, allowed: int) -> str | None:
        near: Mapping[str, int] = {
            candidate: int(distance)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for candidate, distance, _ in process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=8,
            )
            if self.counts[candidate] > 0
        }
        plausible = [c for c in near if near[c] == 1 or JaroWinkler.similarity(word, c) >= 0.82]
        swapped = sorted(word)
        plausible = [c for c in plausible if c[0] == word[0] or sorted(c) == swapped]
        if len(word) <= 3:
            plausible = [c for c in plausible if sorted(c) == swapped]
        return min(
            plausible,
            key=lambda c: (near[c], -JaroWinkler.similarity(word, c), -self.counts[c], c),
            default=None,
        )


def _allowed(word: str) -> int:
    """How many slips are believed: more in longer words."""
    return 1 if len(word) < 5 else 2 if len(word) < 10 else 3


def _is_real(word: str) -> bool:
    return is_word(word)


def _usual(word: str) -> bool:
    return frequencies().get(word, 0) > _COMMON_ENGLISH
