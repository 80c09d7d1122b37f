"""From a PDF's bytes to the layout of its pages."""

from __future__ import annotations

import ctypes
import re
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
        self.fonts = Fonts(text)
        self.styles: dict[int, Style] = {}

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
        spans = [found.span() for found in _WORD.finditer(text)]
        boxes = array("f", bytes(32 * len(spans)))
        address = boxes.buffer_info()[0]
        for n, (start, end) in enumerate(spans):
            c.loose_box(self.text, start, address + 32 * n)
            c.loose_box(self.text, end - 1, address + 32 * n + 16)
        words: list[Word] = []
        line = 0
        for n, (start, end) in enumerate(spans):
            if text[start] == "\n":
                line += 1
                continue
            first, last = c.text_object(self.text, start), c.text_object(self.text, end - 1)
            if first == last:
                k = 8 * n
                style = self._style(first, start)
                area = self._area(
                    min(boxes[k], boxes[k + 4]),
                    max(boxes[k + 1], boxes[k + 5]),
                    max(boxes[k + 2], boxes[k + 6]),
                    min(boxes[k + 3], boxes[k + 7]),
                )
                words.append(Word(text[start:end], *area, style, line))
            else:
                words += self._parts(text, start, end, line)
        return words

    def _parts(self, text: str, start: int, end: int, line: int) -> Iterator[Word]:
        """A word that several text objects make up, parted where its style changes."""
        styles = [self._style(c.text_object(self.text, n), n) for n in range(start, end)]
        begin = start
        for n in range(start + 1, end + 1):
            if n == end or styles[n - start] != styles[begin - start]:
                area = self._span(begin, n - 1)
                glued = begin > start
                yield Word(text[begin:n], *area, styles[begin - start], line, glued)
                begin = n

    def _span(self, first: int, last: int) -> Area:
        box = (ctypes.c_float * 8)()
        c.loose_box(self.text, first, ctypes.addressof(box))
        c.loose_box(self.text, last, ctypes.addressof(box) + 16)
        return self._area(
            min(box[0], box[4]), max(box[1], box[5]), max(box[2], box[6]), min(box[3], box[7])
        )

    def _style(self, obj: int | None, index: int) -> Style:
        key = obj or 0
        style = self.styles.get(key)
        if style is None:
            style = self.styles[key] = self.fonts.style(obj, index, self.turned)
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
