"""How alike two words are written that may be forms of one."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Prefix

from knowledge.normalise import forms

_DONE = ("tion", "ment")
"""What a verb tells of as a thing: "replaces", "replacement"."""
_DERIVED = ("ity", "ness", "ive", "ism", "ist", "ize", "ise")
_DOING = 0.8
_INFLECTED = 0.75
_COMPOUND, _BROADER = 0.7, 0.4
"""A compound with the word is a kind of it; the word that a compound was made with says less."""
LONG_ENOUGH = 5
_SPELLINGS = (
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("tre", "ter"),
    ("ence", "ense"),
    ("lling", "ling"),
    ("lled", "led"),
)


def other_spelling(word: str) -> Iterator[str]:
    """ "maximizing" as "maximising", "behavior" as "behaviour", and the other way round."""
    for one, other in _SPELLINGS:
        for here, there in ((one, other), (other, one)):
            if here in word[3:]:
                yield word[:3] + word[3:].replace(here, there, 1)


def akin(word: str, other: str, *, compounds: bool) -> float:
    """French "critiqué" for "critique"; German "Frist" in "Verjährungsfrist"."""
    if len(other) < LONG_ENOUGH or not other.isalpha():
        return 0.0
    shared = int(Prefix.similarity(word, other))
    shorter, longer = sorted((len(word), len(other)))
    if shared >= LONG_ENOUGH - 1 and shorter - shared <= 2 and longer - shared <= 3:
        return _INFLECTED
    parted = shared == shorter or word.endswith(other) or other.endswith(word)
    if not (compounds and longer - shorter >= 4 and parted):
        return 0.0
    return _COMPOUND if len(other) > len(word) else _BROADER


def as_written(word: str, other: str, own: str, *, both_said: bool) -> float:
    """1 for the word or an inflection of it; less where only the stem is shared: elastic, elasticity.

    Where the course says both, "framing" is what is done and "frame" a thing.
    """
    if forms(other)[0] != own:
        return 1.0
    word, other = word.replace("-", ""), other.replace("-", "")
    shared = int(Prefix.similarity(word, other))
    endings = [rest.removesuffix("s") for rest in (word[shared:], other[shared:])]
    if any(ending.endswith(_DERIVED) for ending in endings):
        return 0.55
    if any(ending.endswith(_DONE) for ending in endings):
        return 0.7
    named = both_said and any(ending == "ing" for ending in endings)
    return _DOING if named else 1.0
