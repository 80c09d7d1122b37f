"""Pages without a text layer are read with Tesseract; where there is none, that is said."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from knowledge.errors import UnreadableSource
from knowledge.model import Build, Bullet, Form, Slide, SourceFile
from knowledge.quality import quality, render_quality
from knowledge.readers import read_bytes
from knowledge.readers.cache import ReadingCache
from knowledge.readers.ocr import read_scans
from knowledge.readers.pdf import read_pdf
from knowledge.readers.pdf.extract import layouts, open_pdf
from knowledge.readers.pdf.layout import Area, PageLayout, Style, Word
from knowledge.readers.reading import Reading
from knowledge.readers.scanned import mend_scanned
from knowledge.readers.tesseract import Tesseract
from tests.unit.knowledge.readers.pdf.sheets import pdf, text

PAGE = (480.0, 270.0)
OPERATORS = (
    text("Virtual memory", 40, 210, 28, "B")
    + text("Pages are mapped to frames", 60, 150, 16)
    + text("The kernel keeps the page table", 60, 110, 16)
)


def drawn(data: bytes, dpi: int = 150) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        image: Image.Image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return image


def scan(data: bytes, turn: float = 0.4) -> bytes:
    """The first page as a slightly turned picture in a PDF."""
    out = BytesIO()
    turned = drawn(data).rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255)
    turned.save(out, "PDF", resolution=150)
    return out.getvalue()


def seen(slides: Sequence[Slide]) -> list[tuple[str, list[str]]]:
    return [(slide.title, [b.text for b in slide.bullets]) for slide in slides]


EXPECTED = [("Virtual memory", ["Pages are mapped to frames", "The kernel keeps the page table"])]


def test_a_scanned_slide_has_its_title_and_its_lines() -> None:
    data = scan(pdf([OPERATORS], PAGE))
    reading = read_pdf(data, "scan.pdf")
    assert seen(reading.slides) == EXPECTED
    assert read_pdf(data, "scan.pdf") == reading


def test_pages_read_by_ocr_are_marked_and_named() -> None:
    reading = read_pdf(scan(pdf([OPERATORS], PAGE)), "scan.pdf")
    assert [slide.scanned for slide in reading.slides] == [True]
    assert reading.warnings == ("scan.pdf: page 1 is a picture; read by OCR, look at it",)
    file = SourceFile("scan.pdf", pages=1)
    looked = quality(Build(slides=reading.slides, sources=(file,)))
    assert looked.files[0].scanned == (1,)
    assert "read by OCR: page 1" in render_quality(looked)


def test_pages_with_a_text_layer_are_not_marked() -> None:
    reading = read_pdf(pdf([OPERATORS], PAGE), "text.pdf")
    assert [slide.scanned for slide in reading.slides] == [False]
    assert reading.warnings == ()


def test_a_picture_file_is_read_as_a_slide() -> None:
    out = BytesIO()
    drawn(pdf([OPERATORS], PAGE)).save(out, "PNG")
    assert seen(read_bytes(out.getvalue(), "board.png").slides) == EXPECTED


def test_each_page_that_a_scanner_put_into_a_tiff_is_read() -> None:
    second = drawn(pdf([OPERATORS.replace("Virtual memory", "Main memory")], PAGE))
    out = BytesIO()
    first = drawn(pdf([OPERATORS], PAGE))
    first.save(out, "TIFF", save_all=True, append_images=[second])
    reading = read_bytes(out.getvalue(), "scan.tiff")
    assert [s.page for s in reading.slides] == [1, 2]
    assert [s.title for s in reading.slides] == ["Virtual memory", "Main memory"]


def test_a_picture_taken_sideways_is_turned_as_the_camera_says() -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right by a quarter
    drawn(pdf([OPERATORS], PAGE)).rotate(90, expand=True).save(out, "JPEG", exif=exif)
    assert seen(read_bytes(out.getvalue(), "board.jpg").slides) == EXPECTED


def test_a_picture_without_words_is_said_so() -> None:
    out = BytesIO()
    Image.new("RGB", (300, 200), "white").save(out, "PNG")
    reading = read_bytes(out.getvalue(), "blank.png")
    assert reading.warnings == (
        "blank.png: page 1 is a picture on which no words could be made out",
    )


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\nand nothing else", b"\xff\xd8\xff\xe0 cut off"]
)
def test_a_damaged_picture_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"^a\.png: the picture is damaged"):
        read_bytes(data, "a.png")


def pages_of(data: bytes) -> list[PageLayout]:
    document = open_pdf(data, "a.pdf")
    pages = list(layouts(document))
    document.close()
    return pages


def test_without_tesseract_a_sentence_names_the_pages() -> None:
    data = scan(pdf([OPERATORS], PAGE))
    pages = pages_of(data)
    found, warnings = read_scans(data, pages, lambda _: None, lambda: None)
    assert found == {}
    assert warnings == ("page 1 is a picture; install Tesseract to read what is on it",)
    _, warnings = read_scans(data, pages * 2, lambda _: None, lambda: None)
    assert warnings[0].startswith("pages 1, 1 are pictures")


def test_a_reading_for_which_tesseract_was_missing_is_not_kept(tmp_path: Path) -> None:
    """Once it is installed the file is read again, though it has not changed."""
    data, cache = scan(pdf([OPERATORS], PAGE)), ReadingCache(tmp_path)
    _, warnings = read_scans(data, pages_of(data), lambda _: None, lambda: None)
    for name, warning in (("a.pdf", warnings[0]), ("b.pdf", "page 2 is empty")):
        cache.put(name, name, Reading((), warnings=(f"{name}: {warning}",)))
    assert cache.get("a.pdf", "a.pdf") is None
    assert cache.get("b.pdf", "b.pdf") is not None


@pytest.mark.parametrize("script", ["exit 1", "echo '<html'", "echo", "kill -9 $$"])
def test_a_program_that_fails_leaves_the_page_empty(tmp_path: Path, script: str) -> None:
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    fake = Tesseract(str(program), None, ("eng",))
    data = scan(pdf([OPERATORS], PAGE))
    done: list[int] = []
    found, _ = read_scans(data, pages_of(data), done.append, lambda: fake)
    assert found[1].words == []
    assert done == [1]


Printed = tuple[str, int, int, int]
"""A word, how sure it is, and from where to where it reaches."""


def read_as(
    tmp_path: Path, lines: Sequence[Sequence[Printed]], flat: str = ""
) -> list[tuple[str, int]]:
    """The words, each with its line, of what a program sees; the words in `flat` are 3 pixels high."""
    spans = "".join(
        f"<span class='ocr_line' title='bbox 0 {50 * n} 999 {50 * n + 40}; x_size 40'>"
        + "".join(
            f"<span class='ocrx_word' title='bbox {left} {50 * n} {right} "
            f"{50 * n + (3 if word in flat.split() else 40)}; x_wconf {sure}'>{word}</span>"
            for word, sure, left, right in words
        )
        + "</span>"
        for n, words in enumerate(lines)
    )
    (tmp_path / "out").write_text(f"<html><body><p lang='eng'>{spans}</p></body></html>")
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\ncat > /dev/null\ncat {tmp_path}/out\n")
    program.chmod(0o755)
    fake = Tesseract(str(program), None, ("eng",))
    data = scan(pdf([OPERATORS], PAGE))
    found, _ = read_scans(data, pages_of(data), lambda _: None, lambda: fake)
    return [(w.text, w.line) for w in found[1].words]


def test_marks_are_made_bullets_and_what_a_logo_left_is_dropped(tmp_path: Path) -> None:
    lines = [
        [("e", 50, 10, 60), ("Threads", 96, 90, 260), ("share", 95, 280, 400)],
        [("WH", 35, 900, 930), ("ic", 22, 940, 960)],
        [("Each", 91, 10, 100), ("e", 90, 120, 130)],
    ]
    assert read_as(tmp_path, lines) == [
        *(("•", 0), ("Threads", 0), ("share", 0)),
        *(("Each", 2), ("e", 2)),
    ]


def test_a_mark_opens_the_second_column_too(tmp_path: Path) -> None:
    lines = [[("Law", 96, 10, 80), ("«", 82, 500, 510), ("Offer", 96, 530, 640)]]
    assert read_as(tmp_path, lines) == [("Law", 0), ("•", 0), ("Offer", 0)]


def test_pieces_of_ruled_lines_are_no_words_and_dashes_are(tmp_path: Path) -> None:
    lines = [
        [("any", 96, 10, 60), ("-", 90, 70, 80), ("breach", 96, 90, 200), ("N", 60, 300, 305)],
        [("=", 77, 200, 204), ("land", 96, 300, 380), ("—", 93, 600, 640)],
    ]
    assert read_as(tmp_path, lines, flat="- N = —") == [
        *(("any", 0), ("-", 0), ("breach", 0)),
        *(("land", 1), ("—", 1)),
    ]


def word(written: str) -> Word:
    return Word(written, 0, 0, 10, 10, Style(10), 0)


def test_which_pages_cannot_be_read_without_a_picture_of_them() -> None:
    full = [Area(0, 0, 400, 300)]
    assert PageLayout(1, 400, 300, pictures=full).needs_ocr
    assert PageLayout(1, 400, 300, [word("\ufffd\ufffd\ue001"), word("\ue002a")]).needs_ocr
    assert PageLayout(1, 400, 300, [word("(cid:12)(cid:7)")]).needs_ocr
    assert PageLayout(1, 400, 300, shapes=full * 40).needs_ocr, "letters drawn as outlines"
    assert not PageLayout(1, 400, 300).needs_ocr
    assert not PageLayout(1, 400, 300, [word("Paging")], pictures=full).needs_ocr


def test_what_a_scan_misread_is_mended_on_its_own_pages_only() -> None:
    slides = [
        Slide("a.pdf", "Scheduling", (Bullet("the rnemory is shared"), Bullet("memory")), page=1),
        Slide("a.pdf", "Scheduling", (Bullet("rnemory", form=Form.CODE),), page=1),
        Slide("a.pdf", "Paging", (Bullet("memory of the rnachine"), Bullet("a machine")), page=2),
    ]
    mended, repairs, _ = mend_scanned(slides, {1})
    assert mended[2] == slides[2]
    assert mended[1].bullets == slides[1].bullets
    assert all(repair.line is None for repair in repairs)
    assert mend_scanned(slides, set()) == (tuple(slides), (), ())


def test_a_repair_keeps_what_was_read() -> None:
    slides = [Slide("a.pdf", "Memory", (Bullet("the rnemory"), Bullet("of memory")), page=1)]
    (slide,), (repair,), _ = mend_scanned(slides, {1})
    assert slide.bullets[0] == Bullet("the memory", original="the rnemory")
    assert (repair.original, repair.repaired) == ("rnemory", "memory")
