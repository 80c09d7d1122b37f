"""From words to lines: what stands on one baseline, in one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.layout import Style, Word

_APART = 3.0
"""A gap of so many font sizes parts two texts that only happen to be on the same height."""
_TAB = 14.0
"""The same behind a bullet's mark: tabs are wide."""
_CELL = 0.9
"""A gap of so many font sizes may part the cells of a table's row."""


@dataclass(slots=True)
class Line:
    """Words of one line with what the further steps need to know about them.

    `cells` are the indices of words behind a gap as wide as between a table's columns.
    """

    words: list[Word]
    left: float
    top: float
    right: float
    bottom: float
    style: Style
    cells: list[int] = field(default_factory=list)
    text: str = ""
    size: float = 0.0
    mono: bool = False
    joins: bool = False
    """The text layer has it on one line with the line before, far to the right of it."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The upright lines in the text layer's order. Turned text (watermarks, axes) is left out."""
    lines = [_finished(run) for run in _runs(words)]
    for before, line in pairwise(lines):
        first, last = line.words[0], before.words[-1]
        line.joins = first.line == last.line and first.left > last.right
    return [line for line in lines if line.text]


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    before: Word | None = None
    for word in words:
        if not word.style.upright:
            continue
        if before is not None and not (
            _same_line(run, word) if word.line == before.line else _goes_on(before, word)
        ):
            yield run
            run = []
        run.append(word)
        before = word
    if run:
        yield run


def _same_line(run: Sequence[Word], word: Word) -> bool:
    """Words that the text layer has on one line, unless they stand far apart or step back."""
    before, first = run[-1], run[0]
    gap = word.left - before.right
    size = before.style.size
    if -size < gap < _APART * size:
        return abs(word.bottom - before.bottom) < 0.7 * size or gap < 0.5 * size
    if gap <= -size:
        return False
    if before.style.mono and word.style.mono:
        return True
    return gap < _TAB * size and symbols.is_mark(first.text, symbol=first.style.symbol)


def _goes_on(before: Word, word: Word) -> bool:
    """Does a line of the text layer carry on the one before it, as behind a raised digit?"""
    gap = word.left - before.right
    size = min(before.style.size, word.style.size)
    overlap = min(before.bottom, word.bottom) - max(before.top, word.top)
    return -0.2 * size < gap < 0.6 * size and overlap > 0.5 * size


def _finished(run: list[Word]) -> Line:
    first = run[0]
    style = _dominant(run)
    line = Line(
        run,
        first.left,
        min([w.top for w in run]),
        max([w.right for w in run]),
        max([w.bottom for w in run]),
        style,
        size=style.size,
        mono=style.mono,
    )
    line.text = _text(line, run)
    return line


def _dominant(run: Sequence[Word]) -> Style:
    """The style of most letters; a bullet's mark has no say."""
    last = run[-1].style
    if len(run) == 1 or all(w.style is last for w in run[1:]):
        return last
    counted: dict[Style, int] = {}
    for word in run:
        counted[word.style] = counted.get(word.style, 0) + len(word.text)
    return max(counted, key=lambda style: counted[style])


def _text(line: Line, run: Sequence[Word]) -> str:
    parts: list[str] = []
    before: Word | None = None
    for n, word in enumerate(run):
        text = word.text
        if not text.isascii() or word.style.symbol:
            text = symbols.clean(text, symbol=word.style.symbol)
        if before is not None:
            gap, size = word.left - before.right, before.style.size
            close = word.glued or gap < 0.08 * size
            if word.style is not before.style and close:
                text = _shifted(before, word, text)
            if not word.glued:
                parts.append(" ")
            if gap > _CELL * size:
                line.cells.append(n)
        parts.append(text)
        before = word
    return "".join(parts).strip()


def _shifted(before: Word, word: Word, text: str) -> str:
    """Raised or lowered where the glyphs are."""
    if word.style.size > 0.85 * before.style.size:
        return text
    rise = before.bottom - word.bottom
    if rise > 0.1 * before.style.size:
        return symbols.raised(text)
    return symbols.lowered(text) if rise < -0.02 * before.style.size else text
