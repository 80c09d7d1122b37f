"""From PDF's coordinates (origin at the bottom left, before rotation) to ours."""

from __future__ import annotations

import ctypes
from typing import NamedTuple, Self

from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.layout import Area

Column = list[float]


class Frame(NamedTuple):
    """What of a page is shown, in PDF's points, and by how many quarters it is `turned` clockwise."""

    left: float
    top: float
    right: float
    bottom: float
    turned: int

    @classmethod
    def of(cls, page: int) -> Self:
        box = (ctypes.c_float * 4)()
        c.bounding_box(page, ctypes.addressof(box))
        left, top, right, bottom = box
        return cls(left, top, right, bottom, c.rotation(page))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as it is shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turned % 2 else (width, height)

    def area(self, left: float, top: float, right: float, bottom: float) -> Area:
        """A rectangle; `top` is more than `bottom`, as PDF has it."""
        if not self.turned:
            return Area(left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.turned == 1:
            return Area(
                bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
            )
        if self.turned == 2:
            return Area(
                self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
            )
        return Area(self.top - top, self.right - right, self.top - bottom, self.right - left)

    def columns(
        self, lefts: Column, tops: Column, rights: Column, bottoms: Column
    ) -> tuple[Column, Column, Column, Column]:
        """Many rectangles, of which there is at least one, as columns of their edges."""
        if self.turned:
            areas = map(self.area, lefts, tops, rights, bottoms)
            left, top, right, bottom = map(list, zip(*areas, strict=True))
            return left, top, right, bottom
        x, y = self.left, self.top
        if x:
            lefts, rights = [edge - x for edge in lefts], [edge - x for edge in rights]
        return lefts, [y - edge for edge in tops], rights, [y - edge for edge in bottoms]
