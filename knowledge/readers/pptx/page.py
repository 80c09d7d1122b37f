"""One slide: its title, its bullets, its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from knowledge.model import Bullet, Form
from knowledge.readers.pptx.emphasis import set_off_in
from knowledge.readers.pptx.graphics import embedded, graphic, rows_of
from knowledge.readers.pptx.names import DECORATIVE, A, P, R, is_on, settle_alternates
from knowledge.readers.pptx.order import in_reading_order
from knowledge.readers.pptx.package import BrokenPart, Package, Relation
from knowledge.readers.pptx.paragraphs import Paragraph, bullets, one_line, paragraphs
from knowledge.readers.pptx.shapes import Shape, properties_of, shapes_of
from knowledge.readers.pptx.styles import Layout, Style

_TITLES = ("title", "ctrTitle")
_RUNNING = ("ftr", "dt", "sldNum", "hdr")
_TOP = 0.3
_LONGEST_TITLE = 120
_LARGER = 1.15
_HEADING_POINTS = 24
_MACHINE = re.compile(
    r"description (?:automatically )?generated|AI-generated content|automatisch generiert|"
    r"générée automatiquement|generada automáticamente|^image result for|https?://|(?:\.\.\.|…)$|"
    r"\.(?:png|jpe?g|gif|svg|bmp|tiff?|emf|wmf|webp)\b|"
    r"^(?:a |an |the )?\w*(?:picture|image|graphic|figure|screen ?shot|photo|grafik|bild|imagen?)\s*\d*$",
    re.I,
)
_LEAST_WORDS = 3
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """What one shape says, and where: `spot` is its place in whole percents."""

    bullets: tuple[Bullet, ...]
    spot: tuple[int, ...] = ()
    running: bool = False
    body: bool = False
    """It fills the place that the layout has for the slide's content."""

    @property
    def words(self) -> str:
        return " ".join(bullet.text for bullet in self.bullets)


@dataclass
class Page:
    """A slide's content before what recurs on every slide is taken out."""

    title: str = ""
    texts: list[Text] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: bool = False
    opens: bool = False
    pictured: bool = False
    """It shows a picture."""
    filled_by: str = ""
    """The part of the picture that takes up most of the slide, if one does."""
    scanned: bool = False
    """Its words were seen on that picture."""
    embedded: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    """What lies beside the slide, where nobody sees it."""
    marked: list[str] = field(default_factory=list)
    """What is set off within its lines."""


@dataclass(frozen=True, slots=True)
class _Slide:
    """What is needed to read one slide's shapes."""

    package: Package
    relations: Mapping[str, Relation]
    layout: Layout

    def style(self, shape: Shape) -> Style:
        return self.layout.style(shape.placeholder)

    def paragraphs(self, shape: Shape) -> list[Paragraph]:
        return paragraphs(shape.element.find(f"{P}txBody"), self.style(shape))


def read_page(
    package: Package, part: str, layouts: dict[str, Layout], size: tuple[int, int]
) -> Page:
    """One slide; `layouts` keeps what was read for the slides before.

    Raises:
        BrokenPart: the slide's own part cannot be read.
    """
    root = package.xml(part)
    settle_alternates(root)
    relations = package.relations(part)
    layout = _layout(package, relations, layouts)
    slide = _Slide(package, relations, layout)
    page = Page(hidden=not is_on(root.get("show"), default=True))
    shapes = list(shapes_of(root, layout, size))
    seen = [s for s in shapes if not _is_outside(s)]
    page.outside += [w for s in shapes if _is_outside(s) and (w := _words(s, slide))]
    titles = [s for s in seen if s.role in _TITLES]
    _take_title(page, titles, slide)
    rest = [s for s in seen if s.role not in _TITLES]
    if not page.title and (heading := _heading(rest, slide)):
        page.title = _words(heading, slide)
        page.marked += _set_off(slide.paragraphs(heading))
        rest.remove(heading)
    texts = {s: t for s in rest if (t := _text(s, slide, page)).bullets}
    page.texts += [texts[s] for s in in_reading_order(list(texts))]
    page.opens = layout.kind == "title" or any(s.role == "ctrTitle" for s in titles)
    page.pictured = any(s.kind == "pic" for s in seen)
    page.filled_by = next((p for s in seen if (p := _filling(s, relations))), "")
    page.notes += _notes(package, relations)
    return page


