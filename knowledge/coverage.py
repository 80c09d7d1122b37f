"""How much of a question a piece of text speaks of.

Each content word weighs by how telling it is: words the course uses by their inverse document
frequency there, other words by how rare they are in English. A word is covered by itself, by an
inflection or compound of it, by an acronym or its expansion, or by a word whose embedding says the
same. What a question's word is like is looked up once in the course's whole vocabulary; from then
on a text is compared by its words alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np

from knowledge.amounts import AMOUNT_OF, amounts_in
from knowledge.carriers import NAMING
from knowledge.credits import CREDITED, CREDITING, credits_somebody
from knowledge.embedding import Matrix, embed, embed_kept
from knowledge.inflections import LONG_ENOUGH, akin, as_written, other_spelling
from knowledge.likeness import is_double
from knowledge.normalise import forms, line_words, stem, terms, words
from knowledge.numerals import ROMAN, in_digits
from knowledge.thesaurus import GROUPS, KINDS
from knowledge.words import FUNCTION_WORDS, frequencies, is_word

_SAME = 0.62
_ENGLISH_TOTAL = 1.0e12
_REMEMBERED = 5_000
_UNTOLD = 0.6
"""How telling an unknown word of another language is, whose common words are not known here."""
COMPOUNDING = frozenset({"de", "nl", "da", "sv", "no", "fi"})


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text, ready for comparison: its stems, its words, and its words in order."""

    terms: frozenset[str]
    words: tuple[str, ...]
    known: frozenset[str]

    @classmethod
    def of(cls, *texts: str) -> Text:
        joined = " ".join(texts)
        kept = tuple(_telling(words(joined)))
        said = {*terms(joined), *amounts_in(joined)}
        if credits_somebody(joined):
            said.add(CREDITED)
        return cls(frozenset(said), kept, frozenset(kept))

    def __or__(self, other: Text) -> Text:
        return Text(self.terms | other.terms, self.words + other.words, self.known | other.known)


def _telling(said: Sequence[str]) -> Iterator[str]:
    """All words but common ones; "i" behind a noun is a numeral: "Photosystem I"."""
    before = "i"
    for word in said:
        if word not in FUNCTION_WORDS or (word == "i" and before not in FUNCTION_WORDS):
            yield word
        before = word


EMPTY = Text(frozenset(), (), frozenset())


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a word is like: the course's words, 0..1, and the stems that together spell it out."""

    words: Mapping[str, float]
    stems: Mapping[str, float]
    spelt: frozenset[str]
    parts: tuple[str, ...] = ()
    """The stems of a compound's parts: all of them say what it says, one alone does not."""

    def of(self, word: str) -> float:
        """0..1: how far a word of a text says the same by itself."""
        return max(self.words.get(word, 0.0), self.stems.get(forms(word)[0], 0.0))


