"""Options on one line: what stands between them, and what only looks so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.services.polls import quotes

OR = re.compile(r"\s+(?:or|oder|ou|vs\.?|versus)\s+", re.I)
_NO_CHOICE = re.compile(r"\d/|/\d|://|^/|/$|//|\b(?:and/or|w/o|n/a|i/o)\b", re.I)
_MOST_WORDS = 3
_LEADING_OR = re.compile(r"^(?:or|and|oder|und|ou|et)\s+", re.I)
_COMMAS = ",،，、"
_OPENING, _CLOSING = "([{", ")]}"
_ORDINAL = re.compile(r"(?:^|(?<=\s))\(?(?P<n>\d{1,2}|[a-zA-Z])[.)]\s+(?=\S)")
_DASH = re.compile(r"(?:^|(?<=\s))[-*•–—]\s+(?=\S)")


def separated(text: str) -> list[str]:
    """Options with a separator between them; one where there is none. Brackets and quotes hold together."""
    listed = _listed(text)
    if listed:
        return _tidied(listed)
    text = re.sub(r"^\s*[-–—]+\s+", "", text)
    for mark in ("|", "\t", ";؛；", "\n", _COMMAS):
        parts = _cut(text, mark)
        if len(parts) > 1:
            return _tidied(_last_or(parts) if mark == _COMMAS else parts)
    parts = _at_or(text)
    if len(parts) > 1:
        return _tidied(parts)
    return _tidied(_at_slash(text))


def _listed(text: str) -> list[str]:
    """ "1. a 2. b", "a) x b) y", "- a - b": a list that was written on one line."""
    marks = list(_ORDINAL.finditer(text))
    if not counts_up([mark["n"] for mark in marks]):
        marks = list(_DASH.finditer(text))
    if len(marks) < 2 or text[: marks[0].start()].strip():
        return []
    places = [(mark.start(), mark.end()) for mark in marks] + [(len(text), len(text))]
    return [text[one[1] : other[0]] for one, other in pairwise(places)]


def counts_up(marks: Sequence[str]) -> bool:
    """Are these 1, 2, 3, … or a, b, c, …?"""
    numbers = [str(n) for n in range(1, len(marks) + 1)]
    letters = list("abcdefghijklmnopqrstuvwxyz")[: len(marks)]
    return len(marks) > 1 and [mark.casefold() for mark in marks] in (numbers, letters)


def _cut(text: str, marks: str) -> list[str]:
    """The pieces between marks that stand in no bracket and no quote; a comma within a number is none."""
    parts, depth, start = list[str](), 0, 0
    held = {at for p in quotes.protected(text) for at in range(p.start, p.end)}
    balanced = all(text.count(a) == text.count(b) for a, b in zip(_OPENING, _CLOSING, strict=True))
    for at, sign in enumerate(text):
        depth += balanced * ((sign in _OPENING) - (sign in _CLOSING))
        if sign in marks and depth <= 0 and at not in held and not _in_number(text, at):
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _in_number(text: str, at: int) -> bool:
    """ "1,000" """
    return text[at] == "," and bool(
        text[at - 1 : at].isdigit() and re.match(r"\d{3}(?!\d)", text[at + 1 :])
    )


def _last_or(parts: list[str]) -> list[str]:
    """ "a, b or c" and "a, b, or c" """
    last = parts[-1].strip()
    stripped = _LEADING_OR.sub("", last)
    return [*parts[:-1], *([stripped] if stripped != last else _at_or(last))]


def _at_or(text: str) -> list[str]:
    held = quotes.protected(text)
    found = [m for m in OR.finditer(text) if not any(p.start < m.start() < p.end for p in held)]
    ends = [0, *(m.end() for m in found)]
    return [text[a:b] for a, b in zip(ends, [*(m.start() for m in found), len(text)], strict=True)]


def _at_slash(text: str) -> list[str]:
    """ "a / b"; "a/b" only where its parts are short, and no dates or fractions."""
    if re.search(r"\s/\s", text):
        return re.split(r"\s/\s", text)
    parts = text.strip().split("/")
    if _NO_CHOICE.search(text.strip()) or any(len(part.split()) > _MOST_WORDS for part in parts):
        return [text]
    return parts


def _tidied(parts: Sequence[str]) -> list[str]:
    return [bare(flat(part)) for part in parts if part.strip(" \t\n.,;|")]


def bare(text: str) -> str:
    """Without the quotes around all of it."""
    text = text.strip()
    pieces = quotes.tiles(text) if text[:1] in quotes.DOUBLE else None
    return pieces[0].text if pieces and len(pieces) == 1 and pieces[0].text else text


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.split())
