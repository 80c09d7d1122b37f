"""What a font's name and flags say about the text set in it."""

from __future__ import annotations

import ctypes
import math
import re
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
    """The styles of one page's text objects. A font's address holds while the page is open."""

    def __init__(self, text: int | None, turned: int, before: Fonts | None = None) -> None:
        """`before`: those of a page that is still open; what it has too need not be asked for."""
        self._text, self._turned = text, turned
        known = before is not None and before._turned == turned
        self._known: dict[int | None, _Font] = before._fonts if before and known else {}
        self._fonts: dict[int | None, _Font] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._address = ctypes.addressof(self._matrix)

    def style(self, obj: int | None, index: int, height: float) -> Style:
        """The style of the text object that the character at `index` belongs to.

        In one font the `height` of a glyph's box tells the size, so PDFium is asked once for both.
        """
        address = c.font(obj) if obj else None
        font = self._fonts.get(address)
        if font is None:
            font = self._known.get(address) or (_face(address), {})
            self._fonts[address] = font
        face, styles = font
        size = int(100 * height + 0.5)
        style = styles.get(size)
        if style is None:
            style = styles[size] = self._measured(face, index)
        return style

    def _measured(self, face: Face, index: int) -> Style:
        c.matrix(self._text, index, self._address)
        a, b, cc, d, _, _ = self._matrix
        along, across = _turn(a, b, self._turned)
        upright = along > 0 and abs(across) < 0.1 * along
        shown = round(c.font_size(self._text, index) * math.hypot(cc, d), 1)
        return Style(shown, face.name, face.bold, face.italic, face.mono, face.symbol, upright)


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
