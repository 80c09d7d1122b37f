"""From a block's lines to bullets: marks, levels, wrapped lines, words parted at a line's end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.blocks import Block
from knowledge.readers.pdf.layout import Area, Word
from knowledge.readers.pdf.lines import Line
from knowledge.words import FUNCTION_WORDS

Known = Callable[[str], bool]
"""Is this a word of the document?"""

_FAR = 0.72
"""A line that ends beyond so much of the slide's width may have been broken there."""
_BROAD = 0.55
_NARROW = 0.45
_LONGEST_MARK = 5
_INITIALS = re.compile(r"(?:[A-Z]\. ){2,}[A-Z]")
"""How "J. B. Watson" begins."""
_STEP = 0.45
"""Indents that differ by less than so many font sizes are the same."""


@dataclass(slots=True)
class Paragraph:
    """A bullet while it is put together: `start` is where its text, `indent` where its mark begins."""

    text: str
    indent: float
    start: float
    last: Line
    marked: bool
    numbered: bool = False


def paragraphs_of(
    block: Block, dots: Sequence[Area], known: Known, frame: Area
) -> list[tuple[str, int]]:
    """The text and level of each paragraph of the block, on a slide that takes up `frame`.

    `dots` are small shapes, which may be marks.
    """
    found: list[Paragraph] = []
    wrap = _Wrap.of(block, frame)
    counted = _counts_up(block.lines)
    for line in block.lines:
        fresh = _begun(line, dots, counted)
        if found and not fresh.marked and wrap.goes_on(found[-1], line):
            before = found[-1]
            before.text = joined(before.text, fresh.text, known)
            before.last = line
        elif fresh.text:
            found.append(fresh)
    _restore_numbers(found, block)
    levels = _levels(found)
    return [(p.text, level) for p, level in zip(found, levels, strict=True)]


def _counts_up(lines: Sequence[Line]) -> bool:
    """Do numbers without a point, set apart, number the lines: "1   Start", "2   Schedule"?"""
    heads = [x.words[0].text for x in lines if x.words[0].text.isdigit() and x.cells[:1] == [1]]
    return len(heads) >= 3 and all(int(b) == int(a) + 1 for a, b in pairwise(heads))


def _begun(line: Line, dots: Sequence[Area], counted: bool) -> Paragraph:
    """A paragraph of this line alone, its mark taken off."""
    if symbols.is_joined_mark(line.text):
        first = line.words[0]
        start = line.words[1].left if len(first.text) == 1 else _second(first)
        return Paragraph(line.text[1:].lstrip(), line.left, start, line, True)
    if len(line.words[0].text) <= _LONGEST_MARK:
        marked = _behind_mark(line, counted)
        if marked is not None:
            return marked
    drawn = _drawn_mark(line, dots) if dots else None
    if drawn is None:
        return Paragraph(line.text, line.left, line.left, line, False)
    return Paragraph(line.text, drawn, line.left, line, True)


def _second(word: Word) -> float:
    """Where the second of its letters begins, nearly."""
    return word.left + (word.right - word.left) / len(word.text)


def _behind_mark(line: Line, counted: bool) -> Paragraph | None:
    """What follows a written mark or a number; None where the line begins with neither."""
    first, count = line.words[0], len(line.words)
    mark = symbols.is_mark(first.text, symbol=first.style.symbol)
    if count > 1 and not line.words[1].glued:
        number = symbols.is_number_mark(first.text) or (counted and first.text.isdigit())
        number = number and not _INITIALS.match(line.text)
        if mark or number:
            return Paragraph(_rest(line), line.left, line.words[1].left, line, True, not mark)
    elif count == 1 and mark and not first.text.isalnum() and not first.style.mono:
        return Paragraph("", line.left, line.right, line, True)
    return None


def _rest(line: Line) -> str:
    return line.text.partition(" ")[2].lstrip()


def _drawn_mark(line: Line, dots: Sequence[Area]) -> float | None:
    """Where a small shape stands in front of the line: a mark that is drawn, not written."""
    size = line.size
    middle = (line.top + line.bottom) / 2
    for left, top, right, bottom in dots:
        if (
            0.0 < line.left - right < 1.6 * size
            and 0.1 * size < right - left < 1.3 * size
            and 0.1 * size < bottom - top < 1.3 * size
            and abs((top + bottom) / 2 - middle) < 0.5 * size
        ):
            return left
    return None


