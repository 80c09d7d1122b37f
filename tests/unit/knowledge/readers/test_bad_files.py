"""Each bad file gives its sentence; the files beside it are read, and what was known stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.build import build_of, read_course
from knowledge.errors import UnreadableSource
from knowledge.readers.isolated import ReadResult, read_files
from knowledge.readers.limits import Limits
from tests.bad_files import BAD, HOSTILE, hanging_pdf, locked_pdf, pages_pdf, zipped

QUICKLY = Limits(page_seconds=2.0, file_seconds=15.0, workers=1)
"""With the usual memory: a page that never ends takes half of it in about two seconds, and is to be ended first."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> ReadResult:
    """All the bad files in one batch, with a good one before, between and behind them."""
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _) in BAD.items():
        (folder / name).write_bytes(make())
    for name in ("a.pdf", "m.pdf", "z.pdf"):
        (folder / name).write_bytes(pages_pdf(2))
    return read_files(sorted(folder.iterdir()), limits=QUICKLY)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_its_sentence(read: ReadResult, name: str) -> None:
    (problem,) = (p for p in read.problems if p.file == name)
    assert str(problem).startswith(f"{name}: ")
    assert BAD[name][1] in str(problem)
    assert "\n" not in str(problem)
    assert not re.search(r"Traceback|0x|object at", str(problem))


def test_the_rest_of_the_batch_is_read(read: ReadResult) -> None:
    good = [file for file in read.files if file.reading is not None]
    assert [file.name for file in good] == ["a.pdf", "m.pdf", "z.pdf"]
    assert {len(file.reading.slides) for file in good if file.reading is not None} == {2}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_done_with_soon(tmp_path: Path, name: str) -> None:
    """It gives slides or a sentence within the limits, and mining it takes no longer than reading it."""
    (tmp_path / name).write_bytes(HOSTILE[name]())
    (tmp_path / "good.md").write_text("# KVM\n\n- Kernel Virtual Machine (KVM)\n")
    build = build_of(read_files(sorted(tmp_path.iterdir()), limits=QUICKLY))
    assert "good.md" in {slide.file for slide in build.slides}
    assert {name} <= {*build.files, *(said.split(":")[0] for said in build.unread)}


def test_a_course_of_bad_files_alone_says_why(tmp_path: Path) -> None:
    (tmp_path / "locked.pdf").write_bytes(locked_pdf())
    with pytest.raises(UnreadableSource, match=r"^locked\.pdf: .* password"):
        read_course([tmp_path])


def test_a_file_is_what_it_holds_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "slides.pptx").write_bytes(pages_pdf(1))
    (tmp_path / "notes.pdf").write_text("# KVM\n\n- In Linux\n")
    slides = {slide.file: slide for slide in read_course([tmp_path]).slides}
    assert slides["notes.pdf"].title == "KVM"
    assert slides["slides.pptx"].title.startswith("A title of the lecture")


def test_two_hanging_files_are_waited_for_at_once(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(hanging_pdf())
    limits = Limits(page_seconds=1.0, workers=2)
    assert len(read_files(sorted(tmp_path.iterdir()), limits=limits).problems) == 2


def test_a_file_in_a_zip_that_hangs_its_parser_costs_itself_only(tmp_path: Path) -> None:
    members = {"a.pdf": pages_pdf(2), "hang.pdf": hanging_pdf(), "z.md": b"# KVM\n\n- In Linux\n"}
    (tmp_path / "week.zip").write_bytes(zipped(members))
    (file,) = read_files([tmp_path / "week.zip"], limits=Limits(page_seconds=2.0)).files
    assert file.reading is not None
    assert [s.file for s in file.reading.slides] == ["week.zip/a.pdf"] * 2 + ["week.zip/z.md"]
    (warning,) = file.reading.warnings
    assert warning.startswith("week.zip/hang.pdf: reading it came to a halt on its first page")
    assert len(file.reading.found) == 3
