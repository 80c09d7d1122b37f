"""The order in which a slide's shapes are read: by rows and columns, as they lie."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from knowledge.readers.pptx.shapes import Place, Shape

_SLACK = 0.01
"""Shapes may reach over each other's edges by this much of the slide."""
_ROWS_OF_A_GRID = 3
_LABEL = 0.25
_DEPTH = 24

Edge = Callable[[Place], float]


def in_reading_order(shapes: Sequence[Shape]) -> list[Shape]:
    """The shapes by their places; those without one keep their order behind the others."""
    placed = [(s, s.place) for s in shapes if s.place is not None]
    return [*(s for s, _ in _cut(placed)), *(s for s in shapes if s.place is None)]


Placed = list[tuple[Shape, Place]]


def _cut(shapes: Placed, depth: int = 0) -> Placed:
    """Parts the shapes at gaps that go all the way across, and each part again."""
    if len(shapes) < 2 or depth > _DEPTH:
        return _by_corner(shapes)
    parts = _parts(shapes)
    if len(parts) == 1:
        return _by_corner(shapes)
    return [shape for part in parts for shape in _cut(part, depth + 1)]


def _parts(shapes: Placed) -> list[Placed]:
    """The columns or rows that the gaps make; one part where there is no gap."""
    rows = _bands(shapes, lambda p: p.top, lambda p: p.bottom)
    columns = _columns(shapes)
    parts = _without_edge(rows, len(columns)) if len(rows) > 1 else []
    if parts:
        return parts
    if len(columns) > 1 and (len(rows) == 1 or not _is_grid(rows, columns)):
        return columns
    return rows


def _columns(shapes: Placed) -> list[Placed]:
    return _bands(shapes, lambda p: p.left, lambda p: p.right)


def _without_edge(rows: Sequence[Placed], columns: int) -> list[Placed]:
    """The rows parted from a first or last one that reaches across columns, else nothing."""
    first, last = [list(rows[0])], [list(rows[-1])]
    for ahead, rest, behind in (([], rows[:-1], last), (first, rows[1:], [])):
        inner = [shape for row in rest for shape in row]
        if len(_columns(inner)) > columns:
            return [*ahead, inner, *behind]
    return []


def _is_grid(rows: Sequence[Placed], columns: Sequence[Placed]) -> bool:
    """Rows that all reach over the columns, and are many or begin with a narrow label."""
    if any(len(row) < len(columns) for row in rows):
        return False
    labels = max(place.right - place.left for _, place in columns[0])
    return len(rows) >= _ROWS_OF_A_GRID or (len(columns) == 2 and labels <= _LABEL)


def _bands(shapes: Placed, start: Edge, end: Edge) -> list[Placed]:
    bands: list[Placed] = []
    reach = 0.0
    for shape in sorted(shapes, key=lambda s: start(s[1])):
        if bands and start(shape[1]) < reach - _SLACK:
            bands[-1].append(shape)
            reach = max(reach, end(shape[1]))
        else:
            bands.append([shape])
            reach = end(shape[1])
    return bands


def _by_corner(shapes: Placed) -> Placed:
    """Where shapes lie over each other: what the layout has a place for, then what was added."""
    return sorted(shapes, key=lambda s: (not s[0].placeholder, round(s[1].top, 2), s[1].left))
