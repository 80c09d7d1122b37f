"""Counts as bars."""

from __future__ import annotations

CELLS = 20
"""So long is a bar that stands for everybody; a section beside a button has room for it on a phone."""
_FULL, _REST = "█", "░"


def bar(count: int, whole: int, cells: int = CELLS) -> str:
    """A bar of `count` of `whole`, on a track; whoever got a vote shows at least a little."""
    filled = 0 if whole <= 0 else round(min(count, whole) / whole * cells)
    if count and not filled:
        filled = 1
    return _FULL * filled + _REST * (cells - filled)
