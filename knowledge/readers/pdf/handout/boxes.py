"""From a grid to the box of each slide on each sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.model import Box
from knowledge.readers.pdf.handout.frames import Frames
from knowledge.readers.pdf.handout.grid import Cell, Grid
from knowledge.readers.pdf.handout.order import by_columns, in_order
from knowledge.readers.pdf.handout.sheets import Run, Sheet, place, recurring
from knowledge.readers.pdf.layout import Area

_FOREIGN = 0.15


def boxes_of(sheets: Sequence[Sheet], grid: Grid, frames: Frames | None) -> list[list[Box]]:
    """The slides' boxes of each sheet in reading order, none where a sheet does not keep to the grid."""
    down = by_columns(grid, sheets)
    if frames:
        return [_framed(sheet, frames, down) for sheet in sheets]
    outside = _running(sheets, grid)
    inner = [[run for run in sheet.runs if place(run) not in outside] for sheet in sheets]
    if len(sheets) < 3:
        inner = [
            _without_edges(sheet, runs, grid) for sheet, runs in zip(sheets, inner, strict=True)
        ]
    extent = _extent(sheets, inner, grid)
    return [
        _gridded(sheet, runs, grid, extent, down) for sheet, runs in zip(sheets, inner, strict=True)
    ]


def _framed(sheet: Sheet, frames: Frames, down: bool) -> list[Box]:
    areas = frames.of(sheet)
    return [_box(sheet, areas[cell]) for cell in in_order(areas, down)]


def _box(sheet: Sheet, area: Area) -> Box:
    return Box(
        _share(area.left, sheet.width),
        _share(area.top, sheet.height),
        _share(area.right, sheet.width),
        _share(area.bottom, sheet.height),
    )


def _share(at: float, length: float) -> float:
    return round(min(1.0, max(0.0, at / length)), 4)


def _running(sheets: Sequence[Sheet], grid: Grid) -> set[tuple[str, int, int]]:
    """Headers and footers of the sheets: what recurs in the pages' margins, but not in other cells."""
    often = recurring(sheets)
    seen: Counter[tuple[str, int, int]] = Counter()
    echoed: Counter[tuple[str, int, int]] = Counter()
    for sheet in sheets:
        cells = grid.cells(sheet.runs)
        for cell, runs in cells.items():
            for run in runs:
                if len(cells) > 1 and place(run) in often and sheet.margin(run):
                    seen[place(run)] += 1
                    echoed[place(run)] += _echoes(run, cell, cells, grid)
    return {key for key in often if echoed[key] < 0.5 * seen[key]}


def _echoes(run: Run, cell: Cell, cells: dict[Cell, list[Run]], grid: Grid) -> bool:
    """Whether the like stands at the same place of another cell."""
    left, top, right, _ = grid.shifted(run, cell)
    for other, runs in cells.items():
        for like in runs if other != cell else ():
            if like.form == run.form:
                box = grid.shifted(like, other)
                beside = min(abs(box[0] - left), abs(box[2] - right))
                if beside < 6 and abs(box[1] - top) < 6:
                    return True
    return False


def _without_edges(sheet: Sheet, runs: Sequence[Run], grid: Grid) -> list[Run]:
    """The runs without those at the page's very top and bottom that no other cell has the like of."""
    cells = grid.cells(runs)
    return [
        run
        for run in runs
        if not sheet.outer(run) or _echoes(run, grid.cell(*run.middle), cells, grid)
    ]


def _extent(sheets: Sequence[Sheet], inner: Sequence[Sequence[Run]], grid: Grid) -> Area:
    """Where the slides' content lies, all cells laid over the first."""
    boxes = [
        box for sheet, runs in zip(sheets, inner, strict=True) for box in _laid(sheet, runs, grid)
    ]
    return Area(
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _laid(
    sheet: Sheet, runs: Sequence[Run], grid: Grid
) -> Iterator[tuple[float, float, float, float]]:
    for run in runs:
        yield grid.shifted(run, grid.cell(*run.middle))
    for cell, area in _drawn(sheet, grid):
        dx, dy = cell[1] * grid.across, cell[0] * grid.down
        yield area.left - dx, area.top - dy, area.right - dx, area.bottom - dy


def _drawn(sheet: Sheet, grid: Grid) -> Iterator[tuple[Cell, Area]]:
    """Pictures and shapes, rules left out, that lie in one cell."""
    for area in (*sheet.areas, *sheet.layout.shapes):
        if area.width < 3 or area.height < 3:
            continue
        first = grid.cell(area.left + 1, area.top + 1)
        if first == grid.cell(area.right - 1, area.bottom - 1):
            yield first, area


def _gridded(sheet: Sheet, runs: Sequence[Run], grid: Grid, extent: Area, down: bool) -> list[Box]:
    if _foreign(runs, grid):
        return []
    filled = set(grid.cells(runs)) | {cell for cell, _ in _drawn(sheet, grid)}
    every = in_order(grid.all, down)
    last = max((every.index(cell) for cell in filled), default=-1)
    return [_box(sheet, _cell_area(sheet, grid, extent, cell)) for cell in every[: last + 1]]


def _foreign(runs: Sequence[Run], grid: Grid) -> bool:
    """Whether so much lies across the cuts that the sheet is none of this handout's."""
    across = sum(
        grid.cell(run.left + 2, run.top + 2) != grid.cell(run.right - 2, run.bottom - 2)
        for run in runs
    )
    return across > _FOREIGN * len(runs)


def _cell_area(sheet: Sheet, grid: Grid, extent: Area, cell: Cell) -> Area:
    """The extent moved to the cell, with half of what is free between neighbours, within the cuts."""
    row, column = cell
    dx, dy = column * grid.across, row * grid.down
    pad_x = _pad(grid.across, extent.width, sheet.width)
    pad_y = _pad(grid.down, extent.height, sheet.height)
    xs, ys = (0.0, *grid.xs, sheet.width), (0.0, *grid.ys, sheet.height)
    return Area(
        max(xs[column], extent.left + dx - pad_x),
        max(ys[row], extent.top + dy - pad_y),
        min(xs[column + 1], extent.right + dx + pad_x),
        min(ys[row + 1], extent.bottom + dy + pad_y),
    )


def _pad(pitch: float, extent: float, length: float) -> float:
    free = pitch - extent if pitch else 0.01 * length
    return min(max(0.0, free / 2), 0.01 * length)
