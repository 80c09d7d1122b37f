"""Every storage test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Storage, open_storage
from tests.storage.postgres import Server

_ON_POSTGRES = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
BOTH = ["sqlite", pytest.param("postgresql", id="PostgreSQL", marks=_ON_POSTGRES)]


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
