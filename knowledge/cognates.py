"""Words of another language that the course has in its own: "Osmose" for "osmosis"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

_ALIKE, _BEGINNING, _LONG_ENOUGH = 68.0, 3, 5
_SPELT = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"(?:i[sz])?(?:ierung|ation|acion|azione)$", "ation"),
        ("ph", "f"),
        ("th", "t"),
        ("y", "i"),
        ("ck?|qu", "k"),
        ("sz|z", "s"),
        (r"(.)\1", r"\1"),
    )
)
"""How the same root is written in different languages."""


def cognate(word: str, vocabulary: Sequence[str]) -> str:
    """The word of the course that begins and sounds like it; `word` itself where none does."""
    if len(word) < _LONG_ENOUGH or not word.isalpha():
        return word
    root = _root(word)
    begins = [
        w
        for w in vocabulary
        if len(w) >= _LONG_ENOUGH and _root(w)[:_BEGINNING] == root[:_BEGINNING]
    ]
    found = process.extractOne(
        root, [_root(w) for w in begins], scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return begins[found[2]] if found else word


def cognates(vocabulary: Sequence[str], otherwise: Callable[[str], str]) -> Callable[[str], str]:
    """A guess at each word: the course's cognate, or what `otherwise` gives where there is none."""

    def guess(word: str) -> str:
        found = cognate(word, vocabulary)
        return found if found != word else otherwise(word)

    return guess


@lru_cache(maxsize=50_000)
def _root(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for pattern, other in _SPELT:
        plain = pattern.sub(other, plain)
    return plain
