"""Emoji by name (":dart: Goals"), which Marp and GitHub draw: hardly one of them is a word."""

from __future__ import annotations

import re

from knowledge.readers.markdown.spans import CODE, outside_code

_NAMES = r"(?P<{}>(?::(?:[a-z][a-z0-9_+-]*|[+-]1):)+)"
_SHORTCODES = re.compile(
    rf"{CODE}|(?P<gap>[ \t]*)\([ \t]*{_NAMES.format('bracketed')}[ \t]*\)"
    rf"|(?P<lead>[ \t]*)(?<![\w:/]){_NAMES.format('bare')}(?![\w:/])(?P<tail>[ \t]?)"
)
_SIGNS = {
    **dict.fromkeys(
        ["heavy_check_mark", "white_check_mark", "check", "ballot_box_with_check"], "✓"
    ),
    **dict.fromkeys(["x", "negative_squared_cross_mark", "heavy_multiplication_x"], "✗"),
    "arrow_right": "→",
    "arrow_left": "←",
    "arrow_up": "↑",
    "arrow_down": "↓",
}


def without_shortcodes(text: str) -> str:
    """The text without them, but for ticks, crosses and arrows."""
    return outside_code(_SHORTCODES, _said, text) if ":" in text else text


def _said(found: re.Match[str]) -> str:
    names = (found["bracketed"] or found["bare"]).strip(":").split("::")
    signs = "".join(_SIGNS.get(name, "") for name in names)
    if found["bracketed"]:
        return f"{found['gap']}({signs})" if signs else ""
    if signs:
        return f"{found['lead']}{signs}{' ' if found['tail'] else ''}"
    return "" if _at_an_edge(found) else found["lead"]


def _at_an_edge(found: re.Match[str]) -> bool:
    """Does it stand right inside of a bracket or ahead of a stop, where its blanks would leave a gap?"""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return bool(before.strip()) and (before in "([" or after in tuple(")].,;!?"))
