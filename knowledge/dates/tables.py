"""Rows of schedules as phrases: "HW1 | Sep 9, 5pm" below "Homework | Due" → "HW1, due Sep 9, 5pm"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.dates.cues import EVENT, EXAM, RELEASE, STRONG, WORK

Dated = Callable[[str], bool]
_DUE_COLUMN = re.compile(
    r"\b(?:due|deadlines?|hand[- ]?in|submissions?|submit|abgabe\w*|fällig\w*|frist\w*|entregas?|plazo|límite|rend(?:re|u)|remise|échéances?)\b",
    re.I,
)
_OUT_COLUMN = re.compile(
    r"\b(?:out|released?|posted|assigned|available|opens?|ausgabe|publication|partage|ouverture|apertura|publicación)\b",
    re.I,
)
_START = re.compile(r"^\W*(?:start\w*|begin\w*|from|opens?|beginn|début|inicio|desde)\b", re.I)
_END = re.compile(r"^\W*(?:end\w*|to|until|closes?|ende|fin|hasta)\b", re.I)
_TIME_COLUMN = re.compile(r"^\W*(?:time|uhrzeit|zeit|heure|hora)\b", re.I)
_DAY_COLUMN = re.compile(r"\b(?:date|day|when|datum|tag|termin|fecha|día|jour)\b", re.I)
_READING_COLUMN = re.compile(
    r"\b(?:readings?|literature|literatur|lectures?|notes|slides|lectura|bibliografía)\b", re.I
)
_WEEK_COLUMN = re.compile(r"^\W*(?:week|wk|woche|semaine|semana|sem)\b", re.I)
_NAME_COLUMN = re.compile(
    r"\b(?:name|title|assignments?|homework|event|item|task|what|project|deliverable|exam|test|part|blatt|aufgabe|übung\w*|devoir|travail|cours|tarea|práctica|actividad|hw|ps|lab)\b",
    re.I,
)
_ITEMS = re.compile(r"\s*[,;•]\s*|\s*<br\s*/?>\s*|\s+\+\s+")
_EXAM_WORDS = 4
_NOTHING = re.compile(r"^[\W_]*$")
_WEEK_NUMBER = re.compile(r"^\W*(?:week|woche|semaine|semana|w)?\s*(?P<n>\d{1,2})\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase that a row says; `sure` where its column makes it due, `week` where only that is named."""

    phrase: str
    quote: str
    sure: bool = False
    week: int | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a table's header says of its columns, by their numbers."""

    names: tuple[str, ...]
    due: tuple[int, ...]
    out: tuple[int, ...]
    span: tuple[int, int] | None
    times: tuple[int, ...]
    aside: tuple[int, ...]
    week: int | None


def rows_of(table: str, dated: Dated, *, listed: bool = False) -> Iterator[Row]:
    """The phrases of a table's rows, each with its row as it is quoted.

    In a column called due, deadline or the like stands what is due on the row's day, or the day itself;
    elsewhere a cell counts that speaks of something due, of an exam or of an event. In a table that is
    `listed` (below "Important dates") every row counts that has a day. `dated` tells whether a cell has one.
    """
    header, *rows = table.split("\n")
    columns = _columns(cells_of(header))
    headed = not any(dated(cell) for cell in columns.names)
    day = ""
    for line in rows if headed else [header, *rows]:
        cells = cells_of(line)
        own = _day_of(cells, columns, dated)
        day = own or (day if cells and not cells[0] else "")
        yield from _phrases(
            cells, line.strip(), columns if headed else _columns([]), day, (dated, listed)
        )


def cells_of(row: str) -> list[str]:
    return [cell.strip() for cell in row.split("|")]


def _columns(names: Sequence[str]) -> _Columns:
    due = tuple(n for n, name in enumerate(names) if _DUE_COLUMN.search(name))
    out = tuple(n for n, name in enumerate(names) if n not in due and _OUT_COLUMN.search(name))
    starts = [n for n, name in enumerate(names) if _START.match(name)]
    ends = [n for n, name in enumerate(names) if _END.match(name) and n not in due]
    span = (starts[0], ends[0]) if starts and ends and ends[0] > starts[0] else None
    times = tuple(n for n, name in enumerate(names) if _TIME_COLUMN.match(name))
    week = next((n for n, name in enumerate(names) if _WEEK_COLUMN.match(name)), None)
    aside = tuple(n for n, name in enumerate(names) if _READING_COLUMN.search(name))
    return _Columns(tuple(names), due, out, span, times, aside, week)


