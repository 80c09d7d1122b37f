"""Migrations: from nothing, again, together, back; and that they make what the code expects."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.errors import ConfigurationError
from bot.storage import open_storage
from bot.storage.database import make_engine, normalised
from bot.storage.schema import head, migrate
from bot.storage.tables import metadata
from tests.storage.records import event


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(normalised(url))
    yield engine
    engine.dispose()


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return str(found) if found else None


def test_an_empty_database_gets_the_codes_schema(engine: Engine) -> None:
    migrate(engine)
    assert revision(engine) == head()
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


async def test_a_second_start_migrates_nothing_and_keeps_everything(url: str) -> None:
    for expected in (True, False):
        storage = await open_storage(url)
        assert await storage.inbox.accept(event()) is expected
        await storage.close()


def test_several_starts_at_once_migrate_once(url: str) -> None:
    def start(_n: int) -> None:
        engine = make_engine(normalised(url))
        migrate(engine)
        engine.dispose()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(start, range(6)))
    engine = make_engine(normalised(url))
    assert revision(engine) == head()
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        migrate(engine)
    with engine.connect() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        )


def test_down_to_nothing_and_up_again(engine: Engine) -> None:
    migrate(engine)
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    migrate(engine)
    assert revision(engine) == head()


def test_every_table_carries_the_workspace_first_in_its_key() -> None:
    for table in metadata.sorted_tables:
        assert next(iter(table.primary_key.columns)).name == "workspace", table.name


async def test_a_failed_migration_leaves_nothing_behind(url: str, engine: Engine) -> None:
    with pytest.raises(ConfigurationError):
        await asyncio.to_thread(migrate, engine, "no-such-revision")
    storage = await open_storage(url)
    await storage.ping()
    await storage.close()
