"""Blanks and empty lines that CommonMark asks for and that decks leave out: they show what was meant without."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKED = re.compile(r"(?P<mark>#{1,6})(?P<title>[^\W\d_a-z][^#\n]*|(?<=##)\d[^#\n]*)")
_MOST_WORDS = 12
_DASHES = re.compile(r"-{3,}[ \t]*")
_NO_TEXT = re.compile(r" {0,3}(?:#{1,6}[ \t]|[-*+][ \t]|\d{1,3}[.)][ \t])")
_LEAST_RULES = 3


def with_marked_headings(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines with a blank behind the mark of a heading that lacks it: "#Title of the slide".

    It stands ahead of its slide or of a paragraph. One word alone may be a tag, but right behind a rule.
    """
    kept = list(lines)
    for n, line in enumerate(lines):
        found = None if code[n] else _MARKED.fullmatch(line.rstrip())
        if found is None:
            continue
        before = next((x for x in reversed(lines[:n]) if x.strip()), "")
        ruled = bool(_DASHES.fullmatch(before))
        opens = n == 0 or not lines[n - 1].strip() or ruled
        words = len(found["title"].split())
        several = words > 1 or len(found["mark"]) > 1 or ruled
        if opens and several and words <= _MOST_WORDS and not found["title"].endswith("."):
            kept[n] = f"{found['mark']} {found['title']}"
    return kept


def tight_rules(lines: Sequence[str], code: Sequence[bool]) -> list[int]:
    """The lines of dashes of a deck that has no empty line around any of them.

    A line of text between two is a slide then, and no heading that dashes underline. Where no dashes
    stand below a heading or an item, which they cannot underline, they may all do that.
    """
    dashes = [n for n, line in enumerate(lines) if not code[n] and _DASHES.fullmatch(line)]
    if len(dashes) < _LEAST_RULES or any(_is_loose(lines, n) for n in dashes):
        return []
    return dashes if any(_NO_TEXT.match(lines[n - 1]) for n in dashes) else []


def _is_loose(lines: Sequence[str], at: int) -> bool:
    around = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    return len(around) < 2 or not all(map(str.strip, around))
