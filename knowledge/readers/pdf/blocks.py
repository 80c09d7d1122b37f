"""From a slide's lines to blocks (text boxes, columns) in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.lines import Line

_NEXT = 2.0
_GAP = 3.5
"""Lines of one text box stand at most so many font sizes apart; behind
`_NEXT` of them, the next line must begin where another of the box does."""


_BLANKS = 3.7
"""The same in a listing, which may have two blank lines."""


@dataclass(slots=True)
class Block:
    """Lines that follow each other downwards, with the rectangle around them."""

    lines: list[Line]
    left: float
    top: float
    right: float
    bottom: float
    rows: list[list[str]] | None = None
    """The cells, where the block is a table."""


def blocks_of(lines: Sequence[Line], tables: Sequence[Block] = ()) -> list[Block]:
    """The blocks in reading order: what is above first, and of what is side by side the left."""
    blocks: list[Block] = list(tables)
    for line in lines:
        if len(blocks) > len(tables) and _continues(blocks[-1], line):
            _add(blocks[-1], line)
        else:
            blocks.append(Block([line], line.left, line.top, line.right, line.bottom))
    return _ordered(blocks) if len(blocks) > 1 else blocks


def table_block(rows: list[list[str]], lines: Sequence[Line]) -> Block:
    """A table with the rectangle around its lines."""
    block = Block([], lines[0].left, lines[0].top, lines[0].right, lines[0].bottom, rows)
    for line in lines:
        _add(block, line)
    return block


def _continues(block: Block, line: Line) -> bool:
    """Is this line of the text layer the next one in the same text box?"""
    last = block.lines[-1]
    size = last.size if last.size > line.size else line.size
    step = line.bottom - last.bottom
    if abs(step) < 0.35 * size:
        return -0.5 * size < line.left - last.right < size
    if line.words[0].line - last.words[-1].line > 1 or line.left > block.right + size:
        return False
    if last.mono and line.mono and abs(last.size - line.size) < 0.05 * size:
        return 0 < step < _BLANKS * size
    if line.right < block.left - 0.5 * size or not 0 < step < _GAP * size:
        return False
    return step < _NEXT * size or _lined_up(block, line, size)


def _lined_up(block: Block, line: Line, size: float) -> bool:
    """Behind a gap: does the line begin where others of the block do?"""
    return any(abs(line.left - x) < 0.45 * size for other in block.lines for x in _starts(other))


def _starts(line: Line) -> tuple[float, ...]:
    words = line.words
    return (line.left, words[1].left) if len(words) > 1 and len(words[0].text) < 3 else (line.left,)


def _add(block: Block, line: Line) -> None:
    block.lines.append(line)
    block.left = min(block.left, line.left)
    block.right = max(block.right, line.right)
    block.top = min(block.top, line.top)
    block.bottom = max(block.bottom, line.bottom)


def _ordered(blocks: list[Block]) -> list[Block]:
    """Cut across where nothing is in the way, then into columns (Nagy and Seth's X-Y cut, 1984).

    Where neither cut parts the blocks, they keep the text layer's order.
    """
    if len(blocks) < 2:
        return blocks
    rows = _cut(blocks, across=True)
    if len(rows) > 1:
        return [block for row in rows for block in _ordered(row)]
    columns = _cut(blocks, across=False)
    if len(columns) > 1:
        return [block for column in columns for block in _ordered(column)]
    return blocks


def _cut(blocks: list[Block], *, across: bool) -> list[list[Block]]:
    spans = [
        (b.top + 0.2 * b.lines[0].size, b.bottom - 0.2 * b.lines[0].size, b)
        if across
        else (b.left, b.right, b)
        for b in blocks
    ]
    spans.sort(key=lambda span: span[0])
    groups: list[list[Block]] = []
    end = float("-inf")
    for low, high, block in spans:
        if low >= end:
            groups.append([])
        groups[-1].append(block)
        end = max(end, high)
    return groups
