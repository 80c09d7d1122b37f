"""The slides worth a closer look: all of a small course, the likeliest few of a large one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from knowledge.embedding import Matrix, embed
from knowledge.model import Slide
from knowledge.normalise import forms, terms
from knowledge.thesaurus import GROUPS, KINDS, heading_of

_ALL = 60
_BY_TERMS = 40
_BY_MEANING = 10


@dataclass(frozen=True)
class Shortlist:
    """An inverted index over slides, with their vectors beside it."""

    slides_all: tuple[Slide, ...]
    postings: dict[str, dict[int, int]]
    vectors: Matrix | None

    @classmethod
    def of(cls, slides: Sequence[Slide]) -> Shortlist:
        postings: dict[str, dict[int, int]] = defaultdict(dict)
        texts = ["\n".join((heading_of(s), *(b.text for b in s.bullets))) for s in slides]
        for n, text in enumerate(texts):
            for term, count in Counter(terms(text)).items():
                postings[term][n] = count
        vectors = embed(texts) if len(slides) > _ALL else None
        return cls(tuple(slides), dict(postings), vectors)

    def slides(self, content: Sequence[str]) -> tuple[Slide, ...]:
        """Candidates for a question's content words, likeliest first."""
        if self.vectors is None:
            return self.slides_all
        scores: Counter[int] = Counter()
        for term in {t for word in content for part in word.split() for t in _alike(part)}:
            found = self.postings.get(term, {})
            weight = log(1 + len(self.slides_all) / (1 + len(found)))
            for n, count in found.items():
                scores[n] += weight * count / (count + 1)  # type: ignore[assignment]
        likely = [n for n, _ in scores.most_common(_BY_TERMS)]
        close = (self.vectors @ embed([" ".join(content)])[0]).argsort()[::-1][:_BY_MEANING]
        return tuple(self.slides_all[n] for n in dict.fromkeys([*likely, *close.tolist()]))


def _alike(word: str) -> set[str]:
    own = set(forms(word))
    kinds = (KINDS[w] for w in own if w in KINDS)
    return own.union(*(group for group in GROUPS if own & group), *kinds)
