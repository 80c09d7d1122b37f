"""Plain tables."""

from __future__ import annotations

from collections.abc import Sequence


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, the first column to the left and the rest to the right."""
    widths = [max(len(str(row[n])) for row in [head, *rows]) for n in range(len(head))]
    print(title)
    for row in [head, *rows]:
        first = f"{row[0]:<{widths[0]}}"
        print(
            "  "
            + "  ".join([first, *(f"{c:>{w}}" for c, w in zip(row[1:], widths[1:], strict=True))])
        )
    print()
