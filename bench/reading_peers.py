"""PDF readers that people could use instead, each as its documentation shows it.

They give text and no slides: the title is the first line, or the first of the largest where the
library tells sizes; the other lines are bullets, the marks taken off, all at one level.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import pdfplumber
import pypdf
import pypdfium2
from markitdown import MarkItDown, StreamInfo
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

from bench.reading_truth import Page
from knowledge.model import Form, Slide
from knowledge.readers.pdf import read_pdf

_MARK = re.compile(r"^\s*(?:[•▪■○●◦‣➢–*-]|o(?=\s)|\d{1,2}\.)\s*")
Reader = Callable[[bytes], list[Page]]


def pypdfium2_text(data: bytes) -> list[str]:
    """The bare extractor: pages of text."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        text = page.get_textpage()
        texts.append(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return texts


def _lectern(data: bytes) -> list[Page]:
    reading = read_pdf(data, "deck.pdf")
    by_page = {page: s for s in reading.slides for page in (s.page, *s.builds)}
    return [_slide(by_page.get(n)) for n in range(1, (reading.pages or 0) + 1)]


def _slide(slide: Slide | None) -> Page:
    if slide is None:
        return Page("", ())
    bullets: list[tuple[str, int]] = []
    for bullet in slide.bullets:
        if bullet.form is Form.TABLE:
            bullets += [(c, 0) for row in bullet.text.split("\n") for c in row.split(" | ")]
        else:
            bullets += [(line, bullet.level) for line in bullet.text.split("\n")]
    return Page(slide.title, tuple((text, level) for text, level in bullets if text.strip()))


def _first_line(texts: Sequence[str]) -> list[Page]:
    pages = []
    for text in texts:
        lines = [line for line in text.splitlines() if line.strip()]
        pages.append(Page(lines[0] if lines else "", tuple(_bullets(lines[1:]))))
    return pages


def _largest(pages: Iterator[list[tuple[str, float]]]) -> list[Page]:
    found = []
    for lines in pages:
        top = max((size for _, size in lines), default=0.0)
        at = next((n for n, (_, size) in enumerate(lines) if size >= top - 0.1), None)
        title = lines[at][0] if at is not None else ""
        found.append(Page(title, tuple(_bullets([t for n, (t, _) in enumerate(lines) if n != at]))))
    return found


def _bullets(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        text = _MARK.sub("", line).strip()
        if text:
            yield text, 0


def _pdfminer(data: bytes) -> list[Page]:
    return _largest(
        [
            (
                line.get_text().strip(),
                max((c.size for c in line if isinstance(c, LTChar)), default=0.0),
            )
            for box in page
            if isinstance(box, LTTextContainer)
            for line in box
            if isinstance(line, LTTextLine) and line.get_text().strip()
        ]
        for page in extract_pages(io.BytesIO(data))
    )


def _pdfplumber(data: bytes) -> list[Page]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return _largest(
            [
                (line["text"], max(c["size"] for c in line["chars"]))
                for line in page.extract_text_lines()
            ]
            for page in document.pages
        )


def _pypdf(data: bytes) -> list[Page]:
    return _first_line([p.extract_text() for p in pypdf.PdfReader(io.BytesIO(data)).pages])


def _markitdown(data: bytes) -> list[Page]:
    """It gives a deck as one text, so that each page is handed to it as a PDF of its own."""
    converter, info = MarkItDown(), StreamInfo(extension=".pdf", mimetype="application/pdf")
    return _first_line(
        [converter.convert_stream(one, stream_info=info).text_content for one in _singles(data)]
    )


def _singles(data: bytes) -> Iterator[io.BytesIO]:
    whole = pypdfium2.PdfDocument(data)
    for n in range(len(whole)):
        single, out = pypdfium2.PdfDocument.new(), io.BytesIO()
        single.import_pages(whole, [n])
        single.save(out)
        single.close()
        yield io.BytesIO(out.getvalue())
    whole.close()


READERS: Mapping[str, Reader] = {
    "Lectern": _lectern,
    "pypdfium2": lambda data: _first_line(pypdfium2_text(data)),
    "pdfminer.six": _pdfminer,
    "pdfplumber": _pdfplumber,
    "pypdf": _pypdf,
    "markitdown": _markitdown,
}
