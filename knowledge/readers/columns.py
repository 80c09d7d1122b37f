"""Plain text of pages with several slides side by side, put into reading order.

Programs that keep a page's layout write the lines of neighbouring slides into one line, with a wide
gap between. The gap shows itself as columns of blanks that run down the whole page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.bullets import has_mark, is_caps

Numbered = tuple[int, str]
"""A line with its number in the file, counted from 1."""

_GUTTER = 3
_FILLED = 0.02
_BOTH_SIDES = 0.3
_LEAST_LINES = 6
_WIDE = 16
_PAGE_GAP = 3
_DEEPEST = 2
_SIGNS = 0.15
_SIGN = re.compile(r"[^\sA-Z0-9] +[^\W\d_]")
_GOES_ON = re.compile(r"[a-zà-ÿ]{2}")


def in_reading_order(lines: Sequence[Numbered], depth: int = 0) -> list[Numbered]:
    """The lines with side-by-side slides one below the other; other text is left as it is."""
    gutter = _gutter([text for _, text in lines]) if depth < _DEEPEST else None
    if gutter is None:
        return list(lines)
    start, end = gutter
    ordered: list[Numbered] = []
    for page in _rows(lines):
        left = [(n, text[:start].rstrip()) for n, text in page]
        right = [(n, text[end:].rstrip()) for n, text in page]
        last = page[-1][0]
        for column in (left, right):
            ordered += in_reading_order(_trimmed(column), depth + 1)
            ordered += [(last, "")] * _PAGE_GAP
    return ordered


def _rows(lines: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """The rows of slides: form feeds and gaps of several empty lines part them."""
    row: list[Numbered] = []
    blank = 0
    for number, text in lines:
        blank = blank + 1 if not text.strip() else 0
        if "\f" in text or (blank >= _PAGE_GAP and row):
            if any(t.strip() for _, t in row):
                yield row
            row = []
        elif row or text.strip():
            row.append((number, text))
    if any(t.strip() for _, t in row):
        yield row


def _trimmed(column: Sequence[Numbered]) -> list[Numbered]:
    """Without the empty lines around it, and without the indent that all of it shares."""
    filled = [n for n, (_, text) in enumerate(column) if text.strip()]
    if not filled:
        return []
    kept = column[filled[0] : filled[-1] + 1]
    indent = min(len(t) - len(t.lstrip()) for _, t in kept if t.strip())
    return [(n, t[indent:]) for n, t in kept]


def _gutter(texts: Sequence[str]) -> tuple[int, int] | None:
    """The widest run of blank columns near the middle with slides on both sides of it."""
    filled = [text.expandtabs(8) for text in texts if text.strip()]
    if len(filled) < _LEAST_LINES or any("\t" in text for text in texts):
        return None
    width = max(len(text) for text in filled)
    allowed = _FILLED * len(filled)
    blank = [
        sum(1 for text in filled if x < len(text) and text[x] != " ") <= allowed
        for x in range(width)
    ]
    runs = [r for r in _runs(blank) if 0.2 * width < (r[0] + r[1]) / 2 < 0.8 * width]
    for start, end in sorted(runs, key=lambda r: (r[0] - r[1], r[0])):
        if end - start >= _GUTTER and _are_slides(filled, start, end):
            return start, end
    return None


def _runs(blank: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for x, empty in enumerate([*blank, False]):
        if empty and start is None:
            start = x
        elif not empty and start is not None:
            yield start, x
            start = None


def _are_slides(lines: Sequence[str], start: int, end: int) -> bool:
    """Text wide enough on both sides that reads like slides, and not like a table's cells."""
    left = [text[:start].strip() for text in lines if text[:start].strip()]
    right = [text[end:].strip() for text in lines if text[end:].strip()]
    if len(right) < max(3, _BOTH_SIDES * len(lines)) or len(left) < 3:
        return False
    if min(_mean(left), _mean(right)) < _WIDE:
        return False
    return all(_like_slides(side) for side in (left, right))


def _mean(lines: Sequence[str]) -> float:
    return sum(map(len, lines)) / len(lines)


def _like_slides(lines: Sequence[str]) -> bool:
    """Bullets' marks (misread ones too), titles in capitals, sentences that go on below."""
    signs = sum(
        has_mark(text) or is_caps(text) or bool(_SIGN.match(text) or _GOES_ON.match(text))
        for text in lines
    )
    return signs >= _SIGNS * len(lines)
