"""What an anonymous poll leaves behind, read from every byte that was stored."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, select

from bot.services.polls.ports import DELETED, POLL, Decide
from bot.services.polls.secrecy import KEY_BYTES, PollCipher
from bot.storage import Storage, open_storage
from bot.storage.all_tables import metadata
from bot.storage.columns import Utc
from bot.storage.poll_rows import forget_ballots, settle_key
from bot.storage.poll_tables import ballots, poll_keys
from tests.storage.poll_records import opened
from tests.storage.records import LATER
from tests.storage.reminding_records import message

VOTERS = [f"U0VOTER{n:04}" for n in range(150)]


def answering(words: str) -> Decide:
    return lambda _poll, _before: {"picked": [words]}


async def vote(storage: Storage, poll_id: str, seed: int = 1) -> None:
    """All vote, in some order, half of them twice, each with an answer of their own."""
    order = random.Random(seed).sample(VOTERS, len(VOTERS))
    for n, user in enumerate([*order, *order[::2]]):
        answer = answering(f"answer {poll_id} {n:03}")
        at = f"1637431200.{n:06}"
        await storage.ballots.cast("T1", poll_id, user, order=at, decide=answer)


async def stored(storage: Storage) -> dict[str, str]:
    """Each table as text."""

    def read(connection: Any) -> dict[str, str]:
        return {
            name: "\n".join(str(tuple(row)) for row in connection.execute(select(table)))
            for name, table in metadata.tables.items()
        }

    return await storage.database.read(read)


async def key_of(storage: Storage, poll_id: str = "p1") -> bytes:
    statement = select(poll_keys.c.key).where(poll_keys.c.poll_id == poll_id)
    stored_key: bytes = await storage.database.read(lambda c: c.execute(statement).scalar_one())
    return stored_key[-KEY_BYTES:]


def files_of(url: str) -> Iterator[tuple[str, bytes]]:
    path = Path(url.removeprefix("sqlite:///"))
    for file in sorted(path.parent.glob(path.name + "*")):
        yield file.name, file.read_bytes()


async def test_while_it_is_open_no_voter_no_time_and_no_choice_stands_in_any_table(
    storage: Storage,
) -> None:
    await storage.polls.add(opened(anonymous=True), [message("poll:p1", kind=POLL, about="p1")])
    await vote(storage, "p1")
    await storage.redraws.want([("T1", "p1")])
    assert len(await storage.ballots.all("T1", "p1")) == len(VOTERS)
    for name, content in (await stored(storage)).items():
        for telling in ("VOTER", "1637431200", "answer"):
            assert telling not in content, (name, telling)


async def test_what_stands_in_a_voters_place_needs_the_key(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    await storage.ballots.cast("T1", "p1", VOTERS[0], order="1.5", decide=answering("a"))
    row = select(ballots.c.voter)
    (voter,) = await storage.database.read(lambda c: list(c.execute(row).scalars()))
    assert voter == PollCipher(await key_of(storage)).token(VOTERS[0])


async def test_each_poll_has_a_key_of_its_own(storage: Storage) -> None:
    for poll_id in ("p1", "p2"):
        await storage.polls.add(opened(poll_id, anonymous=True))
    await storage.polls.add(opened("named"))
    rows = select(poll_keys.c.poll_id, poll_keys.c.key)
    keys = await storage.database.read(lambda c: dict(tuple(r) for r in c.execute(rows)))
    assert set(keys) == {"p1", "p2"}
    assert keys["p1"] != keys["p2"]


def test_a_ballot_has_no_time_and_no_number() -> None:
    """Nor has SQLite a row number for it: it would tell the order in which people voted."""
    columns: list[Column[Any]] = list(ballots.c)
    assert not any(isinstance(column.type, Utc) for column in columns)
    assert {column.name for column in columns} == {
        "workspace",
        "poll_id",
        "voter",
        "choice",
        "clicked",
    }
    for table in (ballots, poll_keys):
        assert table.dialect_options["sqlite"]["with_rowid"] is False


async def test_sqlite_numbers_no_ballots(tmp_path: Path) -> None:
    storage = await open_storage(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    made = "SELECT sql FROM sqlite_master WHERE name IN ('ballots', 'poll_keys')"

    def read(connection: Connection) -> list[str]:
        return list(connection.exec_driver_sql(made).scalars())

    tables = await storage.database.read(read)
    assert [sql.rstrip().endswith("WITHOUT ROWID") for sql in tables] == [True, True]
    await storage.close()


async def end(storage: Storage, poll_id: str, how: str) -> None:
    if how == "closed":
        await storage.polls.close("T1", poll_id, by="", at=LATER, count=lambda _p, _b: {"n": 1})
        return
    poll = await storage.polls.get("T1", poll_id)
    assert poll is not None
    await storage.polls.change(poll, replace(poll, state=DELETED))


@pytest.mark.parametrize("how", ["closed", "deleted"])
async def test_when_it_is_over_no_file_holds_its_key_or_anything_in_clear(
    tmp_path: Path, how: str
) -> None:
    """Read from every byte of the database and its log, with other polls open around it."""
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    storage = await open_storage(url)
    polls = ("p0", "p1", "p2")
    for poll_id in polls:
        await storage.polls.add(opened(poll_id, anonymous=True))
    await asyncio.gather(*(vote(storage, poll_id, n) for n, poll_id in enumerate(polls)))
    key = await key_of(storage)
    assert key in b"".join(content for _, content in files_of(url))
    await end(storage, "p1", how)
    for name, content in files_of(url):
        for telling in (key, b"answer p1", b"VOTER", b"1637431200"):
            assert telling not in content, (name, telling)
    assert len(await storage.ballots.all("T1", "p0")) == len(VOTERS)
    await storage.close()


async def test_of_many_polls_that_come_and_go_no_key_stays_behind(tmp_path: Path) -> None:
    """SQLite moves rows about within its pages and leaves copies: not of what lies on a page of its own."""
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    storage = await open_storage(url)
    rng = random.Random(5)
    many = [opened("x" * rng.randrange(9) + f"{n:08}", anonymous=True) for n in range(1_000)]
    rng.shuffle(many)
    gone = many[:700]

    def begin(connection: Connection) -> dict[str, bytes]:
        for poll in many:
            settle_key(connection, poll)
        rows = connection.execute(select(poll_keys.c.poll_id, poll_keys.c.key))
        return {poll_id: stored_key[-KEY_BYTES:] for poll_id, stored_key in rows}

    def finish(connection: Connection) -> None:
        for poll in gone:
            forget_ballots(connection, poll)

    keys = await storage.database.write(begin)
    await storage.database.write(finish)
    await storage.database.scrub()
    content = b"".join(content for _, content in files_of(url))
    assert not [poll.id for poll in gone if keys[poll.id] in content]
    assert all(keys[poll.id] in content for poll in many[700:])
    await storage.close()


async def test_when_it_is_over_the_tables_tell_nothing(storage: Storage) -> None:
    await storage.polls.add(opened(anonymous=True))
    await vote(storage, "p1")
    key = await key_of(storage)
    await storage.polls.close("T1", "p1", by="", at=LATER, count=lambda _p, _b: {"n": 1})
    for name, content in (await stored(storage)).items():
        for telling in ("VOTER", "answer", PollCipher(key).token(VOTERS[0]), str(key)[2:-1]):
            assert telling not in content, (name, telling)
