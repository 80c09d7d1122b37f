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
_OTHER = 1.5
"""The same where one is set larger than the other."""
_SPACED = 8
"""So many single letters on a line are no words."""
_TIGHT = 0.08
"""No space is as narrow, in font sizes."""
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
    mixed: bool = False
    """Its words, but for a bullet's mark, are not all set alike."""
    joins: bool = False
    """The text layer has it on one line with the line before, far to the right of it."""

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The upright lines in the text layer's order. Turned text (watermarks, axes) is left out."""
    lines = [line for found in _runs(words) if (line := _line(*found)).text]
    for before, line in pairwise(lines):
        first, last = line.words[0], before.words[-1]
        line.joins = first.line == last.line and first.left > last.right
    return lines


def _runs(words: Sequence[Word]) -> Iterator[tuple[list[Word], bool, bool]]:
    """The words of each line, whether they are set alike, and whether with even gaps as well."""
    run: list[Word] = []
    alike, even, at, end, style, cell = True, True, -1, 0.0, None, 0.0
    for word in words:
        _, left, _, right, _, own, line, _ = word
        if own is style and line == at and -1 < left - end < cell:
            run.append(word)
            end = right
            continue
        if not own.upright:
            continue
        if run and (_same_line(run, word) if line == at else _goes_on(run[-1], word)):
            run.append(word)
            even = False
            alike = alike and own is style
        else:
            if run:
                yield run, alike, even
            run, alike, even = [word], True, True
        at, end, style, cell = line, right, own, _CELL * own.size
    if run:
        yield run, alike, even


def _same_line(run: Sequence[Word], word: Word) -> bool:
    """Words that the text layer has on one line, unless they stand far apart or step back."""
    before, first = run[-1], run[0]
    gap = word.left - before.right
    size = before.style.size
    if gap > _OTHER * size and abs(word.style.size - size) > 0.15 * size:
        return symbols.is_mark(first.text, symbol=first.style.symbol) and gap < _TAB * size
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
    if not -0.2 * size < gap < 0.6 * size:
        return False
    return min(before.bottom, word.bottom) - max(before.top, word.top) > 0.5 * size


def _closed_up(run: list[Word]) -> list[Word]:
    """Letters set apart ("T h i s   i s") as the words they make: wider gaps part those."""
    if len("".join([w.text for w in run])) > 1.4 * len(run):
        return run
    gaps = sorted(b.left - a.right for a, b in pairwise(run))
    narrow, wide = gaps[len(gaps) // 4], gaps[-1]
    if wide < 1.7 * narrow or run[0].text.isdigit():
        return run
    words = [run[0]]
    for before, word in pairwise(run):
        if word.left - before.right < (narrow + min(wide, 4 * narrow)) / 2:
            last = words[-1]
            words[-1] = last._replace(text=last.text + word.text, right=word.right)
        else:
            words.append(word)
    return words


def _line(run: list[Word], alike: bool, even: bool) -> Line:
    if len(run) >= _SPACED:
        closed = _closed_up(run)
        if closed is not run:
            run, even = closed, False
            alike = all(w.style is run[0].style for w in run)
    if not alike:
        return _mixed(run)
    first, last = run[0], run[-1]
    style = first.style
    line = Line(run, first.left, first.top, last.right, first.bottom, style)
    line.size, line.mono = style.size, style.mono
    if even:
        line.text = _even_text(run, style)
    else:
        line.text, line.cells = text_of(run)
    return line


def _mixed(run: list[Word]) -> Line:
    style, alike = _dominant(run)
    top, bottom = min([w.top for w in run]), max([w.bottom for w in run])
    line = Line(run, run[0].left, top, max([w.right for w in run]), bottom, style)
    line.size, line.mono = style.size, style.mono
    line.text, line.cells = text_of(run)
    line.mixed = not alike
    return line


def _dominant(run: Sequence[Word]) -> tuple[Style, bool]:
    """The style of most letters, and whether all have it; a bullet's mark has no say."""
    styles = [word.style for word in run]
    last = styles[-1]
    if styles.count(last) - (styles[0] is last) == len(run) - 1:
        return last, styles[0] is last or len(run[0].text) == 1
    counted: dict[Style, int] = {}
    for word, style in zip(run, styles, strict=True):
        counted[style] = counted.get(style, 0) + len(word.text)
    return max(counted, key=lambda style: counted[style]), False


def _even_text(run: Sequence[Word], style: Style) -> str:
    """As `text_of`, for words that are set alike with even gaps."""
    text = " ".join([word[0] for word in run])
    if style.symbol or not text.isascii():
        text = symbols.clean(text, symbol=style.symbol)
    return text.strip()


def text_of(run: Sequence[Word]) -> tuple[str, list[int]]:
    """The words with single spaces, and which come behind a gap as wide as between cells."""
    parts: list[str] = []
    cells: list[int] = []
    end, style = run[0].left, run[0].style
    for n, word in enumerate(run):
        text, left, _, right, _, own, _, glued = word
        if own.symbol or not text.isascii():
            text = symbols.clean(text, symbol=own.symbol)
        if n == 0 and text.isdigit():
            text = _noted(run, text)
        spaced = not glued
        if own is not style:
            if glued or left - end < _TIGHT * style.size:
                text = _shifted(run[n - 1], word, text)
            spaced = spaced and not _closes_note(run[n - 1], word)
        if spaced:
            parts.append(" ")
            if left - end > _CELL * style.size:
                cells.append(n)
        parts.append(text)
        end, style = right, own
    return "".join(parts).strip(), cells


def _noted(run: Sequence[Word], text: str) -> str:
    """A note's number, which stands raised before its text."""
    if len(run) == 1 or run[0].style.size > 0.85 * run[1].style.size:
        return text
    if run[1].left - run[0].right > 0.2 * run[1].style.size:
        return text
    rise = run[1].bottom - run[0].bottom
    return symbols.raised(text) if rise > 0.1 * run[1].style.size else text


def _closes_note(note: Word, word: Word) -> bool:
    """Does this follow a raised sign without a space, though the text layer has one there?"""
    size = word.style.size
    raised = note.style.size <= 0.85 * size and word.bottom - note.bottom > 0.1 * size
    return raised and word.left - note.right < _TIGHT * size


def _shifted(before: Word, word: Word, text: str) -> str:
    """Raised or lowered where the glyphs are."""
    if word.style.size > 0.85 * before.style.size:
        return text
    rise = before.bottom - word.bottom
    if rise > 0.1 * before.style.size:
        return symbols.raised(text)
    return symbols.lowered(text) if rise < -0.02 * before.style.size else text
