"""A grid of slides on sheets without frames, by what the words tell.

Cuts lie where nearly no sheet has anything across. That alone proves nothing: sparse slides and tables have
such gaps too. So the cells must also be alike: the same footer at the same place in each, slide numbers
that count up, a heading on top of each at one height.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.readers.pdf.handout.sheets import Run, Sheet, consecutive, coverage, place, recurring

Cell = tuple[int, int]
Cells = Mapping[Cell, Sequence[Run]]

_SHAPES: tuple[Cell, ...] = (
    *((4, 4), (3, 3), (4, 2), (2, 4), (3, 2), (2, 3), (2, 2)),
    *((4, 1), (3, 1), (1, 3), (2, 1), (1, 2)),
)
_STEPS = 400
_WINDOW = 0.065
_ACROSS = 0.2
_FULL = 1.03
_WIDEST, _TALLEST = 1.95, 1.5
_NUMBER = re.compile(
    r"(?:slide |folie |page )?(\d{1,4})(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?", re.I
)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns, the cuts between them, and how far one cell lies from the next, in points."""

    rows: int
    columns: int
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    across: float = 0.0
    down: float = 0.0

    def cell(self, x: float, y: float) -> Cell:
        """The row and column that a point is in."""
        return bisect(self.ys, y), bisect(self.xs, x)

    def cells(self, runs: Sequence[Run]) -> dict[Cell, list[Run]]:
        """The runs by cell; cells without any are left out."""
        found: dict[Cell, list[Run]] = {}
        for run in runs:
            found.setdefault(self.cell(*run.middle), []).append(run)
        return found

    def shifted(self, run: Run, cell: Cell) -> tuple[float, float, float, float]:
        """The run's box as if its cell were the first."""
        dx, dy = cell[1] * self.across, cell[0] * self.down
        return run.left - dx, run.top - dy, run.right - dx, run.bottom - dy


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
        grid = _spaced(Grid(rows, columns, xs, ys), bodies, axes)
        if _plausible(grid, bodies):
            alike = Likeness.of(grid, bodies, sheets[0])
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
            for n, covered in enumerate(coverage(spans, length, _STEPS)):
                crossed[n] += covered
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


def _spaced(grid: Grid, bodies: Sequence[Sequence[Run]], axes: Sequence[_Axis]) -> Grid:
    """The grid with the distance between cells, from text that stands in neighbouring ones.

    Where there are several cuts they are set that distance apart.
    """
    across: Counter[int] = Counter()
    down: Counter[int] = Counter()
    for body in bodies:
        cells = grid.cells(body)
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
        first, second = _top(runs), _top(others)
        if abs(first.size - second.size) < 0.1 * first.size:
            yield round(2 * (second.start(axis) - first.start(axis)))


def _top(runs: Sequence[Run]) -> Run:
    """The largest run, the upper one of several."""
    return max(runs, key=lambda run: (round(run.size, 1), -run.top))


def _distance(votes: Counter[int], cuts: Sequence[float], length: float) -> float:
    if not cuts:
        return 0.0
    even = (cuts[-1] - cuts[0]) / (len(cuts) - 1) if len(cuts) > 1 else length / 2
    near = {n: v for n, v in votes.items() if 0.75 * even < n / 2 < 1.25 * even}
    if not near:
        return even
    best = max(near, key=lambda n: (near[n] + near.get(n - 1, 0) + near.get(n + 1, 0), -n))
    return best / 2


def _plausible(grid: Grid, bodies: Sequence[Sequence[Run]]) -> bool:
    """Whether every row and column is used and the cells have the shape of slides."""
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
    wide = grid.down and width > _WIDEST * grid.down
    tall = grid.across and height > _TALLEST * grid.across
    return fits and not wide and not tall


