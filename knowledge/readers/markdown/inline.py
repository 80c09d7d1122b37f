"""A line of Markdown as a reader sees it: no marks, no addresses, formulas readable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from knowledge.readers.markdown.formulas import readable

_SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_PICTURE_WORDS = re.compile(
    r"\b(?:bg|fit|cover|contain|auto|left|right|vertical|inline|(?:w|h|width|height|brightness|blur|sepia|opacity|"
    r"grayscale|invert|saturate|contrast|hue-rotate|drop-shadow|right|left):\S+|\d{1,3}%)(?=\s|$)"
)
_SAYS_NOTHING = re.compile(
    r"(?:(?:an?\s+)?(?:image|img|picture|pic|photo|screen ?shot|figure|fig|diagram|drawing|alt ?text|logo|icon|"
    r"banner|bild|abbildung|imagen|foto|figura)[\s_.-]*\d*|\S+\.(?:png|jpe?g|gif|svg|webp|pdf))",
    re.I,
)
_BREAK = re.compile(r"<br\b", re.I)
_RAISED = re.compile(r"<(?P<end>/?)sup\b", re.I)
_STRUCK = re.compile(r"<(?P<end>/?)(?:s|del|strike)\b", re.I)


def inline_text(tokens: Sequence[Token] | None) -> str:
    """The words of a line; hard breaks are line ends, what is struck out is left out."""
    parts: list[str] = []
    struck = raised = False
    for token in tokens or ():
        if token.type == "s_open":
            struck = True
        elif token.type == "s_close":
            struck = False
        elif token.type == "html_inline":
            if mark := _STRUCK.match(token.content):
                struck = not mark["end"]
            elif mark := _RAISED.match(token.content):
                raised = not mark["end"]
            elif _BREAK.match(token.content):
                parts.append("\n")
        elif not struck:
            text = _piece(token)
            parts.append(text.translate(_SUPERSCRIPT) if raised else text)
    return tidy("".join(parts))


def _piece(token: Token) -> str:
    if token.type == "text":
        return _FOOTNOTE_MARK.sub("", token.content)
    if token.type in {"softbreak", "hardbreak"}:
        return " " if token.type == "softbreak" else "\n"
    if token.type == "math_inline":
        return readable(token.content).replace("\n", " ")
    if token.type == "image":
        return alternative(inline_text(token.children), str(token.attrs.get("src", "")))
    return token.content if token.type == "code_inline" else ""


def alternative(text: str, address: str = "") -> str:
    """What a picture's alternative text says, without Marp's settings.

    "" for "image 1" and for the name of the picture's file.
    """
    said = " ".join(_PICTURE_WORDS.sub("", text).split()) if _PICTURE_WORDS.match(text) else text
    said = said.strip()
    names_file = _letters(said) == _letters(re.sub(r"\.\w+$", "", address.rsplit("/", 1)[-1]))
    return "" if names_file or _SAYS_NOTHING.fullmatch(said) else said


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def tidy(text: str) -> str:
    """Single spaces, no space at the ends of lines, no empty lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
