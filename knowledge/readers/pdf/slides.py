"""From a canvas to a slide: title, then the body's blocks as bullets, code, tables and formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.model import Bullet, Form, Slide, SlideKind
from knowledge.readers.drafts import kind_of
from knowledge.readers.emphasis import standing
from knowledge.readers.pdf.blocks import Block, blocks_of, table_block
from knowledge.readers.pdf.canvas import Canvas
from knowledge.readers.pdf.code import code_text, is_code, is_code_line, is_output, unmarked
from knowledge.readers.pdf.emphasis import set_off_on
from knowledge.readers.pdf.formulas import is_formula
from knowledge.readers.pdf.lines import Line
from knowledge.readers.pdf.paragraphs import Known, joined, paragraphs_of
from knowledge.readers.pdf.tables import aligned_tables, ruled_tables
from knowledge.readers.pdf.titles import TitleStyle, title_lines


def slide_of(canvas: Canvas, file: str, style: TitleStyle, known: Known, *, opens: bool) -> Slide:
    """The slide that is on the canvas. `opens`: it is the file's first."""
    titled = title_lines(canvas, style, opens=opens)
    title = _title(titled, known)
    chosen = {id(line) for line in titled}
    body = [line for line in canvas.lines if id(line) not in chosen]
    bullets = tuple(_bullets(body, canvas, known))
    return Slide(
        file,
        title,
        bullets,
        page=canvas.page,
        slide=canvas.number,
        kind=SlideKind.TITLE if opens and _is_opening(canvas, titled) else kind_of(title, bullets),
        box=canvas.box,
        marked=standing(set_off_on(canvas.lines), title, bullets),
    )


def _title(lines: Sequence[Line], known: Known) -> str:
    title = ""
    for line in lines:
        title = joined(title, line.text, known) if title else line.text
    return title


def _is_opening(canvas: Canvas, titled: Sequence[Line]) -> bool:
    """A first slide with a title and little else opens the deck."""
    return bool(titled) and sum(len(line.words) for line in canvas.lines) <= 60


def _bullets(lines: list[Line], canvas: Canvas, known: Known) -> Iterator[Bullet]:
    tables = []
    for rows, inside in [
        *ruled_tables(lines, canvas.shapes, canvas.frame),
        *aligned_tables(lines),
    ]:
        taken = {id(line) for line in inside}
        rest = [line for line in lines if id(line) not in taken]
        if len(rest) + len(inside) == len(lines):
            tables.append(table_block(rows, inside))
            lines = rest
    for block in blocks_of(lines, tables):
        if block.rows is not None:
            text = "\n".join(" | ".join(row) for row in block.rows)
            yield Bullet(text, form=Form.TABLE)
        else:
            yield from _block(block, canvas, known)


def _block(block: Block, canvas: Canvas, known: Known) -> Iterator[Bullet]:
    if is_code(block.lines):
        yield from _listing(block.lines, canvas, known)
        return
    if is_formula(block.lines):
        yield Bullet("\n".join(line.text for line in block.lines), form=Form.FORMULA)
        return
    if not any(line.mono for line in block.lines):
        for text, level in paragraphs_of(block, canvas.dots, known, canvas.frame):
            yield Bullet(text, level)
        return
    yield from _mixed(block, canvas, known)


def _mixed(block: Block, canvas: Canvas, known: Known) -> Iterator[Bullet]:
    """Text with code between: runs of monospaced lines become code where one of them shows it."""
    text: list[Line] = []
    for run in _runs(block.lines):
        if run[0].mono and (any(is_code_line(line) for line in run) or is_output(run)):
            yield from _paragraphs(text, canvas, known)
            text = []
            yield from _listing(run, canvas, known)
        else:
            text += run
    yield from _paragraphs(text, canvas, known)


def _listing(lines: Sequence[Line], canvas: Canvas, known: Known) -> Iterator[Bullet]:
    """Code, and before it the lines that lead up to it: those that begin in another font."""
    mono = [unmarked(line)[0].style.mono for line in lines]
    start = mono.index(True) if 2 * sum(mono) > len(lines) else 0
    yield from _paragraphs(list(lines[:start]), canvas, known)
    yield Bullet(code_text(lines[start:]), form=Form.CODE)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if run and run[-1].mono != line.mono:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _paragraphs(lines: list[Line], canvas: Canvas, known: Known) -> Iterator[Bullet]:
    if lines:
        right = max(line.right for line in lines)
        part = Block(lines, lines[0].left, lines[0].top, right, lines[-1].bottom)
        for text, level in paragraphs_of(part, canvas.dots, known, canvas.frame):
            yield Bullet(text, level)
