"""Jupyter notebooks (nbformat 3 and 4): headings open slides, code cells stay code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.errors import UnreadableSource
from knowledge.model import Form
from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.reading import Reading

Cell = Mapping[str, Any]


def read_notebook(text: str, name: str) -> Reading:
    """The slides of a notebook.

    Raises:
        UnreadableSource: it is no JSON, or no notebook.
    """
    drafts = [Draft()]
    for cell in _cells(text, name):
        source = _joined(cell.get("source", cell.get("input", "")))
        if cell.get("cell_type") == "code":
            drafts[-1].add(source, form=Form.CODE)
        elif cell.get("cell_type") == "markdown":
            for line in source.splitlines():
                if line.startswith("#"):
                    drafts.append(Draft(line.strip("# ")))
                else:
                    drafts[-1].add(line)
    kept = [d for d in drafts if not d.empty]
    slides = to_slides(kept, name, heading_of(kept, name))
    return Reading(slides, pages=len(slides))


def _cells(text: str, name: str) -> Iterator[Cell]:
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableSource(name, "the notebook is not whole: its JSON cannot be read") from None
    if not isinstance(book, dict):
        raise UnreadableSource(name, "this is JSON, but no notebook")
    sheets = book.get("worksheets") or [book]
    for sheet in sheets if isinstance(sheets, list) else []:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        yield from (c for c in cells or [] if isinstance(c, dict))


def _joined(source: object) -> str:
    if isinstance(source, list):
        return "".join(x for x in source if isinstance(x, str))
    return source if isinstance(source, str) else ""
