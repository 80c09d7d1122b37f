"""What stands where on a page. Points (1/72 inch) from the top left corner as the page is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_MUCH_DRAWN = 20
"""So many paths on a page without text may be letters that were drawn as outlines."""
_LEGIBLE = 0.4
_NO_TEXT = re.compile("[\ufffd\ufffe\uffff\x00-\x1f\ue000-\uf8ff]|\\(cid:\\d+\\)")


class Area(NamedTuple):
    """A rectangle; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a run of glyphs is set. `size` is the font size as shown, in points.

    Compared by identity, which is quick: `fonts.py` has one object for all that is set alike.
    """

    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    mono: bool = False
    symbol: bool = False
    """A font of signs (Wingdings): its letters are no letters."""
    upright: bool = True
    """False for text that runs in any other direction than from left to right."""


class Word(NamedTuple):
    """Glyphs between white space, or a part of them in another style (`glued` to what is before).

    The box spans the advance of the glyphs and the font's ascent and descent. `line` counts the
    lines as the text layer has them.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    style: Style
    line: int
    glued: bool = False


@dataclass(slots=True)
class PageLayout:
    """One page: `number` counts from 1; words in the text layer's order."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    shapes: list[Area] = field(default_factory=list)
    """Drawn paths: frames, rules, boxes behind text."""
    pictures: list[Area] = field(default_factory=list)
    embedded: list[Area] = field(default_factory=list)
    """Form XObjects: on a handout made from pages, those pages."""

    @property
    def needs_ocr(self) -> bool:
        """Whether the page shows something of which its text layer tells nothing, or next to nothing."""
        if not self.words:
            drawn = self.pictures or self.embedded or len(self.shapes) >= _MUCH_DRAWN
            return bool(drawn)
        text = "".join([word.text for word in self.words])
        if text.isascii() and text.isprintable() and "(cid:" not in text:
            return False
        return len(_NO_TEXT.sub("", text)) < _LEGIBLE * len(text)
