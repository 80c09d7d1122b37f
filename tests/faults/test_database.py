"""The database goes away in the middle, or cannot write: what was begun is finished once when it is back."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.playground import Entry, Playground
from bot.services.clock import MovableClock
from tests.faults.conftest import POSTGRES, SQLITE
from tests.faults.line import Line, line_on
from tests.slack.person import MAIN
from tests.storage.postgres import running_server


@POSTGRES
async def test_a_database_stopped_and_started_in_the_middle_loses_and_doubles_nothing(
    url: str, playground: Playground
) -> None:
    """Just as a message is being posted: nobody can note that it was."""
    assert url
    with running_server() as server:
        async with line_on(server.new_database(), playground, MovableClock()) as line:
            stopped = asyncio.Event()

            def listen(entry: Entry) -> None:
                if entry.name == "chat.postMessage" and not stopped.is_set():
                    server.stop()
                    stopped.set()

            playground.wire.listeners.append(listen)
            await line.puts(MAIN, MAIN, "U0RIVERA")
            with capture_logs() as logs:
                await line.dispatch.tick()
                await stopped.wait()
                for _ in range(5):
                    await line.dispatch.tick()
                    await asyncio.sleep(0.05)
                await asyncio.to_thread(server.start)
                await line.goes_on()
    assert line.standing() == ["k0", "k1", "k2"]
    assert [e["event"] for e in logs].count("reminding_waits") == 1
    assert not [e for e in logs if e["log_level"] == "error"]


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """SQLite's log cannot grow: what a full disk is to a database."""
    largest = (folder / "lectern.sqlite3-wal").stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@SQLITE
async def test_a_full_disk_posts_nothing_that_it_could_not_note(line: Line, tmp_path: Path) -> None:
    await line.puts(*[MAIN] * 3)
    with no_room(tmp_path):
        for _ in range(20):
            await line.dispatch.tick()
            await asyncio.sleep(0.02)
        assert line.standing() == []
    await line.goes_on()
    assert line.standing() == ["k0", "k1", "k2"]


@SQLITE
async def test_a_disk_that_fills_up_during_a_post_doubles_nothing(
    line: Line, tmp_path: Path
) -> None:
    """The post is accepted, and nobody can note it."""
    full = no_room(tmp_path)

    def listen(entry: Entry) -> None:
        if entry.name == "chat.postMessage" and not happened:
            happened.append(entry)
            full.__enter__()

    happened: list[Entry] = []
    line.playground.wire.listeners.append(listen)
    await line.puts(*[MAIN] * 3)
    try:
        for _ in range(20):
            await line.dispatch.tick()
            await asyncio.sleep(0.02)
    finally:
        full.__exit__(None, None, None)
    await line.goes_on()
    assert line.standing() == ["k0", "k1", "k2"]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_what_is_damaged_for_a_while_is_read_when_it_is_whole_again(
    line: Line, tmp_path: Path
) -> None:
    await line.puts(*[MAIN] * 2)
    path, aside = tmp_path / "lectern.sqlite3", tmp_path / "aside"
    path.rename(aside)
    path.mkdir()
    for _ in range(5):
        await line.dispatch.tick()
    path.rmdir()
    aside.rename(path)
    await line.goes_on()
    assert line.standing() == ["k0", "k1"]
