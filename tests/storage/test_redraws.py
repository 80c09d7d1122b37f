"""Redraws: the newest state wins, one holder each, and a workspace spends one budget."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.services.polls.ports import OPEN, Poll, Redraw
from bot.storage import Storage, open_storage
from bot.storage.poll_tables import poll_redraws
from tests.storage.poll_records import count, opened, poll
from tests.storage.records import LATER, NOON

STEP = timedelta(seconds=1.5)
LEASE = timedelta(seconds=30)
P1, P2, P3 = Redraw("T1", "p1", 1), Redraw("T1", "p2", 1), Redraw("T2", "p3", 1)


def standing(id: str, workspace: str = "T1") -> Poll:  # noqa: A002
    return opened(id, workspace=workspace, posted_channel="C1", ts="1.5")


async def keep(storage: Storage, *polls: Poll) -> None:
    for each in polls:
        await storage.polls.add(each)


async def claim(storage: Storage, now: datetime = NOON) -> Redraw | None:
    return await storage.redraws.claim(now, lease=LEASE, step=STEP)


async def test_what_nobody_wants_is_not_drawn(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    assert await claim(storage) is None
    await storage.redraws.want([])
    assert await claim(storage) is None


async def test_many_votes_are_one_redraw(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    for _ in range(3):
        await storage.redraws.want([("T1", "p1"), ("T1", "p1")])
    assert await claim(storage) == Redraw("T1", "p1", 3)
    await storage.redraws.drawn(Redraw("T1", "p1", 3), NOON)
    assert await claim(storage, NOON + STEP) is None


async def test_what_changed_while_it_was_drawn_is_drawn_again(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    await storage.redraws.want([("T1", "p1")])
    assert await claim(storage) == P1
    await storage.redraws.want([("T1", "p1")])
    await storage.redraws.drawn(P1, NOON)
    assert await claim(storage, NOON + STEP) == Redraw("T1", "p1", 2)


async def test_a_late_word_of_an_old_drawing_does_not_undo_a_newer_one(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    await storage.redraws.want([("T1", "p1")])
    await claim(storage)
    await storage.redraws.want([("T1", "p1")])
    newer = await claim(storage, NOON + LEASE)
    assert newer == Redraw("T1", "p1", 2)
    await storage.redraws.drawn(newer, NOON + LEASE)
    await storage.redraws.drawn(P1, NOON + LEASE)
    assert await claim(storage, NOON + 2 * LEASE) is None


async def test_a_workspace_draws_once_a_step_whoever_asks(storage: Storage) -> None:
    await keep(storage, standing("p1"), standing("p2"), standing("p3", "T2"))
    await storage.redraws.want([("T1", "p1"), ("T1", "p2"), ("T2", "p3")])
    assert [await claim(storage) for _ in range(3)] == [P1, P3, None]
    assert await claim(storage, NOON + STEP / 2) is None
    assert await claim(storage, NOON + STEP) == P2


async def test_replicas_that_claim_at_once_share_the_budget(url: str) -> None:
    replicas = [await open_storage(url) for _ in range(3)]
    await keep(replicas[0], *(standing(f"p{n}") for n in range(9)))
    await replicas[0].redraws.want([("T1", f"p{n}") for n in range(9)])
    claimed = await asyncio.gather(*(claim(each) for each in replicas * 6))
    assert sum(each is not None for each in claimed) == 1
    for each in replicas:
        await each.close()


async def test_replicas_that_want_the_same_at_once_all_count(url: str) -> None:
    replicas = [await open_storage(url) for _ in range(2)]
    await keep(replicas[0], standing("p1"), standing("p2"))
    places = [("T1", "p1"), ("T1", "p2")]
    wants = (replicas[n % 2].redraws.want(places[:: 1 - 2 * (n % 2)]) for n in range(40))
    await asyncio.gather(*wants)
    assert await claim(replicas[0]) == Redraw("T1", "p1", 40)
    for each in replicas:
        await each.close()


async def test_the_longest_undrawn_comes_first(storage: Storage) -> None:
    await keep(storage, standing("p1"), standing("p2"))
    places = [("T1", "p1"), ("T1", "p2")]
    order = []
    for n in range(5):
        await storage.redraws.want(places)
        now = NOON + n * STEP
        redraw = await claim(storage, now)
        assert redraw is not None
        await storage.redraws.drawn(redraw, now)
        order.append(redraw.poll_id)
    assert order == ["p1", "p2", "p1", "p2", "p1"]


async def test_who_died_drawing_is_relieved_after_the_lease(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    await storage.redraws.want([("T1", "p1")])
    await claim(storage)
    assert await claim(storage, NOON + LEASE - STEP) is None
    assert await claim(storage, NOON + LEASE) == P1


async def test_a_redraw_can_wait_and_so_can_its_workspace(storage: Storage) -> None:
    await keep(storage, standing("p1"), standing("p2"), standing("p3", "T2"))
    await storage.redraws.want([("T1", "p1"), ("T1", "p2")])
    await claim(storage)
    await storage.redraws.later(P1, NOON + 20 * STEP)
    assert await claim(storage, NOON + STEP) == P2
    await storage.redraws.later(P2, NOON + 9 * STEP, whole_workspace=True)
    await storage.redraws.want([("T2", "p3")])
    assert await claim(storage, NOON + 2 * STEP) == P3
    assert await claim(storage, NOON + 8 * STEP) is None
    assert await claim(storage, NOON + 9 * STEP) == P2
    assert await claim(storage, NOON + 20 * STEP) == P1


async def test_times_of_a_clock_that_ran_ahead_hold_nothing_up(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    await storage.redraws.want([("T1", "p1")])
    assert await claim(storage, NOON + timedelta(days=9)) == P1
    assert await claim(storage) == P1


async def test_a_poll_is_drawn_where_it_stands_and_not_before(storage: Storage) -> None:
    """A vote can come before the sender has noted where the message stands."""
    await keep(storage, opened("p1"))
    await storage.redraws.want([("T1", "p1"), ("T1", "none")])
    assert await claim(storage) is None
    await storage.polls.posted("T1", "p1", channel="C1", ts="1.5")
    assert await claim(storage) == P1
    await storage.redraws.later(P1, NOON)
    await storage.polls.posted("T1", "p1", channel=None, ts=None)
    assert await claim(storage, NOON + STEP) is None


async def test_an_edit_and_a_closing_are_drawn_and_a_posting_is_not(storage: Storage) -> None:
    await keep(storage, draft := poll())
    posted = await storage.polls.change(draft, opened())
    await storage.polls.posted("T1", "p1", channel="C1", ts="1.5")
    assert posted is not None
    assert await claim(storage) is None
    await storage.polls.change(posted, posted)
    assert await claim(storage) == P1
    await storage.redraws.drawn(P1, NOON)
    await storage.polls.close("T1", "p1", by="", at=LATER, count=count)
    assert await claim(storage, NOON + STEP) == Redraw("T1", "p1", 2)


async def test_of_a_closed_poll_nothing_stays_once_it_is_drawn(storage: Storage) -> None:
    await keep(storage, standing("p1"))
    await storage.polls.close("T1", "p1", by="", at=LATER, count=count)
    assert await claim(storage) == P1
    await storage.redraws.drawn(P1, NOON)
    rows = select(func.count()).select_from(poll_redraws)
    assert await storage.database.read(lambda c: c.execute(rows).scalar_one()) == 0


async def test_after_a_start_all_open_polls_that_stand_are_drawn_again(storage: Storage) -> None:
    await keep(
        storage,
        standing("p1"),
        standing("p2", "T2"),
        opened("p3"),
        poll("p4", state="closed", posted_channel="C1", ts="1.5"),
    )
    assert await storage.redraws.want_open() == 2
    found = [await claim(storage), await claim(storage), await claim(storage)]
    assert found == [P1, Redraw("T2", "p2", 1), None]
    assert standing("p1").state == OPEN
