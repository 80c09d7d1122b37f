"""A page as the search for a grid sees it: runs of words, and what is drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from knowledge.readers.pdf.layout import Area, PageLayout, Word

_APART = 0.8
_BAND, _EDGE = 0.12, 0.06
_RULED = re.compile(r"[_.\s…-]+")
_DIGITS = re.compile(r"\d+")


class Run(NamedTuple):
    """Words that follow each other on a line. `size` is the largest font size, `at` where in the
    text layer it comes, `form` the text without its numbers: what is the same on every slide.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    at: int
    form: str

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def start(self, axis: int) -> float:
        """Left or, along axis 1, top."""
        return self.top if axis else self.left


@dataclass
class Sheet:
    """One page. `running` are the runs that belong to the sheet and to no slide."""

    layout: PageLayout
    runs: list[Run]

    @classmethod
    def of(cls, layout: PageLayout) -> Sheet:
        return cls(layout, list(_runs(layout.words)))

    @property
    def width(self) -> float:
        return self.layout.width

    @property
    def height(self) -> float:
        return self.layout.height

    @cached_property
    def areas(self) -> list[Area]:
        """Pictures and embedded pages that do not fill the page."""
        most = 0.8 * self.width * self.height
        found = (*self.layout.pictures, *self.layout.embedded)
        return [a for a in found if a.width * a.height < most]

    def outer(self, run: Run) -> bool:
        """Whether the run stands at the very top or bottom of the page."""
        return run.bottom < _EDGE * self.height or run.top > (1 - _EDGE) * self.height

    def margin(self, run: Run) -> bool:
        """Whether it stands where pages have headers and footers."""
        return run.bottom < _BAND * self.height or run.top > (1 - _BAND) * self.height


def _runs(words: Sequence[Word]) -> Iterator[Run]:
    run: list[Word] = []
    start = 0
    for n, word in enumerate(words):
        text = word.text
        if len(text) > 8 and not text.isalnum() and _RULED.fullmatch(text):
            continue
        if run and not _follows(run[-1], word):
            yield _run(run, start)
            run = []
        if not run:
            start = n
        run.append(word)
    if run:
        yield _run(run, start)


def _follows(before: Word, word: Word) -> bool:
    if before.line != word.line:
        return False
    apart = _APART * max(before.style.size, word.style.size)
    return -apart < word.left - before.right < apart


def _run(words: Sequence[Word], at: int) -> Run:
    if len(words) == 1:
        text, left, top, right, bottom, style, _, _ = words[0]
        return Run(text, left, top, right, bottom, style.size, at, _form(text))
    texts, lefts, tops, rights, bottoms, styles, _, glued = zip(*words, strict=True)
    if any(glued):
        text = "".join(w.text if w.glued else f" {w.text}" for w in words).strip()
    else:
        text = " ".join(texts)
    size = styles[0].size if styles.count(styles[0]) == len(styles) else max(s.size for s in styles)
    return Run(text, min(lefts), min(tops), max(rights), max(bottoms), size, at, _form(text))


def _form(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def recurring(sheets: Sequence[Sheet]) -> set[tuple[str, int, int]]:
    """Where in the pages' margins the same text, but for its numbers, stands on most pages."""
    if len(sheets) < 3:
        return set()
    seen = Counter(
        key for sheet in sheets for key in {place(run) for run in sheet.runs if sheet.margin(run)}
    )
    return {key for key, count in seen.items() if count >= 0.6 * len(sheets)}


def place(run: Run) -> tuple[str, int, int]:
    """The run's text without numbers, and where it stands to a few points."""
    return run.form, round(run.left / 4), round(run.top / 4)


def coverage(spans: Sequence[tuple[float, float]], length: float, steps: int) -> list[bool]:
    """Which of `steps` equal parts of `length` the spans cover, their very ends left out."""
    marks = [0] * (steps + 1)
    for start, end in spans:
        first = max(0, min(steps, round(start / length * steps)))
        last = max(first, min(steps, round(end / length * steps)))
        marks[first] += 1
        marks[last] -= 1
    return [depth > 0 for depth in accumulate(marks[:steps])]


def consecutive(numbers: Sequence[int]) -> bool:
    """Whether they count up by one."""
    return len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))
