"""How new and how fast each class was found, as a small picture (PNG).

Colours are those of Okabe and Ito (2008, jfly.uni-koeln.de/color); marks, dashes and names tell the lines apart as well.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.services.papers.answering import HIGHEST, LOWEST
from bot.services.papers.trend import Mean

BLUE, VERMILION, GREY, INK = "#0072B2", "#D55E00", "#8A8A8A", "#1D1C1D"
_WIDTH, _HEIGHT, _DPI = 5.0, 2.3, 200
_NEAR = 0.9
"""Names at the ends of lines are set apart by so much of the scale."""
_LINES = (("how new", BLUE, "o", "-"), ("pace", VERMILION, "s", "--"))


def draw(trend: Sequence[Mean]) -> bytes:
    """PNG. Takes a tenth of a second: belongs in a thread."""
    figure = Figure(figsize=(_WIDTH, _HEIGHT), dpi=_DPI, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    axes = figure.add_axes((0.07, 0.17, 0.69, 0.76))
    _frame(axes, trend)
    columns = [[each.new for each in trend], [each.pace for each in trend]]
    for (_, colour, mark, dash), values in zip(_LINES, columns, strict=True):
        known = [(x, y) for x, y in enumerate(values) if y is not None]
        if known:
            xs, ys = zip(*known, strict=True)
            axes.plot(xs, ys, color=colour, marker=mark, linestyle=dash, linewidth=2, markersize=6)
    _names(axes, columns, len(trend))
    out = io.BytesIO()
    canvas.print_png(out, metadata={"Software": None})
    return out.getvalue()


def _frame(axes: Axes, trend: Sequence[Mean]) -> None:
    """The scale, a line where "just right" is, and the days."""
    axes.set_xlim(-0.3, max(len(trend) - 0.8, 0.5))
    axes.set_ylim(LOWEST - 0.4, HIGHEST + 0.4)
    axes.set_yticks([1, 5, 10])
    axes.set_xticks(range(len(trend)), [each.label for each in trend])
    axes.tick_params(length=0, labelsize=9, colors=INK)
    axes.axhline(5, color=GREY, linewidth=0.8, linestyle=":")
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)


def _names(axes: Axes, columns: Sequence[Sequence[float | None]], count: int) -> None:
    """The name and newest value of each line at its end, one above the other where they meet."""
    ends = [next((y for y in reversed(values) if y is not None), None) for values in columns]
    places = list(ends)
    if ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) < _NEAR:
        middle, up = (ends[0] + ends[1]) / 2, 1 if ends[0] >= ends[1] else -1
        places = [middle + up * _NEAR / 2, middle - up * _NEAR / 2]
    for (name, colour, _, _), end, place in zip(_LINES, ends, places, strict=True):
        if end is not None and place is not None:
            axes.annotate(
                f"{name} {end:.1f}",
                (count - 1, place),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                color=colour,
                fontsize=10,
                fontweight="bold",
                annotation_clip=False,
            )
