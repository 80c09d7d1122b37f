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
from knowledge.questions.texts import bare, capital, is_plural, key, stems, tidy, unbracketed
from knowledge.words import is_acronym

_HEADED = re.compile(r"(?P<name>[^:–—]{2,50}?)(?::\s|\s[–—-]\s)\S")
_TRAIT = re.compile(r"(?:al|ic|ive|ous|ary|less|ful|ible|able)$")
_LEAST_MARKED = 3
"""So many lines "Name: what it is" among others are a list of their own."""
_SELF = frozenset("itself themselves himself herself others another none both".split())


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
        self._above: dict[tuple[str, str], set[str]] = defaultdict(set)
        """What a name stands under on some slide, by file and key: its kind, or what it is a part of."""
        for file, name, over in _under(slides, listings):
            self._above[file, key(name)].add(key(over))

    def are_siblings(self, file: str, one: str, other: str) -> bool:
        """Do they stand in one list, or as headings under one heading?"""
        none: set[str] = set()
        here, there = (self._groups.get((file, key(name)), none) for name in (one, other))
        return bool(here & there)

    def is_above(self, file: str, one: str, other: str) -> bool:
        """Does `other` stand under `one` somewhere in the file?"""
        return key(one) in self._above.get((file, key(other)), frozenset())

    def stand_apart(self, file: str, one: str, other: str) -> bool:
        """Does neither stand under the other anywhere in the file?"""
        return not (self.is_above(file, one, other) or self.is_above(file, other, one))

    def are_rivals(self, file: str, one: str, other: str, *, listed: bool = False) -> bool:
        """May somebody who knows a little take one for the other, and certainly not both for right?

        The two stand in one list (known to the caller where `listed`), or their last words are the same; neither is
        a kind or a part of the other.
        """
        alike = same_form(one, other) and (listed or self.are_siblings(file, one, other))
        return self.stand_apart(file, one, other) and (
            alike
            or (end_alike(one, other) and not are_kind_and_sort(one, other))
            or have_one_ending(one, other)
        )

    def siblings(self, file: str, name: str) -> Sequence[str]:
        """All that stands in a list with the name."""
        at = (file, key(name))
        if at not in self._siblings:
            found = [n for g in sorted(self._groups.get(at, ())) for n in self._names[file, g]]
            self._siblings[at] = [n for n in dict.fromkeys(found) if key(n) != at[1]]
        return self._siblings[at]


_PART_OF = re.compile(r"\s(?:of|for|in|on|with|to|by|from)\s")


def is_part_of(name: str) -> bool:
    """Is the last word not what the name is of: "cost of base isolation"?"""
    return bool(_PART_OF.search(name))


def end_alike(one: str, other: str) -> bool:
    """ "Punitive damages", "compensatory damages"; of "interpretation of relations" the last word is not what it names."""
    said, told = _parts(one), _parts(other)
    if is_part_of(one) or is_part_of(other):
        return False
    return len(said) > 1 and len(told) > 1 and said[-1] == told[-1] and said != told


_ENDING = re.compile(
    r"\w{3,}?(?P<ending>isms?|osis|itis|emia|types?|grams?|graphy|meters?|scopes?|cytes?|blasts?|plasms?|phase|ases?|oses?|ceptors?|"
    r"cracy|archy|gamy|lysis|stasis|ploid|zygous|trophs?|phytes?|somes?|nomy|thermic|tonic|polar|valent|demic|morphic|kinesis)"
)
"""Learned endings, by which words name things of one kind."""


def have_one_ending(one: str, other: str) -> bool:
    """ "Determinism", "libertarianism"; "genotype", "phenotype"; "theism" is what "polytheism" is a sort of."""
    said, told = fold(one), fold(other)
    here, there = _ENDING.fullmatch(said), _ENDING.fullmatch(told)
    apart = not (said.endswith(told) or told.endswith(said))
    return bool(here and there and apart and here["ending"] == there["ending"])


