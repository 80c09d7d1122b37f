"""Every storage test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage import Storage, open_storage
from tests.storage.ready import database

_ON_POSTGRES = [pytest.mark.postgres, pytest.mark.xdist_group("postgres")]
BOTH = ["sqlite", pytest.param("postgresql", id="PostgreSQL", marks=_ON_POSTGRES)]


@pytest.fixture(params=BOTH)
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    chosen: str = request.param
    return chosen


@pytest.fixture
def url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind, with the code's schema and nothing in it."""
    with database(request, kind, tmp_path, migrated=True) as address:
        yield address


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[str]:
    """The address of a database of each kind without any table."""
    with database(request, kind, tmp_path, migrated=False) as address:
        yield address


@pytest.fixture
async def storage(url: str) -> AsyncIterator[Storage]:
    opened = await open_storage(url)
    yield opened
    await opened.close()


@pytest.fixture(params=["memory", *BOTH])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Storage | None]:
    """Each kind of storage, and None for stores in memory: what these promise holds for all."""
    if request.param == "memory":
        yield None
        return
    with database(request, request.param, tmp_path, migrated=True) as address:
        opened = await open_storage(address)
        yield opened
        await opened.close()
