"""Zip archives: all that can be read in them is, and nothing in them does harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from knowledge.errors import UnreadableSource
from knowledge.readers import archive, read_bytes, source_files
from tests.unit.knowledge.readers.test_kinds import zipped

NOTE = "# {0}\n\n- A fact about {0}\n"


def test_members_are_read_in_natural_order_under_their_paths() -> None:
    data = zipped({f"deck/lecture{n}.md": NOTE.format(f"Topic {n}") for n in (10, 2, 1)})
    slides = read_bytes(data, "term.zip").slides
    assert [s.file for s in slides] == [f"term.zip/deck/lecture{n}.md" for n in (1, 2, 10)]


def test_what_could_not_be_read_is_said_before_anything_else() -> None:
    deck = "---\nmarp: true\n---\n# Tides\n\n- Ebb and flow\n"
    data = zipped({"a.md": deck, "film.mp4": b"\x00" * 9, "z.pdf": b"%PDF-1.7 cut"})
    reading = read_bytes(data, "term.zip")
    assert reading.warnings[0].startswith("term.zip/z.pdf: the PDF is damaged")
    assert "1 .mp4" in reading.warnings[1]


def test_one_bad_member_is_a_warning_and_the_rest_is_read() -> None:
    data = zipped({"a.md": NOTE.format("Caches"), "b.doc": b"\x00\x01\x02", "c.md": b""})
    reading = read_bytes(data, "term.zip")
    assert [s.title for s in reading.slides] == ["Caches"]
    assert [w.split(":")[0] for w in reading.warnings] == ["term.zip/b.doc", "term.zip/c.md"]


def test_an_archive_in_an_archive_is_read_and_a_third_is_not() -> None:
    once = zipped({"a.md": NOTE.format("Inner")})
    twice = zipped({"once.zip": once, "b.md": NOTE.format("Middle")})
    reading = read_bytes(zipped({"twice.zip": twice, "once.zip": once}), "out.zip")
    assert {s.file for s in reading.slides} == {
        "out.zip/once.zip/a.md",
        "out.zip/twice.zip/b.md",
    }
    assert any("packed in one another" in w for w in reading.warnings)


def test_hidden_members_and_what_lies_beside_lectures_are_left_out() -> None:
    data = zipped(
        {
            "__MACOSX/._a.md": NOTE.format("Ghost"),
            ".git/a.md": NOTE.format("Git"),
            "~$deck.pptx": b"lock",
            "theme/style.css": "body {}",
            "reveal.js": "x = 1",
            "LICENSE.md": NOTE.format("Licence"),
            "pic.png": b"\x89PNG\r\n\x1a\n",
            "a.md": NOTE.format("Real"),
        }
    )
    reading = read_bytes(data, "deck.zip")
    assert [s.title for s in reading.slides] == ["Real"]
    assert any("1 .css, 1 .js, 1 .md" in w for w in reading.warnings)
    assert any("pictures beside the documents" in w for w in reading.warnings)


def test_a_path_that_leads_out_of_the_archive_is_not_followed() -> None:
    data = zipped(
        {
            "../../etc/x.md": NOTE.format("Out"),
            "/abs.md": NOTE.format("Abs"),
            "a.md": NOTE.format("In"),
        }
    )
    reading = read_bytes(data, "deck.zip")
    assert [s.title for s in reading.slides] == ["In"]
    assert sum("leads out" in w for w in reading.warnings) == 2


def test_a_member_packed_like_a_bomb_is_not_opened() -> None:
    data = zipped({"bomb.md": b"a" * 5_000_000, "a.md": NOTE.format("Fine")})
    reading = read_bytes(data, "deck.zip")
    assert [s.title for s in reading.slides] == ["Fine"]
    assert any("zip bombs" in w for w in reading.warnings)


def test_an_archive_that_unpacks_to_too_much_is_refused_unopened() -> None:
    small = zipped({f"{n}.md": b"x" for n in range(5)})
    with pytest.raises(UnreadableSource, match=r"deck\.zip: .*unpacks to more than"):
        read_bytes(_claiming(small, archive.MAX_TOTAL_BYTES), "deck.zip")


def _claiming(data: bytes, size: int) -> bytes:
    """The archive with its first member's size in the directory set to `size`."""
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def test_more_members_than_anybody_teaches_are_refused() -> None:
    data = zipped({f"{n}.md": b"# x" for n in range(archive.MAX_MEMBERS + 1)})
    with pytest.raises(UnreadableSource, match="more than 2,000 files"):
        read_bytes(data, "deck.zip")


def test_an_empty_archive_says_so() -> None:
    with pytest.raises(UnreadableSource, match="it is empty"):
        read_bytes(zipped({}), "deck.zip")


def test_a_member_whose_content_is_damaged_is_a_warning() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.md", NOTE.format("Damaged"))
        packed.writestr("b.md", NOTE.format("Whole"))
    data = out.getvalue().replace(b"fact about Damaged", b"fakt about Damaged")
    reading = read_bytes(data, "deck.zip")
    assert [s.title for s in reading.slides] == ["Whole"]
    assert any("damaged" in w for w in reading.warnings)


def test_progress_counts_the_members() -> None:
    told: list[tuple[int, int]] = []
    data = zipped({"a.md": NOTE.format("A"), "b.md": NOTE.format("B")})
    read_bytes(data, "deck.zip", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_folder_gives_its_files_in_natural_order_without_what_lies_beside(
    tmp_path: Path,
) -> None:
    for name in ("w10.md", "w2.md", "style.css", "code/main.py", ".git/x.md", "sub/w1.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# x\n")
    found = [p.relative_to(tmp_path).as_posix() for p in source_files([tmp_path])]
    assert found == ["sub/w1.md", "w2.md", "w10.md"]
