"""Tables that Markdown does not take for such, as GitHub's tables with pipes.

Pandoc's, aligned by blanks (https://pandoc.org/MANUAL.html#extension-simple_tables and
#extension-multiline_tables), and those whose writer forgot the line of dashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_COLUMNS = re.compile(r"^ *-{2,}(?: +-{2,})+ *$")
_DASHES = re.compile(r"^ *-{3,}[- ]*$")
_NO_HEADER = re.compile(r"^\s*(?:$|[#>|]|[-*+] |`{3}|~{3}|:{3})")
_MOST_LINES = 200
_ROW = re.compile(r"(?!\s*(?:[#>`~]|[-*+] |\d+[.)] ))[^|\n]*(?:\|[^|\n]*){2,}")
_NO_CELL = re.compile(r"::=|[-=]>|→|\$|`|\\")
_LEAST_ROWS, _LONGEST_CELL = 3, 60


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


def with_dashes(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines, as many as before, with the dashes that rows of cells lack below their first one.

    The empty line above the table makes room. A paragraph is taken for one where each of its three
    or more lines has as many short cells.
    """
    kept = list(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip() and not code[end]:
            end += 1
        if at and not lines[at - 1].strip() and (cells := _even_cells(lines[at:end])):
            kept[at - 1 : at + 1] = [lines[at], "|".join(["---"] * cells)]
        at = end + 1
    return kept


def _even_cells(rows: Sequence[str]) -> int:
    """How many cells each of the rows has; 0 where they make no table, or one that has its dashes."""
    if len(rows) < _LEAST_ROWS or not all(map(_ROW.fullmatch, rows)):
        return 0
    cells = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    each = {len(row) for row in cells}
    said = [cell for row in cells for cell in row]
    odd = any(len(cell) > _LONGEST_CELL or _NO_CELL.search(cell) for cell in said)
    dashed = any(all(not cell.strip(" :-") for cell in row) for row in cells)
    return 0 if len(each) > 1 or odd or dashed or not all(cells[0]) else each.pop()


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
