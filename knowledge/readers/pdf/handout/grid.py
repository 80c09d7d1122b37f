"""Rows and columns of slides on a sheet."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.handout.sheets import Run

Cell = tuple[int, int]
"""Row and column, from 0."""
Cells = Mapping[Cell, Sequence[Run]]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns, the cuts between them, and how far one cell lies from the next, in points."""

    rows: int
    columns: int
    xs: tuple[float, ...] = ()
    ys: tuple[float, ...] = ()
    across: float = 0.0
    down: float = 0.0

    @property
    def all(self) -> list[Cell]:
        """Every cell, row by row."""
        return [(row, column) for row in range(self.rows) for column in range(self.columns)]

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


def largest(runs: Sequence[Run]) -> Run:
    """The largest run, the upper one of several."""
    return max(runs, key=lambda run: (round(run.size, 1), -run.top))
