"""The rows of a CSV file with the line each begins at, also of one that is broken."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_MOST_LINES = 100
"""A row of more lines has a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, or `why` it has none."""

    line: int
    cells: tuple[str, ...] = ()
    why: str = ""


class _Lines:
    """Lines for the csv module, which reads on to the file's end where a quotation mark is missing."""

    def __init__(self, lines: Sequence[str], at: int) -> None:
        self._lines = lines
        self.at = at
        self.begins = at
        """The line at which the row begins that is being read."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.at >= len(self._lines) or self.at - self.begins >= _MOST_LINES:
            raise StopIteration
        self.at += 1
        return f"{self._lines[self.at - 1]}\n"


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows that have something in them, from the first on; a broken one spoils no other."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        source = _Lines(lines, at)
        for row in _read(csv.reader(source, delimiter=delimiter, strict=True)):
            at = source.begins + 1
            if row is None:
                why = "a quotation mark is missing, or there is one too many: mend this line"
                yield Row(at, why=why)
                break
            if any(cell.strip() for cell in row):
                yield Row(at, tuple(cell.strip() for cell in row))
            at = source.begins = source.at


def _read(reader: Iterator[list[str]]) -> Iterator[list[str] | None]:
    """Each row; None and no more where one is broken."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield None
            return


def delimiter_of(header: str) -> str:
    """The sign between the columns: comma, semicolon or tab."""
    return max(",;\t", key=header.count)
