"""Words that may stand in a name in the place of another, with the same first letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice

from knowledge.initials import SMALL
from knowledge.normalise import fold, stem
from knowledge.questions.lexis import POINTING
from knowledge.questions.model import unique
from knowledge.questions.name_words import ADJECTIVES, NOUNS
from knowledge.questions.texts import is_plural
from knowledge.words import FUNCTION_WORDS, frequencies

_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOSEST = 5
_SAME = 0.7
_AKIN = 0.22
"""Cosine of words of which one may be taken for the other in a name."""
_WORDS = 20_000
"""So many of the commonest English words are taken for words, and not for short forms."""
_OF_NOUNS = re.compile(r"(?:tion|sion|ment|ity|ance|ence|ness|ship|ism|ure|er|or|logy|age)$")
_OF_ADJECTIVES = re.compile(r"(?:al|ive|ic|ary|ous|able|ible|ular)$")
_PARTICIPLE = re.compile(r"(?:ed|ing|en)$")


class OtherWords:
    """The course's words and common ones, of which one may take another's place."""

    def __init__(self, near: Callable[[str, str], float], texts: Iterable[str]) -> None:
        self._near = near
        self._own: dict[str, dict[str, str]] = defaultdict(dict)
        """The words of the course's names, by first letter."""
        for text in texts:
            for word in map(fold, filter(str.islower, _WORD.findall(text))):
                if word in _known() and word not in SMALL | FUNCTION_WORDS | POINTING:
                    self._own[word[0]].setdefault(stem(word), word)

    def instead(self, name: Sequence[str], at: int) -> Sequence[str]:
        """What may stand for the word at `at` of the name, written as it is, the likeliest first.

        A noun for a noun, an adjective for an adjective ahead of something, and nothing for what is neither:
        "Extract, Transform, Lake" is nobody's answer.
        """
        word, last = name[at], at == len(name) - 1
        said = fold(word)
        plural = is_plural(said)
        form = _form(said.removesuffix("s") if plural else said)
        if len(said) < 3 or not word.isalpha() or said in SMALL or not form:
            return ()
        if form == "adjective" and last:
            return ()
        beside = {fold(w) for w in name}
        own = [w for w in self._own.get(said[0], {}).values() if _form(_singular(w)) == form]
        common = NOUNS if form == "noun" else ADJECTIVES
        usual = [w for w in common if w[0] == said[0]]
        found = [
            o
            for o in unique([*(_singular(w) for w in own), *usual])
            if self._akin(o, _singular(said)) and o not in beside and _plural(o) not in beside
        ]
        ranked = sorted(found, key=lambda o: -self._near(o, said) - 0.1 * (o in own))
        return [_cased(_plural(o) if plural else o, word) for o in ranked[:_CLOSEST]]

    def _akin(self, other: str, said: str) -> bool:
        return (
            stem(other) != stem(said)
            and abs(len(other) - len(said)) <= 5
            and not _same_root(other, said)
            and _AKIN <= self._near(other, said) < _SAME
        )


def _form(word: str) -> str:
    """ "noun" or "adjective"; "" for what may be neither, such as "least", "write" or "used"."""
    if word in _usual("noun"):
        return "noun"
    if word in _usual("adjective"):
        return "" if _PARTICIPLE.search(word) else "adjective"
    if word not in _known() or _PARTICIPLE.search(word):
        return ""
    if _OF_ADJECTIVES.search(word):
        return "adjective"
    return "noun" if _OF_NOUNS.search(word) else ""


@cache
def _usual(form: str) -> frozenset[str]:
    return frozenset(NOUNS if form == "noun" else ADJECTIVES)


@cache
def _known() -> frozenset[str]:
    """Words that are no abbreviations themselves."""
    return frozenset(islice(frequencies(), _WORDS))


def _singular(word: str) -> str:
    return word.removesuffix("s") if is_plural(word) else word


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def _same_root(a: str, b: str) -> bool:
    """ "Frequency" for "frequently", or "net" for "network", would be no other name but a slip."""
    if a.startswith(b) or b.startswith(a):
        return True
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return shared >= 4 and shared >= 0.6 * min(len(a), len(b))


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
