"""What stands in MyST's tables and glossaries, in ordinary Markdown, on as many lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence

_ROW = re.compile(r"^[ \t]*[*-][ \t]+[*-](?:[ \t]+(?P<cell>.*))?$")
_CELL = re.compile(r"^[ \t]+[*-](?:[ \t]+(?P<cell>.*))?$")


def as_table(
    name: str, title: str, options: Mapping[str, str], body: Sequence[str], room: int
) -> list[str]:
    """A table of a list's rows, or of CSV, on `room` lines; the body where it is neither."""
    rows = _listed(body) if name == "list-table" else _separated(options, body)
    width = max(map(len, rows), default=0)
    if width < 2 or len(rows) + 1 > room:
        kept = list(body)[:room]
        return [""] * (room - len(kept)) + kept
    lines = [_line(row, width) for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    head = [title, ""] if title and len(lines) + 2 <= room else []
    return [*head, *lines, *[""] * (room - len(head) - len(lines))]


def _line(cells: Sequence[str], width: int) -> str:
    padded = [*cells, *[""] * (width - len(cells))]
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in padded) + " |"


def _listed(body: Sequence[str]) -> list[list[str]]:
    """Rows that are lists of cells; none where something else stands there."""
    rows: list[list[str]] = []
    for line in body:
        if row := _ROW.match(line):
            rows.append([row["cell"] or ""])
        elif not rows and line.strip():
            return []
        elif cell := _CELL.match(line):
            rows[-1].append(cell["cell"] or "")
        elif line.strip():
            rows[-1][-1] = f"{rows[-1][-1]} {line.strip()}".strip()
    return rows


def _separated(options: Mapping[str, str], body: Sequence[str]) -> list[list[str]]:
    said = [line for line in (options.get("header", ""), *body) if line.strip()]
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(said, skipinitialspace=True)]
    except csv.Error:
        return []


def defined(body: Sequence[str]) -> list[str]:
    """A glossary's terms, each with what it means below it, as definitions."""
    least = min((len(x) - len(x.lstrip()) for x in body if x.strip()), default=0)
    lines, means = list[str](), False
    for line in body:
        inner = line.strip() and len(line) - len(line.lstrip()) > least
        if not inner:
            if line.strip() and lines and lines[-1].strip():
                lines[-1] = f"{lines[-1].rstrip()}  "
            lines.append(line.strip())
            means = bool(line.strip())
        elif means and not line.lstrip().startswith(": "):
            lines.append(f": {line.strip()}")
            means = False
        else:
            lines.append(line.strip())
            means = False
    return lines
