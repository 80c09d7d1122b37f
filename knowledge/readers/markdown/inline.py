"""A line of Markdown as a reader sees it: no marks, no addresses, formulas readable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from knowledge.readers.drafts import without_unseen
from knowledge.readers.markdown.formulas import readable

_SUPERSCRIPT = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
_KEYED = (
    r"(?:w|h|width|height|max-width|max-height|brightness|blur|sepia|opacity|grayscale|invert|saturate|contrast|"
    r"hue-rotate|drop-shadow|right|left|size|zoom):\S+"
)
_SETTING = (
    rf"(?:bg|fit|cover|contain|auto|left|right|vertical|inline|{_KEYED}|\d{{1,3}}(?:\.\d+)?%)"
)
_CUSTOM = "center|centre|centered|middle|rounded|round|shadow|drop-shadow|frame|framed|full|float"
_SETTINGS = re.compile(rf"(?:^|(?<=\s))(?:{_SETTING}|{_CUSTOM})(?=\s|$)")
_SET = re.compile(rf"\s*{_SETTING}(?:\s|$)|(?:.*\s)?(?:bg|{_KEYED})(?:\s|$)")
_NAMED = re.compile(r"\w*_\w*")
_FEW_WORDS = 2
_SAYS_NOTHING = re.compile(
    r"(?:(?:an?\s+)?(?:image|img|picture|pic|photo|screen ?shot|figure|fig|diagram|drawing|alt[ -]?text|logo|icon|"
    r"banner|bild|abbildung|imagen|foto|figura)[\s_.-]*\d*|(?:image|picture)(?: extracted)? (?:from|of) (?:slide|page) \d+|\S+\.(?:png|jpe?g|gif|svg|webp|pdf))",
    re.I,
)
_LONE_BREAK = re.compile(r"(?<!\\)\\\s*$")
_BREAK = re.compile(r"<br\b", re.I)
_RAISED = re.compile(r"<(?P<end>/?)sup\b", re.I)
_RAW_LINK = re.compile(r"\[(?P<label>[^\[\]\n]+)\]\(<?https?://[^\s<>]+>?\)")
"""A link that is none by CommonMark, as its address has brackets that do not pair."""
_KEPT_FORMULA = re.compile(r"\$\$(?P<tex>[^$]+)\$\$")
_LEFT = re.compile(r"(?<![\w*)\]])\*\*(?=[^\s*])(?P<said>[^*\n]+?)(?<=[^\s*])\*\*(?!\*)")
"""Bold that CommonMark does not see, as a letter follows a stop: "**Malloc:**reserves"."""
_SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])(?P<said>[^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_STRUCK = re.compile(r"<(?P<end>/?)(?:s|del|strike)\b", re.I)


def inline_text(tokens: Sequence[Token] | None, *, named: bool = False) -> str:
    """The words of a line; hard breaks are line ends, what is struck out is left out.

    `named`: what a picture is called counts, though its file be called so too.
    """
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
            text = _piece(token, named)
            parts.append(text.translate(_SUPERSCRIPT) if raised else text)
    return tidy(_without_addresses("".join(parts)))


def _without_addresses(text: str) -> str:
    return _RAW_LINK.sub(lambda m: m["label"], text) if "](" in text else text


def _piece(token: Token, named: bool) -> str:
    if token.type == "text":
        return _LEFT.sub(r"\g<said>", _FOOTNOTE_MARK.sub("", token.content))
    if token.type in {"softbreak", "hardbreak"}:
        return " " if token.type == "softbreak" else "\n"
    if token.type == "math_inline":
        return readable(token.content).replace("\n", " ")
    if token.type == "image":
        said, address = inline_text(token.children), str(token.attrs.get("src", ""))
        return alternative(said, address, named=named)
    return _code(token.content) if token.type == "code_inline" else ""


def _code(text: str) -> str:
    """Code as it is; a formula that is kept from Markdown by backticks ("`$$ x = 1 $$`") readable."""
    formula = _KEPT_FORMULA.fullmatch(text.strip())
    return readable(formula["tex"]).replace("\n", " ") if formula else text


def shows_only_pictures(tokens: Sequence[Token]) -> bool:
    """Is there a picture, and no word beside it? It may be a link."""
    kinds = {t.type for t in tokens if t.type != "text" or t.content.strip()}
    return "image" in kinds and kinds <= {
        "image",
        "link_open",
        "link_close",
        "softbreak",
        "hardbreak",
    }


def alternative(text: str, address: str = "", *, named: bool = False) -> str:
    """What a picture's alternative text says, without Marp's settings.

    "" for "image 1" and for the name of the picture's file.
    """
    said = without_settings(text)
    stem, letters = _letters(re.sub(r"\.\w+$", "", address.rsplit("/", 1)[-1])), _letters(said)
    told = len(said.split()) <= _FEW_WORDS and letters in stem and not named
    return (
        ""
        if letters == stem or told or _NAMED.fullmatch(said) or _SAYS_NOTHING.fullmatch(said)
        else said
    )


def without_emphasis(text: str) -> str:
    """Text from HTML's tags without Markdown's bold and slanted marks, which Pandoc reads in them."""
    return _SLANTED.sub(r"\g<said>", _LEFT.sub(r"\g<said>", text)) if "*" in text else text


def without_settings(text: str) -> str:
    """An alternative text without Marp's settings: "bg right:40% A wet street" → "A wet street"."""
    said = " ".join(text.split())
    bare = " ".join(_SETTINGS.sub(" ", said).split())
    return bare if _SET.match(said) or not bare else said


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def tidy(text: str) -> str:
    """Single spaces, no space at the ends of lines, no empty lines, nothing that cannot be seen."""
    shown = without_unseen(text)
    lines = (" ".join(_LONE_BREAK.sub("", line).split()) for line in shown.split("\n"))
    return "\n".join(line for line in lines if line)
