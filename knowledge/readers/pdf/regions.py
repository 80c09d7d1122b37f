"""Where on each page the slides are: one on the whole page, or several on a handout's sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.model import Box
from knowledge.readers.pdf.handout.boxes import boxes_of
from knowledge.readers.pdf.handout.frames import find_frames
from knowledge.readers.pdf.handout.grids import find_grid
from knowledge.readers.pdf.handout.sheets import Sheet
from knowledge.readers.pdf.layout import PageLayout

_LOOK_AT = 24


def regions(pages: Sequence[PageLayout]) -> list[list[Box]]:
    """The slides' boxes of each page in reading order; one whole-page box for a single slide.

    Pages of one size are judged together: on a handout nearly all of them show the same grid.
    """
    found: list[list[Box]] = [[Box()] for _ in pages]
    for group in _same_size(pages):
        sheets = [Sheet.of(pages[n]) for n in _sample(group)]
        written = [sheet for sheet in sheets if sheet.runs]
        if not written:
            continue
        frames = find_frames(written)
        grid = frames.grid if frames else find_grid(written)
        if grid is None:
            continue
        every = [Sheet.of(pages[n]) for n in group]
        for n, boxes in zip(group, boxes_of(every, grid, frames), strict=True):
            found[n] = boxes or [Box()]
    return found


def _same_size(pages: Sequence[PageLayout]) -> Iterable[list[int]]:
    groups: dict[tuple[int, int], list[int]] = {}
    for n, page in enumerate(pages):
        if page.width > 1 and page.height > 1:
            groups.setdefault((round(page.width), round(page.height)), []).append(n)
    return groups.values()


def _sample(group: Sequence[int]) -> list[int]:
    """Enough of the pages to judge by, spread over all of them."""
    if len(group) <= _LOOK_AT:
        return list(group)
    return [group[n * (len(group) - 1) // (_LOOK_AT - 1)] for n in range(_LOOK_AT)]
