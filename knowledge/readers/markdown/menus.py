"""Lists of a deck's or a section's topics that its slides repeat at the side: the one that a slide is about heads it, the others do not.

remark's own slide show has a column of headings that grows from slide to slide (https://github.com/gnab/remark); others show all
of them each time, with the present one set off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.readers.markdown.blocks import Block

_MARKS = re.compile(r"^\s*#+\s*|\]\([^()\n]*\)|[\w\s]+")
"""What is no mark in a heading's source: its words, and the addresses of links."""
_DASH = re.compile(r"^[-–—•*]\s+")
_LEAST_DEMOTED, _LEAST_COMMON = 3, 2


@dataclass(frozen=True, slots=True)
class _Menu:
    """Headings of one rank that stand together first, or right below the title `above`."""

    above: str
    items: tuple[str, ...]

    @property
    def before(self) -> _Menu:
        """The same without its last item."""
        return _Menu(self.above, self.items[:-1])


def without_menus(
    pages: Sequence[list[Block]], sources: Sequence[Sequence[str]] = ()
) -> list[list[Block]]:
    """The pages' blocks with the present topic alone of such a list; where none is told, the list is text.

    `sources` are the pages' lines, which blocks are found in by their `line`; without them the one that is marked is present.
    """
    found = [_found(blocks) for blocks in pages]
    deck = _Deck([menu for menu, _ in found])
    return [
        deck.without(blocks, menu, start, lines) if menu else blocks
        for blocks, (menu, start), lines in zip(
            pages, found, sources or [()] * len(pages), strict=True
        )
    ]


def _found(blocks: Sequence[Block]) -> tuple[_Menu | None, int]:
    """What may be one on a page, and the place where it begins."""
    first = next((n for n, block in enumerate(blocks) if block.rank), None)
    if first is None:
        return None, 0
    below = first + 1 < len(blocks) and blocks[first + 1].rank > blocks[first].rank
    start = end = first + 1 if below else first
    while end < len(blocks) and blocks[end].rank == blocks[start].rank:
        end += 1
    items = tuple(block.text for block in blocks[start:end])
    return _Menu(blocks[first].text if below else "", items), start


class _Deck:
    """What its pages' lists tell of one another."""

    def __init__(self, menus: Sequence[_Menu | None]) -> None:
        self.often = Counter(menu for menu in menus if menu)
        self.begun = Counter(menu.before for menu in self.often if len(menu.items) > _LEAST_COMMON)
        pairs = pairwise(menus)
        grown = {menu for last, menu in pairs if last and menu and last == menu.before}
        self.growing = grown | {menu.before for menu in grown}

    def without(
        self, blocks: list[Block], menu: _Menu, start: int, lines: Sequence[str]
    ) -> list[Block]:
        end = start + len(menu.items)
        items, present = blocks[start:end], None
        if len(items) == 1 and menu not in self.growing:
            return blocks
        if menu in self.growing or self.begun[menu.before] > _LEAST_COMMON:
            present = items[-1]
        elif self.often[menu] > 1:
            present = _set_off(items, lines)
        if present is not None:
            items = [replace(present, text=_DASH.sub("", present.text))]
        elif self.often[menu] >= _LEAST_DEMOTED:
            items = [replace(block, rank=0) for block in items]
        return [*blocks[:start], *items, *blocks[end:]]


def _set_off(items: Sequence[Block], lines: Sequence[str]) -> Block | None:
    """The one item with marks that no other has, while the others are alike."""
    marks = [
        _MARKS.sub("", lines[item.line]) if item.line < len(lines) else "*" * len(item.marked)
        for item in items
    ]
    times = Counter(marks)
    if len(times) != 2:
        return None
    (common, _), (rare, once) = times.most_common()
    if len(items) == 2:
        rare = max(common, rare, key=len)
    return items[marks.index(rare)] if once == 1 else None
