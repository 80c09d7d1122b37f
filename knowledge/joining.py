"""The words that were meant by what was typed: parted, joined and with their spaces in place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from knowledge.carriers import CARRIERS, CHATTY, carriers
from knowledge.coverage import Lexicon
from knowledge.normalise import words
from knowledge.numerals import with_digits
from knowledge.spelling import Speller
from knowledge.strangers import SURE, slip_cost
from knowledge.words import FUNCTION_WORDS, is_word

_LETTERS = frozenset(ascii_lowercase) - FUNCTION_WORDS - {"v"}
_LONG = 7
_TYPED = frozenset("abcdeikmnorsuvwxyz")
"""Letters that are words, are typed for words ("r u there", "b c"), or stand for numbers."""


def parted(text: str, most: int, speller: Speller) -> list[str]:
    """The first `most` words of a text, folded, those that hold two parted: "ch5", "microvm"."""
    found = words(text)[:most]
    return [part for w in found for part in _parted(w.removesuffix("'s"), speller)]


def joined(raw: Sequence[str], speller: Speller, lexicon: Lexicon, language: str) -> list[str]:
    """The words as the course writes them: one for two, two for one, numbers as digits."""
    said = _joined(_elided(_spaced(raw, speller, language), language), speller, lexicon)
    if language == "en":
        said = _lettered(said, lexicon)
    return with_digits(said, lexicon.pairs)


def _lettered(raw: Sequence[str], lexicon: Lexicon) -> list[str]:
    """ "p value" as "p-value", "vitamin c" as "vitamin-c": a letter is part of a name, but for "r u there"."""
    out: list[str] = []
    for n, word in enumerate(raw):
        before, after = (out[-1] if out else ""), "".join(raw[n + 1 : n + 2])
        if _begins_a_name(before, word, lexicon) or _ends_a_name(before, word, after, lexicon):
            out[-1] = f"{before}-{word}"
        else:
            out.append(word)
    return out


def _begins_a_name(letter: str, word: str, lexicon: Lexicon) -> bool:
    """ "B cell", where the course has other cells of a letter; "p value", whatever it has."""
    if letter not in _LETTERS or not _is_name(word):
        return False
    return letter not in _TYPED or any(lexicon.pairs(x, word) for x in _LETTERS)


def _ends_a_name(before: str, letter: str, after: str, lexicon: Lexicon) -> bool:
    if letter not in _LETTERS or not _is_name(before):
        return False
    return lexicon.pairs(before, letter) or (not after and letter not in _TYPED)


def _is_name(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in CARRIERS


def _spaced(raw: Sequence[str], speller: Speller, language: str) -> list[str]:
    """ "wha tblock" as "what block": a space that slipped by one letter."""

    def known(word: str) -> bool:
        return word in carriers(language) or speller.knows(word)

    out: list[str] = []
    for word in raw:
        left = out[-1] if out else ""
        if left and not (known(left) and known(word)) and left.isalpha() and word.isalpha():
            moved = (left + word[0], word[1:]), (left[:-1], left[-1] + word)
            for one, other in moved:
                if len(other) > 1 and known(one) and known(other):
                    out[-1], word = one, other  # noqa: PLW2901
                    break
        out.append(word)
    return out


def _elided(raw: Sequence[str], language: str) -> list[str]:
    """French "l'examen" as "l" and "examen"."""
    if language != "fr":
        return list(raw)
    return [part for w in raw for part in (w.split("'", 1) if "'" in w else [w])]


def _parted(word: str, speller: Speller) -> list[str]:
    """ "ch5" as "ch 5", "microvm" as "micro vm", unless the course writes it so: "s3"."""
    if speller.knows(word):
        return [word]
    found = re.fullmatch(r"([a-z]{2,})(\d{1,2})", word)
    if found:
        return [found[1], found[2]]
    if word in CHATTY or is_word(word) or 0 < slip_cost(word, speller.correct(word)) <= SURE:
        return [word]
    for at in range(len(word) - 2, 2, -1):
        if speller.knows(word[:at]) and speller.knows(word[at:]):
            return [word[:at], word[at:]]
    return [word]


def _joined(raw: Sequence[str], speller: Speller, lexicon: Lexicon) -> list[str]:
    """ "virtual box" where the course writes VirtualBox, "short day" where it writes short-day."""
    out: list[str] = []
    for word in raw:
        pair = out[-1] + word if out else ""
        if (
            out
            and len(pair) > 5
            and speller.knows(pair)
            and not (speller.knows(word) and speller.knows(out[-1]))
        ):
            out[-1] = pair
        elif out and not {out[-1], word} & FUNCTION_WORDS and lexicon.says(f"{out[-1]}-{word}"):
            out[-1] = f"{out[-1]}-{word}"
        else:
            out.append(_in_two(word, speller, lexicon))
    return out


def _in_two(word: str, speller: Speller, lexicon: Lexicon) -> str:
    """ "textbook" as "text-book" where the course writes two words and never the one."""
    if len(word) < _LONG or not word.isalpha() or speller.knows(word):
        return word
    splits = ((word[:at], word[at:]) for at in range(3, len(word) - 2))
    return next((f"{one}-{other}" for one, other in splits if lexicon.pairs(one, other)), word)
