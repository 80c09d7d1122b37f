"""The same slide in two files, or twice in one, is one slide with several sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.gist import gist_of, letters
from knowledge.model import Gist, Slide
from knowledge.normalise import words
from knowledge.resemblance import Bags, candidates

_ALIKE = 0.8
"""How much of two slides' words must be shared (Dice's coefficient) where their decks are the same."""
_SAME_DECK = 0.5
_GAP = re.compile(r"(?:^|[|\n])[ \t]*\?{2,}[ \t]*(?=$|[|\n])")
_LEAST = 3
_MOST_FILES = 12
"""A title that more files share ("Questions?") says nothing about which decks are the same."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """A slide as it is quoted, and the others that say the very same."""

    slide: Slide
    also: tuple[Slide, ...]
    position: int
    """Of the slide, among all."""
    gist: Gist


@dataclass(frozen=True, slots=True)
class _Placed:
    """A slide, its position among all, and its gist."""

    slide: Slide
    position: int
    gist: Gist


_Group = list[_Placed]
"""Slides that say the same."""


def distinct(slides: Sequence[Slide], gists: Sequence[Gist] | None = None) -> tuple[Distinct, ...]:
    """The slides that students are shown, each once, in the order of their first appearance.

    Hidden slides and those that say nothing are left out, and so are those with gaps ("???") that another of
    their title fills. Slides of two files that are one deck
    (as PDF and as PPTX) are the same also where their texts differ a little; the one of the deck
    with notes, else of the PPTX, is quoted. `gists` has each slide's where they are known already.
    """
    known = map(gist_of, slides) if gists is None else gists
    groups: dict[str, _Group] = {}
    waiting = {n for n, slide in enumerate(slides) if _has_gaps(slide)}
    filled = (
        _said_of(slide for n, slide in enumerate(slides) if n not in waiting) if waiting else {}
    )
    for position, (slide, gist) in enumerate(zip(slides, known, strict=True)):
        waits = position in waiting and _is_filled(slide, filled)
        if not (slide.hidden or waits) and (slide.title or slide.bullets or slide.notes):
            groups.setdefault(gist.key, []).append(_Placed(slide, position, gist))
    rank = _ranks(slides)
    joined = _joined(list(groups.values()))
    return tuple(_distinct(sorted(group, key=lambda p: rank[p.slide.file])) for group in joined)


def _has_gaps(slide: Slide) -> bool:
    """Is there a line or a cell for the class to fill?"""
    return any(_GAP.search(bullet.text) for bullet in slide.bullets)


def _said_of(slides: Iterable[Slide]) -> Mapping[tuple[str, str], list[frozenset[str]]]:
    """The words of each slide, by file and title."""
    said: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    for slide in slides:
        said[slide.file, slide.title].append(frozenset(words(slide.body)))
    return said


def _is_filled(slide: Slide, filled: Mapping[tuple[str, str], list[frozenset[str]]]) -> bool:
    """Does another slide of its title say all that it says?"""
    said = set(words(slide.body))
    return any(said <= other for other in filled.get((slide.file, slide.title), ()))


def _distinct(group: _Group) -> Distinct:
    first, *others = group
    return Distinct(first.slide, tuple(p.slide for p in others), first.position, first.gist)


def _ranks(slides: Sequence[Slide]) -> Mapping[str, tuple[bool, bool]]:
    """Files to quote from first: those with notes, then PowerPoint's own."""
    noted = {slide.file for slide in slides if slide.notes}
    return {s.file: (s.file not in noted, not s.file.casefold().endswith(".pptx")) for s in slides}


def _joined(groups: Sequence[_Group]) -> Iterator[_Group]:
    """The groups, those put together that are nearly the same in two files of the same deck."""
    merged = {n: [n] for n in range(len(groups))}
    for first, second in _near(groups):
        if second in merged and first in merged:
            merged[first] += merged.pop(second)
    for members in merged.values():
        yield [placed for n in members for placed in groups[n]]


def _near(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Pairs of groups that are one slide in two files of the same deck, in order."""
    files = [sorted({placed.slide.file for placed in group}) for group in groups]
    sizes = Counter(file for each in files for file in each)
    shared: Counter[tuple[str, str]] = Counter()
    for each in files:
        if len(each) <= _MOST_FILES:
            shared.update(combinations(each, 2))
    for two, pairs in sorted(_counterparts(groups, files).items()):
        matched = shared[two] + len(pairs)
        if matched >= max(_LEAST, _SAME_DECK * min(sizes[file] for file in two)):
            yield from pairs


def _counterparts(
    groups: Sequence[_Group], files: Sequence[list[str]]
) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """For two files, each group of the one with that of the other which it resembles most."""
    gists = [group[0].gist for group in groups]
    bags = Bags(gists)
    scored: dict[tuple[str, str], list[tuple[float, int, int]]] = defaultdict(list)
    pairs = {*candidates([gist.sketch for gist in gists]), *_of_one_title(groups)}
    for a, b in sorted(pairs):
        if not set(files[a]) & set(files[b]) and (alike := bags.alike(a, b)) >= _ALIKE:
            for two in {(min(x, y), max(x, y)) for x in files[a] for y in files[b]}:
                scored[two].append((-alike, a, b))
    return {two: _one_to_one(sorted(each)) for two, each in scored.items()}


def _of_one_title(groups: Sequence[_Group]) -> Iterator[tuple[int, int]]:
    """Slides of few words have no other likeness to find them by."""
    titled: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if title := letters(group[0].slide.title):
            titled[title].append(number)
    for numbers in titled.values():
        if len(numbers) <= _MOST_FILES:
            yield from combinations(numbers, 2)


def _one_to_one(scored: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """The best pair first, and none whose slide has its counterpart already."""
    taken: set[int] = set()
    pairs = []
    for _, a, b in scored:
        if not {a, b} & taken:
            taken |= {a, b}
            pairs.append((a, b))
    return pairs
