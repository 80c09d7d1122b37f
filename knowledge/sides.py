"""The two things that a question compares, and whether a text speaks of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.coverage import Lexicon, Text, covers
from knowledge.normalise import forms, words
from knowledge.question import Asks, Question
from knowledge.sheets import Sheet
from knowledge.words import FUNCTION_WORDS

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""The content words of either thing that is compared."""
BETWEEN = frozenset(
    """and vs versus or from to with than und oder gegenüber von y e o frente et ou""".split()
)
_LINKS = FUNCTION_WORDS - {"and", "or", "the", "a", "an"}
_TOLD, _LEADS = 0.8, 5
"""How surely a word is spoken of, and among how many first words of a clause its subject is."""
_CLAUSES = re.compile(r"[;.]\s+|,?\s(?:while|whereas|but|and)\s")
_IS = frozenset("is are means refers ist sind es son est sont".split())


def sides(question: Question, sheets: Sequence[Sheet] | None = None) -> Sides | None:
    """The content words on either side of the word between them; None where it is no comparison.

    In "OS vs application containers" the noun that stands once belongs to both, if one of the
    `sheets` (where they are given) speaks of "OS containers".
    """
    if question.asks is not Asks.COMPARISON:
        return None
    for n, word in enumerate(question.words):
        if word in BETWEEN:
            left = tuple(w for w in question.words[:n] if w in question.content)
            right = tuple(w for w in question.words[n + 1 :] if w in question.content)
            if left and right:
                return _with_noun(left, right, sheets), right
    return None


def _with_noun(
    left: tuple[str, ...], right: tuple[str, ...], sheets: Sequence[Sheet] | None
) -> tuple[str, ...]:
    if len(left) != 1 or len(right) == 1:
        return left
    one, noun = forms(left[0])[0], forms(right[-1])[0]
    if one == noun:
        return left
    said = sheets is None or any(
        (one, noun) in pairwise(forms(w)[0] for w in words(text))
        for sheet in sheets
        for text in (sheet.heading, *(p.text for p in sheet.pieces))
    )
    return (*left, right[-1]) if said else left


def tells_of_each(found: Sides, text: str, lexicon: Lexicon) -> bool:
    """Does something stand with either: "shared locks for reading, exclusive ones for writing"?"""
    said = words(text)
    left, right = found
    apart = (
        [w for w in left if w not in right] or left,
        [w for w in right if w not in left] or right,
    )
    own = [covers_any(side, said, lexicon) for side in apart]
    if not all(own):
        return False
    first, second = sorted(own)
    return any(w in _LINKS for w in said[first + 1 : second]) and any(
        w in _LINKS for w in said[second + 1 :]
    )


def covers_any(side: Sequence[str], said: Sequence[str], lexicon: Lexicon) -> int:
    """The position, from 1, of the first word said that speaks of a side; 0 for none."""
    for n, word in enumerate(said, 1):
        if any(covers(w, Text.of(word), lexicon) > 0.8 for w in side):
            return n
    return 0


def is_nested(found: Sides) -> bool:
    """Is one name within the other: "glaze vs ash glaze"? Then whatever names the longer names both."""
    one, other = map(set, found)
    return one < other or other < one


def names_shorter(found: Sides, sheet: Sheet, lexicon: Lexicon) -> bool:
    """Does a line speak of the thing with the shorter name, and not but of the one that has more to it?"""
    shorter, longer = sorted(found, key=len)
    more = [w for w in longer if w not in shorter]
    return any(
        all(covers(w, p.said, lexicon) > _TOLD for w in shorter)
        and not any(covers(w, p.said, lexicon) > _TOLD for w in more)
        for p in sheet.pieces
    )


def names_both(found: Sides, text: str, lexicon: Lexicon) -> bool:
    spoken = Text.of(text)
    return all(all(covers(w, spoken, lexicon) > 0.5 for w in side) for side in found)


def defines_each(found: Sides, text: str, lexicon: Lexicon) -> bool:
    """Does one line say what either is: "A glaze is a coat of glass; a slip is liquid clay"?"""
    clauses = [words(clause) for clause in _CLAUSES.split(text)]
    return all(
        any(
            bool(_IS & set(said))
            and all(covers(w, Text.of(" ".join(said[:_LEADS])), lexicon) > _TOLD for w in side)
            for said in clauses
        )
        for side in found
    )
