"""Are two names of one kind? What a lecture sets side by side is; what it only names near by may not be."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby

from knowledge.normalise import fold, words
from knowledge.questions.concepts import is_concept
from knowledge.questions.facts import Listing, Meant, group_of
from knowledge.questions.lexis import GENERIC
from knowledge.questions.material import ARTICLE, Line, Teaching, without_numbers
from knowledge.questions.meanings import named, spelt
from knowledge.questions.texts import bare, capital, content, is_plural, key, stems, tidy
from knowledge.words import frequencies, is_acronym

STRONG, MEDIUM = 0.6, 0.5
"""Strength from which somebody surely takes one for the other, and from which somebody may."""
_HEADED = re.compile(r"(?P<name>[^:–—]{2,50}?)(?::\s|\s[–—-]\s)\S")
_CLOSE, _AKIN = 0.34, 0.1
"""Cosine from which names are of one kind by themselves, and where they end alike."""
_RARE, _RARE_IN_COMPOUND = 6_000_000, 12_000_000
"""Counts of an English word up to which it is a technical term, or makes one of several words."""
_KIND = re.compile(r"(?:ism|osis|ysis|itis|ase|ation|ssion|ction|ity|ship|ology|graphy|metry)$")
"""Endings that tell what kind of thing a word names."""
_TRAIT = re.compile(r"(?:al|ic|ive|ous|ary|less|ful|ible|able)$")
_SELF = frozenset("itself themselves himself herself others another none both".split())
_LEAST_LINES = 2
"""Lines of a slide that make its title one of the lecture's topics."""
_NEAR_BY = 8
"""So many slides apart topics may be taken for one another."""


class Kinship:
    """What each file of a course sets side by side."""

    def __init__(
        self, slides: Sequence[Teaching], meant: Sequence[Meant], listings: Sequence[Listing]
    ) -> None:
        self._groups: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._names: dict[tuple[str, str], list[str]] = defaultdict(list)
        for file, group, name in _grouped(slides, meant, listings):
            self._groups[file, key(name)].add(group)
            self._names[file, group].append(name)
        self._siblings: dict[tuple[str, str], list[str]] = {}
        self._topics: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, slide in enumerate(slides):
            if len(slide.lines) >= _LEAST_LINES:
                self._topics[slide.slide.file, key(slide.topic)].append(place)

    def are_siblings(self, file: str, one: str, other: str) -> bool:
        """Do they stand in one list, or as headings under one heading?"""
        none: set[str] = set()
        here, there = (self._groups.get((file, key(name)), none) for name in (one, other))
        return bool(here & there)

    def siblings(self, file: str, name: str) -> Sequence[str]:
        """All that stands in a list with the name."""
        at = (file, key(name))
        if at not in self._siblings:
            found = [n for g in sorted(self._groups.get(at, ())) for n in self._names[file, g]]
            self._siblings[at] = [n for n in dict.fromkeys(found) if key(n) != at[1]]
        return self._siblings[at]

    def strength(self, file: str, one: str, other: str, near: float) -> float:
        """How surely they are of one kind, 0..1; `near` is the cosine of their meanings."""
        if self.are_siblings(file, one, other):
            return 1.0 if same_form(one, other) else MEDIUM
        if not same_form(one, other):
            return 0.0
        number = is_plural(one) == is_plural(other)
        if number and end_alike(one, other):
            return 0.9
        apart = not content(one) & content(other)
        if number and near >= _CLOSE and apart and abs(len(one.split()) - len(other.split())) < 2:
            return 0.8
        technical = _is_technical(one) and _is_technical(other)
        if technical and near >= _AKIN and _kind(one) and _kind(one) == _kind(other):
            return 0.7
        return MEDIUM if technical and apart and self._are_topics(file, one, other) else 0.0

    def _are_topics(self, file: str, one: str, other: str) -> bool:
        """Has each some slides of its own, not far from the other's?"""
        places = [self._topics.get((file, key(name)), []) for name in (one, other)]
        return any(abs(a - b) <= _NEAR_BY for a in places[0] for b in places[1])


def end_alike(one: str, other: str) -> bool:
    """ "Punitive damages", "compensatory damages"."""
    said, told = _parts(one), _parts(other)
    return len(said) > 1 and len(told) > 1 and said[-1] == told[-1] and said != told


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[str, ...]:
    return stems(name.replace("-", " "))


def heads_apart(answer: str, wrong: Sequence[str]) -> bool:
    """Does the answer alone lack a last word that the others share: "Normal form" beside three keys?"""
    pairs = list(combinations(wrong, 2))
    return (
        bool(pairs) and all(end_alike(a, b) for a, b in pairs) and not end_alike(answer, wrong[0])
    )


def same_form(one: str, other: str) -> bool:
    """Both names of things, both traits ("Fibrous"), or both short forms."""
    return _form(one) == _form(other)


def _kind(name: str) -> str:
    found = _KIND.search(fold(name)) if " " not in name else None
    return found[0] if found else ""


@lru_cache(maxsize=20_000)
def _form(name: str) -> tuple[bool, bool]:
    """Short form, and trait ("Experimental"): what is plain at sight."""
    trait = " " not in name and bool(_TRAIT.search(fold(name)))
    return is_acronym(name), trait


@lru_cache(maxsize=20_000)
def _is_technical(name: str) -> bool:
    """Has it a word that is not of every day?"""
    said = [w for w in words(name) if len(w) > 2]
    most = _RARE if len(said) < 2 else _RARE_IN_COMPOUND
    return any(frequencies().get(fold(w), 0) <= most for w in said)


def _grouped(
    slides: Sequence[Teaching], meant: Iterable[Meant], listings: Iterable[Listing]
) -> Iterator[tuple[str, str, str]]:
    """(file, group, name) of all that stands side by side."""
    for slide in slides:
        for group, together in groupby(sorted(slide.lines, key=group_of), key=group_of):
            each = list(together)
            names = [name for line in each if (name := _name_of(line))]
            if len(names) >= 2 and 2 * len(names) >= len(each):
                yield from ((slide.slide.file, group, name) for name in names)
    for m in meant:
        if not m.said and not m.group.endswith("|titles"):
            yield m.slide.file, m.group, m.term
        if m.said and (genus := _genus(m.meaning)):
            yield m.slide.file, f"genus|{genus}", m.term
    for n, listing in enumerate(listings):
        if not listing.side and not set(words(listing.heading)) <= GENERIC:
            language = listing.slide.language or "en"
            items = (i for i in listing.items if is_concept(i, language))
            yield from ((listing.slide.file, f"list|{n}", item) for item in items)


def _genus(meaning: str) -> str:
    """The first word of what a thing is said to be: of "a measure of …" that is "measure"."""
    said = words(ARTICLE.sub("", meaning)) if ARTICLE.match(meaning) else []
    return said[0] if said else ""


def _name_of(line: Line) -> str:
    """What the line names: all of it, or what stands ahead of its colon or dash."""
    text = tidy(without_numbers(line.text))
    found = _HEADED.match(text)
    plain = re.sub(r"\s*\([^()]*\)$", "", found["name"] if found else text)
    name = named(bare(plain), line.language)
    fits = bool(name) and is_concept(capital(name), line.language) and fold(name) not in _SELF
    return spelt(name, line.text) if fits else ""
