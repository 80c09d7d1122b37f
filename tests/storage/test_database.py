"""Transactions, failures and secrets."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from bot.errors import ConfigurationError, StorageError
from bot.storage import Storage, open_storage
from bot.storage.database import normalised
from bot.storage.tables import inbox
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
        await storage.database.read(lambda c: c.execute(text("SELECT 'secret-word' FROM nowhere")))
    assert caught.value.__cause__ is not None
    assert "secret-word" not in str(caught.value)


async def test_an_unreachable_server_is_a_storage_error_without_the_password(
    tmp_path: Path,
) -> None:
    with pytest.raises(StorageError) as caught:
        await open_storage(f"postgresql://lectern:secret-word@/x?host={tmp_path}")
    chain = [caught.value, caught.value.__cause__]
    assert all("secret-word" not in str(error) for error in chain)


@pytest.mark.parametrize(
    "address", ["mysql://a:secret-word@b/c", "sqlite://", "secret-word", "://secret-word"]
)
def test_an_address_of_another_kind_names_the_variable_and_not_its_content(address: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL") as caught:
        normalised(address)
    assert "secret-word" not in str(caught.value)


async def test_sqlite_is_durable_and_private(tmp_path: Path) -> None:
    """WAL with a flush at each commit, in a file that nobody else may read."""
    path = tmp_path / "folder" / "lectern.sqlite3"
    storage = await open_storage(f"sqlite:///{path}")

    def pragmas(connection: Connection) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return tuple(connection.exec_driver_sql(f"PRAGMA {n}").scalar() for n in names)

    assert await storage.database.read(pragmas) == ("wal", 2, 1)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    await storage.close()


async def test_ping_says_whether_the_database_answers(storage: Storage) -> None:
    await storage.ping()
