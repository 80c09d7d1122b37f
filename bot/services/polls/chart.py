"""A plot as a picture (PNG): to be read on a phone, by the colour-blind too, and the same bytes each time.

Colours are those of Okabe and Ito (2008, jfly.uni-koeln.de/color); colour never tells anything alone.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bot.services.polls.charted import COLUMNS, LEADING, RIGHT, Bar, Plot
from bot.services.polls.glyphs import Labels, labels, without_pictures

BLUE, SKY, GREEN, VERMILION = "#0072B2", "#56B4E9", "#009E73", "#D55E00"
GREY, INK = "#B8B8B8", "#1D1C1D"
COLOURS = {LEADING: BLUE, RIGHT: GREEN}
TICK = "✓ "
LETTERED = "Letters stand for the options, in the order of the message."
_DPI = 220
"""Four inches wide: 880 pixels, which a phone shows on 340 points."""
_WIDTH, _MARGIN = 4.0, 0.14
_LINE, _BAR, _GAP, _HALF = 0.165, 0.13, 0.13, 0.09
_SIZE, _SMALL, _TITLE = 9.5, 8.0, 10.5
_MOST_TITLE_LINES = 3


class _Fonts:
    """The two that come with matplotlib, so that every machine draws the same."""

    def __init__(self) -> None:
        folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        self._paths = {False: folder / "DejaVuSans.ttf", True: folder / "DejaVuSans-Bold.ttf"}
        self._measured = {bold: FT2Font(str(path)) for bold, path in self._paths.items()}
        self.covered = frozenset(self._measured[False].get_charmap()) & frozenset(
            self._measured[True].get_charmap()
        )

    def of(self, size: float, *, bold: bool = False) -> FontProperties:
        return FontProperties(fname=str(self._paths[bold]), size=size)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Inches."""
        font = self._measured[bold]
        font.set_size(size, 72)
        font.set_text(text, 0.0)
        return float(font.get_width_height()[0]) / 64 / 72

    def wrapped(self, text: str, room: float, size: float, most: int, *, bold: bool) -> list[str]:
        """Lines that fit into `room` inches, `most` of them, the last with an ellipsis where it is cut."""
        columns = max(8, int(len(text) * room / (self.width(text, size, bold=bold) or 1.0)) + 6)
        while columns > 4:
            lines = textwrap.wrap(text, columns, max_lines=most, placeholder="…") or [""]
            if all(self.width(line, size, bold=bold) <= room for line in lines):
                return lines
            columns -= 1
        return lines


class _Page:
    """A picture that grows from the top down; lengths are inches."""

    def __init__(self, fonts: _Fonts) -> None:
        self.fonts, self.at = fonts, _MARGIN
        self._texts: list[tuple[float, float, str, dict[str, Any]]] = []
        self._shapes: list[Rectangle | Line2D] = []

    def text(self, x: float, y: float, text: str, **more: object) -> None:
        self._texts.append((x, y, text, more))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._shapes.append(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def line(self, x: float, top: float, bottom: float) -> None:
        made = Line2D([x, x], [top, bottom], color=VERMILION, linewidth=1.6, linestyle=(0, (3, 2)))
        self._shapes.append(made)

    def lines(self, lines: Sequence[str], size: float, *, bold: bool = False) -> None:
        """A paragraph at the left edge."""
        for line in lines:
            step = _LINE * size / _SIZE
            self.text(_MARGIN, self.at + step / 2, line, fontproperties=self._font(size, bold))
            self.at += step

    def _font(self, size: float, bold: bool) -> FontProperties:
        return self.fonts.of(size, bold=bold)

    def png(self) -> bytes:
        """What was put on it. Without the version of what drew it, which would change the bytes."""
        height = self.at + _MARGIN
        figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor="white")
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, _WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        for shape in self._shapes:
            axes.add_artist(shape)
        for x, y, text, more in self._texts:
            look = {"va": "center", "color": INK, "parse_math": False, **more}
            axes.text(x, y, text, **look)
        out = io.BytesIO()
        canvas.print_png(out, metadata={"Software": None})
        return out.getvalue()


