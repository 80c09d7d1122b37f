"""Does a question tell its answer?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from knowledge.normalise import fold, stem, words
from knowledge.questions.lexis import function_words
from knowledge.questions.texts import content
from knowledge.questions.wording import LANGUAGES
from knowledge.words import FUNCTION_WORDS, is_word

_TOPIC = re.compile(r"\s\((?:topic|Thema|sujet|tema) ?: .*?\)(?=[?:»“ ]|$)")
_HUMP = re.compile(r"(?<=[a-zäöü])(?=[A-Z])|(?<=\w)[./_](?=\w)|(?<!\w)[./_]+(?=\w)")
"""Where the words of a name meet that is spelt as one: "byAltText", "/usr/local"."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SPELT = re.compile(r"(?<!\w)[./_~]+\w[\w./]*")
"""Names that are no words whatever their letters are: "/lib", ".net"."""
_INITIALS = re.compile(r"\b[A-Z]{2,6}(?=s?\b)")
_LESS, _EQUAL = 0.2, 1e-9
"""What a short form tells, of what a word tells that one choice alone shares."""
_SHORT, _LONGEST = 3, 6
"""Letters of what may be short for something."""


def gives_away(question: str, choices: Sequence[str], answer: str) -> bool:
    """Does the question share more with the answer than with most of the other choices?"""
    return any(_tells(asked, choices, answer) for asked in {question, _TOPIC.sub("", question)})


def hints(term: str, meaning: str) -> bool:
    """Does the meaning use the term's own words, or those that it is short for?"""
    said = any(_shares(term, word) for word in _content(meaning))
    return (
        said or _shortens(term, meaning) or _shortens(meaning, term) or _has_initials(meaning, term)
    )


def tell_apart(one: str, other: str, meaning: str) -> bool:
    """Does the meaning use words of one of two terms that it does not use of the other: "the gain of a firm", of "gains" and "costs"?"""
    return _used(one, meaning) != _used(other, meaning) or (
        hints(one, meaning) != hints(other, meaning)
    )


def _used(term: str, meaning: str) -> frozenset[str]:
    return frozenset(word for word in _content(meaning) if _shares(term, word))


def _has_initials(text: str, name: str) -> bool:
    """Is a word in capitals of the text made of the name's first letters: "DL is …", of "Deep learning"?"""
    first = "".join(w[0] for w in words(name))
    return len(first) > 1 and any(fold(w) == first for w in _INITIALS.findall(text))


def _tells(question: str, choices: Sequence[str], answer: str) -> bool:
    told = dict.fromkeys(choices, 0.0)
    for word in _content(question):
        sharing = [choice for choice in choices if _shares(choice, word)]
        for choice in sharing:
            told[choice] += 1 / len(sharing)
    for choice in choices:
        if not told[choice]:
            told[choice] = _LESS * (_shortens(choice, question) or _shortens(question, choice))
    as_many = sum(n >= told[answer] - _EQUAL for c, n in told.items() if c != answer)
    return told[answer] > 0 and 2 * as_many < len(choices) - 1


def _shares(choice: str, word: str) -> bool:
    """Has the choice the word, or one that begins alike: "loop filesystem" tells "loopfs"?"""
    return any(w == word or (len(word) >= 4 and _alike(w, word)) for w in _content(choice))


@lru_cache(maxsize=20_000)
def _content(text: str) -> frozenset[str]:
    return (content(text) | content(_HUMP.sub(" ", text))) - _small()


@cache
def _small() -> frozenset[str]:
    """Words that hold sentences together, in whatever language: they tell nothing."""
    return frozenset(stem(w) for language in LANGUAGES for w in function_words(language))


def _alike(word: str, asked: str) -> bool:
    return word.startswith(asked[:4]) or asked in word or (len(word) >= 4 and word in asked)


def _shortens(text: str, other: str) -> bool:
    """Is a word of the text short for words of the other?"""
    spelt = {part for name in _SPELT.findall(text) for part in _LETTERS.findall(name)}
    return any(
        abbreviates(name, other)
        for name in _LETTERS.findall(text)
        if _SHORT <= len(name) <= _LONGEST and (name in spelt or not is_word(fold(name)))
    )


@lru_cache(maxsize=50_000)
def abbreviates(name: str, text: str) -> bool:
    """Do words of the text, side by side, begin with the letters of `name`: "tmpfs" of "temporary file storage"?

    Of one word alone the name takes the beginning ("obj") or the first consonants ("mnt").
    """
    letters = fold(name)
    said = [w for part in words(text) for w in _LETTERS.findall(part)]
    said = [w for w in said if w not in FUNCTION_WORDS and w != letters]
    return any(_spells(letters, tuple(said[n : n + _LONGEST])) for n in range(len(said)))


def _spells(letters: str, said: Sequence[str]) -> bool:
    first = said[0]
    if len(letters) > 2 and len(first) > len(letters) and _begins(letters[:3], first):
        return True
    return len(said) > 1 and _in_turn(letters, said) > 1


def _begins(letters: str, word: str) -> bool:
    consonants = word[0] + re.sub(r"[aeiouyäöü]", "", word[1:])
    return word.startswith(letters) or consonants.startswith(letters)


def _in_turn(letters: str, said: Sequence[str]) -> int:
    """How many of the words it takes to spell the letters; 0 where they do not."""
    if not letters:
        return 0
    if not said or said[0][0] != letters[0]:
        return 0
    for taken in range(1, len(letters) + 1):
        if not holds(letters[:taken], said[0]):
            break
        if taken == len(letters):
            return 1
        if rest := _in_turn(letters[taken:], said[1:]):
            return rest + 1
    return 0


def holds(letters: str, word: str) -> bool:
    """Do the letters stand in the word in their order?"""
    found = iter(word)
    return all(letter in found for letter in letters)
