"""A text body as bullets: levels, line breaks, code in its own font, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.model import Bullet, Form
from knowledge.readers.pptx.emphasis import Piece
from knowledge.readers.pptx.names import A, local, number
from knowledge.readers.pptx.omml import linear
from knowledge.readers.pptx.package import Element
from knowledge.readers.pptx.styles import Style, is_mono

_BREAK = "\v"
_MARK = re.compile(r"^\s*(?:[•◦▪▫‣⁃●○■□➢➤✓►▶]|[-–—*](?=[ \t\xa0])|o(?=\t))[ \t\xa0]*(?=\S)")
_SIGNS = re.compile(r"[(){}\[\];=<>_/\\$#|@&]|\w\.\w|--")
"""What a single line in a code's font has where it is code, and a remark beside code has not."""
_MOSTLY = 0.9
_TAB = "    "
_OWN_FIELDS = ("slidenum", "datetime", "header", "footer")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its line breaks as vertical tabs. `mono` is the share set in such a font."""

    text: str
    level: int
    mono: float
    marked: bool
    formula: bool
    points: float
    pieces: Sequence[Piece] = ()
    """Its runs with their texts."""


def paragraphs(body: Element | None, style: Style) -> list[Paragraph]:
    """The paragraphs of a text body (a:txBody or p:txBody), empty ones too."""
    if body is None:
        return []
    style = style.over(body.find(f"{A}lstStyle"))
    return [_paragraph(p, style) for p in body.iterchildren(f"{A}p")]


def _paragraph(element: Element, style: Style) -> Paragraph:
    properties = element.find(f"{A}pPr")
    level = 0 if properties is None else max(0, min(8, number(properties.get("lvl"))))
    pieces = list(pieces_of(element))
    runs = [(run.find(f"{A}rPr"), piece) for run, piece in pieces if run is not None]
    looks = [properties for properties, _ in runs]
    text = "".join(piece for _, piece in pieces)
    shown = sum(len("".join(piece.split())) for _, piece in pieces)
    mono = sum(
        len("".join(piece.split()))
        for name, (_, piece) in zip(style.typefaces(level, looks), runs, strict=True)
        if is_mono(name)
    )
    sizes = style.points(level, looks)
    return Paragraph(
        text=text,
        level=level,
        mono=mono / shown if shown else 0.0,
        marked=style.has_mark(level, properties),
        formula=bool(shown) and all(run is None for run, piece in pieces if piece.strip()),
        points=max(sizes, default=0.0),
        pieces=pieces,
    )


def pieces_of(paragraph: Element) -> Iterator[Piece]:
    """Runs with their texts; formulas without a run."""
    for child in paragraph:
        name = local(child)
        if name == "r":
            yield child, _text(child)
        elif name == "br":
            yield child, _BREAK
        elif name == "fld" and not (child.get("type") or "").startswith(_OWN_FIELDS):
            yield child, _text(child)
        elif name in {"m", "oMath", "oMathPara"}:
            yield None, linear(child)


def _text(run: Element) -> str:
    text = "".join(t.text or "" for t in run.iterchildren(f"{A}t"))
    text = re.sub(r"_x000[bB]_|[\v\n\r\u2028\u2029]", _BREAK, text)
    return re.sub(r"_x00(?:0[0-8cCeEfF]|1[0-9a-fA-F])_|[\u200b\ufeff]", "", text)


def one_line(text: str) -> str:
    """Its words with single spaces, breaks and tabs among them."""
    return " ".join(text.split())


def bullets(found: Sequence[Paragraph]) -> Iterator[Bullet]:
    """The paragraphs as bullets; neighbouring ones of code, with what is empty between, as one."""
    block: list[Paragraph] = []
    for paragraph in found:
        if _is_code(paragraph) or (block and not paragraph.text.strip()):
            block.append(paragraph)
            continue
        yield from _code(block)
        block = []
        yield from _plain(paragraph)
    yield from _code(block)


def _is_code(paragraph: Paragraph) -> bool:
    return paragraph.mono >= _MOSTLY and not paragraph.marked


def _code(block: Sequence[Paragraph]) -> Iterator[Bullet]:
    lines = [
        line.expandtabs(len(_TAB)).replace("\xa0", " ").rstrip()
        for paragraph in block
        for line in (_TAB * paragraph.level + paragraph.text).split(_BREAK)
    ]
    text = "\n".join(lines).strip("\n")
    if text.strip():
        prose = "\n" not in text and not _SIGNS.search(text) and len(text.split()) > 2
        yield Bullet(_dedent(text), 0, form=Form.TEXT if prose else Form.CODE)


def _dedent(text: str) -> str:
    lines = text.split("\n")
    margin = min(len(x) - len(x.lstrip()) for x in lines if x.strip())
    return "\n".join(x[margin:] for x in lines)


def _plain(paragraph: Paragraph) -> Iterator[Bullet]:
    text = one_line(_MARK.sub("", paragraph.text))
    if text:
        yield Bullet(text, paragraph.level, form=Form.FORMULA if paragraph.formula else Form.TEXT)
