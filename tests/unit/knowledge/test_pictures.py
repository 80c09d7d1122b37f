"""Slides are drawn whole or as their part of a sheet, never larger than a megabyte."""

from __future__ import annotations

import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from knowledge.errors import UnreadableSource
from knowledge.model import Box
from knowledge.pictures import MAX_BYTES, draw_slide
from tests.unit.knowledge.readers import decks
from tests.unit.knowledge.readers.pdf.sheets import A4, frame, pdf, text


def picture(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def test_a_page_is_drawn_as_wide_as_asked() -> None:
    drawn = picture(draw_slide(pdf([text("Hello", 50, 100, 40)], (400, 225)), 1, None, width=640))
    assert drawn.format == "PNG"
    assert drawn.size == (640, 360)


def test_only_the_part_is_drawn_with_the_paper_round_it_cut_off() -> None:
    black = "0 0 0 rg 300 500 200 100 re f\n"
    sheet = pdf([black + frame(20, 20, 100, 100)], A4)
    drawn = picture(draw_slide(sheet, 1, Box(0.45, 0.2, 0.9, 0.5), width=800)).convert("L")
    levels = drawn.tobytes()
    assert 1.8 < drawn.width / drawn.height < 2.2
    assert levels.count(0) > 0.85 * len(levels)


def test_the_other_pages_are_there_too() -> None:
    data = pdf(["1 0 0 rg 0 0 400 225 re f\n", "0 0 1 rg 0 0 400 225 re f\n"], (400, 225))
    assert picture(draw_slide(data, 2, None)).getpixel((9, 9)) == (0, 0, 255)


def test_a_page_like_noise_becomes_smaller_until_it_fits() -> None:
    noise = Image.frombytes("RGB", (900, 500), random.Random(1).randbytes(900 * 500 * 3))
    out = BytesIO()
    noise.save(out, "PDF")
    drawn = draw_slide(out.getvalue(), 1, None)
    assert len(drawn) <= MAX_BYTES
    assert picture(drawn).width > 300


@pytest.mark.parametrize("size", [(14_400, 14_400), (3, 14_400), (14_400, 3)])
def test_giant_and_thin_pages_are_drawn_small(size: tuple[float, float]) -> None:
    drawn = picture(draw_slide(pdf([text("x", 1, 1)], size), 1, None))
    assert drawn.width <= 1281
    assert drawn.height <= 4 * 1281


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_is_not_there_is_said_so(page: int) -> None:
    with pytest.raises(UnreadableSource, match=f"page {page} cannot be drawn"):
        draw_slide(pdf([""], (400, 225)), page, None)


@pytest.mark.parametrize("data", [b"", b"# Markdown\n", b"%PDF-1.4 and nothing else"])
def test_what_cannot_be_drawn_is_said_so(data: bytes) -> None:
    with pytest.raises(UnreadableSource):
        draw_slide(data, 1, None)


def test_the_same_slide_gives_the_same_bytes() -> None:
    data = pdf([text("Hello", 50, 100, 40)], (400, 225))
    assert draw_slide(data, 1, None) == draw_slide(data, 1, None)


def presentation() -> bytes:
    made = decks.deck()
    decks.slide(made, "Paging", ("one",))
    return decks.saved(made)


def office(folder: Path, script: str) -> None:
    """A program that stands in for LibreOffice, found before any other."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    return folder


def test_powerpoint_is_drawn_from_what_libreoffice_makes_of_it_and_that_is_kept(
    programs: Path, tmp_path: Path
) -> None:
    (programs / "made.pdf").write_bytes(pdf(["1 0 0 rg 0 0 400 225 re f\n"], (400, 225)))
    office(programs, f'echo run >> {programs}/log; cp {programs}/made.pdf "$PWD/slides.pdf"')
    kept, deck = tmp_path / "kept", presentation()
    for _ in range(2):
        drawn = picture(draw_slide(deck, 1, None, folder=kept))
        assert drawn.getpixel((9, 9)) == (255, 0, 0)
    assert (programs / "log").read_text() == "run\n"
    assert [path.suffix for path in kept.iterdir()] == [".pdf"]


def test_of_two_hundred_kept_presentations_the_one_unused_for_longest_makes_room(
    programs: Path, tmp_path: Path
) -> None:
    (programs / "made.pdf").write_bytes(pdf(["1 0 0 rg 0 0 400 225 re f\n"], (400, 225)))
    office(programs, f'cp {programs}/made.pdf "$PWD/slides.pdf"')
    kept = tmp_path / "kept"
    kept.mkdir()
    for n in range(200):
        (kept / f"{n}.pdf").touch()
        os.utime(kept / f"{n}.pdf", (1_000 + n, 1_000 + n))
    draw_slide(presentation(), 1, None, folder=kept)
    names = {path.name for path in kept.iterdir()}
    assert len(names) == 200
    assert "0.pdf" not in names
    assert "1.pdf" in names


def test_a_presentation_that_libreoffice_cannot_open_is_said_so(programs: Path) -> None:
    office(programs, "exit 0")
    with pytest.raises(UnreadableSource, match="LibreOffice cannot open the file"):
        draw_slide(presentation(), 1, None)


def test_without_libreoffice_there_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match="need LibreOffice"):
        draw_slide(presentation(), 1, None)


def test_nothing_outside_the_file_is_fetched_for_a_picture(programs: Path, tmp_path: Path) -> None:
    made = decks.deck()
    frame_ = decks.slide(made, "Paging", ("one",)).placeholders[1].text_frame
    frame_.paragraphs[0].runs[0].hyperlink.address = "https://elsewhere.example/"
    office(programs, f'cp "$PWD/slides.pptx" {tmp_path}/given.pptx')
    with pytest.raises(UnreadableSource):
        draw_slide(decks.saved(made), 1, None)
    with zipfile.ZipFile(tmp_path / "given.pptx") as given:
        links = b"".join(given.read(n) for n in given.namelist() if n.endswith(".rels"))
    assert b"file:///void" in links
    assert b"elsewhere.example" not in links
