"""Plain synchronous SQLAlchemy in threads, behind two asynchronous calls: read and write.

SQLite has one writer: a thread that commits the transactions waiting within a few milliseconds
together, each in a savepoint of its own, so that one disk flush serves many and a failing one takes
no other down. PostgreSQL has a pool, and every write is a transaction of its own.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from bot.errors import ConfigurationError, StorageError

T = TypeVar("T")
Work = Callable[[Connection], T]
_BATCH = 128
_GATHER_SECONDS = 0.002
_READERS = 4
_BUSY_MS = 30_000


def normalised(url: str) -> URL:
    """The address with the driver Lectern uses.

    Raises:
        ConfigurationError: it is not the address of a PostgreSQL or SQLite database.
    """
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            url = "postgresql+psycopg://" + url.removeprefix(prefix)
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigurationError("DATABASE_URL: is not a database address") from None
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigurationError("DATABASE_URL: must be a postgresql:// or sqlite:// address")
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise ConfigurationError("DATABASE_URL: names no file for SQLite")
    return parsed


def make_engine(url: URL) -> Engine:
    """An engine with Lectern's settings; touches nothing yet but the file's folder."""
    if url.get_backend_name() == "postgresql":
        return create_engine(
            url,
            poolclass=QueuePool,
            pool_size=8,
            max_overflow=8,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    engine = create_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": 30},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """WAL, a flush at each commit, foreign keys; transactions are begun by hand."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class Database:
    """An engine with the threads that use it. Close it once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._pool = ThreadPoolExecutor(_READERS if self.is_sqlite else 12, "storage")
        self._writer = _GroupCommitter(engine) if self.is_sqlite else None

    async def write(self, work: Work[T]) -> T:
        """Run `work` in a transaction; returns once it is on disk.

        Raises:
            StorageError: the database refused; nothing of this work was kept.
        """
        future = (
            self._writer.submit(work) if self._writer else self._pool.submit(self._transact, work)
        )
        return await self._translated(future)

    async def read(self, work: Work[T]) -> T:
        """Run `work` on a connection of its own. Raises StorageError."""
        return await self._translated(self._pool.submit(self._transact, work))

    async def _translated(self, future: Future[T]) -> T:
        try:
            return await asyncio.wrap_future(future)
        except SQLAlchemyError as error:
            raise StorageError(type(error).__name__) from error

    def _transact(self, work: Work[T]) -> T:
        with self.engine.begin() as connection:
            return work(connection)

    async def close(self) -> None:
        """Finish what was submitted, then let go of every connection."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        if self._writer:
            self._writer.close()
        self._pool.shutdown(wait=True)
        self.engine.dispose()


class _GroupCommitter:
    """The one thread that writes to a SQLite file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[tuple[Work[Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Work[T]) -> Future[T]:
        future: Future[T] = Future()
        self._queue.put((work, future))
        return future

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while (first := self._queue.get()) is not None:
                batch, more = self._gather(first)
                self._commit(connection, batch)
                if not more:
                    return

    def _gather(
        self, first: tuple[Work[Any], Future[Any]]
    ) -> tuple[list[tuple[Work[Any], Future[Any]]], bool]:
        """What is waiting now, and what comes within the next moment once there is company."""
        batch = [first]
        while len(batch) < _BATCH:
            try:
                waiting = len(batch) > 1
                item = (
                    self._queue.get(timeout=_GATHER_SECONDS)
                    if waiting
                    else self._queue.get_nowait()
                )
            except queue.Empty:
                break
            if item is None:
                return batch, False
            batch.append(item)
        return batch, True

    def _commit(self, connection: Connection, batch: list[tuple[Work[Any], Future[Any]]]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            for work, future in batch:
                if future.set_running_or_notify_cancel():
                    self._one(connection, work, future, done)
            connection.exec_driver_sql("COMMIT")
            connection.commit()
        except BaseException as error:
            connection.rollback()
            self._fail([future for _, future in batch], error)
            return
        for future, result in done:
            future.set_result(result)

    def _one(
        self,
        connection: Connection,
        work: Work[Any],
        future: Future[Any],
        done: list[tuple[Future[Any], Any]],
    ) -> None:
        connection.exec_driver_sql("SAVEPOINT one")
        try:
            result = work(connection)
        except BaseException as error:
            connection.exec_driver_sql("ROLLBACK TO one")
            future.set_exception(error)
        else:
            done.append((future, result))
        connection.exec_driver_sql("RELEASE one")

    @staticmethod
    def _fail(futures: list[Future[Any]], error: BaseException) -> None:
        for future in futures:
            if not future.done():
                future.set_exception(error)


def ping(connection: Connection) -> None:
    """Raises where the database does not answer."""
    connection.execute(text("SELECT 1"))
