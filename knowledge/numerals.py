"""Numbers in other dress: "tutorial five", and "Photosystem II" for "photosystem 2"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.words import FUNCTION_WORDS

_COUNTED = frozenset(
    """tutorial chapter lecture lesson week assignment homework question lab slide part unit module topic
    exercise problem project section quiz""".split()
)
_NUMBERS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(1, 13)),
        strict=True,
    )
)
ROMAN = dict(
    zip("i ii iii iv v vi vii viii ix x xi xii".split(), map(str, range(1, 13)), strict=True)
)
_PLAIN = frozenset("ii iii iv vii viii xii".split())
"""Numerals that are no words besides: "i" is a pronoun, "vi" an editor, "x" an unknown."""


def in_digits(word: str) -> str:
    """A number as digits without zeros in front, Roman ones too; any other word as it is."""
    return ROMAN.get(word) or word.lstrip("0") or "0"


def with_digits(said: Sequence[str], pairs: Callable[[str, str], bool]) -> list[str]:
    """ "tutorial five" as "tutorial 5", "photosystem ii" as "photosystem 2", "stand 4" as "stand for".

    `pairs` tells whether the course says two words side by side.
    """
    out: list[str] = []
    for before, word, after in zip(["", *said], said, [*said[1:], ""], strict=False):
        if before in {"stand", "stands"} and word == "4":
            out.append("for")
        elif before in _COUNTED and word in _NUMBERS:
            out.append(_NUMBERS[word])
        elif word in ROMAN and _counts(before, word, after, pairs):
            out.append(ROMAN[word])
        else:
            out.append(word)
    return out


def _counts(before: str, numeral: str, after: str, pairs: Callable[[str, str], bool]) -> bool:
    if not before.isalpha() or before in FUNCTION_WORDS:
        return False
    if numeral == "v" and after and after not in FUNCTION_WORDS:  # "Rex v Finch"
        return False
    return numeral in _PLAIN or pairs(before, numeral)
