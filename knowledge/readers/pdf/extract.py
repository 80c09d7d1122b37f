"""From a PDF's bytes to the layout of its pages."""

from __future__ import annotations

import ctypes
import struct
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise

import pypdfium2

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.fonts import Fonts
from knowledge.readers.pdf.layout import Area, PageLayout, Style, Word

_AHEAD, _CHUNK = 2, 4
_SPACE, _OVERLAP = 0.16, 0.4
"""Text objects so many font sizes apart, or upon each other, are no one word."""
_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at a line's end, also as U+FFFE where asked for one character."""
_BOXES = struct.Struct("8f")

Span = tuple[str, int, int, int]
"""A word, where it begins and ends in the text layer, and on which line it is."""
Boxes = tuple[float, ...]

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
        reason = str(error).rpartition(": ")[2].strip("(). ")
        why = next((w for key, w in _WHY.items() if key.lower() in str(error).lower()), None)
        raise UnreadableSource(
            name, why or f"the PDF is damaged ({reason}): export it again and send that"
        ) from None


def layouts(document: pypdfium2.PdfDocument) -> Iterator[PageLayout]:
    """The pages in order. A page that cannot be parsed comes empty.

    One thread parses ahead while the caller works on the page before: PDFium is not safe to be
    called from two threads, so nothing else may touch the document meanwhile.
    """
    extractor, count = _Extractor(document), len(document)
    with ThreadPoolExecutor(1) as pool:
        ahead: deque[Future[list[PageLayout]]] = deque()
        try:
            for first in range(0, count, _CHUNK):
                numbers = range(first, min(first + _CHUNK, count))
                ahead.append(pool.submit(extractor.layouts, numbers))
                if len(ahead) > _AHEAD:
                    yield from ahead.popleft().result()
            while ahead:
                yield from ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()
            pool.submit(extractor.close).result()


class _Extractor:
    """Takes pages in turn. Each stays open until the next one is read: the fonts they share then
    need no second parsing, and a font's address stays its own.
    """

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = ctypes.cast(document.raw, ctypes.c_void_p).value
        self._open: int | None = None
        self._fonts: Fonts | None = None

    def layouts(self, numbers: Iterable[int]) -> list[PageLayout]:
        return [self.layout(n) for n in numbers]

    def layout(self, n: int) -> PageLayout:
        page = c.load_page(self._document, n)
        if not page:
            return PageLayout(n + 1, 0, 0)
        text = c.load_text(page)
        try:
            read = _Page(page, text, self._fonts)
            layout = read.layout(n + 1)
        finally:
            if text:
                c.close_text(text)
            self.close()
            self._open = page
        self._fonts = read.fonts
        return layout

    def close(self) -> None:
        if self._open:
            c.close_page(self._open)
            self._open = None


