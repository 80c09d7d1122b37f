"""Readers run apart: whatever one does, its file gets a sentence and the others are read."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.readers.cache import ReadingCache
from knowledge.readers.isolated import ReadProgress, ReadResult, read_files
from knowledge.readers.limits import Limits
from knowledge.readers.opening import sentence_of
from tests.unit.knowledge.readers.unruly import MODULE

LIMITS = Limits(page_seconds=3.0, file_seconds=20.0, pages=50, workers=1)
Told = Callable[[ReadProgress], None]


def made(folder: Path, *contents: str) -> list[Path]:
    """A file for each content, called 0, 1, …; the zero byte sends them to the process."""
    paths = [folder / str(number) for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(b"\x00" + content.encode())
    return paths


def read(
    folder: Path, *contents: str, limits: Limits = LIMITS, told: Told | None = None
) -> ReadResult:
    return read_files(made(folder, *contents), limits=limits, progress=told, worker=MODULE)


def titles(result: ReadResult) -> list[str]:
    return [slide.title for reading in result.readings for slide in reading.slides]


@pytest.mark.parametrize(
    ("content", "limits", "says"),
    [
        ("hang", Limits(page_seconds=1.0), "0: reading it came to a halt on its first page;"),
        ("hang 3", Limits(page_seconds=1.0), "0: reading it came to a halt after page 3;"),
        ("crawl", Limits(file_seconds=1.2), "0: it takes longer than the 0.02 minutes"),
        ("crash", LIMITS, "0: the program that reads it crashed"),
        (
            "eat",
            Limits(memory_bytes=700_000_000),
            "0: it takes more memory to read than a file may",
        ),
        ("pages 10000", LIMITS, "0: it has 10,000 pages, more than the 50 that are read"),
        ("talk 2000000", Limits(output_bytes=1_000_000), "0: it holds more than 1 MB of text"),
        ("dance", LIMITS, "0: it is damaged in a way that no reader here understands (KeyError)"),
    ],
)
def test_a_reader_that_misbehaves_costs_its_own_file_only(
    tmp_path: Path, content: str, limits: Limits, says: str
) -> None:
    result = read(tmp_path, content, "process", limits=limits)
    (problem,) = result.problems
    assert str(problem).startswith(says)
    assert "\n" not in str(problem)
    assert result.files[1].reading is not None


def test_one_process_reads_a_batch(tmp_path: Path) -> None:
    assert len(set(titles(read(tmp_path, "process", "process", "process")))) == 1


def test_a_crash_in_a_used_process_is_tried_again_in_a_fresh_one(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "process", "second"))[1] == "fresh"


def test_readers_see_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    (seen,) = titles(read(tmp_path, "environment"))
    assert "PATH" in seen.split()
    assert not {"SLACK_BOT_TOKEN", "HTTPS_PROXY"} & set(seen.split())


def test_readers_have_no_network(tmp_path: Path) -> None:
    assert titles(read(tmp_path, "connect")) == ["readers do not use the network"]


def test_what_readers_print_goes_nowhere(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert titles(read(tmp_path, "chatter hello")) == ["quiet"]
    assert capfd.readouterr() == ("", "")


def test_progress_tells_pages_and_ends_at_the_whole(tmp_path: Path) -> None:
    told: list[ReadProgress] = []
    read(tmp_path, "pages 4", "process", told=told.append)
    assert [p.fraction for p in told] == sorted(p.fraction for p in told)
    assert (told[-1].files_done, told[-1].files, told[-1].fraction) == (2, 2, 1.0)
    assert ("0", 4) in {(p.name, p.pages) for p in told}


def test_what_progress_raises_ends_the_reading(tmp_path: Path) -> None:
    class Cancelled(Exception):
        pass

    def cancel(progress: ReadProgress) -> None:
        if progress.page:
            raise Cancelled

    with pytest.raises(Cancelled):
        read(tmp_path, "hang 1", "hang", "hang", told=cancel, limits=Limits(workers=2))


def test_files_too_large_for_one_or_for_a_batch_are_named(tmp_path: Path) -> None:
    paths = made(tmp_path, "process", "talk 1" + " " * 900, "process")
    result = read_files(paths, limits=Limits(file_bytes=500), worker=MODULE)
    assert [str(p) for p in result.problems] == [
        "1: it is larger than 0 kB; make its pictures smaller or split it"
    ]
    result = read_files(paths, limits=Limits(batch_bytes=500), worker=MODULE)
    assert [p.file for p in result.problems] == ["1", "2"]
    assert "in one go; send it by itself" in str(result.problems[0])


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    names = ["pipe", "loop", "folder", "nowhere"]
    paths = [*(tmp_path / name for name in names), Path(os.devnull)]
    said = [str(p) for p in read_files(paths).problems]
    assert said == [
        "pipe: it is no file; send the lecture itself",
        "loop: it is a link that leads back to itself; name the file itself",
        "folder: it is a folder",
        "nowhere: no such file",
        "null: it is no file; send the lecture itself",
    ]


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.EACCES, "change its permissions"), (errno.EIO, "cannot be opened"), (None, "opened")],
)
def test_why_a_file_cannot_be_opened(number: int | None, says: str) -> None:
    assert says in sentence_of(OSError(number, "x") if number else OSError())


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = [tmp_path / a / b / "slides.md" for a, b in (("x", "1"), ("x", "2"), ("y", "2"))]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Title\n\n- Text\n")
    assert [f.name for f in read_files(paths).files] == [
        "1/slides.md",
        "x/2/slides.md",
        "y/2/slides.md",
    ]


def test_a_file_read_before_is_taken_from_the_cache(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "kept")
    paths = made(tmp_path, "process", "process again")
    first = titles(read_files(paths, cache=cache, worker=MODULE, limits=LIMITS))
    paths[1].write_bytes(b"\x00process changed")
    second = titles(read_files(paths, cache=cache, worker=MODULE, limits=LIMITS))
    assert first[0] == second[0]
    assert first[1] != second[1]


def test_a_renamed_file_is_read_under_its_new_name(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "kept")
    for name in ("lecture 3.md", "lecture 4.md"):
        (tmp_path / name).write_text("# Title\n\n- Text\n")
        (slide,) = read_files([tmp_path / name], cache=cache).readings[0].slides
        assert (slide.file, slide.lecture) == (name, int(name[8]))


def test_a_damaged_cache_is_as_none(tmp_path: Path) -> None:
    path, kept = tmp_path / "a.md", tmp_path / "kept"
    path.write_text("# Title\n\n- Text\n")
    cache = ReadingCache(kept)
    first = read_files([path], cache=cache)
    (entry,) = kept.iterdir()
    for damage in (b"", b"{}", entry.read_bytes()[:-3]):
        entry.write_bytes(damage)
        assert read_files([path], cache=cache) == first
    (tmp_path / "file").touch()
    assert read_files([path], cache=ReadingCache(tmp_path / "file")) == first


def test_a_cache_forgets_what_was_unused_for_longest(tmp_path: Path) -> None:
    cache = ReadingCache(tmp_path / "kept", kept=2)
    for name in "abc":
        (tmp_path / name).write_text(f"# {name}\n\n- Text\n")
        read_files([tmp_path / name], cache=cache)
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_the_content_s_digest_is_on_its_slides(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Title\n\n- Text\n")
    (file,) = read_files([tmp_path / "a.md"]).files
    assert file.reading is not None
    assert len(file.digest) == 64
    assert {s.digest for s in file.reading.slides} == {file.digest}
