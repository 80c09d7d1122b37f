"""The slides worth a closer look: all of a small course, the likeliest few of a large one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Matrix, embed
from knowledge.model import Slide
from knowledge.normalise import forms, terms
from knowledge.thesaurus import GROUPS, KINDS, heading_of

_ALL = 40
_LECTURE = 120
_BY_TERMS = 20
_BY_MEANING = 6
_FOR_MEANING = 400

Postings = tuple[NDArray[np.int32], NDArray[np.float32]]


@dataclass(frozen=True)
class Shortlist:
    """An inverted index over slides, with their vectors beside it."""

    slides_all: tuple[Slide, ...]
    postings: Mapping[str, Postings]
    vectors: Matrix | None

    @classmethod
    def of(cls, slides: Sequence[Slide]) -> Shortlist:
        """Index titles, bullets and notes; a small course needs no index."""
        if len(slides) <= _ALL:
            return cls(tuple(slides), {}, None)
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        texts = [f"{heading_of(s)}\n{s.body}" for s in slides]
        for n, (slide, text) in enumerate(zip(slides, texts, strict=True)):
            for term, count in Counter(terms(f"{text}\n{slide.notes}")).items():
                found[term].append((n, count / (count + 1)))
        postings = {
            term: (
                np.array([n for n, _ in pairs], dtype=np.int32),
                np.array([score for _, score in pairs], dtype=np.float32)
                * log(1 + len(slides) / (1 + len(pairs))),
            )
            for term, pairs in found.items()
        }
        return cls(tuple(slides), postings, embed([t[:_FOR_MEANING] for t in texts]))

    def slides(self, content: Sequence[str], lecture: int | None = None) -> tuple[Slide, ...]:
        """Candidates for a question's content words, likeliest first; of `lecture`, if it is there."""
        within = tuple(s for s in self.slides_all if s.lecture == lecture) if lecture else ()
        if within and len(within) <= _LECTURE:
            return within
        if self.vectors is None:
            return self.slides_all
        parts = [part for word in content for part in word.replace("|", " ").split()]
        scores = np.zeros(len(self.slides_all), dtype=np.float32)
        for term in sorted({t for part in parts for t in _alike(part)}):
            if term in self.postings:
                numbers, weights = self.postings[term]
                scores[numbers] += weights
        likely = [n for n in _first(scores, _BY_TERMS) if scores[n] > 0]
        close = _first(self.vectors @ embed([" ".join(parts)])[0], _BY_MEANING)
        return tuple(self.slides_all[n] for n in dict.fromkeys([*likely, *close]))


def _first(scores: NDArray[np.float32], count: int) -> list[int]:
    """The positions of the highest scores, highest first; equals in their order."""
    order = np.argsort(-scores, kind="stable")[:count]
    return [int(n) for n in order]


def _alike(word: str) -> set[str]:
    own = set(forms(word))
    kinds = (KINDS[w] for w in own if w in KINDS)
    return own.union(*(group for group in GROUPS if own & group), *kinds)