def _fills(grid: Grid, filled: set[Cell]) -> bool:
    """Whether the cells of a lone sheet are all used but for some at the end, less than half."""
    by_rows = [(row, column) for row in range(grid.rows) for column in range(grid.columns)]
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


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a grid's cells are; shares of the sheets or cells, 0 to 1.

    `repeated`: a text stands at one place of most cells; `counted`: numbers at one place count up;
    `headed`: cells with a heading on top, in the row or column that has fewest; `level`: headings at
    the commonest height.
    """

    repeated: float
    counted: float
    headed: float
    level: float
    cells: int
    sheets: int

    @classmethod
    def of(cls, grid: Grid, bodies: Sequence[Sequence[Run]], sheet: Sheet) -> Likeness:
        """The likeness of the cells of `grid` over all sheets, of which `sheet` gives the size."""
        several = [cells for body in bodies if len(cells := grid.cells(body)) > 1]
        near = (0.008 * sheet.width, 0.008 * sheet.height)
        repeated = sum(_repeats(grid, cells, near) for cells in several)
        counted = sum(numbers_of(grid, cells) is not None for cells in several)
        headed, level = _headings(grid, several, sheet)
        many = max(1, len(several))
        total = sum(len(cells) for cells in several)
        return cls(repeated / many, counted / many, headed, level, total, len(several))

    @property
    def signs(self) -> int:
        """How many of the two sure signs most sheets show."""
        return (self.repeated >= 0.5) + (self.counted >= 0.5)

    @property
    def convincing(self) -> bool:
        if self.sheets == 0:
            return False
        headed = self.headed >= 0.5 and self.level >= 0.6
        if self.signs:
            return self.signs == 2 or self.sheets > 2 or headed
        return headed and self.cells >= 6


def _repeats(grid: Grid, cells: Cells, near: tuple[float, float]) -> bool:
    """Whether most of the cells have one text at one place."""
    need = max(2, round(0.6 * len(cells)))
    places: dict[str, list[tuple[Cell, float, float]]] = {}
    for cell, runs in cells.items():
        for run in runs:
            if len(run.form) > 2 or "#" in run.form:
                left, top, _, _ = grid.shifted(run, cell)
                places.setdefault(run.form, []).append((cell, left, top))
    for spots in places.values():
        for _, x, y in spots:
            same = {
                c for c, left, top in spots if abs(left - x) < near[0] and abs(top - y) < near[1]
            }
            if len(same) >= need:
                return True
    return False


def numbers_of(grid: Grid, cells: Cells) -> dict[Cell, int] | None:
    """The slide number of each cell, where numbers at one place of the cells count up by one."""
    found: list[tuple[Cell, int, float, float]] = []
    for cell, runs in cells.items():
        for run in runs:
            if match := _NUMBER.fullmatch(run.text):
                left, top, right, _ = grid.shifted(run, cell)
                found.append((cell, int(match[1]), (left + right) / 2, top))
    for _, _, x, y in found:
        at = {
            cell: number
            for cell, number, middle, top in found
            if abs(middle - x) < 8 and abs(top - y) < 6
        }
        if len(at) >= max(2, round(0.6 * len(cells))) and _counts(at):
            return at
    return None


def _counts(numbers: Mapping[Cell, int]) -> bool:
    row_major = [numbers[cell] for cell in sorted(numbers)]
    column_major = [numbers[cell] for cell in sorted(numbers, key=lambda c: (c[1], c[0]))]
    return consecutive(row_major) or consecutive(column_major)


def _headings(grid: Grid, several: Sequence[Cells], sheet: Sheet) -> tuple[float, float]:
    with_text: Counter[tuple[str, int]] = Counter()
    with_head: Counter[tuple[str, int]] = Counter()
    heights: list[float] = []
    for cells in several:
        for (row, column), runs in cells.items():
            if len(runs) < 3:
                continue
            lanes = (("row", row), ("column", column))
            with_text.update(lanes)
            if head := _heading(runs, grid.down or sheet.height):
                with_head.update(lanes)
                heights.append(grid.shifted(head, (row, column))[1])
    lanes_used = [lane for lane, count in with_text.items() if count]
    if not lanes_used or not heights:
        return 0.0, 0.0
    within = 0.02 * sheet.height
    level = max(sum(abs(h - x) < within for h in heights) for x in heights) / len(heights)
    return min(with_head[lane] / with_text[lane] for lane in lanes_used), level


def _heading(runs: Sequence[Run], height: float) -> Run | None:
    """The cell's largest run, if it is clearly larger than the others and near the top."""
    head = _top(runs)
    others = median([run.size for run in runs if run is not head for _ in run.text.split()])
    top = min(run.top for run in runs)
    clear = head.size >= 1.15 * others and head.top - top < 0.35 * height
    return head if clear else None
