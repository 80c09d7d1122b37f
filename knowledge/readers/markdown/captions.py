"""Captions of Pandoc's tables: a line below that begins with a colon (https://pandoc.org/MANUAL.html#extension-table_captions)."""

from __future__ import annotations

import re

_SET = r"\{[ \t]*(?:[#.][\w-]|[\w-]+=)[^{}\n]*\}"
"""What a caption sets, and nobody sees: "{#tbl-sacks}"; "{1, 2}" is text."""
_BELOW = re.compile(
    rf"(?m)^(?P<row>[ \t]*\|.*\|[ \t]*\n[ \t]*\n)(?::|Table:)[ \t]+(?P<caption>(?:(?!{_SET})[^\n])*)(?:{_SET})?[ \t]*$"
)
_ALONE = re.compile(rf"(?m)^(?::|Table:)[ \t]+{_SET}[ \t]*$")
"""Nothing but settings: "{tbl-colwidths=…}"."""


def with_captions(text: str) -> str:
    """The text with its tables' captions as plain lines, without what they set; lines keep their places."""
    return _BELOW.sub(lambda m: m["row"] + m["caption"].strip(), _ALONE.sub("", text))
