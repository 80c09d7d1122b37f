"""Code within a line, which no mark is taken out of."""

from __future__ import annotations

import re
from collections.abc import Callable

CODE = r"(?P<code>(?<!`)(?P<tick>`+)(?!`)[^\n]+?(?<!`)(?P=tick)(?!`))"
"""The beginning of a pattern: what it finds as `code` stays as it is."""


def outside_code(pattern: re.Pattern[str], said: Callable[[re.Match[str]], str], text: str) -> str:
    """The text with what a pattern finds replaced by what `said` makes of it, but for what it finds as `code`."""
    return pattern.sub(lambda found: found[0] if found["code"] is not None else said(found), text)


def blank(found: re.Match[str]) -> str:
    """Nothing, on as many lines as what was found."""
    return "\n" * found[0].count("\n")
