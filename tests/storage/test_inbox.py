"""Deliveries: each accepted once, none lost, none handed to two."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, select, text

from bot.storage import Storage, open_storage
from bot.storage.tables import inbox
from tests.storage.postgres import Server
from tests.storage.records import LATER, NOON, event

MINUTE = timedelta(minutes=1)


async def test_a_delivery_is_accepted_once(storage: Storage) -> None:
    assert await storage.inbox.accept(event())
    assert not await storage.inbox.accept(event())
    assert not await storage.inbox.accept(event(payload={"text": "other"}))


async def test_a_delivery_stays_accepted_after_it_was_finished(storage: Storage) -> None:
    await storage.inbox.accept(event())
    await storage.inbox.finish("T1", "event:Ev1", NOON)
    assert not await storage.inbox.accept(event())


async def test_the_same_key_in_two_workspaces_is_two_deliveries(storage: Storage) -> None:
    assert await storage.inbox.accept(event(workspace="T1"))
    assert await storage.inbox.accept(event(workspace="T2"))
    await storage.inbox.finish("T1", "event:Ev1", NOON)
    left = await storage.inbox.unfinished(older_than=LATER, now=LATER)
    assert [e.workspace for e in left] == ["T2"]


async def test_what_is_finished_or_released_in_one_workspace_is_not_in_another(
    storage: Storage,
) -> None:
    await storage.inbox.accept(event(workspace="T1"))
    await storage.inbox.accept(event(workspace="T2"))
    await storage.inbox.release("T1", "event:Ev1")
    assert not await storage.inbox.accept(event(workspace="T2"))
    assert await storage.inbox.accept(event(workspace="T1"))


async def test_finishing_or_releasing_what_is_not_there_does_nothing(storage: Storage) -> None:
    await storage.inbox.finish("T1", "unknown", NOON)
    await storage.inbox.release("T1", "unknown")
    assert await storage.inbox.unfinished(older_than=LATER, now=LATER) == []


async def test_any_payload_comes_back(storage: Storage) -> None:
    """Nested, empty, with text that a database refuses; a number stays the number it was."""
    payload = {"a": [1, 2.5, None, True, {"b": "x\x00y \ud800"}], "": {}, "ts": "1700000000.000100"}
    await storage.inbox.accept(event(payload=payload))
    (found,) = await storage.inbox.unfinished(older_than=LATER, now=LATER)
    kept = payload | {"a": [1, 2.5, None, True, {"b": "xy \ufffd"}]}
    assert found.payload == kept


async def test_at_most_the_limit_is_handed_out_oldest_first(storage: Storage) -> None:
    """By the time they came in, and not by the order in which an index happens to give them."""
    await storage.database.write(
        lambda c: c.execute(text("DROP INDEX ix_inbox_unfinished")).close()
    )
    for n in (3, 1, 4, 2):
        await storage.inbox.accept(event(f"k{n}", received_at=NOON + n * MINUTE))
    handed = [
        [e.key for e in await storage.inbox.unfinished(older_than=LATER, now=LATER, limit=3)]
        for _ in range(3)
    ]
    assert handed == [["k1", "k2", "k3"], ["k4"], []]


async def test_a_hundred_repeats_at_once_are_accepted_once(storage: Storage) -> None:
    accepted = await asyncio.gather(*(storage.inbox.accept(event()) for _ in range(100)))
    assert sum(accepted) == 1


async def test_a_released_key_may_be_accepted_again(storage: Storage) -> None:
    await storage.inbox.accept(event())
    await storage.inbox.release("T1", "event:Ev1")
    assert await storage.inbox.accept(event())


async def test_the_unfinished_come_oldest_first_whole_and_counted(storage: Storage) -> None:
    for n, minutes in (("b", 2), ("a", 1), ("c", 3)):
        await storage.inbox.accept(event(n, received_at=NOON + minutes * MINUTE))
    await storage.inbox.finish("T1", "c", LATER)
    left = await storage.inbox.unfinished(older_than=LATER, now=LATER)
    assert [e.key for e in left] == ["a", "b"]
    assert left[0] == replace(event("a", received_at=NOON + MINUTE), attempts=1)


async def test_what_is_fresh_is_left_to_the_one_who_has_it(storage: Storage) -> None:
    await storage.inbox.accept(event(received_at=NOON))
    assert await storage.inbox.unfinished(older_than=NOON - MINUTE, now=NOON) == []


async def test_a_lease_keeps_others_away_until_it_runs_out(storage: Storage) -> None:
    await storage.inbox.accept(event())
    lease = timedelta(minutes=2)
    first = await storage.inbox.unfinished(older_than=LATER, now=LATER, lease=lease)
    within = await storage.inbox.unfinished(older_than=LATER, now=LATER + MINUTE, lease=lease)
    after = await storage.inbox.unfinished(older_than=LATER, now=LATER + 3 * MINUTE, lease=lease)
    assert [e.attempts for e in first] == [1]
    assert within == []
    assert [e.attempts for e in after] == [2]


async def test_claimers_at_once_never_get_the_same_delivery(storage: Storage) -> None:
    for n in range(60):
        await storage.inbox.accept(event(f"k{n}"))
    claimed = await asyncio.gather(
        *(storage.inbox.unfinished(older_than=LATER, now=LATER, limit=20) for _ in range(6))
    )
    keys = [e.key for batch in claimed for e in batch]
    assert len(keys) == len(set(keys)) == 60


@pytest.mark.postgres
@pytest.mark.xdist_group("postgres")
async def test_a_claimer_does_not_wait_for_another_one_on_PostgreSQL(postgres: Server) -> None:  # noqa: N802
    """What somebody is just now claiming is passed over; the rest is handed out at once."""
    storage = await open_storage(postgres.new_database())
    for key in ("held", "free"):
        await storage.inbox.accept(event(key))
    holding, may_end = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        connection.execute(select(inbox).where(inbox.c.key == "held").with_for_update())
        holding.set()
        may_end.wait()

    holder = asyncio.create_task(storage.database.write(hold))
    await asyncio.to_thread(holding.wait)
    claim = asyncio.create_task(storage.inbox.unfinished(older_than=LATER, now=LATER))
    await asyncio.wait({claim}, timeout=10)
    passed_over = claim.done()
    may_end.set()
    await holder
    assert [e.key for e in await claim] == ["free"]
    assert passed_over
    await storage.close()


async def test_pruning_forgets_only_what_was_finished_long_ago(storage: Storage) -> None:
    for key in ("old", "new", "open"):
        await storage.inbox.accept(event(key))
    await storage.inbox.finish("T1", "old", NOON)
    await storage.inbox.finish("T1", "new", LATER)
    assert await storage.inbox.prune(finished_before=LATER) == 1
    assert await storage.inbox.accept(event("old"))
    assert not await storage.inbox.accept(event("new"))
    assert not await storage.inbox.accept(event("open"))


async def test_what_is_held_is_handed_to_nobody_else(storage: Storage) -> None:
    await storage.inbox.accept(event())
    await storage.inbox.hold("T1", "event:Ev1", LATER)
    assert await storage.inbox.unfinished(older_than=LATER, now=NOON) == []
    later = LATER + timedelta(seconds=1)
    assert len(await storage.inbox.unfinished(older_than=later, now=later)) == 1


async def test_how_many_are_ahead_counts_the_unfinished_of_that_kind_and_workspace(
    storage: Storage,
) -> None:
    for n, key in enumerate("abc"):
        moment = NOON + timedelta(seconds=n)
        await storage.inbox.accept(event(key, kind="teach", received_at=moment))
    await storage.inbox.accept(event("0", kind="event", received_at=NOON))
    await storage.inbox.accept(event("0", workspace="T2", kind="teach", received_at=NOON))
    assert [await storage.inbox.ahead("T1", "teach", key) for key in "abc"] == [0, 1, 2]
    await storage.inbox.finish("T1", "a", LATER)
    assert [await storage.inbox.ahead("T1", "teach", key) for key in "bc"] == [0, 1]
