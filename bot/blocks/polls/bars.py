"""Counts as bars."""

from __future__ import annotations

CELLS = 20
"""So long is a bar that stands for everybody; a section beside a button has room for it on a phone."""
_FULL, _EIGHTHS = "█", ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(count: int, whole: int, cells: int = CELLS) -> str:
    """A bar of `count` of `whole`, to an eighth of a cell; empty for nothing, and some of it for one vote of many."""
    if count <= 0 or whole <= 0:
        return ""
    full, eighths = divmod(max(1, round(min(count, whole) / whole * cells * 8)), 8)
    return _FULL * full + _EIGHTHS[eighths]


def row(count: int, whole: int, percentage: int) -> str:
    """A bar with its number, in mrkdwn; of nothing only the number."""
    return f"{bar(count, whole)}  *{count:,}*  ({percentage} %)" if count else "*0*"
