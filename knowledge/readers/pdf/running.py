"""Running headers, footers and slide numbers: what recurs in the same place, whatever its digits.

A line is running where its text, digits and dates masked, recurs at one height on many slides, or
where nearly every slide has something small at that very height (names of sections, lecturers,
dates that vary). Slides that are states of one slide count once: their bodies recur as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from statistics import median

from knowledge.dates import MONTH, MONTHS, WEEKDAY, WEEKDAYS
from knowledge.fuzzy import ratio
from knowledge.readers.pdf.canvas import Canvas
from knowledge.readers.pdf.lines import Line

_TOP, _BOTTOM = 0.12, 0.86
"""Heights that headers stay above and footers below."""
_NEAR = 0.012
_SHARE = 0.3
_EVERYWHERE = 0.6
_SMALL = 0.8
_LEAST = 3
_SIZE = attrgetter("size")
_MISREAD = 75.0
_LONG = 100
_DATE_WORD = re.compile(rf"\b(?:{MONTH}|{WEEKDAY})\b\.?", re.I)
_NUMBER_LINE = re.compile(
    r"(?:(?:slide|page|folie|seite|p\.|diapo\w*)\s*)?[-–|‹<(\[]?\s*(\d{1,4})\s*[-–|›>)\]]?"
    r"(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DATED = frozenset([*MONTHS, *WEEKDAYS])
"""Looked up first: searching for any of the words takes longer."""

Found = tuple[int, Line, float]
"""A line, the index of its canvas and its height there."""


def drop_running(canvases: Sequence[Canvas]) -> None:
    """Move every running line from a canvas's lines to `dropped`, and set its `number`."""
    candidates = [found for n, canvas in enumerate(canvases) for found in _placed(n, canvas)]
    deck = _Deck.of(canvases)
    body = median([line.size for _, line, _ in candidates]) if candidates else 0.0
    edge = [f for f in candidates if not _TOP <= f[2] <= _BOTTOM]
    gone: set[int] = set()
    slots: list[tuple[float, str]] = []
    for text, group in _groups(candidates).items():
        for cluster in _clusters(group):
            if _recurs(cluster, deck):
                gone.update([id(line) for _, line, _ in cluster])
                slots.append((cluster[0][2], text))
    gone.update(id(line) for line in _slots(edge, deck, body))
    gone.update(id(line) for line in _misread(edge, slots, gone))
    gone.update(id(line) for line in _page_numbers(edge, canvases))
    for n in {n for n, line, _ in candidates if id(line) in gone}:
        lines = canvases[n].lines
        canvases[n].dropped = [line for line in lines if id(line) in gone]
        canvases[n].lines = [line for line in lines if id(line) not in gone]
    _number(canvases)


@dataclass(frozen=True, slots=True)
class _Deck:
    """The slides; of each the size of its largest type, and that line's text, which tells it from
    the slide before; and how many such texts there are.
    """

    canvases: Sequence[Canvas]
    largest: Sequence[float]
    signatures: Sequence[str]
    distinct: int

    @classmethod
    def of(cls, canvases: Sequence[Canvas]) -> _Deck:
        lines = [max(c.lines, key=_SIZE) if c.lines else None for c in canvases]
        signatures = [line.text if line else "" for line in lines]
        largest = [line.size if line else 0.0 for line in lines]
        return cls(canvases, largest, signatures, len(set(signatures)))


def _placed(n: int, canvas: Canvas) -> list[Found]:
    top, height = canvas.frame.top, canvas.frame.height or 1.0
    return [(n, x, ((x.top + x.bottom) / 2 - top) / height) for x in canvas.lines]


def masked(text: str) -> str:
    """The text with what varies from slide to slide taken out."""
    text = _DIGITS.sub("#", text)
    if "#" not in text or len(text) >= _LONG or _DATED.isdisjoint(_LETTERS.findall(text.lower())):
        return text
    return _DATE_WORD.sub("@", text)


def _groups(found: Iterable[Found]) -> dict[str, list[Found]]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for each in found:
        inner = _TOP <= each[2] <= _BOTTOM
        groups[_DIGITS.sub("#", each[1].text) if inner else masked(each[1].text)].append(each)
    return {text: group for text, group in groups.items() if len(group) >= _LEAST}


def _clusters(group: list[Found]) -> list[list[Found]]:
    """Those of a group in the same place."""
    clusters: list[list[Found]] = []
    for each in sorted(group, key=_by_height):
        for cluster in clusters:
            if each[2] - cluster[-1][2] <= _NEAR and _in_line(cluster[-1][1], each[1]):
                cluster.append(each)
                break
        else:
            clusters.append([each])
    return clusters


def _by_height(found: Found) -> tuple[float, int]:
    return found[2], found[0]


