"""The terms of a collection, as numbers: how rare each is and where it points in meaning."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import COARSE, DIMENSIONS, unit, word_sum, word_sums
from knowledge.growing import Growing
from knowledge.lazy import LazyVectors
from knowledge.normalise import forms
from knowledge.words import FUNCTION_WORDS, frequencies

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]
_LIKE = 0.45
_MOST_ALIKE = 12
_SEARCHED = 10_000
"""Likeness in meaning is looked for among that many terms: those that came first."""
_COMMONEST = 23_135_851_162
"""How often "the" was counted in the list of English words."""


class Vocabulary:
    """Terms (stems) ↔ ids. A term is represented by the first word it was met in."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.shown: list[str] = []
        """A word for each term, for its meaning."""
        self._of_word: dict[str, tuple[int, ...]] = {}
        self._alike: dict[str, tuple[tuple[int, float], ...]] = {}
        self._vectors = LazyVectors(self._sums, DIMENSIONS, np.float16)
        self._coarse = Growing(np.float32, COARSE)

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, word: str) -> tuple[int, ...]:
        """Ids of a word's terms, given out where they are new."""
        found = self._of_word.get(word)
        if found is None:
            found = self._of_word[word] = tuple(self._id(form, word) for form in forms(word))
        return found

    def find(self, word: str) -> tuple[int, ...]:
        """Ids of those of a word's terms that the collection has."""
        found = self._of_word.get(word)
        if found is not None:
            return found
        return tuple(self.ids[form] for form in forms(word) if form in self.ids)

    def has(self, word: str) -> bool:
        """True where the collection has had this very word."""
        return word in self._of_word

    def vectors(self, ids: NDArray[np.integer[Any]]) -> Floats:
        """Of terms, shape (ids, 256), not normalised: a frequent word's is short."""
        return self._vectors.of(ids.astype(np.int64))

    def coarse(self) -> Floats:
        """Of the terms that came first, shape (at most 10,000, 64), of unit length."""
        known, terms = len(self._coarse), min(len(self.ids), _SEARCHED)
        if known < terms:
            self._coarse.extend(unit(word_sums(self.shown[known:terms])[:, :COARSE]))
        return self._coarse.array

    def alike(self, words: Sequence[str]) -> list[tuple[tuple[int, float], ...]]:
        """For each word, terms of like meaning, best first, each with the square of its cosine."""
        new = [word for word in dict.fromkeys(words) if word not in self._alike]
        if new:
            own = unit(np.stack([word_sum(word)[:COARSE] for word in new]))
            for word, cosines in zip(new, own @ self.coarse().T, strict=True):
                near = np.flatnonzero(cosines > _LIKE)
                near = near[np.argsort(-cosines[near], kind="stable")[:_MOST_ALIKE]]
                self._alike[word] = tuple((int(t), round(float(cosines[t]) ** 2, 4)) for t in near)
        return [self._alike[word] for word in words]

    def _sums(self, ids: NDArray[np.int64]) -> Floats:
        return word_sums([self.shown[n] for n in ids.tolist()])

    def _id(self, form: str, word: str) -> int:
        found = self.ids.get(form)
        if found is None:
            found = self.ids[form] = len(self.ids)
            self._alike.clear()
            self.shown.append(word if forms(word)[0] == form or "-" not in word else form)
        return found


def rarity(word: str) -> float:
    """0..1, from how often English texts have the word."""
    if word in FUNCTION_WORDS:
        return 0.1
    counted = frequencies().get(word, 0)
    if not counted:
        return 1.0
    return min(1.0, 0.1 + log(_COMMONEST / counted) / 12.0)
