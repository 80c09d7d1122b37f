"""How much of a question a piece of text speaks of.

Each content word weighs by how telling it is: words the course uses by their inverse document
frequency there, other words by how rare they are in English. A word is covered by itself, by an
acronym or its expansion, or by a word whose embedding says the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Prefix

from knowledge.embedding import similarity
from knowledge.normalise import forms, terms, words
from knowledge.thesaurus import GROUPS, KINDS
from knowledge.words import FUNCTION_WORDS, frequencies, is_word

_SAME = 0.62
_DERIVED = ("ity", "tion", "ment", "ness", "ive", "ism", "ist", "ize", "ise")
_ENGLISH_TOTAL = 1.0e12


@dataclass
class Lexicon:
    """Document frequencies of the course's terms, and what stands for what in it."""

    documents: int = 0
    frequency: Counter[str] = field(default_factory=Counter)
    expansions: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], acronyms: Mapping[str, str]) -> Lexicon:
        lexicon = cls()
        for text in texts:
            lexicon.documents += 1
            lexicon.frequency.update(set(terms(text)))
        for short, long in acronyms.items():
            spelt = frozenset(t for w in words(long) if w not in FUNCTION_WORDS for t in forms(w))
            lexicon.expansions[forms(short.casefold())[0]] = spelt
        return lexicon

    def knows(self, word: str) -> bool:
        return (
            any(self.frequency[form] for form in forms(word)) or forms(word)[0] in self.expansions
        )

    def weight(self, word: str) -> float:
        """0.3..1: how telling the word is."""
        if " " in word:
            return 1.0
        count = max((self.frequency[form] for form in forms(word)), default=0)
        if count:
            spread = math.log(1 + self.documents / count) / math.log(1 + self.documents)
            return 0.45 + 0.55 * spread
        if not is_word(word):
            return 1.0
        rarity = math.log10(_ENGLISH_TOTAL / max(frequencies().get(word, 1), 1)) / 6
        return min(1.0, max(0.3, rarity - 0.1))


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text, ready for comparison."""

    terms: frozenset[str]
    words: tuple[str, ...]

    @classmethod
    def of(cls, *texts: str) -> Text:
        joined = " ".join(texts)
        return cls(
            frozenset(terms(joined)), tuple(w for w in words(joined) if w not in FUNCTION_WORDS)
        )


def covers(word: str, text: Text, lexicon: Lexicon) -> float:
    """0..1: does the text speak of the word? A numbered word ("tutorial 5") only as a whole."""
    if " " in word:
        return _numbered(word, text)
    own = forms(word)
    if own[0] in text.terms:
        return _as_written(word, own[0], text)
    if not any(c.isdigit() for c in word) and any(
        f in text.terms for f in own[1:] if len(f) > 2 and f not in FUNCTION_WORDS
    ):
        return 0.9
    spelt = lexicon.expansions.get(own[0])
    if spelt and spelt <= text.terms:
        return 1.0
    for short, long in lexicon.expansions.items():
        if short in text.terms and own[0] in long and len(long) > 1:
            return 0.75
    if any(own[0] in group and group & text.terms for group in GROUPS):
        return 0.9
    if KINDS.get(own[0], frozenset()) & text.terms:
        return 0.9
    return _meaning(word, text)


def _as_written(word: str, own: str, text: Text) -> float:
    """1 for the word or an inflection of it; less where only the stem is shared: elastic, elasticity."""
    alike = [w for w in text.words if forms(w)[0] == own] or [word]
    return max(0.55 if _is_derived(word, w) else 1.0 for w in alike)


def _is_derived(a: str, b: str) -> bool:
    shared = int(Prefix.similarity(a, b))
    return any(rest.endswith(_DERIVED) for rest in (a[shared:], b[shared:]))


def _numbered(word: str, text: Text) -> float:
    noun, number = word.split(" ", 1)
    if forms(noun)[0] + number in text.terms:
        return 1.0
    alike = next((group for group in GROUPS if forms(noun)[0] in group), {forms(noun)[0]})
    for first, second in pairwise(text.words):
        if second == number and forms(first)[0] in alike:
            return 1.0
    return 0.0


def _meaning(word: str, text: Text) -> float:
    """The closest word by embedding, where close enough to be called the same."""
    if len(word) < 4 or not is_word(word):
        return 0.0
    best = max(
        (
            similarity(word, other)
            for other in text.words
            if len(other) > 3 and other.split("-")[0] not in word
        ),
        default=0.0,
    )
    return min(1.0, best + 0.2) if best >= _SAME else 0.0


def coverage(content: Sequence[str], text: Text, lexicon: Lexicon) -> float:
    """The weighted share of `content` that the text speaks of, 0..1; 0 for no content."""
    total = sum(lexicon.weight(w) for w in content)
    if not total:
        return 0.0
    return sum(lexicon.weight(w) * covers(w, text, lexicon) for w in content) / total


def certainty(share: float) -> float:
    """The share of a question that is spoken of → the probability that it is answered."""
    return round(1 / (1 + math.exp(-14 * (share - 0.7))), 4)
