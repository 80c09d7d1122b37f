"""Pandoc's tables that are aligned by blanks, as GitHub's tables with pipes.

https://pandoc.org/MANUAL.html#extension-simple_tables and #extension-multiline_tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_COLUMNS = re.compile(r"^ *-{2,}(?: +-{2,})+ *$")
_DASHES = re.compile(r"^ *-{3,}[- ]*$")
_NO_HEADER = re.compile(r"^\s*(?:$|[#>|]|[-*+] |`{3}|~{3}|:{3})")
_MOST_LINES = 200


def with_pipes(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines, as many as before, with each such table written as one with pipes."""
    kept = list(lines)
    at = 0
    while at < len(lines):
        if not code[at] and _COLUMNS.match(lines[at]) and (span := _span(lines, at)):
            first, end = span
            rows = list(_table(lines, first, at, end))
            kept[first:end] = [*rows, *[""] * (end - first - len(rows))]
            at = end
        else:
            at += 1
    return kept


def _span(lines: Sequence[str], columns: int) -> tuple[int, int] | None:
    """Where the table around a line of dashes begins and ends, its own lines of dashes included."""
    first = columns
    while (
        first > 0 and not _NO_HEADER.match(lines[first - 1]) and not _DASHES.match(lines[first - 1])
    ):
        first -= 1
    ruled = first > 0 and bool(_DASHES.match(lines[first - 1])) and first < columns
    headed = first < columns
    end = columns + 1
    while end < min(len(lines), columns + _MOST_LINES):
        if _DASHES.match(lines[end]):
            return (first - ruled, end + 1) if end > columns + 1 else None
        if not lines[end].strip() and not ruled:
            break
        end += 1
    filled = end > columns + 1 and headed and not ruled
    return (first, end) if filled else None


def _table(lines: Sequence[str], first: int, columns: int, end: int) -> Iterator[str]:
    starts = [m.start() for m in re.finditer(r"-+", lines[columns])]
    heads = [line for line in lines[first:columns] if not _DASHES.match(line)]
    rows = [line for line in lines[columns + 1 : end] if not _DASHES.match(line)]
    ruled = first < columns and bool(_DASHES.match(lines[first]))
    yield _piped(heads, starts)
    yield "|" + "---|" * len(starts)
    if not ruled:
        yield from (_piped([row], starts) for row in rows)
        return
    for row in re.split(r"\n(?:[ \t]*\n)+", "\n".join(rows)):
        if row.strip():
            yield _piped(row.split("\n"), starts)


def _piped(rows: Sequence[str], starts: Sequence[int]) -> str:
    """The cells of the lines that make one row."""
    spans = zip([0, *starts[1:]], [*starts[1:], None], strict=True)
    cells = (" ".join(row[start:end].strip() for row in rows).strip() for start, end in spans)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