@dataclass
class Lexicon:
    """Document frequencies of the course's terms, and what stands for what in it."""

    documents: int = 0
    frequency: Counter[str] = field(default_factory=Counter)
    expansions: dict[str, frozenset[str]] = field(default_factory=dict)
    language: str = "en"
    _vocabulary: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _by_stem: dict[str, list[str]] = field(default_factory=dict)
    _pairs: set[tuple[str, str]] = field(default_factory=set)
    _meanings: tuple[tuple[str, ...], Matrix] | None = None
    _known: dict[str, Likeness] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[str], acronyms: Mapping[str, str], language: str = "en") -> Lexicon:
        """Count what the course says; `language` (ISO 639-1) is what most of it is in."""
        lexicon = cls(language=language)
        lines = [line_words(text) for text in texts]
        lexicon.documents = len(lines)
        known = {word: forms(word) for word in chain.from_iterable(lines)}
        said = ({form for word in line for form in known[word]} for line in lines)
        lexicon.frequency.update(chain.from_iterable(said))
        lexicon._vocabulary = known
        english = frequencies()
        lexicon._pairs.update(
            (known[one][0], known[other][0])
            for line in lines
            for one, other in pairwise(line)
            if len(one) == 1
            or len(other) == 1
            or one in NAMING
            or other in NAMING
            or other in ROMAN
            or one + other in english
        )
        for word, own in lexicon._vocabulary.items():
            for form in own:
                lexicon._by_stem.setdefault(form, []).append(word)
        for short, long in acronyms.items():
            spelt = frozenset(t for w in words(long) if w not in FUNCTION_WORDS for t in forms(w))
            lexicon.expansions[forms(short.casefold())[0]] = spelt
        return lexicon

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """All words that the course says."""
        return tuple(self._vocabulary)

    def says(self, word: str) -> bool:
        """Does the course say just this word?"""
        return word in self._vocabulary

    def pairs(self, one: str, other: str) -> bool:
        """Does the course say them side by side? Known where one says little, is a letter or numeral, or both make a word."""
        return (forms(one)[0], forms(other)[0]) in self._pairs

    def knows(self, word: str) -> bool:
        return (
            any(self.frequency[form] for form in forms(word)) or forms(word)[0] in self.expansions
        )

    def weight(self, word: str) -> float:
        """0.3..1: how telling the word is."""
        found = self._weights.get(word)
        if found is None:
            if len(self._weights) > _REMEMBERED:
                self._weights.clear()
            found = self._weights[word] = self._weight(word)
        return found

    def _weight(self, word: str) -> float:
        if "|" in word:
            return max(self.weight(part) for part in word.split("|"))
        if " " in word:
            return 1.0
        count = max((self.frequency[form] for form in forms(word)), default=0)
        if count:
            spread = math.log(1 + self.documents / count) / math.log(1 + self.documents)
            return 0.45 + 0.55 * min(1.0, spread)
        if not is_word(word):
            return 1.0 if self.language == "en" else _UNTOLD
        rarity = math.log10(_ENGLISH_TOTAL / max(frequencies().get(word, 1), 1)) / 6
        return min(1.0, max(0.3, rarity - 0.1))

    def likeness(self, word: str) -> Likeness:
        """What the word is like; remembered, since questions come back to the same words."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._compare(word)
        return found

    def _compare(self, word: str) -> Likeness:
        if "|" in word:
            first, second = (self.likeness(part) for part in word.split("|", 1))
            return Likeness(
                {**first.words, **second.words}, {**first.stems, **second.stems}, first.spelt
            )
        own = forms(word)
        alike: dict[str, float] = self._by_meaning(word)
        stems: dict[str, float] = {}
        for group in GROUPS:
            if own[0] in group:
                stems |= dict.fromkeys(group, 0.9)
        stems |= dict.fromkeys(KINDS.get(own[0], ()), 0.9)
        stems |= {
            short: 0.75
            for short, long in self.expansions.items()
            if own[0] in long and len(long) > 1
        }
        parts = _parts(word)
        if "-" not in word:
            stems |= dict.fromkeys((f for f in parts if len(f) > 2), 0.9)
        for other, score in self._inflections(word).items():
            alike[other] = max(score, alike.get(other, 0.0))
        for written in {word, *other_spelling(word)}:
            ending = forms(written)[0]
            for other in self._by_stem.get(ending, ()):
                written_so = as_written(written, other, ending, both_said=word in self._vocabulary)
                alike[other] = max(alike.get(other, 0.0), written_so)
        if word in CREDITING:
            stems[CREDITED] = 0.9
        if amount := AMOUNT_OF.get(word):
            stems[amount] = 0.9
        alike[word] = 1.0
        stems.pop(own[0], None)
        spelt = self.expansions.get(own[0], frozenset())
        return Likeness(alike, stems, spelt, parts if "-" in word else ())

    def _inflections(self, word: str) -> dict[str, float]:
        """Words of the course that begin alike (endings of any language), and compounds with it."""
        if self.language == "en" or len(word) < LONG_ENOUGH or not word.isalpha():
            return {}
        compounds = self.language in COMPOUNDING
        return {
            other: score
            for other in self._vocabulary
            if (score := akin(word, other, compounds=compounds))
        }

    def _by_meaning(self, word: str) -> dict[str, float]:
        """The course's words whose embedding is close enough to be called the same."""
        if len(word) < 4 or not is_word(word):
            return {}
        names, vectors = self._vectors()
        if not names:
            return {}
        close = vectors @ embed([word])[0]
        return {
            names[n]: min(1.0, float(close[n]) + 0.2)
            for n in np.flatnonzero(close >= _SAME)
            if names[n].split("-")[0] not in word and not is_double(word, names[n])
        }

    def _vectors(self) -> tuple[tuple[str, ...], Matrix]:
        if self._meanings is None:
            names = tuple(w for w in self._vocabulary if len(w) > 3 and w not in FUNCTION_WORDS)
            self._meanings = names, embed_kept(names)
        return self._meanings


def _parts(word: str) -> tuple[str, ...]:
    """The stems of a compound's parts that tell something; none of a name with digits."""
    if any(c.isdigit() for c in word):
        return ()
    return tuple(f for f in forms(word)[1:-1] if f not in FUNCTION_WORDS)


def covers(word: str, text: Text, lexicon: Lexicon) -> float:
    """0..1: does the text speak of the word? A numbered word ("tutorial 5") only as a whole.

    Of alternatives ("matrix|cytosol") it need only speak of one.
    """
    if "|" in word:
        return max(covers(part, text, lexicon) for part in word.split("|"))
    if " " in word:
        return _numbered(word, text)
    like = lexicon.likeness(word)
    best = 0.0
    found = text.known & like.words.keys()
    if found:
        best = max(like.words[w] for w in found)
    if best < 1.0 and like.spelt and like.spelt <= text.terms:
        return 1.0
    if best < 0.9 and forms(word)[0] in text.terms and not found:
        best = 0.9
    if best < 0.9 and like.parts:
        said = sum(part in text.terms for part in like.parts) / len(like.parts)
        best = max(best, 0.9 * said**2)
    if best < 0.9 and (near := text.terms & like.stems.keys()):
        best = max(best, *(like.stems[s] for s in near))
    return best


def _numbered(word: str, text: Text) -> float:
    noun, number = word.split(" ", 1)
    own = stem(noun)
    if own + number in text.terms:
        return 1.0
    alike = next((group for group in GROUPS if own in group), {own})
    number = in_digits(number)
    before = ""
    for first, second in pairwise(text.words):
        short = before[:1] + first[:1] == noun
        if in_digits(second) == number and (forms(first)[0] in alike or short):
            return 1.0
        before = first
    return 0.0


def coverage(content: Sequence[str], text: Text, lexicon: Lexicon) -> float:
    """The weighted share of `content` that the text speaks of, 0..1; 0 for no content."""
    total = sum(lexicon.weight(w) for w in content)
    if not total:
        return 0.0
    return sum(lexicon.weight(w) * covers(w, text, lexicon) for w in content) / total


def certainty(share: float) -> float:
    """The share of a question that is spoken of → the probability that it is answered."""
    return round(1 / (1 + math.exp(-14 * (share - 0.7))), 4)
