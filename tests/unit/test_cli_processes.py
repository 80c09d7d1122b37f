"""The command as a process: `lectern run` from start to stop, pipes that close, interruptions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from config.settings import DEFAULT_COURSE_FILE
from tests.unit.test_cli import SAMPLE

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds until a process that hangs fails its test; a busy machine needs some."""
BATCH = "".join(f'{{"id": {n}, "q": "What is KVM?"}}\n' for n in range(200))


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot", *arguments]


def environment(**variables: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **variables}


def _hear_interrupts() -> None:
    """As at a terminal: what a shell starts in the background ignores Ctrl+C, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def running(folder: Path, *arguments: str, **variables: str) -> Iterator[Popen[str]]:
    """A process that is gone at the end, whatever happens."""
    with Popen(
        command(*arguments),
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - nothing here forks with threads that hold locks
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: Popen[str]) -> str:
    """What `lectern run` prints for people to open."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip().startswith("http://127.0.0.1:"):
            return line.strip()
    raise AssertionError(process.communicate()[1])


def test_run_serves_the_workspace_until_it_is_told_to_stop_and_starts_again(tmp_path: Path) -> None:
    """SIGTERM and SIGINT end it well; nothing but logs, and no warning, on standard error."""
    settings = {
        "LECTERN_CONFIG": str(DEFAULT_COURSE_FILE),
        "LECTERN_DATA": "data",
        "LECTERN_LOG_FORMAT": "json",
    }
    for stop in (signal.SIGTERM, signal.SIGINT):
        with running(tmp_path, "run", "--port", "0", **settings) as process:
            with urllib.request.urlopen(address(process), timeout=PATIENCE) as page:  # noqa: S310 - our own address
                assert page.status == 200
                assert b"<html" in page.read()
            process.send_signal(stop)
            _, logs = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        levels = [json.loads(line)["level"] for line in logs.splitlines()]
        assert set(levels) <= {"info", "debug"}, logs
        assert (tmp_path / "data" / "lectern.sqlite3").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with running(tmp_path, "run", "--port", "0") as first:
        port = address(first).rstrip("/").rpartition(":")[2]
        second = ended(tmp_path, "run", "--port", port)
        first.terminate()
        first.communicate(timeout=PATIENCE)
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1
    assert f"--port {port}" in second.stderr


def ended(
    folder: Path, *arguments: str, stdout: int = PIPE, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=PIPE,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments",
    [["build", SAMPLE, "--json"], ["ask", "--batch", "q.jsonl"], ["--help"]],
)
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_goes_away_is_no_reason_to_complain(
    tmp_path: Path, arguments: list[str], unbuffered: str
) -> None:
    """`… | head -1`: nothing on standard error."""
    (tmp_path / "q.jsonl").write_text(BATCH)
    theirs, ours = os.pipe()
    os.close(theirs)
    try:
        gone = ended(tmp_path, *arguments, stdout=ours, PYTHONUNBUFFERED=unbuffered)
    finally:
        os.close(ours)
    assert gone.stderr == ""
    assert gone.returncode == 1 or arguments == ["--help"]


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_full_disk_is_said_in_one_line(tmp_path: Path, unbuffered: str) -> None:
    with Path("/dev/full").open("w") as full:
        failed = ended(tmp_path, "build", SAMPLE, stdout=full.fileno(), PYTHONUNBUFFERED=unbuffered)
    assert (failed.returncode, failed.stderr) == (1, "lectern: output: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_without_outputs_does_its_work(tmp_path: Path, closed: str) -> None:
    line = f'exec "$0" -m bot ask "What is KVM?" --json {closed}'
    quiet = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (quiet.returncode, quiet.stderr) == (0, b"")
    assert bool(quiet.stdout) == (closed == "2>&-")


def test_an_output_that_cannot_show_a_character_gets_the_rest(tmp_path: Path) -> None:
    """JSON stays JSON with every character, escaped; text shows what it can."""
    question = ("ask", "What is KVM?", "--source", SAMPLE)
    as_json = ended(tmp_path, *question, "--json", PYTHONIOENCODING="ascii")
    in_full = ended(tmp_path, *question, "--json", PYTHONIOENCODING="utf-8")
    assert json.loads(as_json.stdout) == json.loads(in_full.stdout)
    in_words = ended(tmp_path, *question, PYTHONIOENCODING="ascii")
    assert (in_words.returncode, in_words.stderr) == (0, "")
    assert "Lecture 13, slide 26 ? November 16, 2021" in in_words.stdout


def test_half_a_character_in_an_id_is_given_back(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "\\ud83d", "q": "What is KVM?"}\n')
    answered = ended(tmp_path, "ask", "--batch", "q.jsonl")
    assert answered.returncode == 0, answered.stderr
    assert json.loads(answered.stdout)["id"] == "\ud83d"


def test_an_interruption_leaves_no_traceback(tmp_path: Path) -> None:
    """Ctrl+C while a batch is read from a pipe that nobody writes to."""
    os.mkfifo(tmp_path / "slow.jsonl")
    with running(tmp_path, "ask", "--batch", "slow.jsonl") as process:
        with (tmp_path / "slow.jsonl").open("w"):
            _interrupt(process)
        assert process.communicate() == ("", "")
    assert process.returncode == 1


def _interrupt(process: subprocess.Popen[str]) -> None:
    """Press Ctrl+C until it ends: a signal between opening and reading is seen only after the read."""
    for _ in range(int(PATIENCE)):
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            continue
        return
    raise AssertionError("it went on")


def test_the_console_script_and_the_module_are_the_same(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("lectern")
    arguments = ("ask", "What is KVM?", "--json")
    by_script = subprocess.run(
        [script, *arguments], cwd=tmp_path, env=environment(), capture_output=True, check=True
    )
    by_module = ended(tmp_path, *arguments)
    assert by_script.stdout.decode() == by_module.stdout
    assert json.loads(by_module.stdout)["answered"]
