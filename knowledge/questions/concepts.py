"""What lectures are about, by name: what may be asked for, and what may be taken for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.glossary import Acronym
from knowledge.model import Slide
from knowledge.normalise import fold, words
from knowledge.questions.facts import Listing, Meant
from knowledge.questions.lexis import BASES, GENERIC, KINDS, NOUN_VERBS, VERBS, function_words
from knowledge.questions.material import ARTICLE, Teaching
from knowledge.questions.texts import (
    bare,
    capital,
    content,
    is_act,
    is_name,
    is_topic,
    key,
    tidy,
    unbracketed,
)
from knowledge.words import frequencies, is_acronym

_ABSTRACT = frozenset(
    """challenge challenges goal goals issue issues strategy strategies principle principles consideration considerations
    aspect aspects quality qualities attribute attributes suggestion suggestions question questions requirement requirements
    assumption assumptions basics practice practices tradeoff tradeoffs trade-offs advice recommendation recommendations
    guideline guidelines activity activities reason reasons need needs idea ideas variations insights choice choices
    perspective perspectives view views future state reality world list lists ways tips tools today science reminder reminders acronym abbreviation term terms topics lessons facts myths matters approach approaches
    possibilities options alternatives cases queries scenarios findings arguments objections remarks implications steps
    limitations opportunities criticisms criticism contributions effects consequences causes symptoms trends roadmap summary recap case story stories puzzle puzzles""".split()
)
"""Last words of titles that announce remarks, and name nothing themselves."""
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())
_TRAIT = re.compile(r"\w+(?:al|ive|ous|able|ible|less|ful)")
"""A heading of one word such as "Intentional" names a trait of what is above it."""
_TRAITS = frozenset(
    "complexity importance role need power nature beauty difficulty rise fall impact future state lack cost price fate".split()
)
_TELLING = frozenset(
    "explaining understanding introducing comparing describing discussing exploring revisiting".split()
)
"""Titles that say what the lecturer does, and name nothing."""
_JOINING = frozenset(
    "against behind and or vs versus und oder et ou y o with without about beyond per à mit von sobre für by via from to at in on for "
    "im am en sur dans zur zum beim as like".split()
)
"""Words of titles that say how two things are related."""
_INNER = frozenset("of de del du des la l der die das".split())
"""Small words that a name may hold."""
_FEW = frozenset(
    "multiple several many most each every all some any few various different other another such kinds types".split()
)
_ACTS = (BASES | VERBS["en"]) - NOUN_VERBS
_LONGEST = 4
_EVERYDAY = 12_000_000
"""Count of an English word from which it names no concept by itself, and heads slides ("Application") that name nothing."""
_LONGEST_OF_FAMILY = 6
_MOST = 40
"""So many are enough to find three in."""
_NEAR_BY = 15
"""So many slides before and after may speak of what could be taken for a concept."""
_SHARED = 0.6
"""Share of the words that say something, from which they may be said of a concept whose slides hold them."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a lecture names, with the slides (their places in the course) that it stands on."""

    name: str
    places: tuple[int, ...]
    told: frozenset[str]
    """Stems of all that its slides say."""

    def says(self, said: frozenset[str]) -> bool:
        """May what has these stems be said of it as well, as its own slides hold most of them?"""
        return len(said & self.told) >= _SHARED * len(said)


class Concepts:
    """The concepts of each file, in the order in which they come up."""

    def __init__(
        self,
        slides: Sequence[Teaching],
        meant: Sequence[Meant],
        listings: Sequence[Listing],
        acronyms: Sequence[Acronym],
    ) -> None:
        self._place = {id(slide.slide): n for n, slide in enumerate(slides)}
        told = {id(s.slide): _told(s) for s in slides}
        self._everyday = _everyday(slides)
        self._files: dict[str, dict[str, Concept]] = defaultdict(dict)
        self._families = _families(slides)
        for name, slide in _names(slides, meant, listings, acronyms):
            place = self._place.get(id(slide))
            if place is not None and self.may_be(name, slide):
                file = self._files[slide.file]
                before = file.get(key(name), Concept(name, (), frozenset()))
                seen = before.told | told[id(slide)]
                file[key(name)] = Concept(before.name, (*before.places, place), seen)

    def may_be(self, name: str, slide: Slide) -> bool:
        """Is the name that stands on the slide a concept, or one of several titles that begin or end alike?"""
        known = is_concept(name, slide.language or "en")
        known = known or (slide.file, key(name)) in self._families
        return known and key(name) not in self._everyday

    def get(self, file: str, name: str) -> Concept | None:
        """The file's concept of that name."""
        return self._files[file].get(key(name))

    def names(self, file: str) -> Sequence[str]:
        """Of all the file's concepts."""
        return [c.name for c in self._files[file].values()]

    def place(self, slide: Slide) -> int:
        """Which of the course's teaching slides it is."""
        return self._place[id(slide)]

    def beside(self, slide: Slide) -> Sequence[Concept]:
        """The file's concepts that come up at most some slides away, the closest first."""
        place = self.place(slide)
        away = [
            (min(abs(p - place) for p in c.places), c) for c in self._files[slide.file].values()
        ]
        near = [pair for pair in away if pair[0] <= _NEAR_BY]
        return [c for _, c in sorted(near, key=lambda pair: pair[0])[:_MOST]]


