"""Transactions, failures and secrets."""

from __future__ import annotations

import asyncio
import io
import logging
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
import structlog
from sqlalchemy import Connection, insert, select, text
from sqlalchemy import event as event_of
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import ConfigurationError, StorageError
from bot.storage import Storage, open_storage
from bot.storage.database import make_engine, normalised
from bot.storage.tables import inbox
from config.logs import configure_logging
from tests.storage.postgres import Server
from tests.storage.records import NOON, event

ROW = {"workspace": "T1", "kind": "event", "payload": {}, "received_at": NOON, "attempts": 0}


def put(key: str, *, then_fail: bool = False) -> object:
    def work(connection: Connection) -> str:
        connection.execute(insert(inbox).values(key=key, **ROW))
        if then_fail:
            connection.execute(text("SELECT * FROM no_such_table"))
        return key

    return work


async def keys(storage: Storage) -> set[str]:
    return set(
        await storage.database.read(
            lambda connection: list(connection.execute(select(inbox.c.key)).scalars())
        )
    )


async def test_two_hundred_writes_at_once_all_land_once(storage: Storage) -> None:
    accepted = await asyncio.gather(*(storage.inbox.accept(event(f"k{n}")) for n in range(200)))
    assert all(accepted)
    assert len(await keys(storage)) == 200


async def test_a_failing_write_keeps_nothing_and_takes_no_other_down(storage: Storage) -> None:
    results = await asyncio.gather(
        *(storage.database.write(put(f"k{n}", then_fail=n % 3 == 0)) for n in range(30)),  # type: ignore[arg-type]
        return_exceptions=True,
    )
    assert {type(r) for n, r in enumerate(results) if n % 3 == 0} == {StorageError}
    assert await keys(storage) == {f"k{n}" for n in range(30) if n % 3}


async def test_a_mistake_of_ours_in_a_write_is_raised_as_it_is(storage: Storage) -> None:
    def broken(_connection: Connection) -> None:
        raise ValueError("ours")

    with pytest.raises(ValueError, match="ours"):
        await storage.database.write(broken)
    assert await storage.inbox.accept(event())


async def test_reading_goes_on_while_many_write(storage: Storage) -> None:
    writes = [asyncio.create_task(storage.inbox.accept(event(f"k{n}"))) for n in range(100)]
    seen = [len(await keys(storage)) for _ in range(10)]
    await asyncio.gather(*writes)
    assert seen == sorted(seen)
    assert len(await keys(storage)) == 100


async def test_closing_finishes_what_was_submitted(url: str) -> None:
    storage = await open_storage(url)
    writes = [asyncio.create_task(storage.inbox.accept(event(f"k{n}"))) for n in range(20)]
    await asyncio.sleep(0)
    await storage.close()
    assert all(await asyncio.gather(*writes))
    again = await open_storage(url)
    assert len(await keys(again)) == 20
    await again.close()


async def test_a_drivers_error_is_wrapped_with_its_cause_and_without_its_words(
    storage: Storage,
) -> None:
    with pytest.raises(StorageError) as caught:
        await storage.database.read(
            lambda c: c.execute(text("SELECT * FROM nowhere WHERE x = :x"), {"x": "secret-word"})
        )
    errors = list(chain(caught.value))
    assert isinstance(errors[1], SQLAlchemyError)
    assert not [e for e in errors if "secret-word" in f"{e} {e!r}"]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error with everything it came from, hidden or not."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize("where", ["@/x?host={0}", "@127.0.0.1:1/x"])
async def test_an_unreachable_server_is_a_storage_error_without_the_password(
    tmp_path: Path, where: str
) -> None:
    with pytest.raises(StorageError) as caught:
        await open_storage(f"postgresql://lectern:secret-word{where.format(tmp_path)}")
    errors = list(chain(caught.value))
    assert len(errors) > 1
    assert not [e for e in errors if "secret-word" in f"{e} {e!r}"]


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_a_server_that_refuses_is_logged_without_the_password_on_PostgreSQL(  # noqa: N802
    postgres: Server,
) -> None:
    output = io.StringIO()
    with own_logging(output):
        with pytest.raises(StorageError) as caught:
            await open_storage(f"postgresql://postgres:secret-word@/nowhere?host={postgres.folder}")
        structlog.get_logger("storage").error("refused", exc_info=caught.value)
    assert '"nowhere" does not exist' in output.getvalue().replace("\\", "")
    assert "secret-word" not in output.getvalue()
    assert not [e for e in chain(caught.value) if "secret-word" in f"{e} {e!r}"]


