"""SQLite's one writer: a thread that commits what waits together, so that one flush of the disk serves many.

Each work has a savepoint of its own, so that a failing one takes no other down. Whoever asked is told once all is on
disk, a whole batch with one word to their event loop: to wake it for each costs more than the writing.
"""

from __future__ import annotations

import queue
import threading
from asyncio import AbstractEventLoop, Future, get_running_loop
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import StorageError

T = TypeVar("T")
CLOSED = "the database is closed"
_BATCH = 128
_GATHER_SECONDS = 0.002


@dataclass(slots=True)
class _Item:
    """A work and who waits for it."""

    work: Callable[[Connection], Any]
    future: Future[Any]
    loop: AbstractEventLoop
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        """In its event loop."""
        if self.future.done():  # whoever asked gave up
            return
        if isinstance(self.error, StopIteration):  # which a future does not take
            self.future.set_exception(RuntimeError("a work ended its iteration"))
        elif self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class GroupCommitter:
    """The one thread that writes to a SQLite file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._open, self._gate = True, threading.Lock()
        self._company = 1
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T]) -> Future[T]:
        """Ask for a work, in an event loop. Raises StorageError after `close`: nobody would ever do it."""
        loop = get_running_loop()
        future: Future[T] = loop.create_future()
        with self._gate:
            if not self._open:
                raise StorageError(CLOSED)
            self._queue.put(_Item(work, future, loop))
        return future

    def close(self) -> None:
        """Do what was asked for, then end."""
        with self._gate:
            self._open = False
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        """Whatever happens to a batch or to the connection, the next one is served."""
        connection: Connection | None = None
        more = True
        while more and (first := self._queue.get()) is not None:
            gathered, more = self._gather(first)
            batch = [item for item in gathered if not item.future.cancelled()]
            try:
                connection = connection or self._engine.connect()
                self._commit(connection, batch)
            except BaseException as error:
                for item in batch:
                    item.error = error
                _let_go(connection)
                connection = None
            _tell(batch)
            # Not until the next batch: what was asked for and answered is nobody's any more.
            del gathered, batch, first
        _let_go(connection)

    def _gather(self, first: _Item) -> tuple[list[_Item], bool]:
        """What is waiting now, and what comes within the next moment while less came than last time."""
        batch = [first]
        while len(batch) < _BATCH:
            try:
                waiting = 1 < len(batch) < self._company
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
        self._company = max(2, len(batch))
        return batch, True

    def _commit(self, connection: Connection, batch: list[_Item]) -> None:
        driver = driver_of(connection)
        driver.execute("BEGIN IMMEDIATE")
        for item in batch:
            _do(driver, connection, item)
        driver.execute("COMMIT")
        connection.commit()


def driver_of(connection: Connection) -> Any:
    """The driver's own connection, for fixed statements on a hot path: `execute(statement, values)` gives a cursor.

    It takes a fifth of SQLAlchemy's time. Its errors are told as StorageError too.
    """
    return connection.connection.driver_connection


def _do(driver: Any, connection: Connection, item: _Item) -> None:
    driver.execute("SAVEPOINT one")
    try:
        item.result = item.work(connection)
    except BaseException as error:
        item.error = error
        driver.execute("ROLLBACK TO one")
    driver.execute("RELEASE one")


def _tell(batch: list[_Item]) -> None:
    """Wake each event loop once."""
    for loop in {item.loop for item in batch}:
        with suppress(RuntimeError):  # it is closed: nobody waits any more
            loop.call_soon_threadsafe(_tell_all, [item for item in batch if item.loop is loop])


def _tell_all(items: Iterable[_Item]) -> None:
    for item in items:
        item.tell()


def _let_go(connection: Connection | None) -> None:
    """Nobody else is to get it from the pool: it may be what has failed."""
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.invalidate()
        with suppress(SQLAlchemyError):
            connection.close()
