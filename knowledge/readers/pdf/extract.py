"""From a PDF's bytes to the layout of its pages."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Container, Iterator
from itertools import repeat

import pypdfium2

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.fonts import Fonts
from knowledge.readers.pdf.frame import Frame
from knowledge.readers.pdf.layout import PageLayout
from knowledge.readers.pdf.words import Boxes, TextLayer

_DAMAGED = "the PDF is damaged, cut off or has no pages: export it again and send that"
_WHY = {
    "Incorrect password error": "this PDF is protected with a password: save it without one and send it again",
    "Unsupported security scheme error": "it is encrypted in a way that cannot be read",
}


def open_pdf(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """The document.

    Raises:
        UnreadableSource: it is encrypted, damaged or no PDF.
    """
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(name, _why(data, str(error).lower())) from None


def _why(data: bytes, error: str) -> str:
    """What is wrong. PDFium may tell the error of the file before: a password's is believed of what is encrypted."""
    known = (why for key, why in _WHY.items() if key.lower() in error)
    return next(known, _DAMAGED) if b"/Encrypt" in data else _DAMAGED


def layouts(document: pypdfium2.PdfDocument) -> Iterator[PageLayout]:
    """The pages in order. A page that cannot be parsed comes empty.

    Each stays open until the next one is read: the fonts they share then need no second parsing,
    and a font's address stays its own.
    """
    handle, boxes, fonts = ctypes.cast(document.raw, c.Handle), Boxes(), Fonts()
    before: int | None = None
    try:
        for n in range(len(document)):
            page = c.load_page(handle, n)
            if not page:
                yield PageLayout(n + 1, 0, 0)
                continue
            text = c.Handle(c.load_text(page))
            try:
                frame = Frame.of(page)
                fonts.turn_to(text, frame.turned)
                layout = PageLayout(n + 1, *frame.size)
                layer = TextLayer(text, boxes, fonts, frame)
                layout.words = layer.words()
                _add_drawn(layout, page, frame, layer.styles)
            finally:
                if text:
                    c.close_text(text)
                if before:
                    c.close_page(before)
                before = page
            yield layout
    finally:
        if before:
            c.close_page(before)


def _add_drawn(layout: PageLayout, page: int, frame: Frame, texts: Container[int | None]) -> None:
    """Put what is drawn on the page into its layout; the objects in `texts` are known to be text."""
    box = array("f", bytes(16))
    at = box.buffer_info()[0]
    places = (at, at + 4, at + 8, at + 12)
    kinds = {c.PATH: layout.shapes, c.PICTURE: layout.pictures, c.FORM: layout.embedded}
    for obj in map(c.get_object, repeat(page), range(c.count_objects(page))):
        if obj in texts:
            continue
        areas = kinds.get(c.object_type(obj))
        if areas is not None and c.object_bounds(obj, *places):
            left, bottom, right, top = box
            areas.append(frame.area(left, top, right, bottom))
