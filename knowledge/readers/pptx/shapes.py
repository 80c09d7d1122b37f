"""A slide's shapes, out of their groups, with their places on the slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.readers.pptx.names import A, P, is_on, local, number
from knowledge.readers.pptx.package import Element
from knowledge.readers.pptx.styles import Layout, Placeholder, placeholder_of

_SHAPES = frozenset({"sp", "pic", "graphicFrame"})


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle as fractions of the slide, from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def outside(self) -> bool:
        """None of it is on the slide."""
        return self.right <= 0 or self.bottom <= 0 or self.left >= 1 or self.top >= 1


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: `kind` is "sp", "pic" or "graphicFrame"; `place` is unknown where nothing says."""

    element: Element
    kind: str
    placeholder: Placeholder | None
    place: Place | None

    @property
    def role(self) -> str:
        """The placeholder's type, or nothing."""
        return self.placeholder.kind if self.placeholder else ""


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's inner coordinates become the slide's: x · scale + shift."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0

    def inside(self, group: Element) -> _Frame:
        box = group.find(f"{P}grpSpPr/{A}xfrm")
        if box is None:
            return self
        off, ext = _pair(box, "off"), _pair(box, "ext")
        inner_off, inner_ext = _pair(box, "chOff"), _pair(box, "chExt")
        wide = ext[0] / inner_ext[0] if inner_ext[0] else 1.0
        high = ext[1] / inner_ext[1] if inner_ext[1] else 1.0
        return _Frame(
            self.scale_x * wide,
            self.scale_y * high,
            self.shift_x + self.scale_x * (off[0] - inner_off[0] * wide),
            self.shift_y + self.scale_y * (off[1] - inner_off[1] * high),
        )

    def place(self, box: Element, size: tuple[int, int]) -> Place:
        (x, y), (width, height) = _pair(box, "off"), _pair(box, "ext")
        left, top = self.scale_x * x + self.shift_x, self.scale_y * y + self.shift_y
        return Place(
            left / size[0],
            top / size[1],
            (left + self.scale_x * width) / size[0],
            (top + self.scale_y * height) / size[1],
        )


def shapes_of(slide: Element, layout: Layout, size: tuple[int, int]) -> Iterator[Shape]:
    """All shapes that are shown, in the slide's own order; `size` is the slide's, in EMU."""
    tree = slide.find(f"{P}cSld/{P}spTree")
    if tree is not None:
        yield from _walk(tree, _Frame(), layout, size)


def _walk(tree: Element, frame: _Frame, layout: Layout, size: tuple[int, int]) -> Iterator[Shape]:
    for element in tree:
        kind = local(element)
        if _hidden(element):
            continue
        if kind == "grpSp":
            yield from _walk(element, frame.inside(element), layout, size)
        elif kind in _SHAPES:
            yield _shape(element, kind, frame, layout, size)


def _shape(
    element: Element, kind: str, frame: _Frame, layout: Layout, size: tuple[int, int]
) -> Shape:
    placeholder = placeholder_of(element)
    shape = Shape(element, kind, placeholder, None)
    box = _box(element)
    if box is not None:
        return replace(shape, place=frame.place(box, size))
    for ancestor in layout.ancestors(placeholder) if placeholder else ():
        box = _box(ancestor)
        if box is not None:
            return replace(shape, place=_Frame().place(box, size))
    return shape


def _box(shape: Element) -> Element | None:
    """The transform that has a size."""
    for path in (f"{P}spPr/{A}xfrm", f"{P}xfrm"):
        found = shape.find(path)
        if found is not None and found.find(f"{A}ext") is not None:
            return found
    return None


def _pair(box: Element, name: str) -> tuple[int, int]:
    found = box.find(f"{A}{name}")
    if found is None:
        return 0, 0
    first, second = ("cx", "cy") if name.lower().endswith("ext") else ("x", "y")
    return number(found.get(first)), number(found.get(second))


def properties_of(shape: Element) -> Element | None:
    """Its name, alternative text and whether it is hidden (p:cNvPr)."""
    return shape.find(f"./*/{P}cNvPr")


def _hidden(shape: Element) -> bool:
    properties = properties_of(shape)
    return properties is not None and is_on(properties.get("hidden"))