def are_kind_and_sort(one: str, other: str) -> bool:
    """Is one made of the other's words with something ahead: "mycorrhizal fungi", "ectomycorrhizal fungi"?"""
    pairs = list(zip(reversed(_parts(one)), reversed(_parts(other)), strict=False))
    return all(a.endswith(b) for a, b in pairs) or all(b.endswith(a) for a, b in pairs)


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


@lru_cache(maxsize=20_000)
def _form(name: str) -> tuple[bool, bool]:
    """Short form, and trait ("Experimental"): what is plain at sight."""
    trait = " " not in name and bool(_TRAIT.search(fold(name)))
    return is_acronym(name), trait


def _grouped(
    slides: Sequence[Teaching], meant: Iterable[Meant], listings: Iterable[Listing]
) -> Iterator[tuple[str, str, str]]:
    """(file, group, name) of all that stands side by side."""
    for slide in slides:
        for group, together in groupby(sorted(slide.lines, key=group_of), key=group_of):
            each = list(together)
            found = [(line, name) for line in each if (name := _name_of(line))]
            if len(found) >= 2 and 2 * len(found) >= len(each):
                yield from ((slide.slide.file, group, name) for _, name in found)
            marked = [name for line, name in found if _HEADED.match(tidy(line.text))]
            if len(marked) >= _LEAST_MARKED:
                yield from ((slide.slide.file, f"{group}|marked", name) for name in marked)
    for m in meant:
        if not m.said:
            yield m.slide.file, m.group, m.term
        if m.said and (genus := _genus(m.meaning)):
            yield m.slide.file, f"genus|{genus}", m.term
    for n, listing in enumerate(listings):
        if not listing.side and not set(words(listing.heading)) <= GENERIC:
            language = listing.slide.language or "en"
            items = (i for i in listing.items if is_concept(i, language))
            yield from ((listing.slide.file, f"list|{n}", item) for item in items)


def _under(
    slides: Sequence[Teaching], listings: Iterable[Listing]
) -> Iterator[tuple[str, str, str]]:
    """(file, name, what it stands under): a heading, a list's heading, the slide's topic where that is none of its lines."""
    for slide in slides:
        names = [(line, name) for line in slide.lines if (name := _name_of(line))]
        topic = slide.topic
        if any(key(_ahead(line)) == key(topic) for line in slide.lines):
            topic = ""
        for line, name in names:
            over = [*map(_plain, line.under), topic]
            yield from (
                (slide.slide.file, name, each) for o in over if o for each in _and_what_has_kinds(o)
            )
    for listing in listings:
        items = {key(item) for item in listing.items}
        over = [o for o in (listing.heading, listing.topic) if o and key(o) not in items]
        yield from ((listing.slide.file, i, o) for i in listing.items for o in over)


_KINDS_OF = re.compile(
    r"(?:\w+ )?(?:types?|kinds?|forms?|classes|categories|levels|parts|components|stages|branches|arten|formen|tipos|clases|types|formes) (?:of|von|der|de) (?P<of>.+)",
    re.I,
)


def _and_what_has_kinds(over: str) -> Iterator[str]:
    """ "Three types of political power" stands over "blocking power", and so does political power."""
    yield over
    found = _KINDS_OF.fullmatch(over)
    if found:
        yield found["of"]
        if is_plural(found["of"]):
            yield found["of"][:-1]


def _plain(heading: str) -> str:
    return unbracketed(bare(without_numbers(heading)))


def _genus(meaning: str) -> str:
    """The first word of what a thing is said to be: of "a measure of …" that is "measure"."""
    said = words(ARTICLE.sub("", meaning)) if ARTICLE.match(meaning) else []
    return said[0] if said else ""


def _ahead(line: Line) -> str:
    """What stands ahead of the line's colon or dash; all of it where it has none."""
    text = tidy(without_numbers(line.text))
    found = _HEADED.match(text)
    return bare(unbracketed(found["name"] if found else text))


def _name_of(line: Line) -> str:
    """What the line names: all of it, or what stands ahead of its colon or dash."""
    name = named(_ahead(line), line.language)
    fits = bool(name) and is_concept(capital(name), line.language) and fold(name) not in _SELF
    return spelt(name, line.text) if fits else ""
