"""Captions of Pandoc's tables: a line below that begins with a colon (https://pandoc.org/MANUAL.html#extension-table_captions)."""

from __future__ import annotations

import re

_BELOW = re.compile(
    r"(?m)^(?P<row>[ \t]*\|.*\|[ \t]*\n[ \t]*\n)(?::|Table:)[ \t]+(?P<caption>[^\n{]*)(?:\{[^{}\n]*\})?[ \t]*$"
)
_ALONE = re.compile(r"(?m)^(?::|Table:)[ \t]+\{[^{}\n]*\}[ \t]*$")
"""Nothing but settings: "{tbl-colwidths=…}"."""


def with_captions(text: str) -> str:
    """The text with its tables' captions as plain lines, without what they set; lines keep their places."""
    return _BELOW.sub(lambda m: m["row"] + m["caption"].strip(), _ALONE.sub("", text))
