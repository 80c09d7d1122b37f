"""Slides of a PDF, by its text layer: what stands where, and how it is set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from knowledge import footers as ft
from knowledge.dates import full_date, puts_day_first, term_date
from knowledge.model import Dropped, Slide, SlideKind
from knowledge.readers.builds import fold_builds
from knowledge.readers.numbering import lecture_in
from knowledge.readers.pdf.canvas import Canvas, canvases_of, whole
from knowledge.readers.pdf.extract import layouts, open_pdf
from knowledge.readers.pdf.layout import PageLayout
from knowledge.readers.pdf.running import drop_running
from knowledge.readers.pdf.slides import slide_of
from knowledge.readers.pdf.titles import title_style
from knowledge.readers.reading import Reading
from knowledge.readers.scanned import mend_scanned

Progress = Callable[[int, int], None]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Reading:
    """The slides of a PDF in reading order. The same bytes give the same slides.

    Raises:
        UnreadableSource: it is encrypted, damaged or no PDF.
    """
    document = open_pdf(data, name)
    pages = len(document)
    read: list[PageLayout] = []
    wholes: list[Canvas] = []
    try:
        for layout in layouts(document):
            read.append(layout)
            wholes.append(whole(layout))
            if progress:
                progress(layout.number, pages)
    finally:
        document.close()
    scans, warnings = _scans(data, read, lambda n: progress(n, pages) if progress else None)
    for number, layout in scans.items():
        read[number - 1], wholes[number - 1] = layout, whole(layout)
    canvases, outside = canvases_of(read, wholes)
    drop_running(canvases)
    slides, repairs, flags = mend_scanned(_slides(canvases, name), scans)
    texts = [line.text for c in canvases for line in c.dropped]
    heading = _Heading(slides, texts, outside, name)
    return Reading(
        fold_builds([heading.on(slide) for slide in slides]),
        repairs,
        dropped=(
            *(Dropped(text, "a running line of the slides") for text in dict.fromkeys(texts)),
            *(Dropped(text, "outside the slides of a handout's sheet") for text in outside),
        ),
        warnings=tuple(f"{name}: {warning}" for warning in (*warnings, *flags)),
        term=heading.term,
        pages=pages,
    )


def _scans(
    data: bytes, read: Sequence[PageLayout], told: Callable[[int], None]
) -> tuple[dict[int, PageLayout], tuple[str, ...]]:
    """What Tesseract sees on the pages that cannot be read; it is loaded where there are any."""
    if not any(layout.needs_ocr for layout in read):
        return {}, ()
    from knowledge.readers.ocr import read_scans  # noqa: PLC0415

    return read_scans(data, read, told)


def _slides(canvases: Sequence[Canvas], name: str) -> list[Slide]:
    style = title_style(canvases)

    @cache
    def words() -> frozenset[str]:
        lines = (line.text for canvas in canvases for line in canvas.lines)
        return frozenset(w for text in lines for w in re.findall(r"[^\W\d_]+", text.casefold()))

    def known(word: str) -> bool:
        return word.strip(".,;:!?()\"'“”").casefold() in words()

    return [slide_of(canvas, name, style, known, opens=n == 0) for n, canvas in enumerate(canvases)]


class _Heading:
    """What the first slide, the running lines and the file's name say of the whole deck.

    `outside` stands on a handout's sheets and not on their slides.
    """

    def __init__(
        self, slides: Sequence[Slide], lines: Sequence[str], outside: Sequence[str], name: str
    ) -> None:
        first = [slides[0].title, *(b.text for b in slides[0].bullets[:6])] if slides else []
        running = [*lines, *outside]
        texts = [*first, *dict.fromkeys(running), name]
        lectures: Counter[int] = Counter()
        for text, times in Counter(running).items():
            for mark in ft.split_footer(text, 0)[1]:
                if mark.lecture is not None:
                    lectures[mark.lecture] += times
        self.lecture = lectures.most_common(1)[0][0] if lectures else None
        if self.lecture is None:
            self.lecture = lecture_in(texts)
        opening = first if slides and slides[0].kind is SlideKind.TITLE else ()
        day_first = puts_day_first(b.text for slide in slides for b in slide.bullets)
        self.day = (
            _first_day(opening, day_first)
            or _agreed_day(lines, day_first)
            or _first_day(first, day_first)
            or _agreed_day(outside, day_first)  # the day of printing, where the slides tell none
        )
        self.term = next((t for text in texts if (t := term_date(text))), None)

    def on(self, slide: Slide) -> Slide:
        """The slide with the deck's lecture number and date."""
        if self.lecture is None and self.day is None:
            return slide
        return replace(slide, lecture=self.lecture, date=self.day)


def _first_day(texts: Sequence[str], day_first: bool) -> date | None:
    return next((day for text in texts if (day := full_date(text, day_first=day_first))), None)


def _agreed_day(texts: Sequence[str], day_first: bool) -> date | None:
    days = {d for text in dict.fromkeys(texts) if (d := full_date(text, day_first=day_first))}
    return days.pop() if len(days) == 1 else None
