"""What a font's name and flags say about the text set in it."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.readers.pdf import pdfium as c
from knowledge.readers.pdf.layout import Style

_FIXED, _SYMBOLIC, _ITALIC, _FORCE_BOLD = 1, 4, 64, 1 << 18  # PDF 32000-1, table 123
_BOLD = re.compile(r"bold|black|heavy|semibd|demi|(?:^|[a-z])(?:bx|b)\d+$|medi$|-bd", re.I)
_LATIN_BOLD = re.compile(r"^(?:CMB|CMSSBX|CMBX|SFBX|SFSX|LMBX|LMRoman\d+-Bold)", re.I)
_ITALICS = re.compile(r"ital|obli|slant|^(?:CMTI|CMSL|SFTI|SFSI|CMMI)", re.I)
_MONO = re.compile(
    r"mono|courier|consol|typewriter|menlo|inconsolata|fira ?code|source ?code|fixed|terminal|"
    r"cascadia|hack|iosevka|jetbrains|letter ?gothic|lucida ?console|andale|^(?:CMTT|SFTT|CMSLTT|"
    r"CMITT|ECTT|LMTT|NimbusMonL|NimbusMono|txtt|pcr)|nimbusmon",
    re.I,
)
_SYMBOL = re.compile(
    r"wingding|webding|zapf ?dingbat|dingbats|marlett|^symbol(?:mt)?$|opensymbol|starsymbol|"
    r"monotype ?sorts|mt ?extra|fontawesome|awesome|materialicons",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font without its size."""

    name: str
    bold: bool
    italic: bool
    mono: bool
    symbol: bool


@lru_cache(4096)
def face(name: str, flags: int, weight: int) -> Face:
    """What `name`, the descriptor's `flags` and `weight` (100 to 900) tell."""
    bare = name[7:] if re.match(r"[A-Z]{6}\+", name) else name
    bold = bool(_BOLD.search(bare) or _LATIN_BOLD.match(bare) or flags & _FORCE_BOLD)
    return Face(
        bare,
        bold or (weight >= 700 and weight != 1000),
        bool(_ITALICS.search(bare) or flags & _ITALIC),
        bool(_MONO.search(bare) or flags & _FIXED),
        bool(_SYMBOL.search(bare)),
    )


_Font = tuple[Face, dict[int, Style]]
"""A font's face, and its styles by their height in hundredths of a point."""


class Fonts:
    """The styles of the text objects of one page after another. A font's address holds while its
    page is open; so the page before must be, and of it are kept the fonts that the new one has too.
    """

    def __init__(self) -> None:
        self._turned = 0
        self._text: c.Handle | None = None
        self._fonts: dict[int | None, _Font] = {}
        self._before = self._fonts
        self._matrix = (ctypes.c_float * 6)()
        self._address = ctypes.addressof(self._matrix)

    def turn_to(self, text: c.Handle, turned: int) -> None:
        """Begin a new page, shown turned by so many quarters."""
        self._before = self._fonts if turned == self._turned else {}
        self._text, self._turned, self._fonts = text, turned, {}

    def measure(
        self,
        styles: dict[int | None, Style],
        objects: Sequence[int | None],
        which: Iterable[int],
        characters: Sequence[int],
        tops: Sequence[float],
        bottoms: Sequence[float],
    ) -> None:
        """Put the styles of `which` of the text objects into `styles`, by one character of each.

        In one font the height of a character's box tells the size, so that PDFium is asked once for both.
        """
        fonts, font_of = self._fonts, c.font
        for n in which:
            obj = objects[n]
            if obj in styles:
                continue
            address = font_of(obj) if obj else None
            face, sizes = fonts.get(address) or self._font(address)
            size = int(100 * (tops[n] - bottoms[n]) + 0.5)
            style = sizes.get(size)
            if style is None:
                style = sizes[size] = self._measured(face, characters[n])
            styles[obj] = style

    def _font(self, address: int | None) -> _Font:
        font = self._fonts[address] = self._before.get(address) or (_face(address), {})
        return font

    def _measured(self, face: Face, index: int) -> Style:
        c.matrix(self._text, index, self._address)
        a, b, cc, d, _, _ = self._matrix
        along, across = _turn(a, b, self._turned)
        upright = along > 0 and abs(across) < 0.1 * along
        shown = round(c.font_size(self._text, index) * math.hypot(cc, d), 1)
        return _style(shown, face.name, face.bold, face.italic, face.mono, face.symbol, upright)


_style = lru_cache(4096)(Style)
"""One object for all that is set alike, so that styles are compared by identity."""


def _face(font: int | None) -> Face:
    if not font:
        return face("", 0, 0)
    name = ctypes.create_string_buffer(128)
    c.font_name(font, name, 128)
    return face(name.value.decode("utf-8", "replace"), c.font_flags(font), c.font_weight(font))


def _turn(a: float, b: float, turned: int) -> tuple[float, float]:
    """The direction of writing after the page was turned clockwise by `turned` quarters."""
    for _ in range(turned):
        a, b = b, -a
    return a, b