@contextmanager
def own_logging(output: IO[str]) -> Iterator[None]:
    """The bot's logging, everything of it, for a while."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    configure_logging("debug", "json", output)
    try:
        yield
    finally:
        root.handlers[:], root.level = before
        structlog.reset_defaults()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "secret-word",
        "://secret-word",
        "mysql://a:secret-word@b/c",
        "mysql+secret-word://a@b/c",
        "postgresql+asyncpg://a:secret-word@b/c",
        "postgresql:secret-word",
        "postgresql://a:secret-word@b:port/c",
        "postgresql://a:secret-word@/c?host=b&port=none",
        "postgresql://a@b:secret-word/c",
        "postgresql://a:x@[::secret-word/c",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file:secret-word?uri=true",
    ],
)
def test_an_address_that_cannot_be_used_is_named_by_its_variable_and_not_quoted(
    address: str,
) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL") as caught:
        make_engine(normalised(address))
    assert not [e for e in chain(caught.value) if "secret-word" in f"{e} {e!r}"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_name_postgresql_means_psycopg(scheme: str) -> None:
    url = normalised(f"{scheme}://a:p%40ss@db.example/lectern?sslmode=require")
    assert (url.drivername, url.host, url.database) == (
        "postgresql+psycopg",
        "db.example",
        "lectern",
    )
    assert url.password == "p@ss"
    assert url.query == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["sqlite:///{0}", "postgresql://lectern@/x?host={0}"])
async def test_a_database_that_went_away_is_told_to_everyone_who_asks(
    tmp_path: Path, address: str
) -> None:
    """Nobody waits for ever: not for a file that is a folder, not for a server that is not there."""
    storage = await open_storage(address.format(tmp_path), migrate=False)
    for _ in range(2):
        with pytest.raises(StorageError):
            await storage.inbox.accept(event())
        with pytest.raises(StorageError):
            await storage.ping()
    await storage.close()


async def test_a_write_that_breaks_the_transaction_does_not_end_the_next_one(
    storage: Storage,
) -> None:
    def rolls_back(connection: Connection) -> None:
        connection.exec_driver_sql("ROLLBACK")
        connection.execute(text("SELECT * FROM no_such_table"))

    def cuts_off(connection: Connection) -> None:
        connection.invalidate()
        raise ValueError("ours")

    for broken, error in ((rolls_back, StorageError), (cuts_off, (ValueError, StorageError))):
        with pytest.raises(error):
            await storage.database.write(broken)
        assert await storage.inbox.accept(event(broken.__name__))
    assert await keys(storage) == {"rolls_back", "cuts_off"}


async def test_a_writer_who_gives_up_holds_nobody_else_up(storage: Storage) -> None:
    """A task cancelled while it waits: its write may happen or not, the others do."""
    tasks = [asyncio.create_task(storage.inbox.accept(event(f"k{n}"))) for n in range(40)]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert results[1::2] == [True] * 20
    assert {f"k{n}" for n in range(1, 40, 2)} <= await keys(storage)


async def test_after_closing_everyone_is_refused(url: str) -> None:
    storage = await open_storage(url)
    await storage.close()
    with pytest.raises(StorageError):
        await storage.inbox.accept(event())
    with pytest.raises(StorageError):
        await storage.ping()


async def test_sqlite_is_durable_and_private(tmp_path: Path) -> None:
    """WAL with a flush at each commit, in a file that nobody else may read."""
    path = tmp_path / "folder" / "lectern.sqlite3"
    storage = await open_storage(f"sqlite:///{path}")

    def pragmas(connection: Connection) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in names)

    assert await storage.database.read(pragmas) == ("wal", 2, 1)
    await storage.inbox.accept(event())
    beside = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert set(beside) == {path.name, f"{path.name}-wal", f"{path.name}-shm"}
    assert set(beside.values()) == {0o600}
    await storage.close()


async def test_readers_of_sqlite_keep_their_connections_also_after_a_scrub(tmp_path: Path) -> None:
    """Each new one reads the whole schema before it reads anything else."""
    storage = await open_storage(f"sqlite:///{tmp_path / 'lectern.sqlite3'}")
    opened: list[object] = []
    event_of.listen(storage.database.engine, "connect", lambda driver, _: opened.append(driver))
    for _ in range(3):
        await asyncio.gather(*(keys(storage) for _ in range(20)))
        await storage.database.scrub()
    assert len(opened) <= 5
    assert all(driver.isolation_level is None for driver in opened)  # type: ignore[attr-defined]
    await storage.close()


async def test_ping_says_whether_the_database_answers(storage: Storage) -> None:
    await storage.ping()
