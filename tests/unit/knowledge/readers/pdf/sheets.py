"""Small PDFs written by hand: pages of text at given places, and slides set several to a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

A4 = (595.0, 842.0)
SLIDE = (400.0, 225.0)
_FONTS = {
    "F": "Helvetica",
    "B": "Helvetica-Bold",
    "I": "Helvetica-Oblique",
    "M": "Courier",
    "N": "Courier-Bold",
    "Z": "ZapfDingbats",
}


def pdf(contents: Sequence[str], size: tuple[float, float]) -> bytes:
    """A PDF with a page for each content stream, its fonts named as in `_FONTS`."""
    fonts = "".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >> "
        for name, font in _FONTS.items()
    )
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        f"<< /Font << {fonts} >> >>",
    ]
    for n, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] "
            f"/Resources 3 0 R /Contents {5 + 2 * n} 0 R >>"
        )
        length = len(content.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{content}\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    table = "".join(f"{at:010d} 00000 n \n" for at in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def text(words: str, x: float, y: float, size: float = 12, font: str = "F") -> str:
    """Operators that write `words` from (x, y), counted from the bottom left."""
    shown = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({shown}) Tj ET\n"


def frame(x: float, y: float, width: float, height: float) -> str:
    """Operators that stroke a rectangle."""
    return f"{x} {y} {width} {height} re S\n"


def words(n: int, count: int) -> str:
    """`count` words, others for each `n`."""
    known = "page table cache thread lock queue device kernel signal mutex frame block".split()
    return " ".join(known[(7 * n + 5 * k + n * k) % len(known)] for k in range(count))


def slide(n: int, *, numbered: bool = True, footer: str = "CS 101 - Fall") -> str:
    """Operators of slide `n`, a different number of lines on each, on a page of `SLIDE`'s size."""
    made = text(f"Topic {chr(65 + n % 26)} in short", 24, 190, 24, "B")
    for k in range(2 + n % 3):
        made += text(
            f"Point {k} about subject {chr(97 + n % 26)} and its many uses", 36, 150 - 26 * k, 14
        )
    if footer:
        made += text(footer, 24, 10, 8)
    if numbered:
        made += text(str(n + 1), 370, 10, 8)
    return made


@dataclass(frozen=True, slots=True)
class Print:
    """How slides are set on sheets of paper."""

    rows: int
    columns: int
    paper: tuple[float, float] = A4
    framed: bool = False
    by_columns: bool = False
    ruled: bool = False
    header: bool = False


def handout(slides: Sequence[str], how: Print) -> bytes:
    """The slides printed `how`."""
    per = how.rows * how.columns
    sheets = [slides[n : n + per] for n in range(0, len(slides), per)]
    return pdf(["".join(_sheet(part, how, n)) for n, part in enumerate(sheets, 1)], how.paper)


def _sheet(slides: Sequence[str], how: Print, number: int) -> Iterator[str]:
    width, height = how.paper[0] - 72, how.paper[1] - 90
    if how.ruled:
        width *= 0.5
    across, down = width / how.columns, height / how.rows
    scale = min((across - 12) / SLIDE[0], (down - 12) / SLIDE[1])
    for n, operators in enumerate(slides):
        row, column = divmod(n, how.columns)
        if how.by_columns:
            column, row = divmod(n, how.rows)
        x, y = 36 + column * across, how.paper[1] - 45 - (row + 1) * down
        yield f"q {scale} 0 0 {scale} {x} {y} cm\n{operators}Q\n"
        if how.framed:
            yield frame(x, y, SLIDE[0] * scale, SLIDE[1] * scale)
        if how.ruled:
            yield from (f"330 {y + 20 * k} m 560 {y + 20 * k} l S\n" for k in range(1, 7))
    if how.header:
        yield text("Lecture 7: Memory", 30, how.paper[1] - 25, 9)
        yield text("11/16/2021", how.paper[0] - 90, how.paper[1] - 25, 9)
        yield text(str(number), how.paper[0] / 2, 15, 9)
