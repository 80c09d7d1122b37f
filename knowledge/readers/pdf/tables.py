"""Tables: text in a grid of ruling lines or filled cells, or in columns that line up row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.layout import Area, Word
from knowledge.readers.pdf.lines import Line, text_of

_NEAR = 2.5
_FEWEST_SHAPES = 4
_FILLED = 0.5
_PLACE = attrgetter("top", "left")

Rows = list[list[str]]
Piece = tuple[Line, list[Word]]
"""What a line has in one cell."""


def ruled_tables(
    lines: Sequence[Line], shapes: Sequence[Area], frame: Area
) -> list[tuple[Rows, list[Line]]]:
    """Tables that ruling lines or cells' boxes draw, each with the lines that are in it."""
    if len(shapes) < _FEWEST_SHAPES or len(lines) < 4:
        return []
    found = []
    for group in _touching([s for s in shapes if _could_rule(s, frame)]):
        table = _table(lines, group)
        if table is not None:
            found.append(table)
    return found


def _could_rule(shape: Area, frame: Area) -> bool:
    """No background, no picture's detail: within the frame, and either thin or as large as text."""
    left, top, right, bottom = shape
    wide, high = right - left, bottom - top
    covers = wide > 0.97 * frame.width or high > 0.97 * frame.height
    return not covers and (wide > 8 or high > 8)


def _touching(shapes: Sequence[Area]) -> list[list[Area]]:
    """Groups of shapes that touch or overlap each other."""
    groups: list[tuple[Area, list[Area]]] = []
    for shape in sorted(shapes, key=_PLACE):
        box, members = shape, [shape]
        rest = []
        for group in groups:
            if _touch(box, group[0]):
                box = _around(box, group[0])
                members = group[1] + members
            else:
                rest.append(group)
        rest.append((box, members))
        groups = rest
    return [members for _, members in groups if len(members) >= _FEWEST_SHAPES]


def _touch(a: Area, b: Area) -> bool:
    return (
        a.left <= b.right + _NEAR
        and b.left <= a.right + _NEAR
        and a.top <= b.bottom + _NEAR
        and b.top <= a.bottom + _NEAR
    )


def _around(a: Area, b: Area) -> Area:
    left, top, right, bottom = a
    x, y, to_x, to_y = b
    return Area(
        left if left < x else x,
        top if top < y else y,
        right if right > to_x else to_x,
        bottom if bottom > to_y else to_y,
    )


def _table(lines: Sequence[Line], shapes: Sequence[Area]) -> tuple[Rows, list[Line]] | None:
    box = shapes[0]
    for shape in shapes[1:]:
        box = _around(box, shape)
    inside = [x for x in lines if _within(x, box)]
    xs = _edges([x for s in shapes if s.height > 4 for x in (s.left, s.right)])
    ys = _edges([y for s in shapes if s.width > 8 for y in (s.top, s.bottom)])
    if len(xs) < 3 or len(ys) < 3 or len(inside) < 4:
        return None
    if _straddle(inside, xs):
        return None
    cells: dict[tuple[int, int], list[Piece]] = {}
    for line in inside:
        row = sum(y <= (line.top + line.bottom) / 2 for y in ys) - 1
        for column, words in _pieces(line, xs):
            cells.setdefault((row, column), []).append((line, words))
    rows = _rows(cells, xs)
    return (rows, inside) if rows else None


def _straddle(lines: Sequence[Line], xs: Sequence[float]) -> bool:
    """Do the columns' edges cut through running text? Then they are none."""
    cuts = 0
    for line in lines:
        for before, word in pairwise(line.words):
            near = word.left - before.right < 0.5 * line.size
            cuts += near and any(before.right - 1 < x < word.left + 1 for x in xs)
            cuts += any(word.left + 2 < x < word.right - 2 for x in xs)
    return cuts > 0.1 * len(lines)


def _within(line: Line, box: Area) -> bool:
    x, y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value > edges[-1] + 2 * _NEAR:
            edges.append(value)
    return edges


def _pieces(line: Line, xs: Sequence[float]) -> list[tuple[int, list[Word]]]:
    """The line's words by the columns they are in."""
    pieces: list[tuple[int, list[Word]]] = []
    for word in line.words:
        column = sum(x <= (word.left + word.right) / 2 for x in xs) - 1
        if pieces and (pieces[-1][0] == column or word.glued):
            pieces[-1][1].append(word)
        else:
            pieces.append((column, [word]))
    return pieces


