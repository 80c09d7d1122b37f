"""The rows of a CSV file with the line each begins at, also of one that is broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_LINES = 100
"""A row of more lines has a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, or `why` it has none."""

    line: int
    cells: tuple[str, ...] = ()
    why: str = ""


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that have something in them, from the first on; a broken one spoils no other."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        reader = csv.reader((f"{line}\n" for line in lines[at:]), delimiter=delimiter, strict=True)
        done = 0
        for row in _read(reader):
            begins, done = at + done, reader.line_num
            broken = row is None or at + done - begins > _MOST_LINES
            if broken:
                why = "a quotation mark is missing, or there is one too many: mend this line"
                yield Row(begins + 1, why=why)
                done = begins - at + 1
                break
            if row and any(cell.strip() for cell in row):
                yield Row(begins + 1, tuple(cell.strip() for cell in row))
        at += max(done, 1)


def _read(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None


def delimiter_of(header: str) -> str:
    """The sign between the columns: comma, semicolon or tab."""
    return max(",;\t", key=header.count)
