"""Handouts made from real decks: are the slides found, in order? And scans, beside bare Tesseract."""

from __future__ import annotations

import random
import re
import subprocess
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import pypdfium2
from PIL import Image

from bench.data import DATA
from bench.handout_corpus import Handout, layouts, make
from bench.table import print_table
from knowledge.model import Box
from knowledge.readers.pdf import read_pdf
from knowledge.readers.pdf.canvas import canvases_of, whole
from knowledge.readers.pdf.extract import layouts as page_layouts
from knowledge.readers.pdf.extract import open_pdf
from knowledge.readers.pdf.layout import PageLayout
from knowledge.readers.tesseract import tesseract

SEED = 11
SCANNED_PAGES = 8
_ENOUGH, _FOREIGN = 0.97, 0.03


def run() -> None:
    """Print both tables."""
    decks = [p for p in sorted((DATA / "decks").rglob("*.pdf")) if p.parent.name != "handouts"]
    if not decks:
        print("handouts: no decks to make them from\n")
        return
    _print_handouts(decks)
    _print_scans(decks)


def _print_handouts(decks: Sequence[Path]) -> None:
    right: Counter[str] = Counter()
    slides: Counter[str] = Counter()
    for deck in decks:
        for name, good in _judged(deck):
            for row in (name, "all"):
                slides[row] += 1
                right[row] += good
    rows = [[n, str(slides[n]), f"{right[n] / slides[n]:.3f}"] for n in sorted(slides)]
    print_table(
        f"Slides found on handouts, in order ({len(decks)} decks)",
        ["layout", "slides", "found"],
        rows,
    )
    whole_pages = [boxes for deck in decks for boxes in _found(_pages(deck.read_bytes()))]
    split = sum(len(boxes) != 1 for boxes in whole_pages)
    print(f"  ordinary pages taken for a sheet of several slides: {split} of {len(whole_pages)}\n")


def _judged(deck: Path) -> Iterator[tuple[str, bool]]:
    """For each slide of each handout made of the deck: the layout, and whether it was found."""
    data = deck.read_bytes()
    seed = zlib.crc32(deck.name.encode()) + SEED
    with pypdfium2.PdfDocument(data) as document:
        count = len(document)
    for n, layout in enumerate(layouts(seed)):
        draw = random.Random(seed + n)
        most = draw.choice([layout.per_sheet, 2 * layout.per_sheet + 1, 20, 30])
        made = make(data, layout, range(min(count, most)))
        name = f"{layout.name}{' framed' if layout.frames else ''}"
        yield from ((name, good) for good in _recovered(made))


def _recovered(handout: Handout) -> Iterator[bool]:
    pages = _pages(handout.data)
    for page, found, truth in zip(pages, _found(pages), handout.truth, strict=True):
        for box, right in zip_longest(found, truth):
            yield box is not None and right is not None and _same(page, box, right)


def _pages(data: bytes) -> list[PageLayout]:
    document = open_pdf(data, "handout.pdf")
    pages = list(page_layouts(document))
    document.close()
    return pages


def _found(pages: Sequence[PageLayout]) -> list[list[Box]]:
    canvases, _ = canvases_of(pages, [whole(page) for page in pages])
    found: dict[int, list[Box]] = {page.number: [] for page in pages}
    for canvas in canvases:
        found[canvas.page].append(canvas.box or Box())
    return list(found.values())


def _same(page: PageLayout, box: Box, truth: Box) -> bool:
    """Whether the box holds the slide's words and hardly any others but its printed number."""
    inside, right = _inside(page, box), _inside(page, truth)
    if not right:
        return abs(box.left - truth.left) < 0.1 and abs(box.top - truth.top) < 0.1
    foreign = [n for n in inside - right if not page.words[n].text.isdigit()]
    enough = len(inside & right) >= _ENOUGH * len(right)
    return enough and len(foreign) <= max(1, _FOREIGN * len(right))


def _inside(page: PageLayout, box: Box) -> set[int]:
    return {
        n
        for n, word in enumerate(page.words)
        if box.left <= (word.left + word.right) / 2 / page.width <= box.right
        and box.top <= (word.top + word.bottom) / 2 / page.height <= box.bottom
    }


def _print_scans(decks: Sequence[Path]) -> None:
    rows = []
    for deck in decks:
        data = deck.read_bytes()
        with pypdfium2.PdfDocument(data) as document:
            images = list(_scanned(document, min(SCANNED_PAGES, len(document))))
        truth = _counted(_said_on(data, len(images)))
        for name, reader in (("Lectern", _by_us), ("Tesseract", _bare)):
            start = time.perf_counter()
            seen = _counted(reader(images))
            took = time.perf_counter() - start
            hit = (seen & truth).total()
            shares = [f"{hit / max(1, n.total()):.3f}" for n in (truth, seen)]
            rows.append([f"{deck.stem[:28]} · {name}", *shares, f"{len(images) / took:.2f}"])
    head = ["scan · reader", "words found", "words true", "slides/s"]
    print_table(
        "Scans at 150 dpi with noise and skew, against the slides that the text layer gives",
        head,
        rows,
    )


def _scanned(document: pypdfium2.PdfDocument, count: int) -> Iterator[Image.Image]:
    """Pages as a scanner gives them at 150 to the inch of a page ten inches wide."""
    draw = random.Random(SEED)
    for n in range(count):
        page = document[n]
        image = page.render(scale=1500 / page.get_width(), grayscale=True).to_pil()
        turned = image.rotate(
            draw.uniform(-0.5, 0.5), resample=Image.Resampling.BICUBIC, fillcolor=255
        )
        grain = Image.frombytes("L", turned.size, draw.randbytes(turned.width * turned.height))
        yield Image.blend(turned, grain, 0.1)


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(w for text in texts for w in re.findall(r"[^\W\d_]{2,}", text.casefold()))


def _by_us(images: Sequence[Image.Image]) -> Iterator[str]:
    out = BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=150, quality=75)
    yield from _said_on(out.getvalue(), len(images))


def _said_on(data: bytes, pages: int) -> Iterator[str]:
    """What the slides of the first pages say, their footers left out."""
    for slide in read_pdf(data, "deck.pdf").slides:
        if slide.page is not None and slide.page <= pages:
            yield slide.title
            yield from (bullet.text for bullet in slide.bullets)


def _bare(images: Sequence[Image.Image]) -> Iterator[str]:
    program = tesseract()
    for image in images if program else ():
        out = BytesIO()
        image.save(out, "PNG")
        yield _plain(program.program, program.models or "", out.getvalue()) if program else ""


def _plain(program: str, models: str, picture: bytes) -> str:
    done = subprocess.run(
        [program, "stdin", "stdout", "-l", "eng"],
        input=picture,
        capture_output=True,
        env={"TESSDATA_PREFIX": models, "OMP_THREAD_LIMIT": "1"},
        check=True,
    )
    return done.stdout.decode()
