"""Which lines are a slide's title: by size, by place, and by how the deck's other titles are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.pdf import symbols
from knowledge.readers.pdf.canvas import Canvas
from knowledge.readers.pdf.lines import Line

_UPPER = 0.45
_LARGER = 1.12
_WRAP = 1.75
"""The next line of a title begins so many font sizes lower, at most."""
_FEW_LINES = 6
_MOST_LINES = 4
_SUPPORT = 0.12

Face = tuple[str, int]
"""The font and the rounded size of a title."""


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """How a deck sets its titles: faces by how often, and the heights they begin at."""

    faces: frozenset[Face]
    fonts: frozenset[str]
    top: float
    bottom: float


def title_style(canvases: Sequence[Canvas]) -> TitleStyle:
    """What the largest upper lines of all slides agree on."""
    firsts = [(c, line) for c in canvases if (line := _largest(c, _UPPER)) is not None]
    counted = Counter(_face(line) for _, line in firsts)
    least = max(2.0, _SUPPORT * len(firsts))
    faces = frozenset(face for face, count in counted.items() if count >= least)
    heights = sorted(c.height_of(line) for c, line in firsts if _face(line) in faces)
    if not heights:
        return TitleStyle(faces, frozenset(), 0.0, 0.3)
    low, high = heights[len(heights) // 10], heights[-1 - len(heights) // 10]
    return TitleStyle(faces, frozenset(font for font, _ in faces), low - 0.06, high + 0.06)


def title_lines(canvas: Canvas, style: TitleStyle, *, opens: bool) -> list[Line]:
    """The lines of the title, in order; none where the slide has none. `opens`: the deck's first."""
    lines = canvas.lines
    if not lines:
        return []
    placed = [x for x in lines if style.top <= canvas.height_of(x) <= style.bottom]
    ruled = [x for x in placed if _face(x) in style.faces and not _marked(x)]
    first = min(ruled, key=lambda x: x.top, default=None)
    if first is None or opens:
        first = _outstanding(canvas, placed, style) or first
    return _whole(first, lines, opens=opens) if first else []


def _face(line: Line) -> Face:
    return line.style.font, round(line.size)


def _largest(canvas: Canvas, within: float) -> Line | None:
    upper = [x for x in canvas.lines if canvas.height_of(x) < within and not _marked(x)]
    best = max((x.size for x in upper), default=0.0)
    return next((x for x in upper if x.size > 0.97 * best), None)


def _outstanding(canvas: Canvas, placed: Sequence[Line], style: TitleStyle) -> Line | None:
    """A line larger than all others, or one set in the titles' font where titles stand."""
    few = len(canvas.lines) <= _FEW_LINES
    best = _largest(canvas, 1.0 if few else _UPPER)
    if best is None:
        return None
    others = [x.size for x in canvas.lines if x.size < 0.97 * best.size]
    same = [x for x in canvas.lines if x.size >= 0.97 * best.size]
    stands_out = len(same) <= _MOST_LINES and best.size >= _LARGER * max(others, default=0.0)
    if stands_out and (others or canvas.height_of(best) < _UPPER or len(same) <= 2):
        return best
    fonts = [x for x in placed if x.style.font in style.fonts and not _marked(x)]
    first = min(fonts, key=lambda x: x.top, default=None)
    if first is not None and first is min(canvas.lines, key=lambda x: x.top):
        largest = max(x.size for x in canvas.lines)
        return first if first.size >= 0.97 * largest else None
    return None


def _whole(first: Line, lines: Sequence[Line], *, opens: bool) -> list[Line]:
    """The title's line with those it goes on in."""
    found = [first]
    for line in sorted((x for x in lines if x is not first), key=lambda x: x.top):
        last = found[-1]
        step = line.bottom - last.bottom
        if line.top - last.top > 3 * last.size or len(found) == _MOST_LINES:
            break
        if step <= 0.5 * last.size or not _alike(line, first):
            continue
        if step > (2.6 if opens else _WRAP) * last.size:
            break
        found.append(line)
    return found


def _alike(line: Line, first: Line) -> bool:
    """Set like the title's first line, and under it."""
    style, same = line.style, abs(line.size - first.size) < 0.06 * first.size
    if not same or style.bold != first.style.bold or _marked(line):
        return False
    fonts = {w.style.font for w in first.words}
    shared = any(w.style.font in fonts for w in line.words)
    return shared and line.left < first.right and line.right > first.left


def _marked(line: Line) -> bool:
    word = line.words[0]
    return len(line.words) > 1 and symbols.is_mark(word.text, symbol=word.style.symbol)
