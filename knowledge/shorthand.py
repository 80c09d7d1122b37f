"""Students' short names for work: "hw2" is homework 2, however the course writes it."""

from __future__ import annotations

import re

HOMEWORK = re.compile(
    r"(?<![^\W_])(?:hw|hmwk|hmw|home ?work)s?\s*#?\s*0?(?P<n>\d{1,2})(?![^\W_])", re.I
)

SHORT = frozenset("hw hws hmwk hmw pset psets".split())
"""Never slips of other words."""


def spelt_out(text: str) -> str:
    """The text with each of them in full; all else as it is."""
    return HOMEWORK.sub(r"homework \g<n>", text)
