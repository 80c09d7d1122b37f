"""Where dated items stand: lines that speak of something due, and rows of a schedule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from knowledge.model import Form, Slide, SlideKind

DUE = re.compile(
    r"\b(?:due|deadline|abgabe|fällig|frist|rendre|remise|échéance|entrega\w*|plazo|límite)\b", re.I
)
_DUE_COLUMN = re.compile(
    r"\b(?:due|deadlines?|hand[- ]?in|submission|abgabe\w*|fällig|frist|entrega\w*|plazo|límite|rendre|remise|échéance)\b",
    re.I,
)


_EXAM = re.compile(
    r"\b(?:exams?|mid-?terms?|finals?|quiz(?:zes)?|tests?|klausur|prüfung|examen|parcial|partiel)\b",
    re.I,
)
_SHORT = 3
MOST_CHARS = 2_000
"""So much of a bullet is looked at: a longer one is a text, and no slide's line."""


def may_be_dated(slide: Slide) -> bool:
    """False for a slide that certainly has no dated item, whatever the year and the zone."""
    return not slide.hidden and any(
        bool(_DUE_COLUMN.search(b.text) or _EXAM.search(b.text))
        if b.form is Form.TABLE
        else is_due(slide, b.text[:MOST_CHARS])
        for b in slide.bullets
    )


def is_due(slide: Slide, line: str) -> bool:
    """Is a line of the slide read for a dated item?"""
    return slide.kind is SlideKind.AGENDA or bool(DUE.search(line))


def phrases_of(table: str, dated: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Phrases of a table's rows, each with its row as it is quoted.

    In a column called due, deadline or the like stands what is due on the row's day ("I1: Product"
    → "I1: Product, due Wed, Sep 07"), or the day itself. Otherwise a row is a phrase where it speaks
    of something due or a short cell of it names an exam. `dated` tells whether a cell names a day.
    """
    header, *rows = table.split("\n")
    columns = [n for n, name in enumerate(_cells(header)) if _DUE_COLUMN.search(name)]
    for row in rows or [header]:
        cells = _cells(row)
        phrases = list(_due(cells, columns, dated)) if columns else []
        phrases = phrases or list(_exams(cells, dated))
        if not phrases and _DUE_COLUMN.search(row):
            phrases = [", ".join(cell for cell in cells if cell)]
        yield from ((phrase, row.strip()) for phrase in phrases)


def _exams(cells: Sequence[str], dated: Callable[[str], bool]) -> Iterator[str]:
    exams = [cell for cell in cells if len(cell.split()) <= _SHORT and _EXAM.search(cell)]
    day = next((cell for cell in cells if dated(cell)), "") if exams else ""
    yield from (f"{cell}, {day}" for cell in exams if day and cell != day)


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _due(
    cells: Sequence[str], columns: Sequence[int], dated: Callable[[str], bool]
) -> Iterator[str]:
    days = [n for n, cell in enumerate(cells) if dated(cell)]
    for n in columns:
        cell = cells[n] if n < len(cells) else ""
        if not any(c.isalnum() for c in cell):
            continue
        if n in days:
            name = next(
                (c for m, c in enumerate(cells) if c and m not in columns and m not in days), ""
            )
            yield f"{name}, due {cell}"
        elif days:
            yield f"{cell}, due {cells[days[0]]}"
