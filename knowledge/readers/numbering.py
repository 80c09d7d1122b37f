"""Numbers of pages, slides and lectures in plain text, where the text itself gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.bullets import Line
from knowledge.model import Slide

LECTURE = re.compile(
    r"(?:lecture|lec|week|module|semana|vorlesung|cours)[ _#-]*0*(\d{1,2})(?!\d)", re.I
)
_SHARE = 0.8
_LEAST = 3


def pages_of(chunk: Sequence[Line]) -> Iterator[list[Line]]:
    """The chunk in pages, where numbers alone on their lines count text up: 1, 2, 3.

    A number closes its page where text stands before the first one, else it opens it.
    """
    marks = [n for n, line in enumerate(chunk) if _is_number(line)]
    counted = [int(chunk[n].bare) for n in marks]
    counts = len(marks) >= 2 and all(b == a + 1 for a, b in pairwise(counted))
    if not counts or any(b == a + 1 for a, b in pairwise(marks)):
        yield list(chunk)
        return
    cuts = [n + 1 for n in marks] if marks[0] else marks
    for start, end in pairwise([*dict.fromkeys([0, *cuts, len(chunk)])]):
        yield list(chunk[start:end])


def _is_number(line: Line) -> bool:
    return bool(re.fullmatch(r"\s*\d{1,3}\s*", line.text))


def page_numbers(lone: Sequence[Sequence[int]]) -> list[int | None]:
    """The number of each slide, given the lone numbers that stand with it.

    Believed only where nearly every slide has just one and they rise: a scan scatters them.
    """
    single = [numbers[0] for numbers in lone if len(numbers) == 1]
    rise = all(a < b for a, b in pairwise(single))
    if len(single) < _LEAST or len(single) < _SHARE * len(lone) or not rise:
        return [None] * len(lone)
    return [numbers[0] if len(numbers) == 1 else None for numbers in lone]


def lecture_number(first: Sequence[Slide], file: str) -> int | None:
    """The lecture's number where the first slide or the file's name says it."""
    texts = [slide.title for slide in first] + [
        b.text for slide in first for b in slide.bullets[:3]
    ]
    found = next((m for text in (*texts, file) if (m := LECTURE.search(text))), None)
    return int(found[1]) if found else None
