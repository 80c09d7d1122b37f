"""Slides on a handout's sheets by what is drawn round or behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.readers.pdf.handout.grid import Cell, Grid
from knowledge.readers.pdf.handout.sheets import Run, Sheet
from knowledge.readers.pdf.layout import Area

_SAME = 0.012
_LEAST_SHEETS = 0.6
_LEAST_WORDS = 0.75
_SMALL = 0.018


@dataclass(frozen=True)
class Frames:
    """A handout's frames: the grid that they stand in, and where each cell's is, in points."""

    grid: Grid
    places: Mapping[Cell, Area]

    def of(self, sheet: Sheet) -> dict[Cell, Area]:
        """The sheet's frames by cell; a cell that holds text has one even if none is drawn."""
        found = {
            cell: place
            for cell, place in self.places.items()
            if any(within(run, place) for run in sheet.runs)
        }
        size = next(iter(self.places.values()))
        for area in _of_size(sheet, (size.width, size.height)):
            cell = self.grid.cell((area.left + area.right) / 2, (area.top + area.bottom) / 2)
            if cell in self.places and _overlap(area, self.places[cell]) > 0.9:
                found[cell] = area
        return found


def find_frames(sheets: Sequence[Sheet]) -> Frames | None:
    """The frames that stand at the places of one grid and hold nearly all words, or None.

    Rectangles, pictures or embedded pages of one size; the largest words are among those they hold.
    Ruled lines for notes may be embedded too, and as large as a slide beside a lone one.
    """
    for size in _sizes(sheets):
        every = [_apart(_of_size(sheet, size)) for sheet in sheets]
        for found in (every, _written(sheets, every)):
            if _enough(found) and _holds(sheets, found) and (frames := _in_grid(found)):
                return frames
    return None


def _written(sheets: Sequence[Sheet], found: Sequence[Sequence[Area]]) -> list[list[Area]]:
    """Of the areas the embedded pages that hold words."""
    return [
        [a for a in areas if a in sheet.layout.embedded and any(within(r, a) for r in sheet.runs)]
        for sheet, areas in zip(sheets, found, strict=True)
    ]


def _sizes(sheets: Sequence[Sheet]) -> list[tuple[float, float]]:
    """Sizes that several areas of a sheet have, the largest first."""
    seen: Counter[tuple[int, int]] = Counter()
    for sheet in sheets:
        here = Counter(_size(area) for area in _candidates(sheet))
        seen.update(size for size, count in here.items() if count > 1 or len(sheets) == 1)
    return sorted(((w / 2.0, h / 2.0) for w, h in seen), key=lambda s: (-s[0] * s[1], s))


def _size(area: Area) -> tuple[int, int]:
    return round(2 * area.width), round(2 * area.height)


def _candidates(sheet: Sheet) -> Iterator[Area]:
    """Areas with the shape of a slide that leave room for another."""
    layout = sheet.layout
    for area in (*layout.shapes, *layout.embedded, *layout.pictures):
        if area.height < 0.1 * layout.height or area.width < 0.15 * layout.width:
            continue
        if area.width > 0.6 * layout.width and area.height > 0.55 * layout.height:
            continue
        if 0.6 < area.width / area.height < 2.5:
            yield area


def _of_size(sheet: Sheet, size: tuple[float, float]) -> list[Area]:
    width, height = _SAME * sheet.width, _SAME * sheet.height
    return [
        area
        for area in _candidates(sheet)
        if abs(area.width - size[0]) < width and abs(area.height - size[1]) < height
    ]


def _apart(areas: Sequence[Area]) -> list[Area]:
    """One of each place, none that overlaps an earlier one by much."""
    kept: list[Area] = []
    for area in areas:
        if not any(_overlap(area, other) > 0.05 for other in kept):
            kept.append(area)
    return kept


def _overlap(area: Area, other: Area) -> float:
    across = min(area.right, other.right) - max(area.left, other.left)
    down = min(area.bottom, other.bottom) - max(area.top, other.top)
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / (area.width * area.height)


def _enough(found: Sequence[Sequence[Area]]) -> bool:
    several = sum(len(areas) > 1 for areas in found)
    return several >= max(1, _LEAST_SHEETS * (len(found) - 1))


def _in_grid(found: Sequence[Sequence[Area]]) -> Frames | None:
    """All sheets' frames together, if they make full rows and columns; one sheet's last may be short."""
    places: list[Area] = []
    for areas in found:
        places += [a for a in areas if not any(_overlap(a, b) > 0.5 for b in places)]
    if not 2 <= len(places) <= 16:
        return None
    if any(_overlap(a, b) > 0.05 for a in places for b in places if a is not b):
        return None
    grid = _grid(places)
    lacking = grid.rows * grid.columns - len(places)
    short = len(found) == 1 and lacking < max(grid.rows, grid.columns)
    if lacking and not short:
        return None
    by_cell = {grid.cell((a.left + a.right) / 2, (a.top + a.bottom) / 2): a for a in places}
    first = by_cell.get((0, 0))
    if first is None or len(by_cell) < len(places):
        return None
    return Frames(grid, {cell: by_cell.get(cell, _moved(first, grid, cell)) for cell in grid.all})


def _moved(first: Area, grid: Grid, cell: Cell) -> Area:
    dx, dy = cell[1] * grid.across, cell[0] * grid.down
    return Area(first.left + dx, first.top + dy, first.right + dx, first.bottom + dy)


def _grid(places: Sequence[Area]) -> Grid:
    width, height = places[0].width, places[0].height
    lefts, tops = _lanes([a.left for a in places], width), _lanes([a.top for a in places], height)
    return Grid(
        len(tops),
        len(lefts),
        tuple((a + width + b) / 2 for a, b in pairwise(lefts)),
        tuple((a + height + b) / 2 for a, b in pairwise(tops)),
        _pitch(lefts),
        _pitch(tops),
    )


def _lanes(starts: Sequence[float], size: float) -> list[float]:
    lanes: list[float] = []
    for start in sorted(starts):
        if not lanes or start - lanes[-1] > 0.5 * size:
            lanes.append(start)
    return lanes


def _pitch(lanes: Sequence[float]) -> float:
    return (lanes[-1] - lanes[0]) / max(1, len(lanes) - 1)


def _holds(sheets: Sequence[Sheet], found: Sequence[Sequence[Area]]) -> bool:
    """Whether the frames hold nearly all words, and what is outside is small print."""
    inside: list[Run] = []
    outside: list[Run] = []
    for sheet, areas in zip(sheets, found, strict=True):
        for run in sheet.runs:
            (inside if any(within(run, area) for area in areas) else outside).append(run)
    body = [run for run in outside if len(run.text) > 4]
    if len(inside) < _LEAST_WORDS * (len(inside) + len(body)):
        return False
    largest = max((run.size for run in inside), default=0.0)
    small = _SMALL * sheets[0].height
    return all(run.size <= max(largest, small) for run in outside)


def within(run: Run, area: Area) -> bool:
    """Whether the middle of the run lies in the area."""
    x, y = run.middle
    return area.left <= x <= area.right and area.top <= y <= area.bottom
