"""Questions on what short forms stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from knowledge.glossary import Acronym
from knowledge.initials import SMALL
from knowledge.normalise import fold, stem
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.lexis import NAME_WORDS, POINTING
from knowledge.questions.model import Draft, QuizKind, unique
from knowledge.questions.texts import key
from knowledge.questions.wording import LANGUAGES, say
from knowledge.words import FUNCTION_WORDS, frequencies

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = tuple("ly tion ing ed ity ment er or al ive ic ance ence".split())
_LONGEST_QUOTE = 400
_CLOSEST = 5
_SAME = 0.7
_AKIN = 0.05
"""Cosine of words of which one may be taken for the other in a name."""
_WORDS = 20_000
"""So many of the commonest English words are taken for words, and not for short forms."""


class Acronyms:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._words: dict[str, dict[str, str]] = defaultdict(dict)
        """The course's words, by first letter."""
        for text in _texts(known):
            for word in map(fold, filter(str.islower, _WORD.findall(text))):
                if word in _known() and word not in SMALL | FUNCTION_WORDS | POINTING:
                    self._words[word[0]].setdefault(stem(word), word)

    def drafts(self) -> Iterator[Draft]:
        for acronym in self._known.acronyms:
            if acronym.slide.language not in LANGUAGES:
                continue
            for asked in (self._long(acronym), self._short(acronym)):
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _long(self, acronym: Acronym) -> Asked | None:
        """Wrong answers differ in a word with the same first letter: the letters tell nothing."""
        words = acronym.long.split()
        if not 2 <= len(words) <= 7:
            return None
        luck = self._known.choosing.luck("acronym", acronym.short)
        found: dict[str, str] = {}
        changeable = [
            n for n, w in enumerate(words) if len(w) > 2 and w.isalpha() and fold(w) not in SMALL
        ]
        for n in changeable:
            for other in self._instead(words[n]):
                if other in fold(acronym.long):
                    continue
                made = " ".join([*words[:n], _cased(other, words[n]), *words[n + 1 :]])
                if not self._is_real(made):
                    found.setdefault(key(made), made)
        options = list(found.values())
        luck.shuffle(options)
        wrong = _varied(options, words)
        if len(wrong) < 3:
            return None
        stem_ = say(acronym.slide.language or "en", "long", short=acronym.short)
        quality = 0.72 + 0.06 * min(2, self._known.often(acronym.short) - 1)
        return Asked(
            QuizKind.ACRONYM,
            stem_,
            acronym.long,
            wrong,
            acronym.text[:_LONGEST_QUOTE],
            acronym.slide,
            quality,
            fact=f"acronym|{key(acronym.short)}",
        )

    def _instead(self, word: str) -> Sequence[str]:
        """Words of the course with the same first letter and ending, the closest in meaning."""
        said = fold(word)
        ending = next((e for e in _ENDINGS if said.endswith(e)), "")
        own = list(self._words.get(said[:1], {}).values())
        near = self._akin(said, ending, own)
        usual = self._akin(said, ending, _usual(said[:1]))
        return near if len(near) >= 3 else unique([*near, *usual])[:_CLOSEST]

    def _akin(self, said: str, ending: str, words: Iterable[str]) -> list[str]:
        plural = said.endswith("s") and not said.endswith("ss")
        others = [
            o
            for o in words
            if stem(o) != stem(said)
            and (o.endswith("s") and not o.endswith("ss")) == plural
            and abs(len(o) - len(said)) <= 5
            and len(o) >= min(4, len(said))
            and not _same_root(o, said)
            and _AKIN <= self._known.near(o, said) < _SAME
        ]
        other = [o for o in others if not o.endswith(("ing", "ed", "ly"))]
        formed = [o for o in others if o.endswith(ending)] if ending else other
        return sorted(formed, key=lambda o: -self._known.near(o, said))[:_CLOSEST]

    def _is_real(self, long: str) -> bool:
        return any(key(long) == key(a.long) for a in self._known.acronyms)

    def _short(self, acronym: Acronym) -> Asked | None:
        """Only where the first letters of the words do not tell it."""
        initials = "".join(w[0] for w in acronym.long.split()).casefold()
        if initials == fold(acronym.short):
            return None
        wrong = [
            a.short
            for a in self._known.acronyms
            if a.short != acronym.short
            and a.short[0] == acronym.short[0]
            and abs(len(a.short) - len(acronym.short)) <= 1
        ]
        if len(wrong) < 3:
            return None
        return Asked(
            QuizKind.SHORT_FORM,
            say(acronym.slide.language or "en", "short", long=acronym.long),
            acronym.short,
            wrong[:3],
            acronym.text[:_LONGEST_QUOTE],
            acronym.slide,
            0.6,
            fact=f"acronym|{key(acronym.short)}",
        )


def _texts(known: Known) -> Iterator[str]:
    """What the course has names for, in small letters."""
    for acronym in known.acronyms:
        yield acronym.long.lower()
    for slide in known.slides:
        yield slide.topic.lower()
    for meant in known.meant:
        yield meant.term.lower()
    for listing in known.listings:
        yield from (item.lower() for item in listing.items if len(item.split()) <= 3)


@cache
def _known() -> frozenset[str]:
    """Words that are no abbreviations themselves."""
    return frozenset(islice(frequencies(), _WORDS))


@cache
def _usual(letter: str) -> Sequence[str]:
    """Words of many a name that begin with the letter."""
    return [w for w in NAME_WORDS if w[0] == letter]


def _same_root(a: str, b: str) -> bool:
    """ "Frequency" for "frequently" would be no other name but a slip."""
    shared = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    return shared >= 4 and shared >= 0.6 * min(len(a), len(b))


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word


def _varied(options: list[str], words: list[str]) -> list[str]:
    """Three that do not all leave the same words as they are, lest the odd one be the answer."""
    changed: dict[int, list[str]] = defaultdict(list)
    for option in options:
        at = next(
            (n for n, (a, b) in enumerate(zip(option.split(), words, strict=True)) if a != b), 0
        )
        changed[at].append(option)
    chosen: list[str] = []
    while changed and len(chosen) < 3:
        for at in list(changed):
            if changed[at] and len(chosen) < 3:
                chosen.append(changed[at].pop(0))
            if not changed[at]:
                del changed[at]
    return chosen
