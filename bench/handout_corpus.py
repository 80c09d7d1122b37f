"""Handouts made from decks, with the truth of where each slide lies.

Two ways of making them, as programs do: each slide a form XObject that is placed by a matrix (pgfpages,
pdfnup), or its operators copied into the sheet under a matrix (printing from PowerPoint).
"""

from __future__ import annotations

import ctypes
import io
import logging
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from knowledge.model import Box

LETTER, A4 = (612.0, 792.0), (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class Layout:
    """How slides are set on a sheet. `paper` is in points; `beside` leaves room for ruled notes."""

    name: str
    rows: int
    columns: int
    paper: tuple[float, float]
    frames: bool = False
    column_major: bool = False
    beside: bool = False
    running: bool = False
    copied: bool = False
    margin: float = 36.0
    gap: float = 18.0

    @property
    def per_sheet(self) -> int:
        return self.rows * self.columns


@dataclass(frozen=True, slots=True)
class Handout:
    """`truth` holds the slides' boxes of each sheet, `order` the deck's page of each, from 0."""

    layout: Layout
    data: bytes
    truth: tuple[tuple[Box, ...], ...]
    order: tuple[tuple[int, ...], ...]


def layouts(seed: int) -> list[Layout]:
    """Every grid people print, with what varies (frames, order, margins, sheet) drawn from `seed`."""
    draw = random.Random(seed)
    grids = [(2, 1), (1, 2), (3, 1), (2, 2), (3, 2), (2, 3), (3, 3), (4, 2), (4, 1)]
    made = []
    for rows, columns in grids:
        for frames in (False, True):
            for copied in (False, True):
                made.append(_layout(draw, rows, columns, frames, copied))
    return made


def _layout(draw: random.Random, rows: int, columns: int, frames: bool, copied: bool) -> Layout:
    upright = rows > columns or (rows == columns and draw.random() < 0.5)
    paper = draw.choice([LETTER, A4])
    beside = columns == 1 and rows == 3
    major = rows > 1 and columns > 1 and draw.random() < 0.3
    running = draw.random() < 0.5
    name = f"{rows}x{columns}" + ("+lines" if beside else "")
    return Layout(
        name,
        rows,
        columns,
        paper if upright else (paper[1], paper[0]),
        frames,
        major,
        beside,
        running,
        copied,
        margin=draw.uniform(24, 60) if running else draw.uniform(4, 50),
        gap=draw.uniform(6, 30) if frames or running else draw.uniform(0, 24),
    )


def make(deck: bytes, layout: Layout, pages: Sequence[int]) -> Handout:
    """The deck's `pages` as a handout."""
    sheets = [pages[n : n + layout.per_sheet] for n in range(0, len(pages), layout.per_sheet)]
    sizes = _sizes(deck)
    spots = [[_spot(layout, n, sizes[page]) for n, page in enumerate(sheet)] for sheet in sheets]
    placed = (_copied if layout.copied else _placed)(deck, layout, sheets, spots, sizes)
    data = _drawn(placed, layout, spots)
    truth = tuple(tuple(_box(spot, layout.paper) for spot in sheet) for sheet in spots)
    return Handout(layout, data, truth, tuple(tuple(sheet) for sheet in sheets))


_Spot = tuple[float, float, float, float]


def _sizes(deck: bytes) -> list[tuple[float, float]]:
    document = pdfium.PdfDocument(deck)
    sizes = [document.get_page_size(n) for n in range(len(document))]
    document.close()
    return sizes


def _spot(layout: Layout, n: int, size: tuple[float, float]) -> _Spot:
    """Left, bottom, width and height of the sheet's n-th slide, in points."""
    row, column = divmod(n, layout.columns)
    if layout.column_major:
        column, row = divmod(n, layout.rows)
    width, height = layout.paper[0] - 2 * layout.margin, layout.paper[1] - 2 * layout.margin
    if layout.beside:
        width *= 0.5
    across = (width - layout.gap * (layout.columns - 1)) / layout.columns
    down = (height - layout.gap * (layout.rows - 1)) / layout.rows
    scale = min(across / size[0], down / size[1])
    left = layout.margin + column * (across + layout.gap) + (across - size[0] * scale) / 2
    top = layout.paper[1] - layout.margin - row * (down + layout.gap)
    bottom = top - down + (down - size[1] * scale) / 2
    return left, bottom, size[0] * scale, size[1] * scale


def _box(spot: _Spot, paper: tuple[float, float]) -> Box:
    left, bottom, width, height = spot
    return Box(
        left / paper[0],
        1 - (bottom + height) / paper[1],
        (left + width) / paper[0],
        1 - bottom / paper[1],
    )


def _placed(
    deck: bytes,
    layout: Layout,
    sheets: Sequence[Sequence[int]],
    spots: Sequence[Sequence[_Spot]],
    sizes: Sequence[tuple[float, float]],
) -> bytes:
    source, target = pdfium.PdfDocument(deck), pdfium.PdfDocument.new()
    for sheet, places in zip(sheets, spots, strict=True):
        page = target.new_page(*layout.paper)
        for number, (left, bottom, width, _) in zip(sheet, places, strict=True):
            form = source.page_as_xobject(number, target).as_pageobject()
            scale = width / sizes[number][0]
            form.set_matrix(pdfium.PdfMatrix(scale, 0, 0, scale, left, bottom))
            page.insert_obj(form)
        page.gen_content()
    return _saved(target)


def _saved(document: pdfium.PdfDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _copied(
    deck: bytes,
    layout: Layout,
    sheets: Sequence[Sequence[int]],
    spots: Sequence[Sequence[_Spot]],
    sizes: Sequence[tuple[float, float]],
) -> bytes:
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every blemish it mends
    reader, writer = PdfReader(io.BytesIO(deck)), PdfWriter()
    for sheet, places in zip(sheets, spots, strict=True):
        page = PageObject.create_blank_page(None, *layout.paper)
        for number, (left, bottom, width, _) in zip(sheet, places, strict=True):
            scale = width / sizes[number][0]
            move = Transformation().scale(scale).translate(left, bottom)
            page.merge_transformed_page(reader.pages[number], move)
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _drawn(data: bytes, layout: Layout, spots: Sequence[Sequence[_Spot]]) -> bytes:
    """Frames, note lines and the sheet's own header and footer put on top."""
    if not (layout.frames or layout.beside or layout.running):
        return data
    document = pdfium.PdfDocument(data)
    for number, sheet in enumerate(spots):
        page = document[number]
        for spot in sheet:
            if layout.frames:
                _stroke(page, pdfium_c.FPDFPageObj_CreateNewRect(*spot))
            if layout.beside:
                _rule(page, spot, layout.paper[0] - layout.margin)
        if layout.running:
            for text, x, y in _running(layout, number):
                _write(document, page, text, x, y)
        page.gen_content()
    return _saved(document)


def _running(layout: Layout, number: int) -> Iterator[tuple[str, float, float]]:
    width, height = layout.paper
    yield "12/3/2024", width - 80, height - 18
    yield "Introduction to Everything", 18, height - 18
    yield str(number + 1), width - 30, 10


def _stroke(page: pdfium.PdfPage, path: object) -> None:
    pdfium_c.FPDFPageObj_SetStrokeColor(path, 0, 0, 0, 255)
    pdfium_c.FPDFPageObj_SetStrokeWidth(path, 0.75)
    pdfium_c.FPDFPath_SetDrawMode(path, pdfium_c.FPDF_FILLMODE_NONE, True)
    pdfium_c.FPDFPage_InsertObject(page, path)


def _rule(page: pdfium.PdfPage, spot: _Spot, right: float) -> None:
    left, bottom, width, height = spot
    for n in range(1, 8):
        y = bottom + height * n / 8
        path = pdfium_c.FPDFPageObj_CreateNewPath(left + width + 18, y)
        pdfium_c.FPDFPath_LineTo(path, right, y)
        _stroke(page, path)


def _write(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, text: str, x: float, y: float
) -> None:
    made = pdfium_c.FPDFPageObj_NewTextObj(document, b"Helvetica", 9.0)
    units = (text + "\0").encode("utf-16-le")
    buffer = ctypes.create_string_buffer(units, len(units))
    pdfium_c.FPDFText_SetText(made, ctypes.cast(buffer, pdfium_c.FPDF_WIDESTRING))
    pdfium_c.FPDFPageObj_Transform(made, 1, 0, 0, 1, x, y)
    pdfium_c.FPDFPage_InsertObject(page, made)
