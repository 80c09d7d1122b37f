"""What one process at a time does: whoever comes first has it, until it is over or given back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.storage import Storage, open_storage
from tests.storage.records import LATER, NOON

MINUTE = timedelta(minutes=1)


async def taken(storage: Storage, key: str = "k", workspace: str = "T1", at: timedelta = 0 * MINUTE) -> bool:  # fmt: skip
    now = NOON + at
    return await storage.claims.take(workspace, key, now, now + MINUTE)


async def test_of_several_replicas_at_once_one_has_it_also_where_an_old_claim_is_over(
    storage: Storage, url: str
) -> None:
    replicas = [storage, await open_storage(url)]
    for at in (0, 1, 2):
        both = replicas * 6
        had = await asyncio.gather(*(taken(each, at=at * MINUTE) for each in both))
        assert sum(had) == 1
    await replicas[1].close()


async def test_it_is_had_until_it_is_over_and_kept_for_longer(storage: Storage) -> None:
    assert await taken(storage)
    assert not await taken(storage, at=MINUTE / 2)
    assert await taken(storage, at=MINUTE)
    await storage.claims.keep("T1", "k", NOON + 2 * MINUTE, NOON + 5 * MINUTE)
    assert not await taken(storage, at=4 * MINUTE)
    assert await taken(storage, at=5 * MINUTE)


async def test_what_is_given_back_can_be_had_at_once(storage: Storage) -> None:
    assert await taken(storage)
    await storage.claims.free("T1", "k", NOON + MINUTE)
    assert await taken(storage)


async def test_keys_and_workspaces_are_apart(storage: Storage) -> None:
    assert await taken(storage)
    assert await taken(storage, "other")
    assert await taken(storage, workspace="T2")


async def test_a_claim_of_a_clock_that_ran_ahead_holds_nobody_up(storage: Storage) -> None:
    await storage.claims.take("T1", "k", LATER, NOON + 900 * MINUTE)
    assert await taken(storage)


async def test_whose_claim_was_over_takes_nothing_from_whoever_has_it_now(storage: Storage) -> None:
    assert await taken(storage)
    assert await taken(storage, at=MINUTE)
    await storage.claims.free("T1", "k", NOON + MINUTE)
    await storage.claims.keep("T1", "k", NOON + MINUTE, NOON + 50 * MINUTE)
    assert not await taken(storage, at=MINUTE)
    assert await taken(storage, at=2 * MINUTE)
