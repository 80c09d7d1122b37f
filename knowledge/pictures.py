"""Pictures of slides, drawn from the file that they were read from."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

from knowledge.errors import UnreadableSource
from knowledge.model import Box
from knowledge.readers.kinds import Kind, Refused, kind_of

MAX_SIDE = 4_000
"""Pixels of the drawn page: a small box of a large page asks for no more."""


def draw_slide(data: bytes, page: int, box: Box | None, *, width: int = 1280) -> bytes:
    """A slide as PNG, `width` pixels wide; `page` counts from 1, `box` is the slide's part of it.

    Raises:
        UnreadableSource: the file is none that can be drawn, or has no such page.
    """
    try:
        drawable = kind_of(data) is Kind.PDF
    except Refused:
        drawable = False
    if not drawable:
        raise UnreadableSource("slide", "there are pictures of PDF files only")
    part = box or Box()
    try:
        with pypdfium2.PdfDocument(data) as document:
            whole = _page(document, page, width / max(part.right - part.left, 0.05))
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableSource("slide", f"page {page} cannot be drawn") from error
    wide, high = whole.size
    cut = whole.crop(
        (
            round(part.left * wide),
            round(part.top * high),
            round(part.right * wide),
            round(part.bottom * high),
        )
    )
    written = BytesIO()
    cut.quantize(256, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _page(document: pypdfium2.PdfDocument, page: int, width: float) -> Image.Image:
    if not 1 <= page <= len(document):
        raise IndexError(page)
    found = document[page - 1]
    across, down = found.get_size()
    scale = min(width, MAX_SIDE) / max(across, 1.0)
    scale = min(scale, MAX_SIDE / max(down, 1.0))
    drawn: Image.Image = found.render(scale=scale).to_pil()
    return drawn.convert("RGB")
