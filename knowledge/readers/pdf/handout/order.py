"""In which order the slides on a handout's sheets are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from knowledge.readers.pdf.handout.grid import Cell, Grid
from knowledge.readers.pdf.handout.likeness import numbers_of
from knowledge.readers.pdf.handout.sheets import Run, Sheet, consecutive


def by_columns(grid: Grid, sheets: Sequence[Sheet]) -> bool:
    """Whether the slides run down the columns.

    The slides' own numbers decide; without them, the order in which the sheets were drawn, and the
    cells that a sheet leaves empty. Along the rows where nothing tells.
    """
    if grid.rows == 1 or grid.columns == 1:
        return False
    cells = [grid.cells(sheet.runs) for sheet in sheets]
    for judge in (_counted(grid, cells), _drawn(cells), _left_empty(grid, cells)):
        votes = list(judge)
        if sum(votes) * 2 != len(votes):
            return sum(votes) * 2 > len(votes)
    return False


def in_order(cells: Collection[Cell], columns_first: bool) -> list[Cell]:
    """The cells in reading order."""
    return sorted(cells, key=lambda c: (c[1], c[0]) if columns_first else c)


_Sheets = Sequence[dict[Cell, list[Run]]]


def _counted(grid: Grid, sheets: _Sheets) -> Iterable[bool]:
    for cells in sheets:
        numbers = numbers_of(grid, cells)
        if numbers:
            yield from _tells(
                [numbers[c] for c in in_order(numbers, False)],
                [numbers[c] for c in in_order(numbers, True)],
            )


def _tells(rows: Sequence[int], columns: Sequence[int]) -> Iterable[bool]:
    along, down = consecutive(rows), consecutive(columns)
    if along != down:
        yield down


def _drawn(sheets: _Sheets) -> Iterable[bool]:
    for cells in sheets:
        first = {cell: min(run.at for run in runs) for cell, runs in cells.items()}
        drawn = sorted(first, key=lambda c: (first[c], c))
        along, down = (drawn == in_order(first, columns) for columns in (False, True))
        if along != down:
            yield down


def _left_empty(grid: Grid, sheets: _Sheets) -> Iterable[bool]:
    for cells in sheets:
        along, down = (
            set(in_order(grid.all, columns)[: len(cells)]) == set(cells)
            for columns in (False, True)
        )
        if along != down:
            yield down
