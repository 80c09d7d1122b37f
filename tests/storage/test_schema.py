"""Migrations: from nothing, again, together, back; and that they make what the code expects."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.errors import ConfigurationError, StorageError
from bot.storage import open_storage
from bot.storage.all_tables import metadata
from bot.storage.database import make_engine, normalised, write_ahead
from bot.storage.schema import head, migrate
from tests.storage.records import event


@pytest.fixture
def url(empty_url: str) -> str:
    """An empty database: how it gets its schema is what is tested here."""
    return empty_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(normalised(url))
    yield engine
    engine.dispose()


def revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return str(found) if found else None


def at_head(url: str) -> bool:
    engine = make_engine(normalised(url))
    try:
        return revision(engine) == head()
    finally:
        engine.dispose()


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
    assert at_head(url)


def test_a_new_file_is_opened_by_many_at_once(tmp_path: Path) -> None:
    """SQLite turns to its write-ahead log for one at a time, and refuses the others without waiting."""

    def opened(path: Path) -> None:
        engine = make_engine(normalised(f"sqlite:///{path}"))
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            connection.exec_driver_sql("COMMIT")
        engine.dispose()

    with ThreadPoolExecutor(8) as pool:
        for n in range(150):
            list(pool.map(opened, [tmp_path / f"{n}.sqlite3"] * 8))


class FullDisk:
    """What SQLite's cursor says where there is no room for the log; counts how often it is asked."""

    asked = 0

    def execute(self, _statement: str) -> None:
        self.asked += 1
        refusal = sqlite3.OperationalError("disk I/O error")
        refusal.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise refusal


def test_a_full_disk_is_asked_once() -> None:
    """Only who waits for another connection asks again: a failure is told at once."""
    cursor = FullDisk()
    with pytest.raises(sqlite3.OperationalError, match="I/O"):
        write_ahead(cursor)
    assert cursor.asked == 1


def test_several_processes_that_start_at_once_migrate_once(url: str) -> None:
    start = (
        "import sys; from bot.storage.database import make_engine, normalised;"
        "from bot.storage.schema import migrate;"
        "engine = make_engine(normalised(sys.argv[1])); input(); migrate(engine); print('done')"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", start, url], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate() for process in processes] == [("done\n", "")] * 3
    assert at_head(url)


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


def test_every_table_carries_the_workspace_first_in_its_key(engine: Engine) -> None:
    """So nothing can be looked up, or meet, across workspaces."""
    migrate(engine)
    found = inspect(engine)
    names = set(found.get_table_names()) - {"alembic_version"}
    assert names == set(metadata.tables)
    assert {found.get_pk_constraint(n)["constrained_columns"][0] for n in names} == {"workspace"}


def test_a_migration_that_fails_half_way_leaves_nothing_behind(engine: Engine) -> None:
    """What it had made is gone; once the cause is gone too, the next start succeeds."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE votes (in_the_way INTEGER)"))
    with pytest.raises(StorageError):
        migrate(engine)
    assert set(inspect(engine).get_table_names()) == {"votes"}
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE votes"))
    migrate(engine)
    assert revision(engine) == head()


async def test_a_start_that_is_refused_lets_go_of_the_database(url: str) -> None:
    """No connection stays open that would warn, or keep the file or the server busy."""
    engine = make_engine(normalised(url))
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for _ in range(3):
        with pytest.raises(ConfigurationError):
            await open_storage(url)
    gc.collect()
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE inbox RENAME TO nobody_holds_it"))
    engine.dispose()