class _Page:
    """A parsed page with the mapping of its coordinates."""

    def __init__(self, page: int, text: int | None, before: Fonts | None = None) -> None:
        self.page, self.text = page, text
        box = (ctypes.c_float * 4)()
        c.bounding_box(page, ctypes.addressof(box))
        self.left, self.top, self.right, self.bottom = box
        self.turned = c.rotation(page)
        self.fonts = Fonts(text, self.turned, before)
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
        """The words with their boxes, in few steps for all of them: this is what takes the time."""
        source, owner_of = self.text, c.text_object
        spans = _spans(_characters(source))
        if not spans:
            return []
        boxes = self._boxes(spans)
        owners = [owner_of(source, span[1]) for span in spans]
        last = [n for n, (a, b) in enumerate(pairwise(owners)) if a != b]
        self._measure(owners, [0, *(n + 1 for n in last)], spans, boxes)
        make, x, y, styles = tuple.__new__, self.left, self.top, self.styles
        words: list[Word] = [
            make(Word, (text, left - x, y - top, right - x, y - low, styles[o], line, False))
            for (text, _, _, line), (left, top, _, low, _, _, right, _), o in zip(
                spans, boxes, owners, strict=True
            )
        ]
        if self.turned:
            edges = [self._area(box[0], box[1], box[6], box[3]) for box in boxes]
            words = [Word(w.text, *e, *w[5:]) for w, e in zip(words, edges, strict=True)]
        last.append(len(spans) - 1)
        broken = [n for n in last if owners[n] != owner_of(source, spans[n][2] - 1)]
        for n in reversed(broken):
            words[n : n + 1] = self._parts(spans[n], boxes[n])
        return words

    def _measure(
        self,
        owners: Sequence[int | None],
        first: Sequence[int],
        spans: Sequence[Span],
        boxes: Sequence[Boxes],
    ) -> None:
        """Take the styles of all text objects, from the words that each begins with."""
        styles, style = self.styles, self.fonts.style
        for n in first:
            owner = owners[n]
            if owner not in styles:
                box = boxes[n]
                styles[owner] = style(owner, spans[n][1], box[1] - box[3])

    def _boxes(self, spans: Sequence[Span]) -> list[Boxes]:
        """Left, top, right, bottom of each word's first and of its last character."""
        found = bytearray(32 * len(spans))
        address = ctypes.addressof(ctypes.c_char.from_buffer(found))
        box, text = c.loose_box, self.text
        for _, start, end, _ in spans:
            box(text, start, address)
            box(text, end - 1, address + 16)
            address += 32
        return list(_BOXES.iter_unpack(found))

    def _parts(self, span: Span, box: Boxes) -> list[Word]:
        """A word that several text objects make up, parted where its style changes.

        Where objects stand apart or upon each other, they are words of their own. `box` is of the
        first and the last character.
        """
        text, first, end, line = span
        start = first
        parts: list[Word] = []
        edge = (ctypes.c_float * 8)()
        address = ctypes.addressof(edge)
        left, top, _, bottom = box[:4]
        owners = [c.text_object(self.text, n) for n in range(start, end)]
        glued, style = False, self._style(owners[0], start, top - bottom)
        for n, (before, owner) in enumerate(pairwise(owners), start + 1):
            if owner == before:
                continue
            c.loose_box(self.text, n - 1, address)
            c.loose_box(self.text, n, address + 16)
            _, _, right, _, here, high, _, low = edge
            now = self._style(owner, n, high - low)
            apart = not -_OVERLAP < (here - right) / (style.size or 1.0) < _SPACE
            if apart or now is not style:
                area = self._area(left, top, right, bottom)
                parts.append(Word(text[start - first : n - first], *area, style, line, glued))
                start, glued, style, left, top, bottom = n, not apart, now, here, high, low
        parts.append(
            Word(text[start - first :], *self._area(left, top, box[6], bottom), style, line, glued)
        )
        return parts

    def _style(self, obj: int | None, index: int, height: float) -> Style:
        style = self.styles.get(obj)
        if style is None:
            style = self.styles[obj] = self.fonts.style(obj, index, height)
        return style

    def _drawn(self, layout: PageLayout) -> None:
        box = array("f", bytes(16))
        at = box.buffer_info()[0]
        kinds = {c.PATH: layout.shapes, c.PICTURE: layout.pictures, c.FORM: layout.embedded}
        texts, page, get = self.styles, self.page, c.get_object
        for n in range(c.count_objects(page)):
            obj = get(page, n)
            if obj in texts:
                continue
            areas = kinds.get(c.object_type(obj))
            if areas is not None and c.object_bounds(obj, at, at + 4, at + 8, at + 12):
                left, bottom, right, top = box
                areas.append(self._area(left, top, right, bottom))


def _spans(text: str) -> list[Span]:
    """The words between white space, with the line each is on, counted by line feeds."""
    spans: list[Span] = []
    end, find = 0, text.find
    for line, row in enumerate(text.split("\n")):
        for word in row.split():
            start = find(word, end)
            end = start + len(word)
            spans.append((word, start, end, line))
    return spans


def _characters(text: int | None) -> str:
    """The text layer with one character for each of PDFium's, so that indices agree."""
    count = c.count_chars(text)
    if count <= 0:
        return ""
    buffer = bytearray(4 * (count + 1))
    length = c.get_text(text, 0, count, ctypes.addressof(ctypes.c_char.from_buffer(buffer))) - 1
    found = buffer[: 2 * max(length, 0)].decode("utf-16-le", "replace")
    if len(found) != count:
        found = "".join(_scalar(c.get_unicode(text, n)) for n in range(count))
    return found.replace(_HYPHEN, "-").replace("\x00", " ")


def _scalar(code: int) -> str:
    if code == 0xFFFE:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
