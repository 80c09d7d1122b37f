"""Babel's German shorthands: `"a` is ä, and `"-` only says where a word may be parted.

The manual: https://ctan.org/pkg/babel-german ("The active character").
"""

from __future__ import annotations

import re

_GERMAN = re.compile(
    r"\\(?:usepackage|documentclass|RequirePackage)\s*\[[^\]]*\b(?:n?german|n?austrian|n?swissgerman)\b"
    r"|\\usepackage\s*\{n?german\}|\\babelprovide\s*\[[^\]]*\]\s*\{n?german\}"
)
_SHORT = re.compile(r"\"(?P<to>[aeiouAEIOUszSZ`'<>=~|\"-])")
_LONG = {
    **dict(zip("aeiouAEIOU", "äëïöüÄËÏÖÜ", strict=True)),
    "s": "ß",
    "z": "ß",
    "S": "SS",
    "Z": "SZ",
    "`": "„",
    "'": "“",
    "<": "«",
    ">": "»",
    "=": "-",
    "~": "-",
}


def without_shorthands(text: str) -> str:
    """The source, without its code, with the letters that its shorthands stand for."""
    if not _GERMAN.search(text):
        return text
    return _SHORT.sub(lambda found: _LONG.get(found["to"], ""), text)
