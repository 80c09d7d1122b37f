"""Short texts that people write about a lecture, as weighted terms that can be compared.

What a remark says is what is left without the words that carry it ("I don't understand why …"): the
course's own terms first, an acronym and what it stands for as one, slips undone, endings off in the
language that the text is in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import Any

import snowballstemmer
from rapidfuzz.distance import OSA

from knowledge.catalogue import Catalogue, language_of_course
from knowledge.coverage import COMPOUNDING
from knowledge.languages import language_of, says_nothing
from knowledge.normalise import forms, words
from knowledge.spelling import Speller
from knowledge.thesaurus import GROUPS
from knowledge.words import FUNCTION_WORDS, is_word

Terms = Mapping[str, float]
"""A remark's terms, each with how telling it is (0..1)."""
NOTHING = "∅"
"""The only term of a remark that says that there is nothing to say."""
_SAYS_NO = frozenset(
    """nothing none nope no na n/a nil nada all clear everything's fine ok okay good great really everything was is understood
    fine so far x thanks thank you questions question - nichts keine nein alles klar gut verstanden danke rien tout était clair c'était est bien
    compris merci non pas nada todo claro bien entendido gracias ninguna ninguno""".split()
)
_NO = frozenset(
    "nothing none nope no na n/a nil nichts nein rien nada clear klar clair claro fine understood verstanden compris ok".split()
)
_CARRIERS = frozenset(
    """understand understood understanding don't dont didn't didnt doesn't doesnt isn't isnt wasn't wasnt can't cant couldn't get got getting see confused
    confusing confusion unclear clear explain explained explanation explaining example examples difference differences
    different differ distinguish vs versus mean means meaning meant exactly really actually know need needs want like still bit part slide slides
    lecture lectures class today question questions please more again work works working use used using happen happens
    go goes come comes lot much many thing things something anything way sure ever now quick quickly fast lost one
    other why how what when where which who whether whose is are was were be s t isn does do did way between
    too also what's whats talk talked should would could can must may make makes call called exact kind sort both same instead even""".split()
)
_ABROAD: Mapping[str, frozenset[str]] = {
    "de": frozenset(
        "unterschied unterschiede unterscheidet verstehe verstehen verstanden unklar klar genau beispiel beispiele erklären wozu braucht gehört kommt vs".split()
    ),
    "fr": frozenset(
        "différence différences comprends compris comprendre clair exactement exemple exemples vraiment lien vs sert marche".split()
    ),
    "es": frozenset(
        "diferencia diferencias entiendo entender claro exactamente ejemplo ejemplos realmente vs sirve".split()
    ),
}
_STEMMERS = {"de": "german", "fr": "french", "es": "spanish"}
_FAINT = 0.15
"""How telling a carrying word is where a remark has no other."""
_UNKNOWN = 0.7
"""How telling a word is that the course has not: it may be the remark's very point, or anything."""
_NUMBER = 0.5
_SLIP_FROM, _LONG, _HEAD = 5, 8, 5
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4"}
_SAME: Mapping[str, str] = {term: min(group) for group in reversed(GROUPS) for term in group}
"""Words that stand for one another in any course, each as one of them."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A text's terms; `misspelt` where a slip in it was undone."""

    terms: Terms
    misspelt: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """What the course calls things: names of several words → one term, its words, its usual language."""

    names: Mapping[tuple[str, ...], str]
    speller: Speller
    weight: Callable[[str], float]
    language: str

    @classmethod
    def of(cls, known: Catalogue) -> Usage:
        """From the glossary, synonyms and vocabulary of a course."""
        names: dict[tuple[str, ...], str] = {}
        pairs = chain(known.build.acronyms.items(), known.build.synonyms.items())
        language = language_of_course(known.build)
        for one, other in pairs:
            if all(_carries(word, language) for word in words(one)):
                continue
            term = " ".join(_stems(words(one), language))
            long = tuple(_stems(words(other), language))
            if term and long and tuple(term.split()) != long:
                names.setdefault(long, term)
        return cls(names, known.speller, known.lexicon.weight, language)


PLAIN = Usage({}, Speller(), lambda word: _UNKNOWN, "en")
"""Where nothing is known of the course."""


def read(texts: Sequence[str], course: Usage = PLAIN) -> list[Remark]:
    """What each text says, whatever the order of the texts."""
    found = [_parts(words(text)) for text in texts]
    tongue = [_language(said, course.language) for said in found]
    slips = _slips(Counter(chain.from_iterable(dict.fromkeys(said) for said in found)), course)
    mended = [[slips.get(word, word) for word in said] for said in found]
    course = replace(course, names={**_initials(mended), **course.names})
    remarks = _all_read(texts, found, mended, tongue, course)
    return _with_heads(remarks) if set(tongue) & COMPOUNDING else remarks


def _all_read(
    texts: Sequence[str],
    found: Sequence[Sequence[str]],
    mended: Sequence[Sequence[str]],
    tongue: Sequence[str],
    course: Usage,
) -> list[Remark]:
    return [
        Remark({NOTHING: 1.0})
        if says_nothing_is_unclear(text)
        else Remark(_terms(said, language, course), misspelt=said != typed)
        for text, typed, said, language in zip(texts, found, mended, tongue, strict=True)
    ]


