"""The part of a page that is one slide, with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.model import Box
from knowledge.readers.pdf.layout import Area, PageLayout
from knowledge.readers.pdf.lines import Line, lines_of
from knowledge.readers.pdf.regions import regions

_DOT = 0.08
_LARGE = 0.032
"""Half of the lines set larger than so much of the page's height: a page is one slide."""


@dataclass
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

    @cached_property
    def dots(self) -> list[Area]:
        """The shapes as small as a bullet's mark."""
        most = _DOT * self.frame.height
        return [s for s in self.shapes if s.right - s.left < most and s.bottom - s.top < most]

    def height_of(self, line: Line) -> float:
        """Where the line's middle is: 0 at the top, 1 at the bottom."""
        return ((line.top + line.bottom) / 2 - self.frame.top) / (self.frame.height or 1.0)


def whole(layout: PageLayout) -> Canvas:
    """The page as one slide."""
    frame = Area(0.0, 0.0, layout.width, layout.height)
    shapes = layout.shapes + layout.embedded if layout.embedded else layout.shapes
    return Canvas(layout.number, frame, lines_of(layout.words), shapes, needs_ocr=layout.needs_ocr)


def canvases_of(
    layouts: Sequence[PageLayout], wholes: Sequence[Canvas]
) -> tuple[list[Canvas], list[str]]:
    """The slides of all pages, those of a handout's sheets parted; and what stands outside them.

    `wholes` are the pages as one slide each. Type that is large for its page is no handout's, so
    that most decks need not be looked at for one.
    """
    sizes: list[float] = []
    for canvas in wholes:
        height = canvas.frame.height
        if height:
            sizes += [line.size / height for line in canvas.lines]
    sizes.sort()
    if not sizes or sizes[len(sizes) // 2] > _LARGE:
        return list(wholes), []
    found: list[Canvas] = []
    outside: list[str] = []
    for layout, canvas, boxes in zip(layouts, wholes, regions(layouts), strict=True):
        if boxes == [Box()]:
            found.append(canvas)
            continue
        slides = [_part(layout, box) for box in boxes]
        found += slides
        frames = [slide.frame for slide in slides]
        rest = [w for w in layout.words if not any(_inside(*w[1:5], frame) for frame in frames)]
        outside += [line.text for line in lines_of(rest)]
    return found, list(dict.fromkeys(outside))


def _part(layout: PageLayout, box: Box) -> Canvas:
    frame = Area(
        box.left * layout.width,
        box.top * layout.height,
        box.right * layout.width,
        box.bottom * layout.height,
    )
    words = [w for w in layout.words if _inside(*w[1:5], frame)]
    shapes = [s for s in (*layout.shapes, *layout.embedded) if _inside(*s, frame)]
    return Canvas(layout.number, frame, lines_of(words), shapes, box, layout.needs_ocr)


def _inside(left: float, top: float, right: float, bottom: float, frame: Area) -> bool:
    x, y = (left + right) / 2, (top + bottom) / 2
    return frame.left <= x <= frame.right and frame.top <= y <= frame.bottom
