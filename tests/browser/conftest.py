"""One browser, a workspace a test, and windows that must not complain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright, expect

from bot.playground import Playground
from tests.browser.album import ALBUM
from tests.browser.chromium import ARGUMENTS, find
from tests.browser.kept import BLANK, KeptPage, free_port
from tests.browser.pool import PATIENCE, PICTURES, Kind, Pool
from tests.browser.screen import Screen
from tests.browser.sink import Sink, sink_manifest
from tests.slack.workspace import Workspace

Opener = Callable[..., Awaitable[Screen]]
USUAL = Kind()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pool() -> AsyncIterator[Pool]:
    """The windows of one Chromium, started once."""
    path = find()
    assert path is not None, "no Chromium; `python -m tests.browser.chromium` gets one"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield Pool(browser)
        await browser.close()


@pytest.fixture(scope="session")
def port() -> int:
    """Where each test's workspace listens."""
    return free_port()


@pytest_asyncio.fixture(loop_scope="session")
async def workspace(tmp_path: Path, port: int) -> AsyncIterator[Workspace]:
    """A workspace with Lectern in it; what the bot sent is audited when the test is over."""
    async with Workspace("socket", tmp_path, partial(KeptPage, port=port)) as found:
        await found.start()
        yield found
        await found.audit()


@pytest_asyncio.fixture(loop_scope="session")
async def sink(port: int) -> AsyncIterator[Sink]:
    """A workspace with the sink in it."""
    async with KeptPage(sink_manifest(), port=port) as playground, Sink(playground) as found:
        yield found


async def _opener(pool: Pool, playground: Playground) -> AsyncIterator[Opener]:
    taken: list[tuple[Kind, Screen]] = []

    async def open_window(path: str = "/", kind: Kind = USUAL) -> Screen:
        screen = Screen(await pool.take(kind), playground.url)
        taken.append((kind, screen))
        await screen.open(path)
        return screen

    yield open_window
    for kind, screen in taken:
        screen.close()
        await pool.give_back(kind, screen.page, playground.url + BLANK)
    assert [p for _, screen in taken for p in screen.problems] == []


@pytest_asyncio.fixture(loop_scope="session")
async def window(pool: Pool, workspace: Workspace) -> AsyncIterator[Opener]:
    """Opens windows on Lectern's workspace; none may complain in its console."""
    async for opener in _opener(pool, workspace.playground):
        yield opener


@pytest_asyncio.fixture(loop_scope="session")
async def sink_window(pool: Pool, sink: Sink) -> AsyncIterator[Opener]:
    """Opens windows on the sink's workspace; none may complain in its console."""
    async for opener in _opener(pool, sink.playground):
        yield opener


@pytest_asyncio.fixture(loop_scope="session")
async def sara(window: Opener) -> Screen:
    """Sara's window, at Lectern's messages."""
    return await window("/?user=U0SARA")


@pytest_asyncio.fixture(loop_scope="session")
async def page(sink_window: Opener) -> Screen:
    """Sara's window on the sink's workspace, in the course's channel."""
    return await sink_window("/?user=U0SARA&channel=C0TCSS562")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures go."""
    return ALBUM if PICTURES else tmp_path


@pytest.fixture(autouse=True)
def _assertions_wait() -> None:
    """`expect` waits this long: longer than anything takes, shorter than a worker's patience."""
    expect.set_options(timeout=PATIENCE)
