"""The same slide in two files, or twice in one, is one slide with several sources."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from knowledge.model import Bullet, Form, Slide

_MARKS = re.compile(r"[\W_]+")
_ALIKE = 0.8
"""How much of two slides' words must be shared (Dice's coefficient) where their decks are the same."""
_SAME_DECK = 0.5
_LEAST = 3
_MOST_FILES = 12
"""A title that more files share ("Questions?") says nothing about which decks are the same."""


@dataclass(frozen=True, slots=True)
class Distinct:
    """A slide as it is quoted, and the others that say the very same."""

    slide: Slide
    also: tuple[Slide, ...] = ()


def content_key(slide: Slide) -> str:
    """What a slide says, whatever its spaces, letter cases, marks and line breaks are."""
    said = "".join((_letters(slide.title), *map(_bullet_key, slide.bullets)))
    return f"{_letters(slide.title)}\x1f{said}"


def _bullet_key(bullet: Bullet) -> str:
    """In code and formulas the marks are the meaning; line breaks and indents are not."""
    if bullet.form in (Form.CODE, Form.FORMULA):
        return "".join(bullet.text.split())
    return _letters(bullet.text)


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _MARKS.sub("", folded) or "".join(folded.split())


def distinct(slides: Sequence[Slide]) -> tuple[Distinct, ...]:
    """The slides that students are shown, each once, in the order of their first appearance.

    Hidden slides and those that say nothing are left out. Slides of two files that are one deck
    (as PDF and as PPTX) are the same also where their texts differ a little; the one of the deck
    with notes, else of the PPTX, is quoted.
    """
    groups: dict[str, list[Slide]] = {}
    for slide in slides:
        if not slide.hidden and (slide.title or slide.bullets or slide.notes):
            groups.setdefault(content_key(slide), []).append(slide)
    rank = _ranks(slides)
    joined = _joined(list(groups.values()))
    ordered = [sorted(group, key=lambda s: rank[s.file]) for group in joined]
    return tuple(Distinct(group[0], tuple(group[1:])) for group in ordered)


def _ranks(slides: Sequence[Slide]) -> Mapping[str, tuple[bool, bool]]:
    """Files to quote from first: those with notes, then PowerPoint's own."""
    noted = {slide.file for slide in slides if slide.notes}
    return {s.file: (s.file not in noted, not s.file.casefold().endswith(".pptx")) for s in slides}


def _joined(groups: Sequence[list[Slide]]) -> Iterator[list[Slide]]:
    """The groups, those put together that are nearly the same in two files of the same deck."""
    merged = {n: [n] for n in range(len(groups))}
    for first, second in _near(groups):
        if second in merged and first in merged:
            merged[first] += merged.pop(second)
    for members in merged.values():
        yield [slide for n in members for slide in groups[n]]


def _near(groups: Sequence[list[Slide]]) -> Iterator[tuple[int, int]]:
    """Pairs of groups that are one slide in two files of the same deck, in order."""
    sizes = Counter(file for group in groups for file in {s.file for s in group})
    shared: Counter[tuple[str, str]] = Counter()
    for group in groups:
        files = sorted({s.file for s in group})
        if len(files) <= _MOST_FILES:
            shared.update(combinations(files, 2))
    for two, pairs in sorted(_alike_by_title(groups).items()):
        matched = shared[two] + len(pairs)
        if matched >= max(_LEAST, _SAME_DECK * min(sizes[file] for file in two)):
            yield from pairs


def _alike_by_title(
    groups: Sequence[list[Slide]],
) -> Mapping[tuple[str, str], list[tuple[int, int]]]:
    """For two files, the groups of one that have a counterpart of nearly the same text in the other."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for by_file in _by_title(groups):
        if 2 <= len(by_file) <= _MOST_FILES:
            for one, other in combinations(sorted(by_file), 2):
                found[one, other] += _pairs(groups, by_file[one], by_file[other])
    return found


def _by_title(groups: Sequence[list[Slide]]) -> Iterator[Mapping[str, list[int]]]:
    """For each title, the groups that have it, by file."""
    titled: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, group in enumerate(groups):
        title = _letters(group[0].title)
        for file in sorted({s.file for s in group}) if title else ():
            titled[title][file].append(number)
    yield from titled.values()


def _pairs(
    groups: Sequence[list[Slide]], ones: Sequence[int], others: Sequence[int]
) -> list[tuple[int, int]]:
    """Each with the one it resembles most, the best pairs first."""
    same = set(ones) & set(others)
    left, right = [n for n in ones if n not in same], [n for n in others if n not in same]
    bags = {n: _bag(groups[n][0]) for n in (*left, *right)}
    scored = sorted(
        (-alike, abs(i - j), min(a, b), max(a, b))
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (alike := _dice(bags[a], bags[b])) >= _ALIKE
    )
    taken: set[int] = set()
    pairs = []
    for _, _, a, b in scored:
        if not {a, b} & taken:
            taken |= {a, b}
            pairs.append((a, b))
    return pairs


def _bag(slide: Slide) -> Counter[str]:
    text = " ".join(bullet.text for bullet in slide.bullets)
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
