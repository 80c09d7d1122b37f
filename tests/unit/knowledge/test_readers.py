"""Which reader a file gets, and what becomes of files that are not lectures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.errors import UnreadableSource
from knowledge.model import Slide
from knowledge.readers import read_file

MARKDOWN = """---
title: Lecture 4
date: 2024-02-03
---
# Version control

- A *commit* is a `snapshot`
  - with a [parent](https://example.org)
- continues
  on this line

```
- not a bullet
```

## Branches
Prose about branches.
"""


def slides_of(path: Path, data: bytes | str) -> tuple[Slide, ...]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_file(path).slides


def test_markdown_is_told_by_its_content_not_by_its_ending(tmp_path: Path) -> None:
    first, second = slides_of(tmp_path / "notes.txt", MARKDOWN)
    assert (first.title, second.title) == ("Version control", "Branches")
    assert [(b.text, b.level) for b in first.bullets] == [
        ("A commit is a snapshot", 0),
        ("with a parent", 1),
        ("continues on this line", 0),
        ("- not a bullet", 0),
    ]
    assert (first.lecture, first.date) == (4, date(2024, 2, 3))


def test_plain_text_in_a_markdown_file_is_read_as_text(tmp_path: Path) -> None:
    (slide,) = slides_of(
        tmp_path / "notes.md", "Virtual memory\n• Pages are mapped\n• Frames hold them\n"
    )
    assert slide.title == "Virtual memory"
    assert [b.text for b in slide.bullets] == ["Pages are mapped", "Frames hold them"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_people_save_in(tmp_path: Path, encoding: str) -> None:
    (slide,) = slides_of(tmp_path / "a.txt", "Übersicht\n• Größe – naïve\n".encode(encoding))
    assert (slide.title, slide.bullets[0].text) == ("Übersicht", "Größe – naïve")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_give_the_same_slides(tmp_path: Path, ends: str) -> None:
    (slide,) = slides_of(
        tmp_path / "a.txt", f"Title here{ends}• One thing{ends}• Another thing{ends}"
    )
    assert [b.text for b in slide.bullets] == ["One thing", "Another thing"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \n\n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n", "picture"),
        (b"abc\x00def", "not text"),
    ],
)
def test_what_cannot_be_read_says_why_and_names_the_file(
    tmp_path: Path, data: bytes, says: str
) -> None:
    with pytest.raises(UnreadableSource, match=says) as caught:
        slides_of(tmp_path / "lecture.txt", data)
    assert str(caught.value).startswith("lecture.txt: ")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"gone\.txt: no such file"):
        read_file(tmp_path / "gone.txt")


def test_in_a_folder_a_bad_file_is_a_warning_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good slide title\n• Useful fact\n")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-")
    (tmp_path / ".hidden").write_text("Secret\n• Nothing\n")
    build = read_course([tmp_path])
    assert build.files == ("good.txt",)
    assert any("bad.txt" in warning for warning in build.warnings)


def test_a_bad_file_named_by_itself_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"%PDF-")
    with pytest.raises(UnreadableSource, match=r"bad\.txt"):
        read_course([tmp_path / "bad.txt"])


def test_reading_twice_gives_the_same_build_with_the_same_entry_ids(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN)
    assert read_course([tmp_path / "a.md"]) == read_course([tmp_path / "a.md"])