def _day_of(cells: Sequence[str], columns: _Columns, dated: Dated) -> str:
    """The row's own day with its time, not that of a column which is about something else."""
    others = {*columns.due, *columns.out}
    found = [n for n, cell in enumerate(cells) if n not in others and dated(cell)]
    if not found:
        return ""
    ranked = [n for n in found if n < len(columns.names) and _DAY_COLUMN.search(columns.names[n])]
    n = (ranked or found)[0]
    times = [cells[t] for t in columns.times if t < len(cells) and t != n]
    return ", ".join(part for part in (cells[n], *times) if part)


def _phrases(
    cells: Sequence[str], line: str, columns: _Columns, day: str, how: tuple[Dated, bool]
) -> Iterator[Row]:
    dated, listed = how
    if columns.span and all(n < len(cells) and dated(cells[n]) for n in columns.span):
        first, last = (cells[n] for n in columns.span)
        yield Row(f"{_name(cells, columns, dated)}: {first} - {last}", line, sure=listed)
        return
    found = [*_in_due_columns(cells, line, columns, day, dated)]
    found = found or [*_in_out_columns(cells, line, columns, dated)]
    found += [
        row
        for n, cell in enumerate(cells)
        if n not in {*columns.due, *columns.out, *columns.aside} and cell and cell not in day
        for row in _in_a_cell(cell, line, day, dated)
    ]
    if not found and listed and day:
        found = [Row(f"{_name(cells, columns, dated)}: {day}", line, sure=True)]
    if not found and not day:
        found = [*_of_a_week(cells, line, columns)]
    yield from found


def _in_due_columns(
    cells: Sequence[str], line: str, columns: _Columns, day: str, dated: Dated
) -> Iterator[Row]:
    for n in columns.due:
        cell = cells[n] if n < len(cells) else ""
        if _NOTHING.match(cell):
            continue
        if dated(cell):
            yield Row(f"{_name(cells, columns, dated)}, due {cell}", line, sure=True)
        elif day:
            yield Row(f"{cell}, due {day}", line, sure=True)
        elif (week := _week(cells, columns)) is not None:
            yield Row(f"{cell} due", line, week=week)


def _in_out_columns(
    cells: Sequence[str], line: str, columns: _Columns, dated: Dated
) -> Iterator[Row]:
    for n in columns.out:
        if n < len(cells) and dated(cells[n]):
            yield Row(f"{_name(cells, columns, dated)}, released {cells[n]}", line)


def _in_a_cell(cell: str, line: str, day: str, dated: Dated) -> Iterator[Row]:
    """What a cell says is due, an exam or an event on the row's day: "HW1 due, HW2 out"."""
    if dated(cell):
        if STRONG.search(cell) or EXAM.search(cell):
            yield Row(cell, line)
        return
    if not day:
        return
    if EVENT.search(cell) and not STRONG.search(cell):
        yield Row(f"{cell}, {day}", line)
        return
    for item in _ITEMS.split(cell):
        short = len(item.split()) <= _EXAM_WORDS
        if STRONG.search(item):
            yield Row(f"{item}, {day}", line, sure=bool(WORK.search(item)))
        elif short and (EXAM.search(item) or (RELEASE.search(item) and WORK.search(item))):
            yield Row(f"{item}, {day}", line)


def _of_a_week(cells: Sequence[str], line: str, columns: _Columns) -> Iterator[Row]:
    week = _week(cells, columns)
    if week is None:
        return
    for cell in cells:
        for item in _ITEMS.split(cell):
            if STRONG.search(item) or (EXAM.search(item) and len(item.split()) <= _EXAM_WORDS):
                yield Row(item, line, week=week)


def _week(cells: Sequence[str], columns: _Columns) -> int | None:
    if columns.week is None or columns.week >= len(cells):
        return None
    found = _WEEK_NUMBER.match(cells[columns.week])
    return int(found["n"]) if found else None


def _name(cells: Sequence[str], columns: _Columns, dated: Dated) -> str:
    """What the row is about: the cell below "Assignment" or the like, else the first that is no day."""
    used = {*columns.due, *columns.out, *columns.times, *(columns.span or ())}
    free = [n for n, cell in enumerate(cells) if cell and n not in used and not dated(cell)]
    named = [n for n in free if n < len(columns.names) and _NAME_COLUMN.search(columns.names[n])]
    n = next(iter(named or [n for n in free if n != columns.week] or free), None)
    if n is None:
        return ""
    bare = _NOTHING.match(re.sub(r"\d", "", cells[n])) and n < len(columns.names)
    return f"{columns.names[n]} {cells[n]}" if bare else cells[n]
