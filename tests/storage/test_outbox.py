"""The outbox: each message once, one a channel at a time, nobody's lost when its holder dies."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.services.reminding.ports import CANCELLED, FAILED, Outgoing
from bot.storage import Storage, open_storage
from tests.storage.records import NOON
from tests.storage.reminding_records import message

LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)


async def claimed(storage: Storage, at: datetime = NOON, **changes: Any) -> Sequence[Outgoing]:
    how: dict[str, Any] = {
        "lease": LEASE,
        "limit": 100,
        "holder": "me",
        "pause": timedelta(0),
    } | changes
    return await storage.outbox.claim(at, **how)


async def keys(storage: Storage, at: datetime = NOON, **changes: Any) -> list[str]:
    return [m.key for m in await claimed(storage, at, **changes)]


async def attempting(storage: Storage, given: Outgoing, at: datetime = NOON) -> bool:
    return await storage.outbox.attempting(given, at=at, since=at, until=at + LEASE, revision=3)


async def test_a_message_is_kept_once_under_its_key(storage: Storage) -> None:
    assert await storage.outbox.add([message("a"), message("b"), message("a")]) == 2
    assert await storage.outbox.add([message("a", channel="C9"), message("a", "T2")]) == 1


async def test_what_is_claimed_comes_back_whole_and_belongs_to_its_holder(storage: Storage) -> None:
    await storage.outbox.add([message(thread_ts="1.5", about="i1")])
    (given,) = await claimed(storage)
    assert given == message(
        thread_ts="1.5",
        about="i1",
        not_before=NOON,
        claimed_until=NOON + LEASE,
        claimed_by="me",
    )
    assert await keys(storage, holder="other") == []
    assert await keys(storage, NOON + LEASE, holder="other") == ["m1"]


async def test_nothing_is_claimed_before_it_is_due(storage: Storage) -> None:
    await storage.outbox.add([message(due_at=NOON + SECOND)])
    assert await keys(storage) == []
    assert await keys(storage, NOON + SECOND) == ["m1"]


async def test_one_a_channel_is_claimed_the_oldest_first(storage: Storage) -> None:
    await storage.outbox.add(
        [message("b"), message("a", due_at=NOON - SECOND), message("c", channel="C2")]
    )
    assert await keys(storage) == ["a", "c"]
    assert await keys(storage) == []


async def test_workspaces_take_turns(storage: Storage) -> None:
    """A workspace with much to say does not keep the others waiting."""
    many = [message(f"a{n}", channel=f"C{n}", due_at=NOON - SECOND) for n in range(5)]
    await storage.outbox.add([*many, message("b", "T2")])
    assert await keys(storage, limit=2) == ["a0", "b"]


async def test_a_channel_rests_after_a_message(storage: Storage) -> None:
    await storage.outbox.add([message("a"), message("b")])
    (first,) = await claimed(storage)
    await storage.outbox.sent(first, channel="C1", ts="1.5", revision=0, at=NOON)
    assert await keys(storage, NOON + SECOND / 2, pause=SECOND) == []
    assert await keys(storage, NOON + SECOND, pause=SECOND) == ["b"]


async def test_a_sent_message_is_remembered_and_never_claimed_again(storage: Storage) -> None:
    await storage.outbox.add([message(about="i1", kind="digest")])
    (given,) = await claimed(storage)
    assert await attempting(storage, given)
    await storage.outbox.sent(given, channel="D7", ts="1.5", revision=3, at=NOON)
    assert await keys(storage, NOON + LEASE * 3) == []
    (posted,) = await storage.outbox.posted("T1", "i1")
    assert (posted.posted_channel, posted.ts, posted.shown_revision) == ("D7", "1.5", 3)
    assert (posted.attempts, posted.sent_at) == (1, NOON)
    assert await storage.outbox.posted("T1", "i1", kind="reminder") == []
    assert await storage.outbox.posted("T2", "i1") == []


async def test_the_next_holder_knows_that_it_was_attempted_and_since_when(storage: Storage) -> None:
    await storage.outbox.add([message()])
    (first,) = await claimed(storage)
    assert await attempting(storage, first)
    (second,) = await claimed(storage, NOON + LEASE, holder="other")
    assert (second.first_attempt_at, second.attempts) == (NOON, 1)
    assert second.shown_revision == 3
    assert await attempting(storage, second, NOON + LEASE)
    (third,) = await claimed(storage, NOON + LEASE * 2)
    assert (third.first_attempt_at, third.last_attempt_at) == (NOON, NOON + LEASE)


async def test_a_lost_lease_lets_nobody_post(storage: Storage) -> None:
    await storage.outbox.add([message()])
    (first,) = await claimed(storage)
    (second,) = await claimed(storage, NOON + LEASE, holder="other")
    assert not await attempting(storage, first)
    await storage.outbox.later(first, not_before=NOON + LEASE * 9)
    assert await attempting(storage, second, NOON + LEASE)


async def test_a_refused_attempt_counts_for_nothing_an_open_one_does(storage: Storage) -> None:
    await storage.outbox.add([message()])
    (given,) = await claimed(storage)
    await attempting(storage, given)
    await storage.outbox.later(given, not_before=NOON + SECOND, error="ratelimited", refused=True)
    assert await keys(storage) == []
    (given,) = await claimed(storage, NOON + SECOND)
    assert (given.first_attempt_at, given.attempts, given.error) == (None, 1, "ratelimited")
    await attempting(storage, given, NOON + SECOND)
    await storage.outbox.later(given, not_before=NOON + SECOND, error="timeout")
    (given,) = await claimed(storage, NOON + SECOND)
    assert given.first_attempt_at == NOON + SECOND


async def test_what_is_closed_is_not_claimed_and_who_is_told_is_told_once(storage: Storage) -> None:
    await storage.outbox.add([message("a"), message("b", channel="C2")])
    first, second = await claimed(storage)
    notice = [message("notice", channel="U9")]
    how: Any = {"state": FAILED, "error": "is_archived", "at": NOON, "notices": notice}
    await storage.outbox.close(first, **how)
    await storage.outbox.close(second, **how)
    assert await keys(storage, NOON + LEASE) == ["notice"]
    await storage.outbox.close(second, state=CANCELLED, error="", at=NOON)
    assert await storage.outbox.posted("T1", "") == []


async def test_leases_of_a_clock_that_ran_ahead_hold_nothing_up(storage: Storage) -> None:
    """The clock was a day ahead when it was claimed, or put off, and is right again."""
    ahead = NOON + timedelta(days=1)
    await storage.outbox.add([message("a"), message("b", channel="C2")])
    for given in await claimed(storage, ahead):
        await attempting(storage, given, ahead)
        if given.key == "b":
            await storage.outbox.later(given, not_before=ahead + SECOND)
    assert await keys(storage) == ["a", "b"]


async def test_many_that_claim_at_once_get_each_message_once(url: str) -> None:
    storages = [await open_storage(url) for _ in range(4)]
    await storages[0].outbox.add([message(f"m{n}", channel=f"C{n}") for n in range(40)])
    taken = list[str]()
    for _ in range(20):
        got = await asyncio.gather(
            *(keys(s, limit=5, holder=str(n)) for n, s in enumerate(storages))
        )
        taken += [key for each in got for key in each]
    assert sorted(taken) == sorted(f"m{n}" for n in range(40))
    for storage in storages:
        await storage.close()


async def test_what_was_settled_long_ago_is_forgotten(storage: Storage) -> None:
    await storage.outbox.add([message("a"), message("b", channel="C2"), message("open")])
    for given, at in zip(await claimed(storage), (NOON, NOON + LEASE), strict=False):
        await storage.outbox.sent(given, channel="C1", ts="1.5", revision=0, at=at)
    assert await storage.outbox.prune(sent_before=NOON + LEASE) == 1
    assert await storage.outbox.add([message("b"), message("open")]) == 0
