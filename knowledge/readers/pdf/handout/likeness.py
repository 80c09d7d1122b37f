"""How alike the cells of a grid are: what tells a handout from a page with gaps in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge.readers.pdf.handout.grid import Cell, Cells, Grid, largest
from knowledge.readers.pdf.handout.sheets import Run, Sheet, consecutive

_EVEN = 0.7
_NUMBER = re.compile(
    r"(?:slide |folie |page )?(\d{1,4})(?:\s*(?:/|of|von|de|sur)\s*\d{1,4})?", re.I
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a grid's cells are; shares of the sheets or cells, 0 to 1.

    `repeated`: a text stands at one place of most cells; `counted`: numbers at one place count up;
    `headed`: cells with a heading on top, in the row or column that has fewest; `level`: headings at
    the commonest height; `even`: the smallest by the largest size of the largest text, between
    cells; `paper`: whether the page has the shape of a sheet of paper.
    """

    repeated: float
    counted: float
    headed: float
    level: float
    even: float
    paper: bool
    cells: int
    sheets: int

    @classmethod
    def of(cls, grid: Grid, sheets: Sequence[Sheet], bodies: Sequence[Sequence[Run]]) -> Likeness:
        """The likeness of the cells over all sheets; `bodies` are their runs but headers and footers."""
        every = [cells for sheet in sheets if len(cells := grid.cells(sheet.runs)) > 1]
        several = [cells for body in bodies if len(cells := grid.cells(body)) > 1]
        near = (0.008 * sheets[0].width, 0.008 * sheets[0].height)
        repeated = sum(_repeats(grid, cells, near) for cells in every)
        counted = sum(numbers_of(grid, cells) is not None for cells in every)
        headed, level = _headings(grid, several, sheets[0])
        many = max(1, len(every))
        return cls(
            repeated / many,
            counted / many,
            headed,
            level,
            _evenness(several),
            _is_paper(sheets[0]),
            sum(len(cells) for cells in several),
            len(several),
        )

    @property
    def signs(self) -> int:
        """How many of the two sure signs most sheets show."""
        return (self.repeated >= 0.5) + (self.counted >= 0.5)

    @property
    def convincing(self) -> bool:
        if self.sheets == 0:
            return False
        if self.signs == 2:
            return True
        if self.even < _EVEN or self.level < 0.6:
            return False
        if self.signs:
            return self.headed >= 0.3
        return self.headed >= 0.5 and self.cells >= 6 and self.paper


def _evenness(several: Sequence[Cells]) -> float:
    """Of the median size that the largest text of each cell has."""
    sizes: dict[Cell, list[float]] = {}
    for cells in several:
        for cell, runs in cells.items():
            sizes.setdefault(cell, []).append(largest(runs).size)
    medians = [median(found) for found in sizes.values()]
    return min(medians) / max(medians) if medians else 0.0


def _is_paper(sheet: Sheet) -> bool:
    """A4 and its kin, or Letter."""
    shape = max(sheet.width, sheet.height) / min(sheet.width, sheet.height)
    return abs(shape - 2**0.5) < 0.02 or abs(shape - 11 / 8.5) < 0.02


def _repeats(grid: Grid, cells: Cells, near: tuple[float, float]) -> bool:
    """Whether most of the cells have one text at one place."""
    need = max(2, round(0.6 * len(cells)))
    places: dict[str, list[tuple[Cell, float, float]]] = {}
    for cell, runs in cells.items():
        for run in runs:
            if sum(map(str.isalpha, run.form)) > 2:
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
    head = largest(runs)
    others = median([run.size for run in runs if run is not head for _ in run.text.split()])
    top = min(run.top for run in runs)
    clear = head.size >= 1.15 * others and head.top - top < 0.35 * height
    return head if clear else None
