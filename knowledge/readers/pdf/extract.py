"""From a PDF's bytes to the layout of its pages."""

from __future__ import annotations

import ctypes
import re
import struct
from array import array
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pypdfium2

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.fonts import Fonts
from knowledge.readers.pdf.layout import Area, PageLayout, Style, Word

_AHEAD = 2
_SPACE, _OVERLAP = 0.16, 0.4
"""Text objects so many font sizes apart, or upon each other, are no one word."""
_BOXES = struct.Struct("8f")
_WORD = re.compile(r"[^\s\x00]+|\n")
_WHY = {
    "Incorrect password error": "it is protected by a password",
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
        reason = str(error).rpartition(": ")[2].strip("(). ")
        why = next((w for key, w in _WHY.items() if key.lower() in str(error).lower()), None)
        raise UnreadableSource(name, why or f"the PDF is damaged ({reason})") from None


def layouts(document: pypdfium2.PdfDocument) -> Iterator[PageLayout]:
    """The pages in order. A page that cannot be parsed comes empty.

    One thread parses ahead while the caller works on the page before: PDFium is not safe to be
    called from two threads, so nothing else may touch the document meanwhile.
    """
    handle = ctypes.cast(document.raw, ctypes.c_void_p).value
    numbers = iter(range(len(document)))
    with ThreadPoolExecutor(1) as pool:
        ahead: deque[Future[PageLayout]] = deque()
        try:
            for n in numbers:
                ahead.append(pool.submit(_layout, handle, n))
                if len(ahead) > _AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def _layout(document: int | None, n: int) -> PageLayout:
    page = c.load_page(document, n)
    if not page:
        return PageLayout(n + 1, 0, 0)
    text = c.load_text(page)
    try:
        return _Page(page, text).layout(n + 1)
    finally:
        if text:
            c.close_text(text)
        c.close_page(page)


class _Page:
    """A parsed page with the mapping of its coordinates."""

    def __init__(self, page: int, text: int | None) -> None:
        self.page, self.text = page, text
        box = (ctypes.c_float * 4)()
        c.bounding_box(page, ctypes.addressof(box))
        self.left, self.top, self.right, self.bottom = box
        self.turned = c.rotation(page)
        self.fonts = Fonts(text, self.turned)
        self.styles: dict[int | None, Style] = {}

    def layout(self, number: int) -> PageLayout:
        width, height = self.right - self.left, self.top - self.bottom
        if self.turned % 2:
            width, height = height, width
        layout = PageLayout(number, width, height)
        if self.text:
            layout.words = self._words()
        self._drawn(layout)
        return layout

    def _area(self, left: float, top: float, right: float, bottom: float) -> Area:
        """From PDF's coordinates (origin at the bottom left, before rotation) to ours."""
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

    def _words(self) -> list[Word]:
        text = _characters(self.text)
        spans = _spans(text)
        owner_of, styles, x, y = c.text_object, self.styles, self.left, self.top
        words: list[Word] = []
        following = owner_of(self.text, spans[0][0]) if spans else None
        if not spans:
            return words
        starts = [start for start, _, _ in spans[1:]]
        for (start, end, line), box, after in zip(
            spans, self._boxes(spans), [*starts, None], strict=True
        ):
            owner = following
            following = owner_of(self.text, after) if after is not None else None
            if owner != following and owner != owner_of(self.text, end - 1):
                words += self._parts(text, start, end, line)
                continue
            left, top, _, bottom, _, _, right, _ = box
            style = styles.get(owner) or self._style(owner, start, top - bottom)
            if self.turned:
                left, top, right, bottom = self._area(left, top, right, bottom)
                words.append(Word(text[start:end], left, top, right, bottom, style, line))
            else:
                words.append(
                    Word(text[start:end], left - x, y - top, right - x, y - bottom, style, line)
                )
        return words

    def _boxes(self, spans: list[tuple[int, int, int]]) -> Iterator[tuple[float, ...]]:
        """The boxes of each span's first and last character: left, top, right, bottom of both."""
        found = bytearray(32 * len(spans))
        if not spans:
            return iter(())
        address = ctypes.addressof(ctypes.c_char.from_buffer(found))
        box, text = c.loose_box, self.text
        for start, end, _ in spans:
            box(text, start, address)
            box(text, end - 1, address + 16)
            address += 32
        return _BOXES.iter_unpack(found)

    def _parts(self, text: str, start: int, end: int, line: int) -> list[Word]:
        """A word that several text objects make up, parted where its style changes.

        Where objects stand apart or upon each other, they are words of their own.
        """
        parts: list[Word] = []
        begin, glued = start, False
        owner = c.text_object(self.text, start)
        style = self._style(owner, start, self._span(start, start).height)
        for n in range(start + 1, end):
            before, owner = owner, c.text_object(self.text, n)
            if owner == before:
                continue
            here, last = self._span(n, n), self._span(n - 1, n - 1)
            now = self._style(owner, n, here.height)
            apart = not -_OVERLAP < (here.left - last.right) / (style.size or 1.0) < _SPACE
            if apart or now is not style:
                parts.append(self._part(text, begin, n, line, style, glued))
                begin, glued, style = n, not apart, now
        parts.append(self._part(text, begin, end, line, style, glued))
        return parts

    def _part(self, text: str, begin: int, end: int, line: int, style: Style, glued: bool) -> Word:
        return Word(text[begin:end], *self._span(begin, end - 1), style, line, glued)

    def _span(self, first: int, last: int) -> Area:
        box = (ctypes.c_float * 8)()
        c.loose_box(self.text, first, ctypes.addressof(box))
        c.loose_box(self.text, last, ctypes.addressof(box) + 16)
        left, top, _, bottom, _, _, right, _ = box
        return self._area(left, top, right, bottom)

    def _style(self, obj: int | None, index: int, height: float) -> Style:
        style = self.styles.get(obj)
        if style is None:
            style = self.styles[obj] = self.fonts.style(obj, index, height)
        return style

    def _drawn(self, layout: PageLayout) -> None:
        box = array("f", bytes(16))
        at = box.buffer_info()[0]
        kinds = {c.PATH: layout.shapes, c.PICTURE: layout.pictures, c.FORM: layout.embedded}
        for n in range(c.count_objects(self.page)):
            obj = c.get_object(self.page, n)
            areas = kinds.get(c.object_type(obj))
            if areas is not None and c.object_bounds(obj, at, at + 4, at + 8, at + 12):
                left, bottom, right, top = box
                areas.append(self._area(left, top, right, bottom))


def _spans(text: str) -> list[tuple[int, int, int]]:
    """Where each word begins and ends, and on which line it is."""
    spans = []
    line = 0
    for found in _WORD.finditer(text):
        if found[0] == "\n":
            line += 1
        else:
            spans.append((*found.span(), line))
    return spans


def _characters(text: int | None) -> str:
    """The text layer with one character for each of PDFium's, so that indices agree."""
    count = c.count_chars(text)
    if count <= 0:
        return ""
    buffer = ctypes.create_string_buffer(4 * (count + 1))
    length = c.get_text(text, 0, count, ctypes.addressof(buffer))
    found = buffer.raw[: 2 * max(length - 1, 0)].decode("utf-16-le", "replace")
    if len(found) == count:
        return found
    return "".join(_scalar(c.get_unicode(text, n)) for n in range(count))


def _scalar(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
