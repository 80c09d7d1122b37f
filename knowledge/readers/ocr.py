"""Words for pages that have no text layer, or one that says nothing: scans and pictures of slides."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
from PIL import Image

from knowledge.quality import page_ranges
from knowledge.readers.pdf.layout import PageLayout, Style, Word
from knowledge.readers.reading import LACKING
from knowledge.readers.tesseract import SeenLine, SeenWord, Tesseract, tesseract

SIDE = 2_200
"""Pixels of a page's longer side as it is shown to Tesseract: about 165 to the inch on a slide."""
_SHEET_SIDE = 3_300
_PROBES = 3
_CLEAR = 0.8
_UNSURE, _DOUBTFUL, _CERTAIN = 20, 30, 80
_STEP = 0.07
_APART = 2.0
"""Farther apart than so many heights of the type, words of a line belong to different columns."""
_FLAT, _SURE = 0.2, 90
_MARKS = frozenset("•e©®¢«»*°oO@+=~■□▪►>&·-–—‣◦§¥")


def read_scans(
    data: bytes,
    layouts: Sequence[PageLayout],
    told: Callable[[int], None],
    find: Callable[[], Tesseract | None] = tesseract,
) -> tuple[dict[int, PageLayout], tuple[str, ...]]:
    """By number, the pages that cannot be read, with the words that Tesseract sees; and warnings.

    `told` hears each page's number when it is done; `find` finds the program. Nothing else may use PDFium meanwhile.
    """
    wanted = [layout for layout in layouts if layout.needs_ocr]
    if not wanted:
        return {}, ()
    program = find()
    if program is None:
        numbers = ", ".join(str(layout.number) for layout in wanted)
        said = (
            f"page {numbers} is a picture" if len(wanted) == 1 else f"pages {numbers} are pictures"
        )
        return {}, (f"{said}; {LACKING}",)
    scans = _Scans(program)
    read: dict[int, PageLayout] = {}
    with pypdfium2.PdfDocument(data) as document:
        for layout in wanted:
            read[layout.number] = scans.read(document, layout)
            told(layout.number)
    return read, tuple(_said(read.values()))


def _said(read: Collection[PageLayout]) -> Iterator[str]:
    """Which pages a person should look at."""
    seen = [layout.number for layout in read if layout.words]
    blank = [layout.number for layout in read if not layout.words]
    if seen:
        verb, them = ("is a picture", "it") if len(seen) == 1 else ("are pictures", "them")
        yield f"{page_ranges(seen)} {verb}; read by OCR, look at {them}"
    if blank:
        verb = "is a picture" if len(blank) == 1 else "are pictures"
        yield f"{page_ranges(blank)} {verb} on which no words could be made out"


@dataclass
class _Scans:
    """One document's scanned pages. The first few tell which language the others are read in."""

    program: Tesseract
    probed: int = 0
    seen: Counter[str] = field(default_factory=Counter)

    def read(self, document: pypdfium2.PdfDocument, layout: PageLayout) -> PageLayout:
        if min(layout.width, layout.height) < 1:
            return layout
        image, scale = _drawn(document, layout)
        lines = self.program.lines(image, self._languages())
        self._learn(lines)
        return PageLayout(
            layout.number,
            layout.width,
            layout.height,
            list(_words(lines, scale)),
            layout.shapes,
            layout.pictures,
            layout.embedded,
        )

    def _languages(self) -> Sequence[str]:
        every = self.program.languages
        if self.probed < _PROBES or len(every) == 1:
            return every
        language, count = self.seen.most_common(1)[0]
        return (language,) if count >= _CLEAR * self.seen.total() and language in every else every

    def _learn(self, lines: Sequence[SeenLine]) -> None:
        if self.probed < _PROBES and sum(len(line.words) for line in lines) >= 10:
            self.probed += 1
            for line in lines:
                self.seen[line.language] += len(line.words)


def _drawn(document: pypdfium2.PdfDocument, layout: PageLayout) -> tuple[Image.Image, float]:
    """The page as a grey picture, and its pixels per point."""
    upright = layout.height > layout.width
    side = _SHEET_SIDE if upright else SIDE
    scale = side / max(layout.width, layout.height)
    page = document[layout.number - 1]
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return image, scale


def _words(lines: Sequence[SeenLine], scale: float) -> Iterator[Word]:
    for number, line in enumerate(lines):
        kept = _believed(line)
        style = Style(_stepped(line.size / scale))
        for n, word in enumerate(kept):
            opens = n == 0 or word.left - kept[n - 1].right > _APART * line.size
            mark = opens and n + 1 < len(kept) and _is_mark(word, kept[n + 1], line)
            yield Word(
                "•" if mark else word.text,
                word.left / scale,
                line.top / scale,
                word.right / scale,
                line.bottom / scale,
                style,
                number,
            )


def _believed(line: SeenLine) -> list[SeenWord]:
    """The line's words without what logos and drawings leave: nothing where little is sure."""
    kept = [w for n, w in enumerate(line.words) if w.sure >= _UNSURE or _stands(w, n)]
    kept = [w for n, w in enumerate(kept) if not _is_speck(w, kept[max(0, n - 1) : n + 2], line)]
    letters = [w for w in kept if any(c.isalnum() for c in w.text)]
    if not letters or sum(w.sure for w in letters) < _DOUBTFUL * len(letters):
        return []
    if max(len(w.text) for w in letters) < 3 and max(w.sure for w in letters) < _CERTAIN:
        return []
    return kept


def _is_speck(word: SeenWord, near: Sequence[SeenWord], line: SeenLine) -> bool:
    """Dirt, or a piece of a ruled line: flat, unsure, and nothing stands close to it."""
    flat = word.bottom - word.top < _FLAT * line.size and word.sure < _SURE
    others = (w for w in near if w is not word)
    return flat and all(max(w.left - word.right, word.left - w.right) > line.size for w in others)


def _stands(word: SeenWord, n: int) -> bool:
    """However unsure: a mark before a line, and what has the length of a word."""
    return (n == 0 and word.text in _MARKS) or sum(map(str.isalpha, word.text)) > 3


def _is_mark(word: SeenWord, following: SeenWord, line: SeenLine) -> bool:
    """A bullet, whatever letter it was taken for: it is small, and stands apart."""
    if len(word.text) > 2 or not _MARKS.issuperset(word.text):
        return False
    apart = following.left - word.right
    return not word.text.isalnum() or apart > 0.3 * line.size


def _stepped(size: float) -> float:
    """The size on a ladder of steps of 7 %: lines of one type are never measured quite alike."""
    if size <= 0:
        return 1.0
    return round(math.exp(round(math.log(size) / _STEP) * _STEP), 2)
