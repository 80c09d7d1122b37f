"""Many lines in one message: in as few sections as hold them, and in no more words than Slack takes of a message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
_PAGE = 2_900


def pages(lines: Sequence[str]) -> list[str]:
    """The lines in sections' texts."""
    found: list[list[str]] = [[]]
    for line in lines:
        if found[-1] and sum(len(each) + 1 for each in found[-1]) + len(line) > _PAGE:
            found.append([])
        found[-1].append(line)
    return ["\n".join(page) for page in found if page]


def detailed(levels: Sequence[T], lines: Callable[[T], list[str]], room: int) -> list[str]:
    """The lines in the most detail of `levels` (the most first) in which all have room; else those that have in the least."""
    made = list[str]()
    for level in levels:
        made = lines(level)
        if sum(len(line) + 1 for line in made) <= room:
            return made
    kept = list[str]()
    for line in made:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept
