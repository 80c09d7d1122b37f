"""Jupyter notebooks (nbformat 3 and 4): headings open slides, code cells stay code.

The format: https://nbformat.readthedocs.io/en/latest/format_description.html.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from knowledge.errors import UnreadableSource
from knowledge.model import Form
from knowledge.readers.drafts import Draft, heading_of, to_slides
from knowledge.readers.markdown.blocks import Block, blocks_of
from knowledge.readers.markdown.cleaning import cleaned
from knowledge.readers.markdown.flavour import Flavour
from knowledge.readers.markdown.myst import without_myst
from knowledge.readers.markdown.sections import below_headings, sections, set_off_in, titled
from knowledge.readers.markdown.styled import with_styled
from knowledge.readers.reading import Reading

_LINES = 12
"""More of an output is data."""
_WIDE = 200
_NOTHING = re.compile(r"^<[\w.]+(?: object| size)?\b.*>$|^\[?<[\w.]+ (?:object )?at 0x")
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_LEFT_OUT = frozenset(["remove-cell", "remove_cell", "hide-cell", "hide_cell"])
_NO_INPUT = frozenset(["remove-input", "remove_input", "hide-input", "hide_input"])
_NO_OUTPUT = frozenset(["remove-output", "remove_output", "hide-output", "hide_output"])

Cell = Mapping[str, Any]


def read_notebook(text: str, name: str) -> Reading:
    """The slides of a notebook: those that its slide show has, else a heading each.

    Short text outputs follow their code; pictures, tracebacks and what slide shows skip are left
    out.

    Raises:
        UnreadableSource: it is no JSON, or no notebook.
    """
    cells = list(_cells(text, name))
    shown = any(_role(cell) in {"slide", "subslide"} for cell in cells)
    drafts = list(_show(cells)) if shown else _sections(cells)
    kept = [draft for draft in drafts if not draft.empty]
    slides = to_slides(kept, name, heading_of(kept, name))
    return Reading(slides, pages=len(drafts) if shown else len(slides))


def _cells(text: str, name: str) -> Iterator[Cell]:
    try:
        book = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableSource(
            name, "this notebook is damaged or cut off: save it again and send that"
        ) from None
    if not isinstance(book, dict) or not ("cells" in book or "worksheets" in book):
        raise UnreadableSource(
            name, "this is data (JSON) and no notebook: Lectern reads slides and text"
        )
    sheets = book.get("worksheets") or [book]
    for sheet in sheets if isinstance(sheets, list) else []:
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and not _tags(cell) & _LEFT_OUT:
                yield cell


def _metadata(cell: Cell) -> Mapping[str, Any]:
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _tags(cell: Cell) -> set[str]:
    tags = _metadata(cell).get("tags")
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()


def _role(cell: Cell) -> str:
    """What the cell is in a slide show: "slide", "subslide", "fragment", "skip", "notes", ""."""
    show = _metadata(cell).get("slideshow")
    role = show.get("slide_type") if isinstance(show, dict) else ""
    return role if isinstance(role, str) else ""


def _show(cells: Sequence[Cell]) -> Iterator[Draft]:
    blocks: list[Block] = []
    notes: list[str] = []
    place = 0
    for cell in cells:
        role = _role(cell)
        if role in {"slide", "subslide"} and (blocks or place):
            place += 1
            yield _draft(blocks, notes, place)
            blocks, notes = [], []
        if role == "notes":
            notes += [block.text for block in _blocks(cell)]
        elif role != "skip":
            blocks += _blocks(cell)
    yield _draft(blocks, notes, place + 1)


def _draft(blocks: Sequence[Block], notes: list[str], place: int) -> Draft:
    title, rest = titled(blocks)
    bullets = [block.bullet for block in below_headings(rest)]
    return Draft(title, bullets, notes, page=place, number=place, marked=set_off_in(blocks))


def _sections(cells: Sequence[Cell]) -> list[Draft]:
    blocks = [b for cell in cells if _role(cell) not in {"skip", "notes"} for b in _blocks(cell)]
    return [
        Draft(s.title, [block.bullet for block in s.blocks], marked=s.set_off)
        for s in sections(blocks)
    ]


def _blocks(cell: Cell) -> list[Block]:
    source = _joined(cell.get("source", cell.get("input", "")))
    kind = cell.get("cell_type")
    if kind == "markdown":
        return with_styled(blocks_of(cleaned(without_myst(source), Flavour.NOTES)), source)
    if kind == "heading":
        rank = cell.get("level")
        return [Block(source.strip(), rank=rank if isinstance(rank, int) and 0 < rank < 7 else 1)]
    if kind != "code":
        return []
    code = [] if _tags(cell) & _NO_INPUT else [source.strip("\n").rstrip()]
    shown = [] if _tags(cell) & _NO_OUTPUT else list(_outputs(cell))
    return [Block(text, form=Form.CODE) for text in (*code, *shown) if text.strip()]


def _outputs(cell: Cell) -> Iterator[str]:
    """The short texts that a cell printed or returned, no errors."""
    outputs = cell.get("outputs")
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        data = output.get("data", output)
        if kind == "stream" and output.get("name", output.get("stream")) != "stderr":
            text = _joined(output.get("text"))
        elif kind in {"execute_result", "display_data", "pyout"} and isinstance(data, dict):
            text = _joined(data.get("text/plain", data.get("text")))
        else:
            continue
        text = _ANSI.sub("", text).strip("\n").rstrip()
        if text and not _NOTHING.match(text):
            yield _shortened(text)


def _shortened(text: str) -> str:
    lines = [line if len(line) <= _WIDE else f"{line[:_WIDE]}…" for line in text.split("\n")]
    return "\n".join(lines if len(lines) <= _LINES else [*lines[:_LINES], "…"])


def _joined(source: object) -> str:
    if isinstance(source, list):
        return "".join(x for x in source if isinstance(x, str))
    return source if isinstance(source, str) else ""
