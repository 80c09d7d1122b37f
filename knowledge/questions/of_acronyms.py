"""Questions on what short forms stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, product, zip_longest
from random import Random

from knowledge.glossary import Acronym
from knowledge.normalise import fold
from knowledge.questions.known import TRUE_SHARE, Asked, Known, draft
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.other_words import OtherWords
from knowledge.questions.telling import holds
from knowledge.questions.texts import key
from knowledge.questions.wording import LANGUAGES, say

_WORD = re.compile(r"[^\W_]+")
_LABEL = 2
_LONGEST_QUOTE = 400
_LIKELIEST, _MOST_WORDS = 3, 7
_LEAST_CHANGEABLE = 0.5
"""Share of the words that can be exchanged: of "Least Recently Used" one alone is no choice."""
_HOUSEHOLD = frozenset("ad am bc cd dvd eu faq fax id ok pc pm tv uk un us usa www".split())
"""What everybody knows without a course."""


class Acronyms:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._others = OtherWords(known.near, _texts(known))
        self._real = frozenset(key(a.long) for a in known.acronyms)

    def drafts(self) -> Iterator[Draft]:
        for acronym in self._known.acronyms:
            known = key(acronym.short) in _HOUSEHOLD
            spelt_oddly = "/" in acronym.long or not _begins_alike(acronym)
            if acronym.slide.language not in LANGUAGES or known or spelt_oddly:
                continue
            if not self._is_used(acronym):
                continue
            for asked in self._asked(acronym):
                made = asked and draft(self._known, asked)
                if made:
                    yield made

    def _is_used(self, acronym: Acronym) -> bool:
        """Do two slides speak of it, or a title? What is spelt out once in passing is not taught, and two letters are a label."""
        short = acronym.short
        titled = short in _WORD.findall(acronym.slide.title)
        return titled or (self._known.often(short) > 1 and len(short) > _LABEL)

    def _asked(self, acronym: Acronym) -> Iterator[Asked | None]:
        wrong = self._wrong(acronym)
        yield self._long(acronym, wrong) if wrong else None
        yield self._short(acronym)
        yield self._true_or_false(acronym)

    def _long(self, acronym: Acronym, wrong: Sequence[str]) -> Asked:
        """Wrong answers differ in words with the same first letter: the letters tell nothing."""
        stem_ = say(acronym.slide.language or "en", "long", short=acronym.short)
        quality = 0.6 + 0.06 * min(2, self._known.often(acronym.short) - 1)
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

    def _true_or_false(self, acronym: Acronym) -> Asked | None:
        """The short form with its long one, or with one that many would take for it."""
        language = acronym.slide.language or "en"
        luck = self._known.choosing.luck("stands for", acronym.short)
        slip = self._slip(acronym)
        if not slip:
            return None
        right = luck.random() < TRUE_SHARE
        long = acronym.long if right else slip
        yes, no = say(language, "yes"), say(language, "no")
        return Asked(
            QuizKind.TRUE_FALSE,
            say(language, "stands", short=acronym.short, long=long),
            yes if right else no,
            [no if right else yes],
            acronym.text[:_LONGEST_QUOTE],
            acronym.slide,
            0.66,
            fact=f"acronym|{key(acronym.short)}",
        )

    def _wrong(self, acronym: Acronym) -> Sequence[str]:
        """Three other names; none where too few words can be exchanged for ones that many would take."""
        words, between = _parts(acronym)
        instead = self._instead(words)
        places = [n for n, others in instead.items() if others]
        if len(places) <= _LEAST_CHANGEABLE * sum(len(w) > 3 for w in words):
            return ()
        luck = self._known.choosing.luck("acronym", acronym.short)
        if len(places) > 1:
            found = _crossed(words, instead, luck.sample(places, 2), luck)
        else:
            (place,) = places
            found = [_with(words, {place: other}) for other in instead[place][:3]]
        names = [_joined(name, between) for name in found]
        return names if len(names) == 3 and self._real.isdisjoint(map(key, names)) else ()

    def _slip(self, acronym: Acronym) -> str:
        """The name with the likeliest other word in it; "" where none is likely."""
        words, between = _parts(acronym)
        instead = self._instead(words)
        ways = [(n, others[0]) for n, others in instead.items() if others]
        if not ways:
            return ""
        place, other = max(
            ways, key=lambda way: self._known.near(words[way[0]].lower(), way[1].lower())
        )
        name = _joined(_with(words, {place: other}), between)
        return "" if key(name) in self._real else name

    def _instead(self, words: Sequence[str]) -> dict[int, Sequence[str]]:
        """For each word of a name what may stand there; nothing in very short and very long names."""
        if not 2 <= len(words) <= _MOST_WORDS:
            return {}
        return {n: self._others.instead(words, n) for n in range(len(words))}

    def _short(self, acronym: Acronym) -> Asked | None:
        """Only where the first letters of the words do not tell it."""
        if holds(fold(acronym.short), fold(acronym.long)):
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


def _begins_alike(acronym: Acronym) -> bool:
    """Of "UNFCCC" the "Framework Convention on Climate Change" is but a part."""
    short, long = fold(acronym.short), fold(acronym.long)
    return not short[0].isalpha() or short[0] == long[:1] or short[-1:] == "s"


def _parts(acronym: Acronym) -> tuple[list[str], list[str]]:
    """The words of the long form, and what stands between them."""
    parts = re.split(r"([\s-]+)", acronym.long)
    return parts[::2], parts[1::2]


def _joined(words: Sequence[str], between: Sequence[str]) -> str:
    return "".join(chain(*zip_longest(words, between, fillvalue="")))


def _crossed(
    words: Sequence[str], instead: dict[int, Sequence[str]], places: Sequence[int], luck: Random
) -> list[list[str]]:
    """Two words, each as it is and exchanged, crossed: every word stands in half of the choices.

    Were one word exchanged at a time, the right answer would be the one made of the commonest words.
    """
    one, two = places
    other = luck.choice(instead[one][:_LIKELIEST])
    others = [w for w in instead[two] if fold(w) != fold(other)]
    if not others:
        return []
    ways = ((words[one], other), (words[two], luck.choice(others[:_LIKELIEST])))
    made = [_with(words, dict(zip(places, pair, strict=True))) for pair in product(*ways)]
    return made[1:]


def _with(words: Sequence[str], others: dict[int, str]) -> list[str]:
    return [others.get(n, word) for n, word in enumerate(words)]


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