def _rows(cells: dict[tuple[int, int], list[Piece]], xs: Sequence[float]) -> Rows:
    """The cells as rows of equal length, or none where it is no table."""
    used = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    if len(used) < 2 or len(columns) < 2 or len(cells) < _FILLED * len(used) * len(columns):
        return []
    rows: Rows = []
    for r in used:
        pieces = [cells.get((r, c), []) for c in columns]
        edges = [xs[c + 1] if c + 1 < len(xs) else xs[-1] for c in columns]
        for part in _unruled(pieces, edges):
            rows.append([" ".join(text_of(words)[0] for _, words in cell) for cell in part])
    return rows


def _unruled(cells: list[list[Piece]], edges: Sequence[float]) -> list[list[list[Piece]]]:
    """Rows that no line parts: all cells have a line at each height, and none is full."""
    counts = {len(cell) for cell in cells if cell}
    if len(counts) != 1 or counts == {1} or sum(bool(c) for c in cells) < 2:
        return [cells]
    wrapped = any(
        words[-1].right + following[0].right - following[0].left + 4 > edge
        for cell, edge in zip(cells, edges, strict=True)
        for (_, words), (_, following) in pairwise(cell)
    )
    if wrapped and not _abreast([cell for cell in cells if cell]):
        return [cells]
    return [[cell[n : n + 1] for cell in cells] for n in range(counts.pop())]


def _abreast(cells: Sequence[Sequence[Piece]]) -> bool:
    """Three lines and more, on the same heights in all cells, none of which goes on a sentence."""
    if len(cells[0]) < 3:
        return False
    for row in zip(*cells, strict=True):
        bottoms = [line.bottom for line, _ in row]
        if max(bottoms) - min(bottoms) > 0.5 * row[0][0].size:
            return False
        if any(words[0].text[0].islower() for _, words in row):
            return False
    return True


def aligned_tables(lines: Sequence[Line]) -> list[tuple[Rows, list[Line]]]:
    """Runs of rows whose cells, parted by wide gaps, line up; a table has three rows at least."""
    if sum(bool(line.cells) or line.joins for line in lines) < 3:
        return []
    found = []
    run: list[_Row] = []
    for row in [*_rows_of(lines), None]:
        if (
            row is not None
            and len(row.cells) > 1
            and (not run or len(row.cells) == len(run[-1].cells))
        ):
            run.append(row)
            continue
        if len(run) >= 3 and _lined_up(run):
            found.append(([r.texts() for r in run], [x for r in run for x in r.lines]))
        run = [row] if row is not None and len(row.cells) > 1 else []
    return found


@dataclass(slots=True)
class _Row:
    """Lines on one height with their words by cell."""

    lines: list[Line]
    cells: list[list[Word]]

    def texts(self) -> list[str]:
        return [text_of(cell)[0] for cell in self.cells]


def _rows_of(lines: Sequence[Line]) -> list[_Row]:
    rows: list[_Row] = []
    for line in lines:
        cells = _cells(line)
        if line.joins and rows and rows[-1].lines[-1].words[-1].line == line.words[0].line:
            rows[-1].lines.append(line)
            rows[-1].cells += cells
        else:
            rows.append(_Row([line], cells))
    return rows


def _cells(line: Line) -> list[list[Word]]:
    """The words between wide gaps; the gap behind a mark or a number, or one in code, is none."""
    first = line.words[0]
    if line.mono or symbols.is_mark(first.text, symbol=first.style.symbol):
        return [line.words]
    if line.cells == [1] and (first.text.isdigit() or symbols.is_number_mark(first.text)):
        return [line.words]
    return [line.words[a:b] for a, b in pairwise([0, *line.cells, len(line.words)])]


def _lined_up(run: Sequence[_Row]) -> bool:
    """Does each column begin, end or centre at one place in all rows?"""
    size = run[0].lines[0].size
    for column in zip(*(row.cells for row in run), strict=True):
        lefts = [cell[0].left for cell in column]
        rights = [cell[-1].right for cell in column]
        middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
        if min(max(x) - min(x) for x in (lefts, rights, middles)) > size:
            return False
    return True
