"""Which lines are a slide's title: by size, by place, and by how the deck's other titles are set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

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
_LEAST = 4
_BAND = 0.06
_SHORT = 14
_SMALLER = 0.8
"""Nothing set smaller than so much of the deck's titles is one."""

_TOP = attrgetter("top")

Face = tuple[str, int]
"""The font and the rounded size of a title."""


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """How a deck sets its titles: faces, their least size, and the heights they begin at."""

    faces: frozenset[Face]
    fonts: frozenset[str]
    size: float
    top: float
    bottom: float


def title_style(canvases: Sequence[Canvas]) -> TitleStyle:
    """What the largest upper lines of all slides agree on, or a lower place where titles recur."""
    firsts = [
        (c, line)
        for c in canvases
        if (line := _largest(c, _UPPER)) is not None and not _fills(c, line)
    ]
    counted = Counter(_face(line) for _, line in firsts)
    usual = max(counted, key=lambda face: (counted[face], face), default=("", 0))
    least = max(2.0, _SUPPORT * len(firsts))
    faces = frozenset(
        face for face, count in counted.items() if count >= least and face[1] >= _SMALLER * usual[1]
    )
    low = _lower_titles(canvases)
    if low is not None and low[1] > max(counted.values(), default=0):
        faces = frozenset({low[0]})
        firsts = [(c, x) for c in canvases for x in c.lines if _face(x) == low[0]]
    heights = sorted(c.height_of(line) for c, line in firsts if _face(line) in faces)
    if not heights:
        return TitleStyle(faces, frozenset(), 0.0, 0.0, 0.3)
    low_end, high_end = heights[len(heights) // 10], heights[-1 - len(heights) // 10]
    fonts = frozenset(font for font, _ in faces)
    size = min(size for _, size in faces)
    return TitleStyle(faces, fonts, size, low_end - _BAND, high_end + _BAND)


def _fills(canvas: Canvas, line: Line) -> bool:
    """Is more set like this line than a title holds? Then it is the body."""
    alike = sum(x.size >= 0.97 * line.size for x in canvas.lines)
    return alike > _MOST_LINES or (alike > 2 and 2 * alike > len(canvas.lines))


def _lower_titles(canvases: Sequence[Canvas]) -> tuple[Face, int] | None:
    """The face of lines that stand at one height in the lower half of most slides, and how often."""
    slots: Counter[tuple[Face, int]] = Counter()
    for canvas in canvases:
        most = max((x.size for x in canvas.lines), default=0.0)
        slots.update(
            {
                (_face(x), round(canvas.height_of(x) * 40))
                for x in canvas.lines
                if x.size >= 0.75 * most and canvas.height_of(x) > 0.5 and not _marked(x)
            }
        )
    if not slots:
        return None
    (face, _), count = max(slots.items(), key=lambda slot: (slot[1], slot[0][0][1], slot[0]))
    return (face, count) if count >= max(_LEAST, 0.5 * len(canvases)) else None


def title_lines(canvas: Canvas, style: TitleStyle, *, opens: bool) -> list[Line]:
    """The lines of the title, in order; none where the slide has none. `opens`: the deck's first."""
    lines = canvas.lines
    if not lines:
        return []
    frame = canvas.frame
    low, high = (2 * (frame.top + edge * frame.height) for edge in (style.top, style.bottom))
    placed = [x for x in lines if low <= x.top + x.bottom <= high]
    ruled = [x for x in placed if _face(x) in style.faces and not _marked(x)]
    ruled = ruled or _displaced(lines, style)
    first = min(ruled, key=_TOP, default=None)
    if first is None or opens:
        first = _outstanding(canvas, placed, style) or first
    return _whole(first, lines, opens=opens) if first else []


def _displaced(lines: Sequence[Line], style: TitleStyle) -> list[Line]:
    """Lines in the titles' type elsewhere on the slide, where all else is set smaller."""
    found = [x for x in lines if _face(x) in style.faces and not _marked(x)]
    others = max((x.size for x in lines if _face(x) not in style.faces), default=0.0)
    larger = all(x.size >= _LARGER * others for x in found)
    return found if len(found) <= _MOST_LINES and larger and others else []


def _face(line: Line) -> Face:
    return line.style.font, round(line.size)


def _largest(canvas: Canvas, within: float) -> Line | None:
    end = 2 * (canvas.frame.top + within * canvas.frame.height)
    upper = [x for x in canvas.lines if x.top + x.bottom < end and not _marked(x)]
    best = max([x.size for x in upper], default=0.0)
    return next((x for x in upper if x.size > 0.97 * best), None)


def _outstanding(canvas: Canvas, placed: Sequence[Line], style: TitleStyle) -> Line | None:
    """A line larger than all others, or one set in the titles' font where titles stand."""
    few = len(canvas.lines) <= _FEW_LINES
    best = _largest(canvas, 1.0 if few else _UPPER)
    if best is None:
        return None
    if best.size >= _SMALLER * style.size and _stands_out(canvas, best):
        return best
    fonts = [x for x in placed if x.style.font in style.fonts and not _marked(x)]
    first = min(fonts, key=_TOP, default=None)
    if first is not None and first is min(canvas.lines, key=_TOP):
        largest = max(x.size for x in canvas.lines)
        others = any(x.style.font != first.style.font for x in canvas.lines)
        return first if first.size >= 0.97 * largest and others else None
    return None


def _stands_out(canvas: Canvas, best: Line) -> bool:
    """Is it larger than all else, or the only thing that is said?"""
    same = [x for x in canvas.lines if x.size >= 0.97 * best.size]
    others = max((x.size for x in canvas.lines if x.size < 0.97 * best.size), default=0.0)
    if not others:
        return len(same) <= 2 and sum(len(x.words) for x in same) <= _SHORT
    return len(same) <= _MOST_LINES and best.size >= _LARGER * others


def _whole(first: Line, lines: Sequence[Line], *, opens: bool) -> list[Line]:
    """The title's line with those it goes on in, and those it is the end of."""
    found = [first]
    limit = 2.6 if opens else _WRAP
    others = sorted((x for x in lines if x is not first), key=_TOP)
    for line in others:
        last = found[-1]
        step = line.bottom - last.bottom
        if line.top - last.top > 3 * last.size or len(found) == _MOST_LINES:
            break
        if step <= 0.5 * last.size or not _alike(line, first):
            continue
        if step > limit * last.size:
            break
        found.append(line)
    for line in reversed(others):
        step = found[0].bottom - line.bottom
        if 0.5 * line.size < step < limit * line.size and _alike(line, first):
            found.insert(0, line)
    return found[:_MOST_LINES]


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
    if len(word.text) > 2 or len(line.words) == 1:
        return False
    return symbols.is_mark(word.text, symbol=word.style.symbol)
