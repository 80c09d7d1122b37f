"""GIFT's signs, the backslash before those that mean themselves, and the names of its formats."""

from __future__ import annotations

import re

from knowledge.exchange.model import Markup, Text

_SIGNS = "\\:#={}~\n"
_HIDDEN = {sign: chr(0xFDD0 + n) for n, sign in enumerate(_SIGNS)}
"""Escaped signs while a question is taken apart: characters that no text may have."""
_SHOWN = str.maketrans({hidden: sign for sign, hidden in _HIDDEN.items()})
_ESCAPED = re.compile(r"\\([\\:#={}~n])")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
_TO_ESCAPE = re.compile(r"[\\:#={}~\n]")
_AMBIGUOUS = re.compile(r"[\[%>]|//|\$CATEGORY", re.I)
"""A text that begins so gets its format before it, where it would be taken for something else."""

SURELY_GIFT = re.compile(r"\s*(?:::|//|\$CATEGORY:|\[(?:html|moodle|plain|markdown)\])", re.I)
"""How a text begins that can be nothing but GIFT."""


def hide(text: str) -> str:
    """The text with every escaped sign hidden, so that the others are GIFT's."""
    return _ESCAPED.sub(lambda m: _HIDDEN["\n" if m[1] == "n" else m[1]], text)


def show(text: str) -> str:
    """What `hide` hid, as the signs themselves."""
    return text.translate(_SHOWN)


def parted(text: str, default: Markup) -> tuple[str, Markup]:
    """A hidden text without the format that stands before it, and that format."""
    text = text.strip()
    found = _FORMAT.match(text)
    if found is None:
        return show(text).strip(), default
    return show(text[found.end() :]).strip(), Markup(found[1])


def escaped(text: str) -> str:
    """Signs with their backslash, line ends as `\\n`."""
    return _TO_ESCAPE.sub(lambda m: "\\n" if m[0] == "\n" else f"\\{m[0]}", text.replace("\r", ""))


def written(text: Text, default: Markup) -> str:
    """A text with its format before it where that is not the `default`, or where it is needed."""
    if not text:
        return ""
    body = text.text.strip()
    if text.markup is default and not _AMBIGUOUS.match(body):
        return escaped(body)
    return f"[{text.markup.value}]{escaped(body)}"
