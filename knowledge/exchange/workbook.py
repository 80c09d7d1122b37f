"""Excel's workbooks (Office Open XML, ECMA-376): the sheet with a table of questions in it, as CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from knowledge.errors import UnreadableSource
from knowledge.exchange.detecting import has_question_column
from knowledge.exchange.kahoot import from_kahoot
from knowledge.exchange.limits import MAX_BYTES, MAX_ITEMS
from knowledge.exchange.model import Draft
from knowledge.exchange.xml import Element, parse
from knowledge.readers.archive import DAMAGE, natural, suspicion
from knowledge.readers.limits import megabytes

_BOOK, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[\w-]+\.xml")
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
_MOST_SHEETS, _MOST_ROWS, _MOST_COLUMNS, _FIRST_ROWS = 20, MAX_ITEMS + 100, 400, 15
_MAX_XML = 2 * MAX_BYTES


def is_workbook(data: bytes) -> bool:
    """Is this zip one of Excel's?"""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _BOOK in archive.namelist()
    except (*DAMAGE, UnicodeError):
        return False


def table_in(data: bytes, name: str, draft: Draft) -> str | None:
    """The first sheet that is a table of questions, as CSV with each row on its own line; None where there is none.

    Raises:
        UnreadableSource: it is damaged, protected, or unpacks to too much.
    """
    members = _members(data, name)
    strings = [_words(one) for one in _children(members.get(_STRINGS), name, "si")]
    for path in [path for path in members if path != _STRINGS][:_MOST_SHEETS]:
        text = _text(_rows(members[path], name, strings))
        noted = Draft()
        table = _from_header(from_kahoot(text, noted))
        if table is not None:
            draft.notes += noted.notes
            return table
    return None


def _members(data: bytes, name: str) -> dict[str, bytes]:
    """The sheets in their order, and the words that they share."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if i.filename == _STRINGS or _SHEET.fullmatch(i.filename)]  # fmt: skip
            if sum(info.file_size for info in infos) > _MAX_XML:
                raise UnreadableSource(name, f"unpacks to more than {megabytes(_MAX_XML)}: save the sheet as CSV")  # fmt: skip
            for info in infos:
                if why := suspicion(info, info.filename):
                    raise UnreadableSource(name, why)
            return {
                i.filename: archive.read(i)
                for i in sorted(infos, key=lambda i: natural(i.filename))
            }
    except DAMAGE as error:
        raise UnreadableSource(name, "this workbook is damaged: save it again, or as CSV") from error  # fmt: skip


def _children(data: bytes | None, name: str, tag: str) -> Iterator[Element]:
    if data is not None:
        root = parse(data.decode("utf-8", errors="replace"), name, Draft()).root
        yield from root.iter(f"{{*}}{tag}")


def _words(element: Element) -> str:
    """What stands in it, without how it is read aloud (`rPh`)."""
    return "".join(
        text.text or ""
        for text in element.iter("{*}t")
        if not any(above.tag.endswith("}rPh") for above in text.iterancestors())
    )


def _rows(data: bytes, name: str, strings: Sequence[str]) -> Iterator[list[str]]:
    """The rows, with empty ones where the sheet leaves some out."""
    given = 0
    for row in _children(data, name, "row"):
        number = row.get("r") or ""
        place = int(number) if re.fullmatch("[0-9]{1,6}", number) else given + 1
        if max(place, given + 1) > _MOST_ROWS:
            return
        while given < place - 1:
            given += 1
            yield []
        given += 1
        yield _cells(row, strings)


def _cells(row: Element, strings: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter("{*}c"):
        at = _column_of(cell.get("r") or "", len(cells))
        if at < _MOST_COLUMNS:
            cells += [""] * (at + 1 - len(cells))
            cells[at] = " ".join(_said(cell, strings).split())
    return cells


def _column_of(place: str, following: int) -> int:
    """ "C7" → 2; of a cell that does not say it, the one that follows."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return following
    at = 0
    for letter in found[1]:
        at = 26 * at + ord(letter) - ord("A") + 1
    return at - 1


def _said(cell: Element, strings: Sequence[str]) -> str:
    kind, value = cell.get("t") or "n", cell.findtext("{*}v") or ""
    if kind == "inlineStr":
        return _words(cell)
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "True" if value == "1" else "False"
    return re.sub(r"\.0+$", "", value) if kind == "n" else value


def _text(rows: Iterator[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _from_header(text: str) -> str | None:
    """The table with nothing but empty lines ahead of its header; None where none of the first rows is one."""
    lines = text.split("\n")
    for n, line in enumerate(lines[:_FIRST_ROWS]):
        if has_question_column(line):
            return "\n".join([""] * n + lines[n:])
    return None