def _with_heads(remarks: Sequence[Remark]) -> list[Remark]:
    """A compound as the word that it begins with, where that stands in another remark by itself."""
    terms = sorted(set().union(*(remark.terms for remark in remarks)), key=len)
    heads: dict[str, str] = {}
    for n, term in enumerate(terms):
        shorter = (t for t in terms[:n] if len(t) >= _HEAD and term.startswith(t) and t != term)
        heads[term] = next((heads[t] for t in shorter), term)
    return [
        replace(remark, terms={heads[term]: weight for term, weight in remark.terms.items()})
        for remark in remarks
    ]


def _parts(said: Sequence[str]) -> list[str]:
    """Words joined by hyphens and slashes, each by itself; "i/o" stays."""
    out: list[str] = []
    for word in said:
        parts = re.split(r"[-/]", word)
        out += parts if max(map(len, parts)) > 1 else [word]
    return out


def _initials(texts: Sequence[Sequence[str]]) -> dict[tuple[str, ...], str]:
    """Names that some spell out and others shorten: "virtual machine" and "VM", "two phase commit" and "2PC"."""
    short = {w for said in texts for w in said if 1 < len(w) < 5 and not is_word(w)}
    short |= {w.removesuffix("s") for w in short if len(w) > 2}
    found = {}
    for said in texts:
        for size in (2, 3, 4):
            for n in range(len(said) - size + 1):
                name = said[n : n + size]
                letters = "".join(_NUMBERS.get(w, w)[0] for w in name)
                if letters in short and not any(w in FUNCTION_WORDS for w in name):
                    found[tuple(_english(w) for w in name)] = _english(letters)
    return found


def _terms(said: Sequence[str], language: str, course: Usage) -> Terms:
    weights: dict[str, float] = {}
    told = [w for w in said if not _carries(w, language)]
    for word in told or said:
        for term in _stems([word], language):
            weight = _weight(word, course) if told else _FAINT
            weights[term] = max(weight, weights.get(term, 0.0))
    return _renamed(weights, [s for w in said for s in _stems([w], language)], course)


def _renamed(weights: dict[str, float], stems: Sequence[str], course: Usage) -> Terms:
    """With the term in place of a name that is spelt out."""
    for long, term in course.names.items():
        if _holds(stems, long):
            for part in long:
                weights.pop(part, None)
            weights[term] = 1.0
    return weights


def _holds(stems: Sequence[str], name: Sequence[str]) -> bool:
    span = len(name)
    return any(tuple(stems[n : n + span]) == tuple(name) for n in range(len(stems) - span + 1))


def says_nothing_is_unclear(text: str) -> bool:
    """ "Nothing, all clear!", "n/a", "-", "rien"."""
    said = words(text)
    if not said:
        return not any(c.isalnum() for c in text)
    return len(said) < 6 and all(w in _SAYS_NO for w in said) and any(w in _NO for w in said)


def _carries(word: str, language: str) -> bool:
    return (
        word in FUNCTION_WORDS
        or word in _CARRIERS
        or word in _ABROAD.get(language, ())
        or says_nothing(word, language)
    )


def _weight(word: str, course: Usage) -> float:
    return _NUMBER if word.isdigit() else course.weight(word)


def _language(said: Sequence[str], usual: str) -> str:
    """The text's own; the course's where nothing tells."""
    found = language_of(said)
    if found == "en" and not any(w in FUNCTION_WORDS or w in _CARRIERS for w in said):
        return usual
    return found


def _stems(said: Iterable[str], language: str) -> list[str]:
    if language not in _STEMMERS:
        return [_english(word) for word in said]
    stemmer = _stemmer(language)
    parts = (part for word in said for part in word.replace("'", " ").replace("-", " ").split())
    return [str(stemmer.stemWord(part)) for part in parts]


def _english(word: str) -> str:
    term = forms(word)[0]
    return _SAME.get(term, term)


@cache
def _stemmer(language: str) -> Any:
    return snowballstemmer.stemmer(_STEMMERS[language])


def _slips(counts: Counter[str], course: Usage) -> Mapping[str, str]:
    """What misspelt words were meant for: words of the course, or of those who spelt them alike."""
    known = [w for w in sorted(counts) if course.speller.knows(w) or is_word(w) or counts[w] > 1]
    mended: dict[str, str] = {}
    for word in sorted(counts):
        if len(word) < 3 or course.speller.knows(word) or word in FUNCTION_WORDS:
            continue
        meant = course.speller.correct(word)
        if meant == word and not is_word(word) and len(word) >= _SLIP_FROM:
            meant = _nearest(word, known, counts)
        if meant != word:
            mended[word] = meant
    return mended


def _nearest(word: str, known: Sequence[str], counts: Counter[str]) -> str:
    """One of the others' words, a slip or two away; the more usual first, then by the alphabet."""
    most = 2 if len(word) >= _LONG else 1
    near = [
        (OSA.distance(word, other), -counts[other], other)
        for other in known
        if other != word and abs(len(other) - len(word)) <= most and len(other) >= _SLIP_FROM
    ]
    close = [each for each in near if each[0] <= most]
    return min(close)[2] if close else word
