"""Misprints of slides: a question that repeats one cannot be shown to a class."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.slips import as_usual_word
from knowledge.words import is_word

_WORDS = re.compile(r"(?<![\w.-])[A-Z]?[a-z]{4,}(?![\w-])")
_OFTEN = 3
"""Lines of a course that spell a word so: then it is the course's word."""


def misprint_in(text: str, spoken: Callable[[str], int]) -> str:
    """The first word, folded, that is none in English and nearly one; "" where there is none.

    `spoken` tells how many lines of the course have a word.
    """
    words: list[str] = _WORDS.findall(text)
    for word in map(str.casefold, words):
        if not is_word(word) and spoken(word) < _OFTEN and as_usual_word(word) != word:
            return word
    return ""
