"""One browser, a workspace a test, and windows that must not complain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.playground import Playground
from tests.browser.chromium import ARGUMENTS, find
from tests.browser.screen import Screen
from tests.browser.sink import Sink, sink_manifest
from tests.slack.workspace import Workspace

Opener = Callable[..., Awaitable[Screen]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once."""
    path = find()
    assert path is not None, "no Chromium; `python -m tests.browser.chromium` gets one"
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        await found.close()


@pytest_asyncio.fixture(loop_scope="session")
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    """A workspace with Lectern in it; what the bot sent is audited when the test is over."""
    async with Workspace("socket", tmp_path) as found:
        await found.start()
        yield found
        await found.audit()


@pytest_asyncio.fixture(loop_scope="session")
async def sink() -> AsyncIterator[Sink]:
    """A workspace with the sink in it."""
    async with Playground(sink_manifest()) as playground, Sink(playground) as found:
        yield found


async def _opener(browser: Browser, playground: Playground) -> AsyncIterator[Opener]:
    screens: list[Screen] = []

    async def open_window(path: str = "/", **how: object) -> Screen:
        screen = await Screen.open(browser, playground.url, path, **how)  # type: ignore[arg-type]
        screens.append(screen)
        return screen

    yield open_window
    problems = [p for screen in screens for p in screen.problems]
    for screen in screens:
        await screen.close()
    assert problems == []


@pytest_asyncio.fixture(loop_scope="session")
async def window(browser: Browser, workspace: Workspace) -> AsyncIterator[Opener]:
    """Opens windows on Lectern's workspace; none may complain in its console."""
    async for opener in _opener(browser, workspace.playground):
        yield opener


@pytest_asyncio.fixture(loop_scope="session")
async def sink_window(browser: Browser, sink: Sink) -> AsyncIterator[Opener]:
    """Opens windows on the sink's workspace; none may complain in its console."""
    async for opener in _opener(browser, sink.playground):
        yield opener


@pytest_asyncio.fixture(loop_scope="session")
async def sara(window: Opener) -> Screen:
    """Sara's window, at Lectern's messages."""
    return await window("/?user=U0SARA")


@pytest_asyncio.fixture(loop_scope="session")
async def page(sink_window: Opener) -> Screen:
    """Sara's window on the sink's workspace, in the course's channel."""
    return await sink_window("/?user=U0SARA&channel=C0TCSS562")


@pytest.fixture(autouse=True)
def _assertions_wait() -> None:
    """`expect` waits this long: longer than anything takes, shorter than a worker's patience."""
    from playwright.async_api import expect  # noqa: PLC0415

    expect.set_options(timeout=8_000)
