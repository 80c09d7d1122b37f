"""The part of a page that is one slide, with its lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from knowledge.model import Box
from knowledge.readers.pdf.layout import Area, PageLayout
from knowledge.readers.pdf.lines import Line, lines_of


@dataclass(slots=True)
class Canvas:
    """A slide before it is read. `frame` is where it is on the page; `box` is None for a whole page."""

    page: int
    frame: Area
    lines: list[Line]
    shapes: list[Area]
    box: Box | None = None
    needs_ocr: bool = False
    dropped: list[Line] = field(default_factory=list)
    number: int | None = None
    """The printed slide number."""

    def height_of(self, line: Line) -> float:
        """Where the line's middle is: 0 at the top, 1 at the bottom."""
        return ((line.top + line.bottom) / 2 - self.frame.top) / (self.frame.height or 1.0)


def whole(layout: PageLayout) -> Canvas:
    """The page as one slide."""
    frame = Area(0.0, 0.0, layout.width, layout.height)
    shapes = layout.shapes + layout.embedded if layout.embedded else layout.shapes
    return Canvas(layout.number, frame, lines_of(layout.words), shapes, needs_ocr=layout.needs_ocr)


def parts(layout: PageLayout, boxes: list[Box]) -> list[Canvas]:
    """The slides of a handout's page, each with the words whose middle is in its box."""
    return [_part(layout, box) for box in boxes]


def _part(layout: PageLayout, box: Box) -> Canvas:
    frame = Area(
        box.left * layout.width,
        box.top * layout.height,
        box.right * layout.width,
        box.bottom * layout.height,
    )
    words = [w for w in layout.words if _inside(w.left, w.top, w.right, w.bottom, frame)]
    shapes = [s for s in (*layout.shapes, *layout.embedded) if _inside(*s, frame)]
    return Canvas(layout.number, frame, lines_of(words), shapes, box, layout.needs_ocr)


def _inside(left: float, top: float, right: float, bottom: float, frame: Area) -> bool:
    x, y = (left + right) / 2, (top + bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom
