"""Counts as bars and percentages."""

from __future__ import annotations

from collections.abc import Mapping

CELLS = 20
"""So long is a bar that stands for everybody; a section beside a button has room for it on a phone."""
_FULL, _REST = "█", "░"


def bar(count: int, whole: int, cells: int = CELLS) -> str:
    """A bar of `count` of `whole`, on a track; whoever got a vote shows at least a little."""
    filled = 0 if whole <= 0 else round(min(count, whole) / whole * cells)
    if count and not filled:
        filled = 1
    return _FULL * filled + _REST * (cells - filled)


def shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Whole percentages that add up to 100, by largest remainder; equal counts may differ by one. Zeros without votes.

    The earlier one gets what is left over where remainders are equal.
    """
    total = sum(counts.values())
    if not total:
        return dict.fromkeys(counts, 0)
    found = {key: 100 * count // total for key, count in counts.items()}
    by_remainder = sorted(counts, key=lambda key: -(100 * counts[key] % total))
    for key in by_remainder[: 100 - sum(found.values())]:
        found[key] += 1
    return found


def of_voters(counts: Mapping[str, int], voters: int) -> dict[str, int]:
    """Whole percentages of the voters, each by itself: of several choices they need not add up to 100."""
    return {key: round(100 * n / voters) if voters else 0 for key, n in counts.items()}
