"""The slides worth a closer look: all of a small course, the likeliest few of a large one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Matrix, embed, embed_kept
from knowledge.model import Slide
from knowledge.normalise import forms, line_words
from knowledge.thesaurus import GROUPS, KINDS, heading_of

_ALL = 40
_LECTURE = 120
_BY_TERMS = 20
_BY_MEANING = 6
_FOR_MEANING = 400

Postings = tuple[list[int], list[float]]
"""The numbers of slides, and how much each of them says a term, 0..1."""


@dataclass(frozen=True)
class Shortlist:
    """An inverted index over slides, with their vectors beside it."""

    slides_all: tuple[Slide, ...]
    postings: Mapping[str, Postings]
    headings: tuple[str, ...] = ()

    @classmethod
    def of(cls, slides: Sequence[Slide]) -> Shortlist:
        """Index titles, bullets and notes; a small course needs no index."""
        if len(slides) <= _ALL:
            return cls(tuple(slides), {})
        headings = tuple(heading_of(slide) for slide in slides)
        return cls(tuple(slides), _postings(slides, headings), headings)

    @cached_property
    def vectors(self) -> Matrix:
        """A vector a slide; made when the first question is asked."""
        pairs = zip(self.headings, self.slides_all, strict=True)
        return embed_kept([f"{heading}\n{slide.body}"[:_FOR_MEANING] for heading, slide in pairs])

    def slides(self, content: Sequence[str], lecture: int | None = None) -> tuple[Slide, ...]:
        """Candidates for a question's content words, likeliest first; of `lecture`, if it is there."""
        within = tuple(s for s in self.slides_all if s.lecture == lecture) if lecture else ()
        if within and len(within) <= _LECTURE:
            return within
        if not self.headings:
            return self.slides_all
        parts = [part for word in content for part in word.replace("|", " ").split()]
        scores = np.zeros(len(self.slides_all), dtype=np.float32)
        for term in sorted({t for part in parts for t in _alike(part)}):
            if term in self.postings:
                numbers, shares = self.postings[term]
                rarity = log(1 + len(scores) / (1 + len(numbers)))
                scores[numbers] += np.array(shares, dtype=np.float32) * rarity
        likely = [n for n in _first(scores, _BY_TERMS) if scores[n] > 0]
        close = _first(self.vectors @ embed([" ".join(parts)])[0], _BY_MEANING)
        return tuple(self.slides_all[n] for n in dict.fromkeys([*likely, *close]))


def _postings(slides: Sequence[Slide], headings: Sequence[str]) -> dict[str, Postings]:
    """For each term the slides that say it, and how much each of them does."""
    postings: dict[str, Postings] = defaultdict(lambda: ([], []))
    for n, (slide, heading) in enumerate(zip(slides, headings, strict=True)):
        lines = (heading, *(b.text for b in slide.bullets), slide.notes)
        said = chain.from_iterable(map(line_words, lines))
        for term, count in Counter(chain.from_iterable(map(forms, said))).items():
            numbers, shares = postings[term]
            numbers.append(n)
            shares.append(count / (count + 1))
    return dict(postings)


def _first(scores: NDArray[np.float32], count: int) -> list[int]:
    """The positions of the highest scores, highest first; equals in their order."""
    order = np.argsort(-scores, kind="stable")[:count]
    return [int(n) for n in order]


def _alike(word: str) -> set[str]:
    own = set(forms(word))
    kinds = (KINDS[w] for w in own if w in KINDS)
    return own.union(*(group for group in GROUPS if own & group), *kinds)
