"""From a PDF's bytes to the layout of its pages."""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pypdfium2

from knowledge.errors import UnreadableSource
from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.fonts import Fonts
from knowledge.readers.pdf.layout import Area, PageLayout, Style, Word

_AHEAD = 2
_SPACE, _OVERLAP = 0.16, 0.4
"""Text objects so many font sizes apart, or upon each other, are no one word."""
_LINE_FEED, _MINUS = 10, 45
_HYPHEN = 2
"""What PDFium gives for a hyphen at a line's end, also as U+FFFE where asked for one character."""
_SURROGATES = 0xD800, 0xE000
_BLANK = np.array([n == 0 or chr(n).isspace() for n in range(0x3001)] + [False])
"""Which characters part words, by code; all beyond the ideographic space do not."""

Codes = npt.NDArray[np.uint16]
Boxes = npt.NDArray[np.float32]
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
    extractor = _Extractor(document)
    with ThreadPoolExecutor(1) as pool:
        ahead: deque[Future[PageLayout]] = deque()
        try:
            for n in range(len(document)):
                ahead.append(pool.submit(extractor.layout, n))
                if len(ahead) > _AHEAD:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
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
        """The words with their boxes, those of one text object at a time in bulk."""
        text, codes = _characters(self.text)
        starts, ends, lines = _spans(codes)
        if not starts:
            return []
        boxes = self._boxes(starts, ends)
        owners = [c.text_object(self.text, start) for start in starts]
        heights = (boxes[:, 1] - boxes[:, 3]).tolist()
        styles = self.styles
        for owner, start, height in zip(owners, starts, heights, strict=True):
            if owner not in styles:
                styles[owner] = self.fonts.style(owner, start, height)
        words = _bulk(
            [text[start:end] for start, end in zip(starts, ends, strict=True)],
            self._areas(boxes),
            [styles[owner] for owner in owners],
            lines,
        )
        broken = [
            n
            for n, (owner, after) in enumerate(zip(owners, [*owners[1:], None], strict=True))
            if owner != after and owner != c.text_object(self.text, ends[n] - 1)
        ]
        for n in reversed(broken):
            box = boxes[n].tolist()
            words[n : n + 1] = self._parts(text, (starts[n], ends[n]), lines[n], box)
        return words

    def _boxes(self, starts: list[int], ends: list[int]) -> Boxes:
        """A row a word: left, top, right, bottom of its first and of its last character."""
        found = np.empty((len(starts), 8), dtype=np.float32)
        address = found.ctypes.data
        box, text = c.loose_box, self.text
        for start, end in zip(starts, ends, strict=True):
            box(text, start, address)
            box(text, end - 1, address + 16)
            address += 32
        return found

    def _areas(self, boxes: Boxes) -> Iterable[tuple[float, float, float, float]]:
        """Each word's left, top, right and bottom, on the page as it is shown."""
        left, top, bottom, right = boxes[:, 0], boxes[:, 1], boxes[:, 3], boxes[:, 6]
        if self.turned:
            edges = zip(left.tolist(), top.tolist(), right.tolist(), bottom.tolist(), strict=True)
            return [self._area(*edge) for edge in edges]
        x, y = self.left, self.top
        return zip(
            (left - x).tolist(),
            (y - top).tolist(),
            (right - x).tolist(),
            (y - bottom).tolist(),
            strict=True,
        )

    def _parts(
        self, text: str, span: tuple[int, int], line: int, box: Sequence[float]
    ) -> list[Word]:
        """A word that several text objects make up, parted where its style changes.

        Where objects stand apart or upon each other, they are words of their own. `box` is of the
        first and the last character.
        """
        start, end = span
        parts: list[Word] = []
        edge = (ctypes.c_float * 8)()
        address = ctypes.addressof(edge)
        left, top, _, bottom = box[:4]
        glued, owner = False, c.text_object(self.text, start)
        style = self._style(owner, start, top - bottom)
        for n in range(start + 1, end):
            before, owner = owner, c.text_object(self.text, n)
            if owner == before:
                continue
            c.loose_box(self.text, n - 1, address)
            c.loose_box(self.text, n, address + 16)
            _, _, right, _, here, high, _, low = edge
            now = self._style(owner, n, high - low)
            apart = not -_OVERLAP < (here - right) / (style.size or 1.0) < _SPACE
            if apart or now is not style:
                area = self._area(left, top, right, bottom)
                parts.append(Word(text[start:n], *area, style, line, glued))
                start, glued, style, left, top, bottom = n, not apart, now, here, high, low
        parts.append(
            Word(text[start:end], *self._area(left, top, box[6], bottom), style, line, glued)
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
        for n in range(c.count_objects(self.page)):
            obj = c.get_object(self.page, n)
            areas = kinds.get(c.object_type(obj))
            if areas is not None and c.object_bounds(obj, at, at + 4, at + 8, at + 12):
                left, bottom, right, top = box
                areas.append(self._area(left, top, right, bottom))


def _bulk(
    texts: list[str],
    areas: Iterable[tuple[float, float, float, float]],
    styles: list[Style],
    lines: list[int],
) -> list[Word]:
    """The words of these columns. `tuple.__new__` saves a call for each."""
    rows = zip(texts, areas, styles, lines, strict=True)
    make = tuple.__new__
    return [make(Word, (text, *area, style, line, False)) for text, area, style, line in rows]


def _spans(codes: Codes) -> tuple[list[int], list[int], list[int]]:
    """Where each word begins and ends, and the line it is on, counted by line feeds."""
    if not len(codes):
        return [], [], []
    blank = _BLANK.take(codes, mode="clip")
    edges = (np.flatnonzero(blank[1:] != blank[:-1]) + 1).tolist()
    if not blank[0]:
        edges.insert(0, 0)
    if len(edges) % 2:
        edges.append(len(codes))
    starts = edges[::2]
    lines = np.cumsum(codes == _LINE_FEED)
    return starts, edges[1::2], lines[starts].tolist()


def _characters(text: int | None) -> tuple[str, Codes]:
    """The text layer with one character for each of PDFium's, so that indices agree."""
    count = c.count_chars(text)
    if count <= 0:
        return "", np.empty(0, dtype=np.uint16)
    buffer = np.zeros(2 * (count + 1), dtype=np.uint16)
    length = c.get_text(text, 0, count, buffer.ctypes.data) - 1
    codes = buffer[: max(length, 0)]
    if length == count and codes.max() < _SURROGATES[0]:
        if codes.min() < _HYPHEN + 1:
            codes[codes == _HYPHEN] = _MINUS
        return codes.tobytes().decode("utf-16-le"), codes
    scalars = [_scalar(c.get_unicode(text, n)) for n in range(count)]
    return "".join(map(chr, scalars)), np.minimum(scalars, 0xFFFF).astype(np.uint16)


def _scalar(code: int) -> int:
    if code in {_HYPHEN, 0xFFFE}:
        return _MINUS
    return code if code < 0x110000 and not _SURROGATES[0] <= code < _SURROGATES[1] else 0
