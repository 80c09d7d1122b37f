"""Kahoot's template for questions (a spreadsheet, also saved as CSV), as a table of questions like any other.

Below some lines of instruction stands a header: "Question - max 120 characters", "Answer 1 - max 75 characters" to 4, "Time limit (sec) – 5, 10, …",
"Correct answer(s) - choose at least one"; ahead of each question may stand its number. What is right are numbers, parted by commas.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from itertools import islice

from knowledge.exchange.csv_table.columns import ANSWER, column_of
from knowledge.exchange.csv_table.rows import Row, rows
from knowledge.exchange.model import Draft, Kind

_TIME = "time limit"
_MAY_BE = re.compile(r"time limit", re.I)
_HINT = re.compile(r"\s+[-–—]\s+.*$", re.S)
_FIRST_ROWS, _FIRST_CHARACTERS = 15, 20_000
_NEEDED = frozenset({"question", "choice 1", "choice 2", _TIME, ANSWER})


def from_kahoot(text: str, draft: Draft) -> str:
    """The same questions under our names of columns, each on its line; the very same text where it is no such table."""
    if not _MAY_BE.search(text, 0, _FIRST_CHARACTERS):
        return text
    for delimiter in ",;\t":
        for row in islice(rows(text, delimiter), _FIRST_ROWS):
            names = [_column(cell) for cell in row.cells]
            if set(names) >= _NEEDED:
                return _table(text, delimiter, row.line, names, draft)
    return text


def _column(heading: str) -> str:
    name = _HINT.sub("", heading)
    return _TIME if name.casefold().startswith(_TIME) else column_of(name)


def _table(text: str, delimiter: str, header: int, names: Sequence[str], draft: Draft) -> str:
    choices = [name for name in names if name.startswith("choice ")]
    weights = [name.replace("choice", "weight") for name in choices]
    lines = [""] * (text.count("\n") + 1)
    lines[header - 1] = _line(["kind", "question", *choices, *weights, ANSWER])
    draft.note("the time limits", "not carried over: a live quiz has one for all questions", header)
    for row in rows(text, delimiter):
        if row.line > header:
            lines[row.line - 1] = _row(row, names, choices)
    return "\n".join(lines)


def _row(row: Row, names: Sequence[str], choices: Sequence[str]) -> str:
    """One question; "" for a line of the template that nobody filled in, an open quotation mark for a broken one."""
    if row.why:
        return '"'
    cells = {name: " ".join(cell.split()) for name, cell in zip(names, row.cells, strict=False)}
    asked = [cells.get(name, "") for name in choices]
    if not cells.get("question") and not any(asked):
        return ""
    *weights, said = _weighed(cells, choices)
    several = sum(weight not in {"", "0"} for weight in weights) > 1
    kind = Kind.MULTIPLE.value if several else ""
    return _line([kind, cells.get("question", ""), *asked, *weights, said])


def _weighed(cells: Mapping[str, str], choices: Sequence[str]) -> list[str]:
    """The weights of the choices, and what else is said to be right."""
    said = cells.get(ANSWER, "")
    numbers = {part.removesuffix(".0") for part in re.split(r"[,;/&\s]+", said) if part}
    right = [name for name in choices if name.rpartition(" ")[2] in numbers and cells.get(name)]
    if not right or len(right) != len(numbers):
        return [""] * len(choices) + [said]
    share = f"{100 / len(right):.5f}"
    return [(share if name in right else "0") if cells.get(name) else "" for name in choices] + [""]


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()