def is_concept(name: str, language: str) -> bool:
    """Does it name one thing: no remark ("Design challenges"), no two things ("Push vs pull"), no action?"""
    said = words(name)
    first = said[0] if said else ""
    acts = language == "en" and len(said) > 1 and is_act(first)
    acts = acts or (
        language == "en" and any(w.endswith("s") and w[:-1] in _ACTS for w in said[1:-1])
    )
    small = (function_words(language) | _FEW) - _INNER
    return (
        1 <= len(said) <= _LONGEST
        and is_topic(name, language)
        and is_name(name, language)
        and said[-1] not in _ABSTRACT | GENERIC
        and not (said[-1] in KINDS and len(content(name) - content(" ".join(GENERIC))) < 2)
        and not _JOINING & set(said)
        and not small & set(said)
        and not acts
        and not (len(said) > 2 and said[0].endswith("ing"))
        and not name[0].isdigit()
        and not re.search(r"\s[-–—/&+]\s|#\d", name)
        and not (len(said) == 1 and first in _TELLING)
        and said[-1] not in _NUMBERS
        and not any(b == "of" and _is_abstract(a) for a, b in pairwise(said))
    )


def _is_abstract(word: str) -> bool:
    """ "Richness of …", "Elements of …": what is said of a thing, or a list of its kinds, and no thing."""
    return word.endswith("ness") or word in _ABSTRACT | GENERIC | KINDS | _TRAITS


def _everyday(slides: Sequence[Teaching]) -> frozenset[str]:
    """Titles of one everyday word that no line speaks of: "Application"."""
    spoken = {w for slide in slides for line in slide.lines for w in words(line.text)}
    titles = {key(slide.topic) for slide in slides}
    return frozenset(t for t in titles if " " not in t and t not in spoken and is_everyday(t))


def is_everyday(word: str) -> bool:
    """Is it an English word of every day, such as "output" or "client"?"""
    return frequencies().get(fold(word), 0) >= _EVERYDAY


def _families(slides: Sequence[Teaching]) -> frozenset[tuple[str, str]]:
    """Topics that set like things side by side: "Defences against flooding", "… against sniffing", "… against spoofing"."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for slide in slides:
        said = words(slide.topic)
        joined = {"and", "or", "vs", "versus", "und", "oder", "et", "ou", "y", "o"} & set(said)
        if 3 <= len(said) <= _LONGEST_OF_FAMILY and not joined and said[1] in _JOINING:
            found[slide.slide.file, " ".join(said[:2])].add(key(slide.topic))
    return frozenset(
        (file, topic) for (file, _), topics in found.items() if len(topics) > 2 for topic in topics
    )


def _names(
    slides: Sequence[Teaching],
    meant: Iterable[Meant],
    listings: Iterable[Listing],
    acronyms: Iterable[Acronym],
) -> Iterator[tuple[str, Slide]]:
    for slide in slides:
        if slide.topic:
            yield slide.topic, slide.slide
            yield from ((short, slide.slide) for short in short_forms_in(slide.slide.title))
        for heading in dict.fromkeys(line.under[-1] for line in slide.lines if line.under):
            if not _TRAIT.fullmatch(heading_name(heading)):
                yield heading_name(heading), slide.slide
    for each in meant:
        yield each.term, each.slide
    for listing in listings:
        yield from ((item, listing.slide) for item in listing.items if not listing.side)
    for acronym in acronyms:
        yield acronym.short, acronym.slide


def heading_name(line: str) -> str:
    """What a line names that heads others, without its article and what stands in brackets or behind a dash."""
    name = re.split(r"\s[-–—]\s|:\s", tidy(line), maxsplit=1)[0]
    return capital(ARTICLE.sub("", bare(unbracketed(name))))


def short_forms_in(title: str) -> Sequence[str]:
    """Short forms in brackets behind a title: "Write-ahead logging (WAL)"."""
    found = re.search(r"\(([^()\s]{2,8})\)\s*$", title)
    return [found[1]] if found and is_acronym(found[1]) else []


def _told(slide: Teaching) -> frozenset[str]:
    return content(" ".join(line.text for line in slide.lines))
