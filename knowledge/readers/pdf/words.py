"""The words of a page's text layer with their boxes and styles.

This runs for every word of every page, so it goes over all words at once, column by column: a
column of numbers costs Python little more than a number.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain, compress, count, repeat
from operator import ne

from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.fonts import Fonts
from knowledge.readers.pdf.frame import Frame
from knowledge.readers.pdf.layout import Style, Word

_SPACE, _OVERLAP = 0.16, 0.4
"""Text objects so many font sizes apart, or upon each other, are no one word."""
_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at a line's end, also as U+FFFE where asked for one character."""
_WORD = re.compile(r"\S+")
_AT_FIRST = 500
_make_word = partial(tuple.__new__, Word)


class Boxes:
    """Room for the boxes of a page's characters, used again for each page: it takes time to make."""

    def __init__(self) -> None:
        self._room(_AT_FIRST)

    def _room(self, boxes: int) -> None:
        self._floats = array("f", bytes(16 * boxes))
        first = self._floats.buffer_info()[0]
        self._places = [c.Handle(first + 16 * n) for n in range(boxes)]

    def of(self, text: c.Handle, characters: Sequence[int]) -> tuple[list[float], ...]:
        """Left, top, right and bottom of each of the characters, in PDF's coordinates."""
        if len(characters) > len(self._places):
            self._room(2 * len(characters))
        deque(map(c.loose_box, repeat(text), characters, self._places), maxlen=0)
        end = 4 * len(characters)
        left, top, right, bottom = (self._floats[k:end:4].tolist() for k in range(4))
        return left, top, right, bottom


class TextLayer:
    """One page's text layer. `styles` are those of its text objects, as far as words begin in them."""

    def __init__(self, text: c.Handle, boxes: Boxes, fonts: Fonts, frame: Frame) -> None:
        self._text, self._boxes, self._fonts, self._frame = text, boxes, fonts, frame
        self.styles: dict[int | None, Style] = {}

    def words(self) -> list[Word]:
        """The words in the text layer's order; none where the page has no text layer."""
        written = _characters(self._text) if self._text else ""
        spans = [found.span() for found in _WORD.finditer(written)]
        if not spans:
            return []
        starts, ends = [start for start, _ in spans], [end - 1 for _, end in spans]
        total = len(spans)
        lefts, tops, rights, bottoms = self._boxes.of(self._text, starts + ends)
        owners = self._owners(starts)
        last = _ends(owners)
        first = [0, *(n + 1 for n in last[:-1])]
        self._fonts.measure(self.styles, owners, first, starts, tops, bottoms)
        columns = (
            written.split(),
            *self._frame.columns(lefts[:total], tops[:total], rights[total:], bottoms[:total]),
            map(self.styles.__getitem__, owners),
            _lines(written),
            repeat(False),
        )
        words: list[Word] = list(map(_make_word, zip(*columns, strict=False)))
        finals = self._owners([ends[n] for n in last])
        broken = [n for n, final in zip(last, finals, strict=True) if owners[n] != final]
        for n in reversed(broken):
            words[n : n + 1] = self._parts(words[n], *spans[n])
        return words

    def _owners(self, characters: Iterable[int]) -> list[int | None]:
        """The text object of each of the characters."""
        return list(map(c.text_object, repeat(self._text), characters))

    def _parts(self, word: Word, first: int, end: int) -> list[Word]:
        """A word that several text objects make up, parted where its style changes.

        Where objects stand apart or upon each other, they are words of their own. `first` is its
        first character, `end` is behind its last.
        """
        owners = self._owners(range(first, end))
        last = _ends(owners)
        starts = [0, *(n + 1 for n in last[:-1])]
        edges = [first + n for pair in zip(starts, last, strict=True) for n in pair]
        lefts, tops, rights, bottoms = self._boxes.of(self._text, edges)
        own = [owners[n] for n in starts]
        self._fonts.measure(self.styles, own, range(len(own)), edges[::2], tops[::2], bottoms[::2])
        parts: list[Word] = []
        start, style, glued = 0, word.style, False

        def part(to: int) -> Word:
            area = self._frame.area(
                lefts[2 * start], tops[2 * start], rights[2 * to - 1], bottoms[2 * start]
            )
            return Word(word.text[starts[start] : last[to - 1] + 1], *area, style, word.line, glued)

        for k in range(1, len(starts)):
            here = self.styles[own[k]]
            gap = (lefts[2 * k] - rights[2 * k - 1]) / (style.size or 1.0)
            apart = not -_OVERLAP < gap < _SPACE
            if apart or here is not style:
                parts.append(part(k))
                start, style, glued = k, here, not apart
        return [*parts, part(len(starts))] if parts else [word]


def _ends(owners: Sequence[int | None]) -> list[int]:
    """Where each run of the same owner ends."""
    return [*compress(count(), map(ne, owners, owners[1:])), len(owners) - 1]


def _lines(written: str) -> chain[int]:
    """For each word the line that it is on, counted by line feeds."""
    counts = map(len, map(str.split, written.split("\n")))
    return chain.from_iterable(map(repeat, count(), counts))


def _characters(text: c.Handle) -> str:
    """The text layer with one character for each of PDFium's, so that indices agree."""
    total = c.count_chars(text)
    if total <= 0:
        return ""
    buffer = bytearray(4 * (total + 1))
    length = c.get_text(text, 0, total, ctypes.addressof(ctypes.c_char.from_buffer(buffer))) - 1
    found = buffer[: 2 * max(length, 0)].decode("utf-16-le", "replace")
    if len(found) != total:
        found = "".join(_scalar(c.get_unicode(text, n)) for n in range(total))
    return found.replace(_HYPHEN, "-").replace("\x00", " ")


def _scalar(code: int) -> str:
    if code == 0xFFFE:
        return "-"
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