def _in_line(a: Line, b: Line) -> bool:
    """Do two lines begin, end or centre at one place?"""
    left, right = abs(a.left - b.left), abs(a.right - b.right)
    centre = abs(a.left + a.right - b.left - b.right) / 2
    return min(left, right, centre) < 0.8 * a.size


def _recurs(cluster: list[Found], deck: _Deck) -> bool:
    if len(cluster) < _LEAST:
        return False
    count = len({deck.signatures[n] for n, _, _ in cluster})
    if count < _LEAST:
        return _numbers_pages(cluster, deck.canvases)
    outer = not _TOP <= cluster[0][2] <= _BOTTOM
    if count < (_SHARE if outer else _EVERYWHERE) * deck.distinct:
        return False
    return not _is_largest(cluster, deck)


def _is_largest(cluster: list[Found], deck: _Deck) -> bool:
    """A title recurs too: "Example", "Agenda"."""
    largest = sum(line.size >= deck.largest[n] for n, line, _ in cluster)
    alone = sum(len(deck.canvases[n].lines) == 1 for n, _, _ in cluster)
    return 2 * largest > len(cluster) and 2 * alone < len(cluster)


def _slots(edge: Iterable[Found], deck: _Deck, body: float) -> list[Line]:
    """Small lines at a height where nearly all slides have one: sections, dates, names that vary."""
    small = [f for f in edge if f[1].size <= _SMALL * body]
    heights: dict[int, list[Found]] = defaultdict(list)
    for each in small:
        heights[round(each[2] * 250)].append(each)
    full = _EVERYWHERE * len(deck.canvases)
    return [
        line
        for group in heights.values()
        if len({n for n, _, _ in group}) >= max(full, _LEAST)
        and len({deck.signatures[n] for n, _, _ in group}) >= _LEAST
        for _, line, _ in group
    ]


def _misread(
    edge: Iterable[Found], slots: Sequence[tuple[float, str]], gone: set[int]
) -> list[Line]:
    """Lines in a running line's place that read nearly like it."""
    return [
        line
        for _, line, height in edge
        if id(line) not in gone
        and len(line.text) > 3
        and any(
            abs(height - at) <= 2 * _NEAR and ratio(masked(line.text), text) >= _MISREAD
            for at, text in slots
        )
    ]


def _page_numbers(edge: Iterable[Found], canvases: Sequence[Canvas]) -> list[Line]:
    """Numbers alone in a corner that say the page's place in the file, also on a single page."""
    return [
        line
        for n, line, _ in edge
        if (found := _NUMBER_LINE.fullmatch(line.text))
        and int(found[1]) in {canvases[n].page, n + 1}
        and len(canvases[n].lines) > 1
        and not any(x.size < line.size for x in canvases[n].lines)
    ]


def _numbers_pages(cluster: list[Found], canvases: Sequence[Canvas]) -> bool:
    """Numbers that rise with the pages, where slides cannot be told apart by their titles."""
    found = [
        (n, _NUMBER_LINE.fullmatch(line.text)) for n, line, _ in sorted(cluster, key=_by_height)
    ]
    shifts = {int(m[1]) - canvases[n].page for n, m in found if m}
    return all(m for _, m in found) and len(shifts) == 1


def _number(canvases: Sequence[Canvas]) -> None:
    """The printed number: of the digits in the running lines, those that rise from slide to slide.

    Digits are told apart by the height of their line and by their place in it from the right.
    """
    series: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for n, canvas in enumerate(canvases):
        if not canvas.dropped:
            continue
        rows: dict[int, list[Line]] = defaultdict(list)
        for line in canvas.dropped:
            rows[round(canvas.height_of(line) * 40)].append(line)
        for height, lines in rows.items():
            text = " ".join(x.text for x in sorted(lines, key=lambda x: x.left))
            for k, value in enumerate(reversed(_DIGITS.findall(text))):
                if len(value) <= 4:
                    series[height, k].append((n, int(value)))
    rising = [values for values in series.values() if _rises([v for _, v in values])]
    best = max(rising, key=len, default=[])
    for n, value in best:
        canvases[n].number = value
    if best:
        _fill(canvases, Counter(value - n for n, value in best).most_common(1)[0][0])


def _fill(canvases: Sequence[Canvas], shift: int) -> None:
    """Numbers that stand a little higher or lower than the others, where they say what is due."""
    for n, canvas in enumerate(canvases):
        if canvas.number is None:
            digits = {d for line in canvas.dropped for d in _DIGITS.findall(line.text)}
            canvas.number = n + shift if str(n + shift) in digits else None


def _rises(values: Sequence[int]) -> bool:
    if len(values) < _LEAST:
        return False
    steps = [b - a for a, b in pairwise(values)]
    return min(steps) >= 0 and len(set(values)) > len(values) / 2 and max(values) < 2000