def _filling(shape: Shape, relations: Mapping[str, Relation]) -> str:
    """The part of a picture that takes up most of the slide, or nothing."""
    place = shape.place
    blip = next(shape.element.iter(f"{A}blip"), None) if shape.kind == "pic" else None
    if place is None or blip is None:
        return ""
    wide = min(place.right, 1.0) - max(place.left, 0.0)
    high = min(place.bottom, 1.0) - max(place.top, 0.0)
    relation = relations.get(blip.get(f"{R}embed") or "")
    return relation.part if relation is not None and wide * high >= _MOST else ""


def _is_outside(shape: Shape) -> bool:
    return shape.place is not None and shape.place.outside


def _layout(
    package: Package, relations: Mapping[str, Relation], layouts: dict[str, Layout]
) -> Layout:
    part = next((r.part for r in relations.values() if r.kind == "slideLayout"), "")
    if part not in layouts:
        layouts[part] = Layout(package, part or None)
    return layouts[part]


def _take_title(page: Page, titles: Sequence[Shape], slide: _Slide) -> None:
    """The first title; a second one on the same slide is a line of its body."""
    for shape in titles:
        lines = slide.paragraphs(shape)
        words = _said(lines)
        page.marked += _set_off(lines)
        if words and page.title:
            page.texts.append(Text((Bullet(words),)))
        else:
            page.title = page.title or words


def _words(shape: Shape, slide: _Slide) -> str:
    return _said(slide.paragraphs(shape))


def _said(lines: Sequence[Paragraph]) -> str:
    return one_line(" ".join(line.text for line in lines))


def _heading(shapes: Sequence[Shape], slide: _Slide) -> Shape | None:
    """The text at the top that is set larger than all else, where no title is marked as one."""
    sized = [(s, _points(s, slide)) for s in shapes if s.kind == "sp" and _words(s, slide)]
    sized = [(s, points) for s, points in sized if s.role not in _RUNNING]
    tops = [pair for pair in sized if pair[0].place is not None and pair[0].place.top < _TOP]
    if not tops:
        return None
    best, points = max(tops, key=lambda pair: pair[1])
    rest = max((other for shape, other in sized if shape is not best), default=0.0)
    larger = points >= max(_LARGER * rest, _HEADING_POINTS)
    lines = 1 if _is_body(best) else 2
    return best if larger and _may_head(slide.paragraphs(best), lines) else None


def _may_head(found: Sequence[Paragraph], most: int) -> bool:
    lines = [p for p in found if p.text.strip()]
    short = sum(len(p.text) for p in lines) <= _LONGEST_TITLE
    return short and len(lines) <= most and not any(p.mono > 0.5 or p.level for p in lines)


def _is_body(shape: Shape) -> bool:
    return shape.placeholder is not None and shape.placeholder.family == "body"


def _points(shape: Shape, slide: _Slide) -> float:
    return max((p.points for p in slide.paragraphs(shape) if p.text.strip()), default=0.0)


def _text(shape: Shape, slide: _Slide, page: Page) -> Text:
    place = shape.place
    corners = (place.left, place.top, place.right, place.bottom) if place else ()
    spot = tuple(round(100 * corner) for corner in corners)
    if shape.kind == "sp":
        lines = slide.paragraphs(shape)
        found = tuple(bullets(lines))
        page.marked += _set_off(lines)
    elif shape.kind == "pic":
        found = tuple(_alternative(shape))
    else:
        found = tuple(graphic(shape.element, slide.relations, slide.package))
        page.marked += (m for row in rows_of(shape.element) for m in set_off_in(row))
        if program := embedded(shape.element):
            page.embedded.append(program)
    return Text(found, spot, shape.role in _RUNNING, _is_body(shape))


def _set_off(lines: Sequence[Paragraph]) -> Iterator[str]:
    return (m for line in lines if len(line.pieces) > 1 for m in set_off_in(line.pieces))


def _alternative(shape: Shape) -> Iterator[Bullet]:
    """A picture's description, where a person wrote one."""
    properties = properties_of(shape.element)
    if properties is None or any(is_on(d.get("val")) for d in properties.iter(DECORATIVE)):
        return
    words = one_line(properties.get("descr") or "")
    if len(words.split()) >= _LEAST_WORDS and not _MACHINE.search(words):
        yield Bullet(words, form=Form.PICTURE)


def _notes(package: Package, relations: Mapping[str, Relation]) -> Iterator[str]:
    part = next((r.part for r in relations.values() if r.kind == "notesSlide"), None)
    try:
        root = package.xml(part) if part else None
    except BrokenPart:
        root = None
    if root is None:
        return
    settle_alternates(root)
    for shape in root.iter(f"{P}sp"):
        kind = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if kind is not None and kind.get("type") == "body":
            body = paragraphs(shape.find(f"{P}txBody"), Style())
            yield from (line for p in body if (line := one_line(p.text)))
