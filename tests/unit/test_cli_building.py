"""`lectern build` again and again: what is kept, what changed, what could not be read."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.commands.output import bar, progress_bar
from bot.services.ports import QuestionRecord
from bot.storage import open_storage
from knowledge.gist import slide_entry_id
from knowledge.model import Bullet, Slide
from knowledge.readers.isolated import ReadProgress
from tests.unit.test_cli import Lectern, lectern

__all__ = ["lectern"]
TEXT = "# Sockets\n\n- A socket is an endpoint.\n\n# Ports\n\n- A port is a number.\n"


def test_what_has_changed_since_the_last_build_is_told_on_standard_error(
    lectern: Lectern, tmp_path: Path
) -> None:
    net = tmp_path / "net.md"
    net.write_text(TEXT)
    assert lectern("build", "net.md").err == ""
    assert lectern("build", "net.md").err == ""
    net.write_text(TEXT.replace("a number", "sixteen bits") + "\n# Hosts\n\n- A host has ports.\n")
    said = lectern("build", "net.md").err.splitlines()
    assert said == [
        "Since the last build: new: 1 slide; changed: 1 slide.",
        "  new      “Hosts” (net.md, page 3)",
        "  changed  “Ports” (net.md, page 2)",
    ]
    net.write_text("# Sockets\n\n- A socket is an endpoint.\n")
    assert "gone: 2 slides" in lectern("build", "net.md").err


def test_other_sources_have_their_own_last_build(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "os.md").write_text("# KVM\n\n- In Linux\n")
    lectern("build", "net.md")
    assert lectern("build", "os.md").err == ""
    assert lectern("build", "net.md", "os.md").err == ""
    assert lectern("build", str(tmp_path / "os.md"), "./net.md").err == ""


def test_the_json_is_the_same_whatever_was_built_before(lectern: Lectern, tmp_path: Path) -> None:
    net = tmp_path / "net.md"
    net.write_text(TEXT)
    first = lectern("build", "net.md", "--json").out
    net.write_text("# Other\n\n- Text\n")
    lectern("build", "net.md")
    net.write_text(TEXT)
    assert lectern("build", "net.md", "--json").out == first


def test_a_build_without_a_place_to_keep_it_is_a_build(
    lectern: Lectern, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "file").touch()
    monkeypatch.setenv("LECTERN_DATA", str(tmp_path / "file" / "below"))
    for _ in range(2):
        ended = lectern("build", "net.md")
        assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize(
    "command",
    [["build", "--json"], ["deadlines", "--json"], ["ask", "What is a socket?", "--source"]],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(
    lectern: Lectern, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "empty.md").touch()
    ended = lectern(*command, "net.md", "empty.md")
    assert ended.status == 0
    assert ended.err == "lectern: empty.md: the file is empty; send it again\n"
    assert ended.out


def test_the_report_names_what_could_not_be_read_among_the_warnings(
    lectern: Lectern, tmp_path: Path
) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "empty.md").touch()
    report = json.loads(lectern("build", "--json", "net.md", "empty.md").out)
    assert report["warnings"] == report["quality"]["unread"]
    assert report["warnings"] == ["empty.md: the file is empty; send it again"]
    assert report["quality"]["files"][0]["name"] == "net.md"


def test_the_report_lists_the_slides_of_several_files_under_their_names(
    lectern: Lectern, tmp_path: Path
) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "os.md").write_text("# KVM\n\n- In Linux\n")
    said = lectern("build", "net.md", "os.md").out.splitlines()
    assert said[0].endswith("entries from 2 files")
    assert len(said[1]) == len(said[0])
    named = [said.index("net.md: 2 slides"), said.index("os.md: 1 slide")]
    assert "Sockets" in said[named[0] + 1]
    assert "KVM" in said[named[1] + 1]
    assert lectern("build", "os.md").out.splitlines()[0].endswith("entries from os.md")


def test_where_nothing_can_be_read_the_first_file_is_named(
    lectern: Lectern, tmp_path: Path
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).touch()
    assert "a.md: the file is empty" in lectern("build", "a.md", "b.md").complaint


def answered(number: int, entry_id: str) -> QuestionRecord:
    return QuestionRecord(
        workspace="T1",
        id=f"q{number}",
        course="net",
        channel="C1",
        user="U1",
        message_ts=None,
        thread_ts=None,
        surface="mention",
        private=False,
        text="a student's own words",
        answered=True,
        kind="quote",
        entry_id=entry_id,
        confidence=0.9,
        result={},
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


async def kept(url: str, *records: QuestionRecord) -> None:
    storage = await open_storage(url)
    for record in records:
        await storage.questions.add(record)
    await storage.close()


def test_answers_that_rest_on_what_changed_are_counted(lectern: Lectern, tmp_path: Path) -> None:
    """By their slides: the questions are people's words."""
    (tmp_path / "net.md").write_text(TEXT)
    lectern("build", "net.md")
    port = slide_entry_id(Slide("", "Ports", (Bullet("A port is a number."),)))
    socket = slide_entry_id(Slide("", "Sockets", (Bullet("A socket is an endpoint."),)))
    records = [answered(1, port), answered(2, port), answered(3, socket)]
    asyncio.run(kept(f"sqlite:///{tmp_path / '.lectern' / 'lectern.sqlite3'}", *records))
    (tmp_path / "net.md").write_text(TEXT.replace("a number", "sixteen bits"))
    said = lectern("build", "net.md").err.splitlines()
    assert said[2:] == [
        "2 answers already given rest on what has changed or is gone:",
        "  2 × “Ports” (net.md, page 2)",
    ]


def test_a_database_that_is_not_lectern_s_is_left_alone(
    lectern: Lectern, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "net.md").write_text(TEXT)
    (tmp_path / "other.sqlite3").write_bytes(b"no database")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite3'}")
    lectern("build", "net.md")
    (tmp_path / "net.md").write_text(TEXT.replace("a number", "sixteen bits"))
    ended = lectern("build", "net.md")
    assert (ended.status, ended.err.count("\n")) == (0, 2)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


PROGRESS = ReadProgress(3, 6, "os02.pdf", 3, 20, 0.525)


def test_a_terminal_shows_a_bar_and_keeps_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with progress_bar() as tell:
        assert tell is not None
        tell(PROGRESS)
        tell(PROGRESS)
    shown = terminal.getvalue()
    assert shown.count("os02.pdf, page 3 of 20") == 1
    assert shown.endswith("\r\x1b[K")


def test_nothing_but_a_terminal_shows_a_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar() as tell:
        assert tell is None
    assert capsys.readouterr().err == ""


def test_the_bar_says_how_far_it_is_within_the_terminal_s_width() -> None:
    assert bar(PROGRESS, 200) == (
        "[#############-----------]  52%  3/6 files  os02.pdf, page 3 of 20"
    )
    assert len(bar(PROGRESS, 40)) == 39
    assert "\x1b" not in bar(ReadProgress(0, 1, "a\x1b[2Jb", 0, 0, 0.0), 200)
