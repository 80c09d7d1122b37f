"""Small presentations, made with python-pptx and mended in their XML where it cannot write them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Inches, Pt

NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
TITLE, BULLETS, COMPARISON, TITLE_ONLY, BLANK = 0, 1, 4, 5, 6


def deck() -> Any:
    """An empty presentation with the usual layouts, ten by seven and a half inches."""
    return Presentation()


def slide(presentation: Any, title: str = "", lines: tuple[str, ...] = ()) -> Any:
    """A slide with a title and a body; a line's leading tabs are its level."""
    made = presentation.slides.add_slide(presentation.slide_layouts[BULLETS])
    made.shapes.title.text = title
    frame = made.placeholders[1].text_frame
    for n, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.level = len(line) - len(line.lstrip("\t"))
        paragraph.text = line.lstrip("\t")
    return made


def box(
    shapes: Any, text: str, place: tuple[float, float, float, float], font: str = "", size: int = 18
) -> Any:
    """A text box at (left, top, width, height) in inches."""
    made = shapes.add_textbox(*(Inches(x) for x in place))
    for n, line in enumerate(text.split("\n")):
        frame = made.text_frame
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text, run.font.size = line, Pt(size)
        run.font.name = font or None
    return made


def insert(shapes: Any, xml: str) -> None:
    """Puts XML (with the prefixes of `NS`) behind the other shapes."""
    root = etree.fromstring(f"<wrap {NS}>{xml}</wrap>")
    for child in list(root):
        shapes._spTree.append(child)


def saved(presentation: Any) -> bytes:
    """The file's bytes."""
    buffer = BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def changed(
    data: bytes,
    change: Callable[[str, bytes], bytes] = lambda _, part: part,
    extra: Mapping[str, bytes] | None = None,
) -> bytes:
    """The same package with every part passed through `change`, and more parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in (extra or {}).items():
            new.writestr(name, part)
    return buffer.getvalue()


def strict(data: bytes) -> bytes:
    """The same in ISO's strict namespaces."""
    return changed(
        data,
        lambda _, part: re.sub(
            rb"http://schemas\.openxmlformats\.org/(drawingml|presentationml|officeDocument)/2006/(\w+)",
            rb"http://purl.oclc.org/ooxml/\1/\2",
            part,
        ),
    )