def draw(plot: Plot) -> bytes:
    """The picture. Takes a fifth of a second and more: belongs in a thread."""
    fonts = _Fonts()
    page = _Page(fonts)
    named = labels([(bar.number, bar.label) for bar in plot.bars], fonts.covered)
    room = _WIDTH - 2 * _MARGIN
    title = without_pictures(plot.title, fonts.covered)
    if title:
        page.lines(
            fonts.wrapped(title, room, _TITLE, _MOST_TITLE_LINES, bold=True), _TITLE, bold=True
        )
        page.at += _GAP
    if plot.form == COLUMNS:
        _columns(page, plot, named)
    else:
        _bars(page, plot, named)
    page.lines(fonts.wrapped(plot.foot, room, _SMALL, 2, bold=False), _SMALL)
    if named.lettered:
        page.lines(fonts.wrapped(LETTERED, room, _SMALL, 2, bold=False), _SMALL)
    return page.png()


def _bars(page: _Page, plot: Plot, named: Labels) -> None:
    """A label above each bar, its value beside it. The more there are, the fewer lines a label has."""
    fonts, lines = page.fonts, 3 if len(plot.bars) <= 8 else 2 if len(plot.bars) <= 15 else 1
    widest = max(fonts.width(bar.value, _SIZE, bold=True) for bar in plot.bars)
    below = widest > _WIDTH / 2
    room = _WIDTH - 2 * _MARGIN - (0 if below else widest + 0.1)
    for bar in plot.bars:
        bold = bar.look in COLOURS
        label = f"{TICK if bar.look == RIGHT else ''}{named.of(bar.number)}"
        wide = _WIDTH - 2 * _MARGIN
        page.lines(fonts.wrapped(label, wide, _SIZE, lines, bold=bold), _SIZE, bold=bold)
        page.at += 0.03
        _one_bar(page, bar, room, below=below)
        page.at += _GAP


def _one_bar(page: _Page, bar: Bar, room: float, *, below: bool) -> None:
    top = page.at
    colour = COLOURS.get(bar.look, SKY)
    if bar.before is not None:
        page.box(_MARGIN, page.at, max(0.02, room * bar.before), _HALF, GREY)
        page.at += _HALF + 0.02
    height = _HALF if bar.before is not None else _BAR
    page.box(_MARGIN, page.at, max(0.02, room * bar.length), height, colour)
    page.at += height
    font = page.fonts.of(_SIZE, bold=bar.look in COLOURS)
    if below:
        page.at += 0.02
        page.text(_MARGIN, page.at + _LINE / 2, bar.value, fontproperties=font)
        page.at += _LINE
    else:
        longest = max(bar.length, bar.before or 0.0)
        x = _MARGIN + max(0.02, room * longest) + 0.07
        page.text(x, (top + page.at) / 2, bar.value, fontproperties=font)


def _columns(page: _Page, plot: Plot, named: Labels) -> None:
    """A scale from left to right, the counts above, the mean as a dashed line."""
    height, room = 1.5, _WIDTH - 2 * _MARGIN
    each = room / len(plot.bars)
    top, base = page.at + _LINE, page.at + _LINE + height
    for place, bar in enumerate(plot.bars):
        middle = _MARGIN + each * (place + 0.5)
        tall = max(0.015, height * bar.length)
        page.box(middle - each * 0.36, base - tall, each * 0.72, tall, COLOURS.get(bar.look, SKY))
        font = page.fonts.of(_SIZE, bold=bar.look in COLOURS)
        page.text(middle, base - tall - 0.09, bar.value, ha="center", fontproperties=font)
        tick = TICK.strip() if bar.look == RIGHT else ""
        page.text(
            middle, base + 0.12, f"{tick}{named.of(bar.number)}", ha="center", fontproperties=font
        )
    if plot.mark is not None:
        page.line(_MARGIN + each * (plot.mark + 0.5), top - _LINE, base)
    page.at = base + 0.12 + _LINE
    _ends(page, plot)
    page.at += _GAP / 2


def _ends(page: _Page, plot: Plot) -> None:
    """What the scale's ends mean, each under its own."""
    fonts, covered = page.fonts, page.fonts.covered
    low, high = (without_pictures(end, covered) or "" for end in plot.ends)
    if not low and not high:
        return
    half = _WIDTH / 2 - _MARGIN - 0.1
    columns = [fonts.wrapped(end, half, _SMALL, 2, bold=False) for end in (low, high)]
    for lines, x, side in zip(columns, (_MARGIN, _WIDTH - _MARGIN), ("left", "right"), strict=True):
        for row, line in enumerate(lines):
            y = page.at + (row + 0.5) * _LINE * _SMALL / _SIZE
            page.text(x, y, line, ha=side, fontproperties=fonts.of(_SMALL))
    page.at += max(map(len, columns)) * _LINE * _SMALL / _SIZE
