"""Every storage test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage import Storage, open_storage
from tests.storage.postgres import Server, running_server

_ON_POSTGRES = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
BOTH = ["sqlite", pytest.param("postgresql", id="PostgreSQL", marks=_ON_POSTGRES)]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the whole run: all tests on it are of one worker."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        started = tmp_path_factory.getbasetemp().parent / "postgres-started"
        assert not started.exists(), "two workers start PostgreSQL; see tests/conftest.py"
        started.touch()
    with running_server() as server:
        yield server


@pytest.fixture(params=BOTH)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'lectern.sqlite3'}"
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(url)
    yield opened
    await opened.close()
