"""How alike two strings are, by rapidfuzz. It is loaded when it is first asked, for it takes as long as
reading a deck does, and most decks need no such comparison.
"""

from __future__ import annotations


def ratio(one: str, other: str) -> float:
    """Of the letters of both, the share in per cent that stays in an alignment (indel distance)."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(one, other)


def partial_ratio(one: str, other: str) -> float:
    """The `ratio` of the shorter and the part of the longer that is most like it."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.partial_ratio(one, other)


def distance(one: str, other: str) -> int:
    """How many letters have to be changed, put in or taken out (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    return Levenshtein.distance(one, other)
