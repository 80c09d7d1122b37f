"""Quotation marks as keyboards, phones and word processors make them: " “ ” „ « » ‹ › ' ‘ ’."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_CLOSERS = {
    '"': '"',
    "“": "”“",
    "„": "“”",
    "”": "”",
    "‟": "”",
    "＂": "＂",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "'": "'",
    "‘": "’",
    "‚": "‘’",
    "’": "’",
    "「": "」",
    "『": "』",
}
"""What closes what was opened, in its own language; Swedes and Finns open as they close."""
_MARKS = frozenset("".join([*_CLOSERS, *_CLOSERS.values()]))
DOUBLE = '"“”„‟＂«»‹›「」『』'
_LOOSE = '"“”„‟＂'
"""Marks that are mixed where a phone changed one of a pair and not the other."""
_JOIN = re.compile(r"(?:[\s,;|/]|\b(?:or|and|oder|und|ou|et)\b)*", re.I)
"""What may stand between two quoted options."""
_MIXED = re.compile(r'["“”„]\s+["“”„]')
"""Inside a piece: it ends earlier, with another mark than it began."""
_MOST_MARKS = 300
"""Lines with more quotation marks are not tried in all ways."""


Dead = tuple[set[int], set[int]]


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted piece and where it stands, marks included."""

    start: int
    end: int
    text: str


def inner(text: str) -> str:
    """What stands between the marks: no space at the edges, escaped marks as they are meant."""
    return re.sub(r'\\(["“”])', r"\1", text).strip()


@lru_cache(maxsize=64)
def protected(text: str) -> tuple[Quoted, ...]:
    """Pieces in quotes, from the left: what stands in them is nobody's flag and no separator."""
    found, behind, unclosed_ = list[Quoted](), 0, set[str]()
    for at in marks(text):
        mark = text[at]
        if at < behind or mark in unclosed_ or mark not in _CLOSERS or not _opens(text, at):
            continue
        end = next(_ends(text, at, _CLOSERS[mark]), None)
        if end is None:
            unclosed_.add(mark)
            continue
        found.append(Quoted(at, end, inner(text[at + 1 : end - 1])))
        behind = end
    return tuple(found)


@lru_cache(maxsize=64)
def marks(text: str) -> tuple[int, ...]:
    """Where quotation marks and apostrophes stand."""
    return tuple(at for at, sign in enumerate(text) if sign in _MARKS)


def _opens(text: str, at: int) -> bool:
    """Does a quotation begin here? Not an apostrophe, and not with nothing behind it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in ",;|/(=:" + DOUBLE) and bool(after)


def _ends(text: str, start: int, closers: str) -> Iterator[int]:
    """Places behind marks that could close what `start` opens, from the left."""
    places = marks(text)
    for at in places[bisect_right(places, start) :]:
        if text[at] in closers and text[at - 1] != "\\" and _closes(text, at):
            yield at + 1


def _closes(text: str, at: int) -> bool:
    after = text[at + 1 : at + 2]
    return not after or after.isspace() or after in ",;|/)-–—." + DOUBLE


def tiles(text: str, start: int = 0, dead: Dead | None = None) -> list[Quoted] | None:
    """The pieces, where from `start` on there is nothing but quoted pieces; None for anything else.

    A mark that could close is taken as one only where that leaves no words outside: `"a 13" laptop" "a 15" one"`.
    `dead` remembers, from one start to the next, from where on that does not go.
    """
    dead = dead or (set(), set())
    begin = _JOIN.match(text, start)
    first = begin.end() if begin else start
    if len(marks(text)) > _MOST_MARKS:
        return _covering(text, first)
    strict = _tiled(text, first, dead[0], loose=False)
    if strict and not any(_MIXED.search(piece.text) for piece in strict):
        return strict
    return _tiled(text, first, dead[1], loose=True) or strict


def _covering(text: str, first: int) -> list[Quoted] | None:
    pieces, at = [p for p in protected(text) if p.start >= first], first
    for piece in pieces:
        if _JOIN.sub("", text[at : piece.start]):
            return None
        at = piece.end
    return None if not pieces or _JOIN.sub("", text[at:]) else pieces


def _tiled(text: str, first: int, dead: set[int], *, loose: bool) -> list[Quoted] | None:
    """Search from the left with the dead ends remembered; pieces are as short as can be."""
    path, open_ = list[Quoted](), [_choices(text, first, loose)]
    while open_:
        piece = next(open_[-1], None)
        if piece is None:
            open_.pop()
            if path:
                dead.add(path.pop().end)
            continue
        if piece.end in dead:
            continue
        path.append(piece)
        join = _JOIN.match(text, piece.end)
        after = join.end() if join else piece.end
        if after == len(text):
            return path
        open_.append(_choices(text, after, loose))
    return None


def _choices(text: str, start: int, loose: bool) -> Iterator[Quoted]:
    if start >= len(text) or text[start] not in _CLOSERS:
        return
    mark = text[start]
    closers = _LOOSE if loose and mark in _LOOSE else _CLOSERS[mark]
    for end in _ends(text, start, closers):
        yield Quoted(start, end, inner(text[start + 1 : end - 1]))


def unclosed(text: str) -> int | None:
    """Where a quotation is opened that nothing closes: the last mark, if their number is odd."""
    marks = [n for n, c in enumerate(text) if c in _LOOSE and text[n - 1 : n] != "\\"]
    return marks[-1] if len(marks) % 2 else None
