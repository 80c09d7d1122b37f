"""What a slide inherits from its layout, master and theme: places, fonts, sizes, bullets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from knowledge.readers.pptx.names import A, P, local, number
from knowledge.readers.pptx.package import BrokenPart, Element, Package

_T = TypeVar("_T")
_TITLES = frozenset({"title", "ctrTitle"})
_BODIES = frozenset({"body", "obj", "subTitle", "chart", "tbl", "dgm", "media", "clipArt", "pic"})
_MONO = re.compile(
    r"courier|consol|mono|menlo|monaco|source code|fira code|typewriter|\bterminal\b|inconsolata|"
    r"andale|fixedsys|cascadia|jetbrains|\bhack\b|anonymous pro|\bcode\b",
    re.I,
)
_POINTS = 18
"""What PowerPoint sets text in where nothing says otherwise."""
_LEVELS = 8


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A slide's placeholder: `kind` is its type, "obj" where none is given."""

    kind: str
    index: str

    @property
    def family(self) -> str:
        """What a master knows it as: a title, a body, or by its own kind."""
        if self.kind in _TITLES:
            return "title"
        return "body" if self.kind in _BODIES else self.kind


def placeholder_of(shape: Element) -> Placeholder | None:
    """The placeholder that a shape fills, if any."""
    for path in ("nvSpPr", "nvPicPr", "nvGraphicFramePr"):
        found = shape.find(f"{P}{path}/{P}nvPr/{P}ph")
        if found is not None:
            return Placeholder(found.get("type") or "obj", found.get("idx") or "0")
    return None


def is_mono(typeface: str) -> bool:
    """The name of a font in which all letters are equally wide."""
    return bool(_MONO.search(typeface))


@dataclass(frozen=True, slots=True)
class Style:
    """The list styles that a text obeys, the nearest first, and the theme's two fonts."""

    lists: tuple[Element, ...] = ()
    fonts: tuple[str, str] = ("", "")

    def over(self, nearest: Element | None) -> Style:
        """The same under one more list style."""
        return self if nearest is None else Style((nearest, *self.lists), self.fonts)

    def _levels(self, level: int) -> Iterator[Element]:
        for styles in self.lists:
            for name in (f"lvl{min(level, _LEVELS) + 1}pPr", "defPPr"):
                found = styles.find(f"{A}{name}")
                if found is not None:
                    yield found

    def _runs(self, level: int, run: Element | None) -> Iterator[Element | None]:
        """The properties that a run obeys: its own, its paragraph's, then those of the lists."""
        yield run
        paragraph = None if run is None else run.find(f"../../{A}pPr")
        if paragraph is not None:
            yield paragraph.find(f"{A}defRPr")
        yield from (found.find(f"{A}defRPr") for found in self._levels(level))

    def typefaces(self, level: int, runs: Sequence[Element | None]) -> list[str]:
        """The Latin font of each of a paragraph's runs, by their properties (a:rPr)."""
        names = self._of_each(level, runs, _latin)
        return [self.fonts[n.startswith("+mn")] if n.startswith("+") else n for n in names]

    def points(self, level: int, runs: Sequence[Element | None]) -> list[float]:
        """The size of each of a paragraph's runs."""
        return [(size or 100 * _POINTS) / 100 for size in self._of_each(level, runs, _size)]

    def _of_each(
        self, level: int, runs: Sequence[Element | None], read: Callable[[Element | None], _T]
    ) -> list[_T]:
        """What `read` finds nearest to each run; what they inherit is looked for once."""
        inherited: dict[bool, _T] = {}
        found: list[_T] = []
        for run in runs:
            value = read(run)
            if not value:
                bare = run is None
                if bare not in inherited:
                    rest = islice(self._runs(level, run), 1, None)
                    inherited[bare] = next((v for p in rest if (v := read(p))), value)
                value = inherited[bare]
            found.append(value)
        return found

    def has_mark(self, level: int, paragraph: Element | None) -> bool:
        """The paragraph shows a bullet or a number."""
        for properties in (paragraph, *self._levels(level)):
            if properties is None:
                continue
            for child in properties:
                if local(child) in {"buNone", "buChar", "buAutoNum", "buBlip"}:
                    return local(child) != "buNone"
        return False


def _latin(properties: Element | None) -> str:
    latin = None if properties is None else properties.find(f"{A}latin")
    return "" if latin is None else str(latin.get("typeface") or "")


def _size(properties: Element | None) -> int:
    return max(0, 0 if properties is None else number(properties.get("sz")))


class Layout:
    """A slide layout with the master behind it."""

    def __init__(self, package: Package, part: str | None) -> None:
        self.kind = ""
        self._shapes: list[tuple[Placeholder, Element]] = []
        self._masters: list[tuple[Placeholder, Element]] = []
        self._styles: dict[str, Element] = {}
        self._fonts = ("", "")
        root = _tolerant(package, part)
        if root is None or part is None:
            return
        self.kind = root.get("type") or ""
        self._shapes = list(_placeholders(root))
        self._take_master(package, _target(package, part, "slideMaster"))

    def _take_master(self, package: Package, part: str | None) -> None:
        root = _tolerant(package, part)
        if root is None or part is None:
            return
        self._masters = list(_placeholders(root))
        self._styles = {local(s): s for s in root.iterfind(f"{P}txStyles/*")}
        theme = _tolerant(package, _target(package, part, "theme"))
        if theme is not None:
            major = theme.find(f".//{A}majorFont/{A}latin")
            minor = theme.find(f".//{A}minorFont/{A}latin")
            self._fonts = (_face(major), _face(minor))

    def ancestors(self, placeholder: Placeholder) -> tuple[Element, ...]:
        """The placeholders of layout and master that it takes after, the nearest first."""
        found = [
            next((s for p, s in self._shapes if p.index == placeholder.index), None)
            if placeholder.family != "title"
            else None
        ]
        if found[0] is None:
            found = [_relative(self._shapes, placeholder)]
        found.append(_relative(self._masters, placeholder))
        return tuple(shape for shape in found if shape is not None)

    def style(self, placeholder: Placeholder | None) -> Style:
        """How text in such a placeholder, or in a box of its own, is set."""
        family = placeholder.family if placeholder else "other"
        name = {"title": "titleStyle", "body": "bodyStyle"}.get(family, "otherStyle")
        lists = [self._styles[name]] if name in self._styles else []
        if placeholder:
            own = (s.find(f"{P}txBody/{A}lstStyle") for s in self.ancestors(placeholder))
            lists = [*(s for s in own if s is not None), *lists]
        return Style(tuple(lists), self._fonts)


def _relative(
    shapes: Sequence[tuple[Placeholder, Element]], placeholder: Placeholder
) -> Element | None:
    same = [s for p, s in shapes if p.kind == placeholder.kind]
    near = [s for p, s in shapes if p.family == placeholder.family]
    return next(iter(same + near), None)


def _placeholders(root: Element) -> Iterator[tuple[Placeholder, Element]]:
    for shape in root.iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
        placeholder = placeholder_of(shape)
        if placeholder:
            yield placeholder, shape


def _target(package: Package, part: str, kind: str) -> str | None:
    related = package.relations(part).values()
    return next((r.part for r in related if r.kind == kind), None)


def _tolerant(package: Package, part: str | None) -> Element | None:
    try:
        return package.xml(part) if part else None
    except BrokenPart:
        return None


def _face(latin: Element | None) -> str:
    return "" if latin is None else (latin.get("typeface") or "")
