"""Slides of a PDF, by the text layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from knowledge.model import Bullet, Slide
from knowledge.readers.pdf.extract import layouts, open_pdf
from knowledge.readers.pdf.layout import PageLayout
from knowledge.readers.reading import Reading

Progress = Callable[[int, int], None]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """One slide a page, in order. The same bytes give the same slides.

    Raises:
        UnreadableSource: it is encrypted, damaged or no PDF.
    """
    document = open_pdf(data, name)
    pages = len(document)
    slides = []
    for layout in layouts(document):
        slides.append(_slide(layout, name))
        if progress:
            progress(layout.number, pages)
    document.close()
    return Reading(tuple(slides), pages=pages)


def _slide(layout: PageLayout, file: str) -> Slide:
    lines = list(_lines(layout))
    upper = [n for n, (top, _, _) in enumerate(lines) if top < layout.height / 2]
    at = max(upper, key=lambda n: lines[n][1], default=None)
    title = lines[at][2] if at is not None else ""
    body = tuple(Bullet(text) for n, (_, _, text) in enumerate(lines) if n != at)
    return Slide(file, title, body, page=layout.number)


def _lines(layout: PageLayout) -> Iterator[tuple[float, float, str]]:
    for _, group in groupby(layout.words, key=lambda word: word.line):
        words = list(group)
        text = "".join(w.text if w.glued else f" {w.text}" for w in words).strip()
        yield min(w.top for w in words), max(w.style.size for w in words), text
