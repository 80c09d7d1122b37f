"""Dated items: kept once, changed only as they were seen, taken back unless changed again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from bot.services.deadlines.ports import CANCELLED, CONFIRMED, PROPOSED, Announcing
from bot.storage import Storage
from bot.storage.deadline_tables import dated_items
from tests.storage.deadline_records import DUE, added, changed, item
from tests.storage.records import LATER, NOON


async def planned(storage: Storage, workspace: str = "T1") -> None:
    """As the planner leaves things."""
    done = update(dated_items).where(dated_items.c.workspace == workspace).values(planned=True)
    await storage.database.write(lambda connection: connection.execute(done).rowcount)


async def unplanned(storage: Storage) -> set[str]:
    return {i.id for i in await storage.items.unplanned()}


async def test_an_item_comes_back_as_it_was_kept(storage: Storage) -> None:
    kept = item(
        quote="due <!channel> \u202eabc", page=3, link="https://example.org", file="deck.pdf"
    )
    assert await storage.items.save(added(kept))
    assert await storage.items.get("T1", "i1") == kept
    assert await storage.items.get("T2", "i1") is None


async def test_what_a_database_cannot_hold_is_left_out(storage: Storage) -> None:
    assert await storage.items.save(added(item(title="Tutorial\x007 \ud800")))
    found = await storage.items.get("T1", "i1")
    assert found is not None
    assert found.title == "Tutorial7 \ufffd"


async def test_the_same_origin_is_kept_once_a_course(storage: Storage) -> None:
    assert await storage.items.save(added(item("i1", origin_key="slides:a")))
    assert not await storage.items.save(added(item("i2", origin_key="slides:a")))
    assert await storage.items.save(added(item("i3", origin_key="slides:a", course="other")))
    assert await storage.items.get("T1", "i2") is None
    assert await storage.items.changes("T1", "add-i2") == []


async def test_items_are_listed_by_their_target_and_only_those_asked_for(storage: Storage) -> None:
    """An exam counts by its start, a range by its end."""
    exam = item("exam", kind="exam", starts_at=DUE, ends_at=DUE + timedelta(days=9))
    range_ = item("range", kind="range", starts_at=NOON, ends_at=DUE + timedelta(days=1))
    past = item("past", starts_at=NOON, ends_at=NOON)
    proposed = item("proposed", state=PROPOSED)
    for each in (range_, exam, past, proposed, item("elsewhere", course="other")):
        await storage.items.save(added(each))
    ahead = await storage.items.all("T1", "tcss562", ending_after=NOON)
    assert [i.id for i in ahead] == ["exam", "range"]
    every = await storage.items.all("T1", "tcss562", states=(CONFIRMED, PROPOSED))
    assert {i.id for i in every} == {"exam", "range", "past", "proposed"}


async def test_a_change_is_made_only_to_what_was_seen(storage: Storage) -> None:
    first = item()
    await storage.items.save(added(first))
    moved = changed(first, "move", ends_at=DUE + timedelta(days=1))
    assert await storage.items.save(moved)
    assert not await storage.items.save(changed(first, "late", title="Something else"))
    assert await storage.items.get("T1", "i1") == moved.after
    assert await storage.items.changes("T1", "late") == []


async def test_of_many_changes_at_once_one_wins(storage: Storage) -> None:
    first = item()
    await storage.items.save(added(first))
    tries = [changed(first, f"c{n}", title=f"Tutorial {n}") for n in range(8)]
    done = await asyncio.gather(*(storage.items.save(t) for t in tries))
    assert done.count(True) == 1
    found = await storage.items.get("T1", "i1")
    assert found == tries[done.index(True)].after


async def test_every_change_is_planned_again(storage: Storage) -> None:
    first = item()
    await storage.items.save(added(first))
    assert await unplanned(storage) == {"i1"}
    await planned(storage)
    assert await unplanned(storage) == set()
    await storage.items.save(changed(first, "move", ends_at=LATER))
    assert await unplanned(storage) == {"i1"}
    await planned(storage)
    assert await storage.items.undo("T1", "move", LATER)
    assert await unplanned(storage) == {"i1"}


async def test_a_courses_confirmed_items_are_planned_again_together(storage: Storage) -> None:
    for each in (item("i1"), item("i2", state=CANCELLED), item("i3", course="other")):
        await storage.items.save(added(each))
    await planned(storage)
    await storage.wishes.announce("T1", "tcss562", Announcing(), "U1", LATER)
    assert await unplanned(storage) == {"i1"}


async def test_a_change_is_taken_back_once(storage: Storage) -> None:
    first = item()
    await storage.items.save(added(first))
    await storage.items.save(changed(first, "move", ends_at=DUE + timedelta(days=1)))
    back = await storage.items.undo("T1", "move", LATER)
    assert back == replace(first, revision=3, changed_at=LATER)
    assert await storage.items.get("T1", "i1") == back
    assert await storage.items.undo("T1", "move", LATER) is None
    assert await storage.items.undo("T1", "unknown", LATER) is None


async def test_changes_are_taken_back_one_after_the_other(storage: Storage) -> None:
    """What was new is cancelled at the end."""
    first = item()
    await storage.items.save(added(first))
    await storage.items.save(changed(first, "rename", title="Tutorial 8"))
    assert await storage.items.undo("T1", "add-i1", LATER) is None
    for expected in (("Tutorial 7", CONFIRMED), ("Tutorial 7", CANCELLED)):
        last = await storage.items.last_change("T1", "tcss562", "U1")
        assert last is not None
        back = await storage.items.undo("T1", last.id, LATER)
        assert back is not None
        assert (back.title, back.state) == expected
    assert await storage.items.last_change("T1", "tcss562", "U1") is None


async def test_the_last_change_is_somebodys_own(storage: Storage) -> None:
    first = item()
    await storage.items.save(added(first))
    await storage.items.save(changed(first, "hers", title="Tutorial 8", changed_by="U9"))
    assert [
        found.id if (found := await storage.items.last_change("T1", "tcss562", who)) else None
        for who in ("U1", "U9", "U5")
    ] == ["add-i1", "hers", None]


async def test_changes_made_together_are_found_together(storage: Storage) -> None:
    """And a longer id that begins alike, or has a wildcard's sign, is another change."""
    for n in (1, 2):
        await storage.items.save(added(item(f"i{n}"), f"batch_.{n}"))
    await storage.items.save(added(item("i3"), "batchx.3"))
    await storage.items.save(added(item("i4"), "batch_4"))
    assert {c.id for c in await storage.items.changes("T1", "batch_")} == {"batch_.1", "batch_.2"}