@dataclass(frozen=True, slots=True)
class _Wrap:
    """How a block's lines wrap: where they end, and how far apart the lines of a paragraph are."""

    limit: float
    wide: bool
    """It reaches far enough across the slide for its longest line to be broken there."""
    step: float
    breadth: float
    """How wide centred text must be to be broken at its width."""
    listed: bool
    """Lines without marks that are a list by how each begins and ends."""

    @classmethod
    def of(cls, block: Block, frame: Area) -> _Wrap:
        steps = [
            (b.bottom - a.bottom) / b.size
            for a, b in pairwise(block.lines)
            if abs(a.size - b.size) < 0.05 * b.size and b.bottom > a.bottom + 0.5 * b.size
        ]
        wide = block.right > frame.left + _FAR * frame.width
        step = min(1.7, 1.22 * min(steps, default=1.4))
        narrow = not wide or block.right - block.left < _NARROW * frame.width
        listed = narrow and _is_list([line.text for line in block.lines])
        return cls(block.right, wide, step, _BROAD * frame.width, listed)

    def goes_on(self, before: Paragraph, line: Line) -> bool:
        """Is this unmarked line the rest of the paragraph above?"""
        last, size = before.last, line.size
        step = line.bottom - last.bottom
        if abs(step) < 0.35 * size:
            return True
        if step > 1.7 * size or abs(line.size - last.size) > 0.15 * size:
            return False
        if self.listed and not before.marked:
            return False
        hangs = abs(line.left - before.start) < _STEP * size
        if before.marked:
            flush = abs(line.left - before.indent) < _STEP * size
            return hangs or (flush and self._full(last, line))
        return (
            step <= self.step * size and (hangs or _centred(last, line)) and self._full(last, line)
        )

    def _full(self, last: Line, line: Line) -> bool:
        """Would the next line's first word not have fitted behind the last one?"""
        first, size = line.words[0], line.size
        if last.text.endswith(("-", "‐")) and line.text[:1].islower():
            return True
        if self.limit - last.right > first.right - first.left + 0.3 * size:
            return False
        if line.text[:1].islower() or last.text.endswith(","):
            return True
        longest = last.right >= self.limit - 0.01
        if longest and (last.text[-1:] in ".!?:;" or not self.wide):
            return last.text.rpartition(" ")[2].casefold() in FUNCTION_WORDS
        return last.right - last.left > 8 * size


def _is_list(lines: Sequence[str]) -> bool:
    """Three lines or more that all begin with a capital, none of which stops in the middle of a sentence."""
    return len(lines) >= 3 and not any(
        not (text[:1].isupper() or text[:1].isdigit())
        or text.endswith((",", "-", "‐", "–"))
        or text.rpartition(" ")[2].casefold() in FUNCTION_WORDS
        for text in lines
    )


def _centred(last: Line, line: Line) -> bool:
    return abs((last.left + last.right) - (line.left + line.right)) < line.size


def joined(text: str, following: str, known: Known) -> str:
    """Two lines of a paragraph as one; a hyphen at the end goes where the whole word is `known`."""
    if text.endswith(("-", "‐")) and len(text) > 1 and text[-2].isalpha():
        head, tail = text[:-1].rpartition(" ")[2], following.partition(" ")[0]
        if following[:1].islower() and known(head + tail):
            return text[:-1] + following
        return f"{text[:-1]}-{following}"
    if text.endswith(("/", "_")) and len(text) > 1 and not text[-2].isspace():
        return text + following
    return f"{text} {following}"


def _restore_numbers(found: Sequence[Paragraph], block: Block) -> None:
    """A lone "1." at a line's start is text unless more than one line of the block is numbered."""
    numbered = [p for p in found if p.numbered]
    if len(numbered) == 1 and len(found) > 1:
        only = numbered[0]
        only.marked = only.numbered = False
        lines = (line for line in block.lines if abs(line.left - only.indent) < 0.01)
        first = next((x for x in lines if (rest := _rest(x)) and only.text.startswith(rest)), None)
        if first is not None:
            only.text = f"{first.words[0].text} {only.text}"


def _levels(found: Sequence[Paragraph]) -> list[int]:
    """The level of each paragraph by the indent of its mark, or of its text where it has none."""
    if not found or _all_centred(found):
        return [0] * len(found)
    size = min(p.last.size for p in found)
    steps: list[float] = []
    for indent in sorted(p.indent for p in found):
        if not steps or indent > steps[-1] + _STEP * size:
            steps.append(indent)
    return [_level(p, steps, size) for p in found]


def _all_centred(found: Sequence[Paragraph]) -> bool:
    """Unmarked lines about one axis have no indents."""
    if len(found) < 2 or any(p.marked for p in found):
        return False
    return all(_centred(a.last, b.last) for a, b in pairwise(found))


def _level(paragraph: Paragraph, steps: Sequence[float], size: float) -> int:
    return sum(paragraph.indent > step + _STEP * size for step in steps)
