"""A workspace and a database of either kind, for what goes wrong. `--long` is what `make faults` runs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.playground import Playground
from bot.services.clock import MovableClock
from config.settings import MANIFEST_FILE
from tests.faults.line import Line, line_on
from tests.storage.ready import database

_ON_POSTGRES = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
_POSTGRES = pytest.param("postgresql", id="PostgreSQL", marks=_ON_POSTGRES)
SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize("url", [_POSTGRES], indirect=True)
BOTH = pytest.mark.parametrize("url", ["sqlite", _POSTGRES], indirect=True)


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Is it the long run?"""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    with database(request, request.param, tmp_path, migrated=False) as address:
        yield address


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A workspace that lets the bot post as fast as it likes."""
    async with Playground.from_manifest(MANIFEST_FILE) as started:
        started.faults.rate_limits = False
        yield started


@pytest.fixture
async def line(url: str, playground: Playground) -> AsyncIterator[Line]:
    """A dispatch at work in this process."""
    async with line_on(url, playground, MovableClock()) as found:
        yield found
