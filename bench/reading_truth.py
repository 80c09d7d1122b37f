"""What a deck's PowerPoint file says is on each slide: the truth that its PDF is measured by.

Read with python-pptx directly, by no code of the reader that is measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

_FOOTERS = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER}
_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}


@dataclass(frozen=True)
class Page:
    """A slide as it was meant, or as some extractor reads it."""

    title: str
    bullets: tuple[tuple[str, int], ...]
    """Paragraphs with their levels; a table's cells are at level 0."""
    footers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A deck's PDF with the truth about its pages."""

    name: str
    data: bytes
    truth: tuple[Page, ...]


def pairs(folder: Path) -> Iterator[Pair]:
    """The PDF files below `folder` that have a PPTX of the same name with as many slides shown."""
    for path in sorted(folder.rglob("*.pptx")):
        pdf = path.with_suffix(".pdf")
        if pdf.exists():
            yield Pair(path.stem, pdf.read_bytes(), tuple(truth(path)))


def truth(path: Path) -> Iterator[Page]:
    """The slides that are shown, in order."""
    for slide in Presentation(str(path)).slides:
        if slide._element.get("show") != "0":
            yield _page(slide.shapes)


def _page(shapes: Any) -> Page:
    title, bullets, footers = "", list[tuple[str, int]](), list[str]()
    for shape in _flat(shapes):
        kind = shape.placeholder_format.type if shape.is_placeholder else None
        if kind in _FOOTERS:
            footers += [p.text for p in shape.text_frame.paragraphs if p.text.strip()]
        elif kind in _TITLES and not title:
            title = " ".join(p.text for p in shape.text_frame.paragraphs)
        elif shape.has_text_frame:
            bullets += [(p.text, p.level) for p in shape.text_frame.paragraphs if p.text.strip()]
        elif getattr(shape, "has_table", False):
            cells = (cell.text for row in shape.table.rows for cell in row.cells)
            bullets += [(text, 0) for text in cells if text.strip()]
    return Page(title, tuple(bullets), tuple(footers))


def _flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _flat(shape.shapes)
        else:
            yield shape
