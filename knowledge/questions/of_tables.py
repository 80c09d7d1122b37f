"""Questions on what a table says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.questions.choices import Wanted
from knowledge.questions.known import Asked, Known, draft
from knowledge.questions.material import Teaching
from knowledge.questions.model import Draft, QuizKind
from knowledge.questions.texts import bare, content, is_name, is_whole, key
from knowledge.questions.wording import say

_PLANNED = re.compile(
    r"\b(?:date|day|week|time|due|reading|assignment|points?|grade|room|topic|lecture|who|datum|woche|raum|fecha|semana|séance|description|descripci[oó]n|beschreibung|bedeutung|erklärung|signification|"
    r"definition|meaning|#|no|nr|id)\b",
    re.I,
)
"""Heads of columns of plans and lists, whose cells are nothing to learn."""
_LEAST_ROWS = 4
_MOST = 3


@dataclass(frozen=True, slots=True)
class _Grid:
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


class Tables:
    def __init__(self, known: Known) -> None:
        self._known = known

    def drafts(self) -> Iterator[Draft]:
        for slide in self._known.slides:
            for table in slide.tables:
                if grid := _grid(table, slide.slide.language or "en"):
                    made = (draft(self._known, asked) for asked in self._asked(grid, slide))
                    yield from [d for d in made if d][:_MOST]

    def _asked(self, grid: _Grid, slide: Teaching) -> Iterator[Asked]:
        language = slide.slide.language or "en"
        for column in range(1, len(grid.head)):
            cells = [bare(row[column]) for row in grid.rows]
            for row, cell in zip(grid.rows, cells, strict=True):
                stem = say(
                    language,
                    "cell",
                    column=bare(grid.head[column]),
                    row=bare(row[0]),
                    topic=slide.topic,
                )
                wanted = Wanted(cell, stem, agrees=False)
                others = [c for c in cells if c and is_whole(c, language)]
                if not _is_cell(cell, language) or not (
                    wrong := self._known.choosing.wrong(wanted, [others])
                ):
                    continue
                text = f"{' | '.join(grid.head)}\n{' | '.join(row)}"
                fact = f"table|{key(row[0])}|{key(cell)}"
                yield Asked(QuizKind.TABLE, stem, cell, wrong, text, slide.slide, 0.66, fact=fact)


def _grid(table: str, language: str) -> _Grid | None:
    """The table, where it has a head and rows of the same width that names begin."""
    rows = [[cell.strip() for cell in row.split(" | ")] for row in table.split("\n")]
    head, body = rows[0], rows[1:]
    if len(body) < _LEAST_ROWS or len({len(row) for row in rows}) != 1 or not 2 <= len(head) <= 8:
        return None
    if any(_PLANNED.search(cell) for cell in head) or not all(
        is_name(c, language) for c in head[1:]
    ):
        return None
    names = [key(row[0]) for row in body]
    alright = all(is_name(bare(row[0]), language) for row in body) and len(set(names)) == len(names)
    return _Grid(head, body) if alright else None


def _is_cell(cell: str, language: str) -> bool:
    return len(content(cell)) >= 1 and is_whole(cell, language) and any(c.isalpha() for c in cell)
