"""A grid of slides on sheets without frames, by what the words tell.

Cuts lie where nearly no sheet has anything across. That alone proves nothing: sparse slides and tables have
such gaps too. So the cells must also be alike: the same footer at the same place in each, slide numbers
that count up, a heading on top of each at one height.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add

from knowledge.readers.pdf.handout.grid import Cell, Grid, largest
from knowledge.readers.pdf.handout.likeness import Likeness
from knowledge.readers.pdf.handout.sheets import Run, Sheet, coverage, place, recurring

_SHAPES: tuple[Cell, ...] = (
    *((4, 4), (3, 3), (4, 2), (2, 4), (3, 2), (2, 3), (2, 2)),
    *((4, 1), (3, 1), (1, 3), (2, 1), (1, 2)),
)
_STEPS = 400
_WINDOW = 0.065
_ACROSS = 0.2
_FULL = 1.03
_HEADING_VOTES = 3
_WIDEST, _TALLEST, _FLATTEST = 1.95, 1.5, 3.0


def find_grid(sheets: Sequence[Sheet]) -> Grid | None:
    """The grid whose cells are most clearly alike, the finest of several; None for ordinary pages."""
    often = recurring(sheets)
    bodies = [_body(sheet, often) for sheet in sheets]
    axes = tuple(_Axis.of(sheets, bodies, axis) for axis in (0, 1))
    best: tuple[int, Grid] | None = None
    for rows, columns in _SHAPES:
        xs, ys = axes[0].cuts(columns), axes[1].cuts(rows)
        if xs is None or ys is None or not _suits(rows, columns, sheets[0]):
            continue
        grid = _spaced(Grid(rows, columns, xs, ys), sheets, axes)
        if _plausible(grid, sheets[0], bodies):
            alike = Likeness.of(grid, sheets, bodies)
            if alike.convincing and (best is None or alike.signs > best[0]):
                best = alike.signs, grid
    return best[1] if best else None


def _suits(rows: int, columns: int, sheet: Sheet) -> bool:
    """One column is printed on upright paper, one row on lengthwise."""
    upright = sheet.height > sheet.width
    return (columns > 1 or upright) and (rows > 1 or not upright)


def _body(sheet: Sheet, often: set[tuple[str, int, int]]) -> list[Run]:
    return [r for r in sheet.runs if not sheet.outer(r) and place(r) not in often]


@dataclass(frozen=True)
class _Axis:
    """How many of the sheets have something across each of `_STEPS` places along `length` points."""

    length: float
    sheets: int
    crossed: Sequence[int]

    @classmethod
    def of(cls, sheets: Sequence[Sheet], bodies: Sequence[Sequence[Run]], axis: int) -> _Axis:
        """Axis 0 goes to the right, 1 down."""
        length = sheets[0].height if axis else sheets[0].width
        crossed = [0] * _STEPS
        for sheet, body in zip(sheets, bodies, strict=True):
            spans = [(box[axis], box[axis + 2]) for box in _boxes(sheet, body)]
            crossed = list(map(add, crossed, coverage(spans, length, _STEPS)))
        return cls(length, len(sheets), crossed)

    def cuts(self, count: int) -> tuple[float, ...] | None:
        """Where to cut into `count` parts; None where too many sheets have something across."""
        found = [self._cut(self.crossed, n / count) for n in range(1, count)]
        return None if None in found else tuple(x * self.length for x in found if x is not None)

    def spaced(self, count: int, distance: float) -> tuple[float, ...] | None:
        """As `cuts`, the same distance apart, in points."""
        step = round(distance / self.length * _STEPS)
        last = _STEPS - (count - 2) * step
        together = [
            max(self.crossed[n + k * step] for k in range(count - 1)) if n < last else self.sheets
            for n in range(_STEPS)
        ]
        first = self._cut(together, 0.5 - (count - 2) * distance / self.length / 2)
        if first is None:
            return None
        return tuple(first * self.length + n * distance for n in range(count - 1))

    def _cut(self, crossed: Sequence[int], near: float) -> float | None:
        """The middle of the widest part around `near` that fewest sheets cross, a share of the length."""
        first, last = (round((near + side * _WINDOW) * _STEPS) for side in (-1, 1))
        least = min(crossed[first:last])
        if least > _ACROSS * self.sheets:
            return None
        parts: list[tuple[int, int]] = []
        start = None
        for n in range(first, last + 1):
            free = n < last and crossed[n] == least
            if free and start is None:
                start = n
            elif not free and start is not None:
                parts.append((start, n))
                start = None
        middle = near * _STEPS
        begin, end = max(parts, key=lambda p: (p[1] - p[0], -abs((p[0] + p[1]) / 2 - middle)))
        return (begin + end) / 2 / _STEPS


def _boxes(sheet: Sheet, body: Sequence[Run]) -> Iterator[tuple[float, float, float, float]]:
    for run in body:
        yield run.left, run.top, run.right, run.bottom
    yield from sheet.areas


def _spaced(grid: Grid, sheets: Sequence[Sheet], axes: Sequence[_Axis]) -> Grid:
    """The grid with the distance between cells, from text that stands in neighbouring ones.

    Where there are several cuts they are set that distance apart.
    """
    across: Counter[int] = Counter()
    down: Counter[int] = Counter()
    for sheet in sheets:
        cells = grid.cells(sheet.runs)
        for (row, column), runs in cells.items():
            across.update(_steps(runs, cells.get((row, column + 1), ()), 0))
            down.update(_steps(runs, cells.get((row + 1, column), ()), 1))
    dx = _distance(across, grid.xs, axes[0].length)
    dy = _distance(down, grid.ys, axes[1].length)
    xs = axes[0].spaced(grid.columns, dx) if grid.columns > 2 else None
    ys = axes[1].spaced(grid.rows, dy) if grid.rows > 2 else None
    return Grid(grid.rows, grid.columns, xs or grid.xs, ys or grid.ys, dx, dy)


def _steps(runs: Sequence[Run], others: Sequence[Run], axis: int) -> Iterator[int]:
    """Distances along the axis, in half points, between like runs on one level across it."""
    by_form: dict[str, list[Run]] = {}
    for other in others:
        by_form.setdefault(other.form, []).append(other)
    for run in runs:
        for other in by_form.get(run.form, ()):
            if abs(run.start(1 - axis) - other.start(1 - axis)) < 1.5:
                yield round(2 * (other.start(axis) - run.start(axis)))
    if runs and others:
        first, second = largest(runs), largest(others)
        if abs(first.size - second.size) < 0.1 * first.size:
            yield from [round(2 * (second.start(axis) - first.start(axis)))] * _HEADING_VOTES


def _distance(votes: Counter[int], cuts: Sequence[float], length: float) -> float:
    if not cuts:
        return 0.0
    even = (cuts[-1] - cuts[0]) / (len(cuts) - 1) if len(cuts) > 1 else length / 2
    near = {n: v for n, v in votes.items() if 0.75 * even < n / 2 < 1.25 * even}
    if not near:
        return even
    best = max(near, key=lambda n: (near[n] + near.get(n - 1, 0) + near.get(n + 1, 0), -n))
    return best / 2


def _plausible(grid: Grid, sheet: Sheet, bodies: Sequence[Sequence[Run]]) -> bool:
    """Whether every row and column is used and the cells have the shape of slides that a sheet has room for."""
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    for body in bodies:
        cells = grid.cells(body)
        rows.update({row for row, _ in cells})
        columns.update({column for _, column in cells})
    least = 0.5 * max(1, len(bodies) - 1)
    if len(bodies) > 1:
        used = all(rows[n] >= least for n in range(grid.rows))
        if not used or any(columns[n] < least for n in range(grid.columns)):
            return False
    elif not _fills(grid, set(grid.cells(bodies[0]))):
        return False
    width, height = _content(grid, bodies)
    fits = (not grid.across or width <= _FULL * grid.across) and (
        not grid.down or height <= _FULL * grid.down
    )
    if (grid.columns - 1) * grid.across + width > _FULL * sheet.width:
        return False
    if (grid.rows - 1) * grid.down + height > _FULL * sheet.height:
        return False
    wide = grid.down and width > _WIDEST * grid.down
    tall = grid.across and height > _TALLEST * grid.across
    return fits and not wide and not tall and 0.6 < width / max(1.0, height) < _FLATTEST


def _fills(grid: Grid, filled: set[Cell]) -> bool:
    """Whether the cells of a lone sheet are all used but for some at the end, less than half."""
    by_rows = grid.all
    by_columns = sorted(by_rows, key=lambda c: (c[1], c[0]))
    first = (set(order[: len(filled)]) for order in (by_rows, by_columns))
    return len(filled) > len(by_rows) / 2 and filled in first


def _content(grid: Grid, bodies: Sequence[Sequence[Run]]) -> tuple[float, float]:
    """Width and height of what the cells hold, all laid on top of each other, but for a few runs."""
    boxes = [
        grid.shifted(run, cell)
        for body in bodies
        for cell, runs in grid.cells(body).items()
        for run in runs
    ]
    few = len(boxes) // 50
    lefts, tops, rights, bottoms = (sorted(side) for side in zip(*boxes, strict=True))
    return rights[-1 - few] - lefts[few], bottoms[-1 - few] - tops[few]
