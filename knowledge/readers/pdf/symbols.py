"""Glyphs that are no letters: ligatures, bullet marks, symbol fonts, raised and lowered digits."""

from __future__ import annotations

import re
import unicodedata

from knowledge.bullets import MARKS

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffd\uffff\u200e\u200f\u202a\u202c"
_CLEAN = str.maketrans(
    {
        **_LIGATURES,
        **dict.fromkeys(_GONE, ""),
        "\x02": "-",
        "\ufffe": "-",
        "\u00a0": " ",
        "\u2028": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u2011": "-",
    }
)
_WINGDINGS = {
    0x4A: "☺",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xB7: "•",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFE: "☑",
}
"""Microsoft's Wingdings by code; the same place of Symbol holds "•" at B7 and "→" at AE."""
_SYMBOL = {0xAE: "→", 0xAC: "←", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xDE: "⇒", 0xD7: "⋅", 0xB4: "×"}
_DRAWN_MARKS = MARKS + "–—−‒►▻▸▹◾◽◼◻◆◇❖❑❒➔→⇒✗☑★☆✦✱∗✪⦿⁌⁍◉⚫⚪∙⋅"
_BULLETS = frozenset("•●▪■◦‣➢►❖◆❑")
_LETTER_MARKS = "-*o§Øvqü+"
_NUMBERED = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}\.)$")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISABLE = re.compile(r"[0-9+\-−=()ni]+")
_LOWERABLE = re.compile(r"[0-9+\-−=()]+")


def clean(text: str, *, symbol: bool = False) -> str:
    """`text` without ligatures, invisible and private-use characters; `symbol`: set in Wingdings."""
    if symbol:
        return "".join(_sign(ord(ch)) or ch for ch in text)
    if text.isascii():
        return text
    text = text.translate(_CLEAN)
    if _PRIVATE.search(text):
        text = "".join(_private(ch) for ch in text)
    return text


def _sign(code: int) -> str:
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return _WINGDINGS.get(code) or _SYMBOL.get(code, "")


def _private(ch: str) -> str:
    if unicodedata.category(ch) != "Co":
        return ch
    return _sign(ord(ch))


def is_mark(text: str, *, symbol: bool) -> bool:
    """Can this word, standing first on its line, be a bullet's mark?"""
    if len(text) > 2:
        return False
    if text[0] in _DRAWN_MARKS or (len(text) == 1 and "\ue000" <= text <= "\uf8ff"):
        return True
    return len(text) == 1 and (symbol or text in _LETTER_MARKS)


def is_joined_mark(text: str) -> bool:
    """Does this line begin with a bullet that no space parts from the text: "•Not so"?"""
    return text[:1] in _BULLETS and len(text) > 1 and not text[1].isspace()


def is_number_mark(text: str) -> bool:
    """ "1.", "2)", "(a)", "iv.": the mark of a numbered list."""
    return len(text) <= 5 and bool(_NUMBERED.match(text))


def raised(text: str) -> str:
    """As superscript where Unicode has all of it ("10²"), else as it is ("10th")."""
    return text.translate(_RAISED) if _RAISABLE.fullmatch(text) else text


def lowered(text: str) -> str:
    """As subscript where Unicode has all of it."""
    return text.translate(_LOWERED) if _LOWERABLE.fullmatch(text) else text
