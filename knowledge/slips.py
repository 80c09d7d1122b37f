"""Slips in the words that carry a question: "waht", "wheen", "doees"; and names that are no slips."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.strangers import is_likely_slip, slip_cost
from knowledge.words import frequencies, is_word

_USUAL, _LONG_ENOUGH = 3_000_000, 5
_NO_SLIP = 100_000
"""English words counted so often are no misspelt question words, unless a letter is swapped or doubled."""
_OPENINGS = frozenset((w,) for w in "what when where who why how which was wann wo wer wie".split())
_FIRST_SLIPPED, _DOUBLED = 1.3, 0.5
_EARLY = 2
"""Words of up to three letters are taken for misspelt question words only this far in front."""


def nearest(word: str, before: Sequence[str], carriers: tuple[str, ...]) -> str | None:
    """The word of `carriers` that was meant after the words `before`, or None.

    Short words are too often names of things, and so are English words ("herd" is not "here") but
    for the first word and the one after a question word: "whee", "what mut".
    """
    if len(word) < 2 or any(c.isdigit() for c in word):
        return None
    found = _nearest(word, carriers)
    if not found or sorted(found) == sorted(word) or slip_cost(word, found) <= _DOUBLED:
        return found
    opens = len(word) < _LONG_ENOUGH and (not before or tuple(before) in _OPENINGS)
    if frequencies().get(word, 0) > _NO_SLIP and not opens:
        return None
    return None if len(word) <= 3 and len(before) >= _EARLY else found


@lru_cache(maxsize=10_000)
def _nearest(word: str, carriers: tuple[str, ...]) -> str | None:
    allowed = 1 if len(word) < 8 else 2
    near = [
        (distance, slip_cost(word, other), -frequencies().get(other, 0), other)
        for other, distance, _ in process.extract(
            word, carriers, scorer=OSA.distance, score_cutoff=allowed, limit=12
        )
        if len(other) > 1 and (_begins_like(word, other) or sorted(other) == sorted(word))
    ]
    return min(near)[3] if near else None


def _begins_like(word: str, other: str) -> bool:
    """The same first letter, or one that slipped: "qhat" and "qwhat" for "what"."""
    if word[0] == other[0]:
        return True
    return len(word) > 3 and not is_word(word) and slip_cost(word, other) <= _FIRST_SLIPPED


@lru_cache(maxsize=10_000)
def as_usual_word(word: str) -> str:
    """A usual English word one slip away, for a string that is none: "controlledd"; else `word`."""
    if len(word) < _LONG_ENOUGH or not word.isalpha():
        return word
    near = [
        (-frequencies()[other], other)
        for other, _, _ in process.extract(
            word, _usual_words(), scorer=OSA.distance, score_cutoff=1, limit=12
        )
        if other[0] == word[0] and is_likely_slip(word, other)
    ]
    return min(near)[1] if near else word


@cache
def _usual_words() -> tuple[str, ...]:
    return tuple(sorted(w for w, n in frequencies().items() if n > _USUAL and len(w) > 3))


def distance(a: str, b: str) -> int:
    """Optimal string alignment distance: a swap of neighbours is one slip."""
    return int(OSA.distance(a, b))


_BEGINNINGS = tuple(
    """endo exo ecto hypo hyper hetero homo intra inter extra macro micro pre post anti ana cata meta para poly mono
    bi tri di uni multi pro eu iso aniso sub super over under up down in out de re un non
    semi self auto quasi pseudo""".split()
)


def _begins_otherwise(word: str, known: str) -> bool:
    """Exocytosis and endocytosis, hypotonic and hypertonic: another beginning, the rest the same."""
    ends = {word[len(p) :] for p in _BEGINNINGS if word.startswith(p)}
    others = {known[len(p) :] for p in _BEGINNINGS if known.startswith(p)}
    return any(len(end) >= 4 for end in ends & others)


def is_name_of_its_own(word: str, known: str) -> bool:
    """ "containerd" is not a misspelt "container": who adds letters to a whole word names a thing."""
    if distance(word, known) > 1 and _begins_otherwise(word, known):
        return True
    rest = word.removeprefix(known)
    if rest == word or not rest or rest in {"s", "es", "'s"}:
        return False
    return rest[0] != known[-1]
