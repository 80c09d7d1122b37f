"""What a command cannot use: exit status 2, and one line that says what and where."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.unit.test_cli import SAMPLE, SECRET, Lectern, lectern

__all__ = ["lectern"]
READING = pytest.mark.parametrize(
    "command", [["build"], ["deadlines", "--json"], ["ask", "What is KVM?", "--source"]]
)


@pytest.fixture
def files(tmp_path: Path) -> None:
    """Sources that cannot be read."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.md").write_text(" \n\n")
    (tmp_path / "zeros.txt").write_bytes(b"lecture\x00\x01\x02")
    (tmp_path / "slides.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "folder").mkdir()


@READING
@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nowhere.txt", "No such file"),
        ("empty.txt", "empty"),
        ("blank.md", "empty"),
        ("zeros.txt", "not text"),
        ("slides.pdf", "PDF"),
        ("picture.txt", "picture"),
        ("folder", "empty"),
        ("long" * 100, "too long"),
    ],
)
def test_a_source_that_cannot_be_read(
    lectern: Lectern, command: list[str], name: str, why: str
) -> None:
    complaint = lectern(*command, name).complaint
    assert name in complaint
    assert why in complaint


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        ([], ["lectern:", "COMMAND"]),
        (["dance"], ["dance"]),
        (["run", "--port", "70000"], ["lectern run:", "--port", "between 0 and 65535"]),
        (["run", "--port", "-1"], ["--port"]),
        (["run", "--port", "abc"], ["--port", "must be a number"]),
        (["run", "--port", "9" * 5_000], ["--port", "must be a number"]),
        (["run", "--port", "٣"], ["--port", "must be a number"]),
        (["run", "--port"], ["--port"]),
        (["build"], ["lectern build:", "SOURCE"]),
        (["build", SAMPLE, "--timezone", "Mars/Olympus"], ["--timezone", "IANA"]),
        (["build", SAMPLE, "--colour\nred"], ["--colour red"]),
        (["ask"], ["lectern ask:", "question", "--batch"]),
        (["ask", "what", "--batch", "q.jsonl"], ["question", "--batch"]),
        (["ask", "what", "--source"], ["--source"]),
        (["deadlines", SAMPLE, "--timezone", "PST8"], ["--timezone"]),
        (["deadlines", SAMPLE, "--reference-date", "12/1"], ["--reference-date", "2026-11-24"]),
    ],
)
def test_a_command_used_wrongly(lectern: Lectern, arguments: list[str], parts: list[str]) -> None:
    complaint = lectern(*arguments).complaint
    for part in parts:
        assert part in complaint


def test_help_is_no_complaint(lectern: Lectern) -> None:
    for arguments in (["--help"], ["ask", "--help"]):
        ended = lectern(*arguments)
        assert (ended.status, ended.err) == (0, "")
        assert ended.out.startswith("usage: lectern")


@pytest.mark.parametrize(
    "line",
    [
        "what is KVM?",
        '{"id": 1, "q": "cut off',
        '["id", "q"]',
        '{"q": "no id"}',
        '{"id": 1}',
        '{"id": 1, "q": null}',
        '{"id": 1, "q": ["what"]}',
        '{"id": NaN, "q": "what"}',
        '{"id": ' + "9" * 5_000 + ', "q": "what"}',
        "[" * 100_000,
    ],
)
def test_a_batch_line_that_cannot_be_read_is_named_by_its_number(
    lectern: Lectern, tmp_path: Path, line: str
) -> None:
    """Nothing is answered then: the file is read before the first answer is printed."""
    good = '{"id": 1, "q": "What is KVM?"}'
    (tmp_path / "q.jsonl").write_text(f"{good}\n\n{line}\n{good}\n")
    assert "q.jsonl, line 3: " in lectern("ask", "--batch", "q.jsonl").complaint


@pytest.mark.parametrize(
    ("name", "why"),
    [("binary.jsonl", "not UTF-8"), ("folder", "directory"), ("nowhere.jsonl", "No such file")],
)
def test_a_batch_that_is_no_text_file(
    lectern: Lectern, tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / "binary.jsonl").write_bytes(b"\x80\xff")
    (tmp_path / "folder").mkdir()
    complaint = lectern("ask", "--batch", name).complaint
    assert name in complaint
    assert why in complaint


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SLACK_BOT_TOKEN", f"xapp-{SECRET}"),
        ("SLACK_APP_TOKEN", f"xoxb-{SECRET}"),
        ("SLACK_API_URL", f"ftp://{SECRET}"),
        ("DATABASE_URL", f"mysql://me:{SECRET}@db/lectern"),
        ("LECTERN_CONFIG", f"{SECRET}.yaml"),
        ("LECTERN_CONFIG", SECRET * 100),
        ("LECTERN_NOW", SECRET),
        ("LECTERN_ENV", SECRET),
    ],
)
@pytest.mark.parametrize(
    "command", [["run"], ["build", SAMPLE], ["deadlines", SAMPLE], ["ask", "What is KVM?"]]
)
def test_a_bad_setting_is_named_and_its_content_is_not(
    lectern: Lectern, monkeypatch: pytest.MonkeyPatch, command: list[str], variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    complaint = lectern(*command).complaint
    assert variable in complaint
    assert SECRET not in complaint


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", f"postgresql://me:{SECRET}@127.0.0.1:1/lectern"),
        ("DATABASE_URL", f"sqlite:////dev/null/{SECRET}"),
        ("LECTERN_DATA", f"/dev/null/{SECRET}"),
        ("SLACK_APP_TOKEN", f"xapp-{SECRET}"),
        ("SLACK_SIGNING_SECRET", SECRET),
    ],
)
def test_a_setting_that_shows_itself_at_the_start_as_bad(
    lectern: Lectern, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    complaint = lectern("run", "--port", "0").complaint
    assert variable in complaint
    assert SECRET not in complaint


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "course"),
        (b"\x80\xff", "course.yaml"),
        (b"course: [", "course.yaml"),
        (b"course: " + b"[" * 5_000, "course.yaml"),
        (b"course: {id: x, code: X, name: X, term: {starts: 2021-02-31}}", "course.yaml"),
        (b"course: {id: x, code: X, name: X, timezone: Mars/Olympus}", "timezone"),
        (
            b"course: {id: x, code: X, name: X, timezone: UTC}\nlectures: [gone.txt]",
            "gone.txt",
        ),
    ],
)
def test_a_course_file_that_cannot_be_used(
    lectern: Lectern, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, part: str
) -> None:
    (tmp_path / "course.yaml").write_bytes(content)
    monkeypatch.setenv("LECTERN_CONFIG", "course.yaml")
    assert part in lectern("ask", "What is KVM?").complaint


def test_an_environment_file_that_is_no_text(lectern: Lectern, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SLACK_BOT_TOKEN=xoxb-\x80\xff")
    assert ".env" in lectern("ask", "What is KVM?").complaint


class Haunted(io.StringIO):
    """An output that fails as nothing should."""

    def write(self, text: str) -> int:
        raise RuntimeError(SECRET + text)


@pytest.mark.usefixtures("lectern")
def test_what_nobody_foresaw_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, the kind of failure, nothing of its message; at debug level the traceback."""
    with monkeypatch.context() as haunted:
        haunted.setattr(sys, "stdout", Haunted())
        with pytest.raises(SystemExit) as end:
            main(["deadlines", SAMPLE])
        haunted.setenv("LECTERN_LOG", "debug")
        with pytest.raises(RuntimeError):
            main(["deadlines", SAMPLE])
    assert end.value.code == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "RuntimeError" in said
    assert SECRET not in said
