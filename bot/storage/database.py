"""Plain synchronous SQLAlchemy in threads, behind two asynchronous calls: read and write.

SQLite has one writer (bot/storage/group_commit.py). PostgreSQL has a pool, and every write is a transaction of its own.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from bot.errors import ConfigurationError, StorageError
from bot.storage.group_commit import CLOSED, GroupCommitter

T = TypeVar("T")
Work = Callable[[Connection], T]
_READERS = 4
_BUSY_MS = 30_000
_AGAIN_SECONDS = 0.01
_DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_SCRUB_SQLITE = ("PRAGMA wal_checkpoint(TRUNCATE)",)


def normalised(url: str) -> URL:
    """The address with the driver Lectern uses.

    Raises:
        ConfigurationError: it is not the address of a PostgreSQL server or a SQLite file.
    """
    scheme, _, rest = url.partition("://")
    driver = _DRIVERS.get(scheme)
    if driver is None:
        raise ConfigurationError("DATABASE_URL: must be a postgresql:// or sqlite:// address")
    parsed = _without_its_error(lambda: make_url(f"{driver}://{rest}"))
    if driver == "sqlite" and (parsed.database or ":").startswith((":", "file:")):
        raise ConfigurationError("DATABASE_URL: names no file for SQLite")
    return parsed


def _without_its_error(make: Callable[[], T]) -> T:
    """What `make` makes; its error would quote the password it stumbled over."""
    with suppress(ArgumentError, ValueError):
        return make()
    raise ConfigurationError(
        "DATABASE_URL: is not a database address (write a password's @, :, / and # as %40, %3A, %2F and %23)"
    )


def make_engine(url: URL) -> Engine:
    """An engine with Lectern's settings; touches nothing yet but the file and its folder.

    Raises:
        ConfigurationError: the address names a port that is no number, or the like.
        OSError: the file's folder cannot be made.
    """
    if url.get_backend_name() == "postgresql":
        return _without_its_error(lambda: _postgresql(url))
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=_READERS + 1,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": 30},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=8,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL, a flush at each commit, foreign keys, what is deleted is overwritten; transactions are begun by hand."""
    connection.isolation_level = None
    cursor = connection.cursor()
    write_ahead(cursor)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        "secure_delete=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def write_ahead(cursor: Any) -> None:
    """Turn to WAL, once for all a file's connections.

    While another one does so SQLite refuses at once, whatever the busy timeout (https://www.sqlite.org/wal.html).
    Any other refusal is final: a full disk is not emptied by asking again.
    """
    until = time.monotonic() + _BUSY_MS / 1_000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


class Database:
    """An engine with the threads that use it. Close it once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._errors = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
        # SQLite's connections are like that anyway, and SQLAlchemy would leave them otherwise.
        self._apart = (
            engine if self.is_sqlite else engine.execution_options(isolation_level="AUTOCOMMIT")
        )
        self._pool = ThreadPoolExecutor(_READERS if self.is_sqlite else 12, "storage")
        self._writer = GroupCommitter(engine) if self.is_sqlite else None

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns once it is on disk.

        Raises:
            StorageError: the database refused; nothing of this work was kept.
        """
        return await self._translated(
            self._writer.submit(work) if self._writer else self._submit(work)
        )

    async def ping(self) -> None:
        """Raises StorageError where the database does not answer."""
        await self._translated(self._pooled(self._opened_anew, _answer))

    def _opened_anew(self, work: Work[T]) -> T:
        """SQLite's connections that are kept go on reading a file that is not in its place any more."""
        engine = (
            create_engine(self.engine.url, poolclass=NullPool) if self.is_sqlite else self.engine
        )
        with engine.connect() as connection:
            return work(connection)

    async def scrub(self, *tables: Table) -> None:
        """Let nothing remain in the files of what was deleted or written over in these tables, as far as the database can do so
        now; SQLite does it for all of them.
        """
        vacuum = [f"VACUUM {table.name}" for table in tables]
        statements = _SCRUB_SQLITE if self.is_sqlite else vacuum

        def work(connection: Connection) -> None:
            for statement in statements:
                connection.exec_driver_sql(statement)

        with suppress(StorageError):
            await self._translated(self._pooled(self._each_apart, work))

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a connection of its own. Raises StorageError."""
        return await self._translated(self._submit(work))

    def _submit(self, work: Work[T]) -> Awaitable[T]:
        return self._pooled(self._transact, work)

    def _pooled(self, how: Callable[[Work[T]], T], work: Work[T]) -> Awaitable[T]:
        try:
            return asyncio.wrap_future(self._pool.submit(how, work))
        except RuntimeError as error:
            raise StorageError(CLOSED) from error

    async def _translated(self, done: Awaitable[T]) -> T:
        try:
            return await done
        except self._errors as error:
            raise StorageError(type(error).__name__) from error

    def _transact(self, work: Work[T]) -> T:
        with self.engine.begin() as connection:
            return work(connection)

    def _each_apart(self, work: Work[T]) -> T:
        with self._apart.connect() as connection:
            return work(connection)

    async def close(self) -> None:
        """Finish what was submitted, then let go of every connection."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        if self._writer:
            self._writer.close()
        self._pool.shutdown(wait=True)
        self.engine.dispose()


def _answer(connection: Connection) -> None:
    connection.execute(text("SELECT version_num FROM alembic_version"))
