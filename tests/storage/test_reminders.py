"""Reminder rows: planned by difference, handed over once, folded, missed; never lost on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, Executable, event, insert, select, update

from bot.services.deadlines.ports import Announcing, Mark, Personal
from bot.services.reminding.ports import (
    CANCELLED,
    FOLDED,
    HANDED,
    MISSED,
    SENT,
    WAITING,
    Facts,
    Outgoing,
    Reminder,
)
from bot.storage import Storage, open_storage
from bot.storage.deadline_tables import announcing, dated_items, item_marks, personal_wishes
from tests.storage.conftest import BOTH
from tests.storage.records import NOON
from tests.storage.reminding_records import (
    DAY,
    change,
    item,
    keep,
    message,
    reminder,
    wanting,
)

HOUR = timedelta(hours=1)
ON_POSTGRES = pytest.mark.parametrize("kind", BOTH[1:], indirect=True)


def _run(statement: Executable, connection: Connection) -> None:
    connection.execute(statement)


async def planned(storage: Storage, *rows: Reminder) -> None:
    await keep(storage, item())
    assert await storage.reminders.plan("T1", "i1", wanting(*rows), NOON)


async def states(storage: Storage) -> dict[str, str]:
    return {row.key: row.state for row in await storage.reminders.of_item("T1", "i1")}


async def claimed(storage: Storage) -> Sequence[Outgoing]:
    pause = timedelta(0)
    return await storage.outbox.claim(
        NOON + 8 * DAY, lease=HOUR, limit=100, holder="me", pause=pause
    )


async def test_what_is_planned_waits_and_the_item_is_planned(storage: Storage) -> None:
    await planned(storage, reminder("b", due_at=NOON + 7 * DAY), reminder("a"))
    rows = await storage.reminders.of_item("T1", "i1")
    assert [(r.key, r.state) for r in rows] == [("b", WAITING), ("a", WAITING)]
    assert rows[1] == reminder("a")
    assert await storage.database.read(
        lambda c: c.execute(select(dated_items.c.planned)).scalar_one()
    )


async def test_an_item_that_is_not_there_is_not_planned(storage: Storage) -> None:
    assert not await storage.reminders.plan("T1", "unknown", wanting(reminder()), NOON)
    assert await storage.reminders.coming("T1", "tcss562") == []


async def test_planning_again_changes_what_waits_and_nothing_else(storage: Storage) -> None:
    await planned(storage, reminder("sent", due_at=NOON), reminder("kept"), reminder("gone"))
    assert await storage.reminders.hand_over(NOON) == 1
    later = reminder("kept", due_at=NOON + 6 * DAY)
    await storage.reminders.plan("T1", "i1", wanting(later, reminder("new")), NOON)
    expected = {"sent": HANDED, "kept": WAITING, "gone": CANCELLED, "new": WAITING}
    assert await states(storage) == expected
    assert await storage.reminders.of_item("T1", "i1") != []
    (kept,) = [r for r in await storage.reminders.of_item("T1", "i1") if r.key == "kept"]
    assert kept.due_at == NOON + 6 * DAY


async def test_what_was_cancelled_and_is_wanted_again_waits_again(storage: Storage) -> None:
    await planned(storage, reminder())
    await storage.reminders.plan("T1", "i1", wanting(), NOON)
    assert await states(storage) == {"r1": CANCELLED}
    await storage.reminders.plan("T1", "i1", wanting(reminder()), NOON)
    assert await states(storage) == {"r1": WAITING}


async def test_a_stale_one_stays_where_it_waits_and_does_not_begin(storage: Storage) -> None:
    """It was due when the item was changed, and the tick had not come by: it is not lost by that."""
    await planned(storage, reminder("due", due_at=NOON - HOUR), reminder("off"))
    await storage.reminders.plan(
        "T1", "i1", wanting(reminder("due", due_at=NOON - HOUR, stale=True)), NOON
    )
    never = [reminder("late", stale=True), reminder("off", stale=True)]
    due = reminder("due", due_at=NOON - HOUR, stale=True)
    await storage.reminders.plan("T1", "i1", wanting(due, *never), NOON)
    assert await states(storage) == {"due": WAITING, "off": CANCELLED}


async def test_the_facts_are_all_that_is_stored_about_the_item(storage: Storage) -> None:
    await keep(storage, item(), item("other"))
    here = {"workspace": "T1", "course": "tcss562", "changed_at": NOON - HOUR}
    settings = {"channels": ["C9"], "leads": [60], "quiet": [0, 60], "digest": False}
    mark = {"item_id": "i1", "user": "U1", "leads": [30], "muted": False}
    statements = [
        insert(announcing).values(settings=settings, changed_by="U9", **here),
        insert(personal_wishes).values(user="U2", leads=[5], muted=True, **here),
        insert(item_marks).values(**mark, **here),
        insert(item_marks).values({**mark, **here, "item_id": "other"}),
    ]
    for statement in statements:
        await storage.database.write(partial(_run, statement))
    seen = list[Facts]()

    def derive(facts: Facts) -> list[Reminder]:
        seen.append(facts)
        return []

    await storage.reminders.plan("T1", "i1", derive, NOON)
    (facts,) = seen
    assert facts.item == item()
    assert facts.announcing == Announcing(("C9",), (60,), (0, 60), digest=False)
    assert facts.announced_at == NOON - HOUR
    assert list(facts.personals) == [Personal("T1", "tcss562", "U2", (5,), muted=True)]
    assert list(facts.marks) == [Mark("T1", "tcss562", "i1", "U1", (30,))]
    assert facts.asked_at == {"U1": NOON - HOUR, "U2": NOON - HOUR}


async def test_a_wish_that_comes_while_planning_is_not_overlooked(url: str) -> None:
    """Whoever changes what planning reads either comes before, and is read, or leaves it unplanned."""
    storage = await open_storage(url)
    await keep(storage, item())
    mark = update(dated_items).values(planned=False)
    writing: list[asyncio.Task[int]] = []
    loop = asyncio.get_running_loop()

    def derive(_facts: Facts) -> list[Reminder]:
        work = storage.database.write(lambda c: c.execute(mark).rowcount)
        loop.call_soon_threadsafe(lambda: writing.append(loop.create_task(work)))
        return [reminder()]

    await storage.reminders.plan("T1", "i1", derive, NOON)
    await asyncio.gather(*writing)
    wanted = select(dated_items.c.planned)
    assert await storage.database.read(lambda c: c.execute(wanted).scalar_one()) is False
    await storage.close()


async def test_coming_is_what_waits_soonest_first(storage: Storage) -> None:
    rows = [
        reminder("a", due_at=NOON + DAY),
        reminder("b", due_at=NOON + HOUR, audience="U1"),
        reminder("c", due_at=NOON),
    ]
    await planned(storage, *rows)
    await storage.reminders.hand_over(NOON)
    keys = [r.key for r in await storage.reminders.coming("T1", "tcss562")]
    assert keys == ["b", "a"]
    (mine,) = await storage.reminders.coming("T1", "tcss562", audiences=["U1"])
    assert mine.key == "b"
    assert await storage.reminders.coming("T2", "tcss562") == []
    assert len(await storage.reminders.coming("T1", "tcss562", limit=1)) == 1


async def test_nothing_goes_before_it_is_due_and_then_it_goes_once(storage: Storage) -> None:
    await planned(storage, reminder())
    assert await storage.reminders.hand_over(NOON + 8 * DAY - HOUR) == 0
    assert await storage.reminders.hand_over(NOON + 8 * DAY) == 1
    assert await storage.reminders.hand_over(NOON + 8 * DAY) == 0
    (given,) = await claimed(storage)
    assert (given.key, given.kind, given.channel, given.about) == ("r1", "reminder", "C1", "i1")
    target = int((NOON + 9 * DAY).timestamp())
    assert given.subject == {"lead": 1_440, "target": target}
    assert given.due_at == NOON + 8 * DAY


async def test_several_of_one_item_to_one_audience_fold_into_the_newest(storage: Storage) -> None:
    rows = [
        reminder("week", due_at=NOON + 2 * DAY, lead=10_080),
        reminder("day", due_at=NOON + 8 * DAY),
        reminder("theirs", due_at=NOON + 2 * DAY, audience="U1"),
    ]
    await planned(storage, *rows)
    assert await storage.reminders.hand_over(NOON + 8 * DAY) == 3
    assert await states(storage) == {"week": FOLDED, "day": HANDED, "theirs": HANDED}
    assert {m.key for m in await claimed(storage)} == {"day", "theirs"}


async def test_a_newer_one_folds_what_the_outbox_has_not_begun(storage: Storage) -> None:
    """Slack was away for days: one message, not two, when it is back."""
    rows = [reminder("week", due_at=NOON), reminder("day", due_at=NOON + DAY)]
    await planned(storage, *rows)
    await storage.reminders.hand_over(NOON)
    await storage.reminders.hand_over(NOON + DAY)
    assert await states(storage) == {"week": FOLDED, "day": HANDED}
    assert [m.key for m in await claimed(storage)] == ["day"]


async def test_what_is_past_its_target_is_missed_and_told_once(storage: Storage) -> None:
    await planned(storage, reminder())
    assert await storage.reminders.hand_over(NOON + 9 * DAY) == 1
    assert await states(storage) == {"r1": MISSED}
    missed = await storage.reminders.untold_misses()
    assert [r.key for r in missed] == ["r1"]
    await storage.reminders.tell(missed, [message("told", channel="U9")])
    assert await storage.reminders.untold_misses() == []
    assert [m.key for m in await claimed(storage)] == ["told"]


async def test_only_so_many_go_at_once_the_oldest_first(storage: Storage) -> None:
    rows = [reminder(f"r{n}", audience=f"U{n}", due_at=NOON + n * HOUR) for n in range(5)]
    await planned(storage, *rows)
    assert await storage.reminders.hand_over(NOON + DAY, limit=2) == 2
    assert await states(storage) == {
        "r0": HANDED,
        "r1": HANDED,
        **dict.fromkeys(["r2", "r3", "r4"], WAITING),
    }
    assert await storage.reminders.hand_over(NOON + DAY) == 3


async def test_two_that_hand_over_at_once_hand_each_over_once(url: str) -> None:
    storages = [await open_storage(url) for _ in range(3)]
    rows = [reminder(f"r{n}", audience=f"U{n}") for n in range(50)]
    await planned(storages[0], *rows)
    due = NOON + 8 * DAY
    counts = await asyncio.gather(*(s.reminders.hand_over(due) for s in storages))
    assert sum(counts) == 50
    assert len(await claimed(storages[0])) == 50
    for storage in storages:
        await storage.close()


async def test_a_taken_back_message_that_is_wanted_again_is_posted(storage: Storage) -> None:
    """Cancelled while it was in the outbox, and restored before it was due again."""
    await planned(storage, reminder())
    due = NOON + 8 * DAY
    await storage.reminders.hand_over(due)
    (given,) = await claimed(storage)
    await storage.outbox.close(given, state=CANCELLED, error="", at=due)
    assert await states(storage) == {"r1": CANCELLED}
    await storage.reminders.plan("T1", "i1", wanting(reminder()), due)
    assert await storage.reminders.hand_over(due) == 1
    assert [m.key for m in await claimed(storage)] == ["r1"]


async def test_what_was_posted_gets_an_edit_when_the_item_changes(storage: Storage) -> None:
    await planned(storage, reminder())
    due = NOON + 8 * DAY
    await storage.reminders.hand_over(due)
    (given,) = await claimed(storage)
    await storage.outbox.sent(given, channel="C1", ts="1.5", revision=1, at=due)
    assert await states(storage) == {"r1": SENT}
    await storage.reminders.plan("T1", "i1", wanting(), due)
    assert await claimed(storage) == []
    await change(storage, revision=2)
    await storage.reminders.plan("T1", "i1", wanting(), due)
    (edit,) = await claimed(storage)
    assert (edit.key, edit.op, edit.ts, edit.channel) == ("edit:r1:2", "edit", "1.5", "C1")
    assert edit.subject["key"] == "r1"
    await storage.outbox.sent(edit, channel="C1", ts="1.5", revision=2, at=due)
    await storage.reminders.plan("T1", "i1", wanting(), due)
    assert await claimed(storage) == []


async def test_an_item_changed_while_its_reminder_was_posted_is_edited_after(
    storage: Storage,
) -> None:
    await planned(storage, reminder())
    due = NOON + 8 * DAY
    await storage.reminders.hand_over(due)
    (given,) = await claimed(storage)
    await change(storage, revision=2)
    await storage.reminders.plan("T1", "i1", wanting(), due)
    await storage.outbox.sent(given, channel="C1", ts="1.5", revision=1, at=due)
    assert [m.key for m in await claimed(storage)] == ["edit:r1:2"]


@ON_POSTGRES
async def test_a_reminder_planned_in_the_middle_of_a_hand_over_waits_for_the_next(
    url: str,
) -> None:
    """It was marked as handed over, and the outbox had never seen it."""
    storage, other = await open_storage(url), await open_storage(url)
    await keep(storage, item("early"), item("late"))
    await storage.reminders.plan("T1", "early", wanting(reminder("a", item_id="early")), NOON)

    def between(_c: object, _cursor: object, statement: str, *_: object) -> None:
        late = [reminder(k, item_id="late", due_at=NOON + n * DAY) for n, k in enumerate("bc")]
        if statement.startswith("INSERT INTO outbox"):
            asyncio.run(other.reminders.plan("T1", "late", wanting(*late), NOON))

    event.listen(storage.database.engine, "before_cursor_execute", between)
    assert await storage.reminders.hand_over(NOON + 8 * DAY) == 1
    event.remove(storage.database.engine, "before_cursor_execute", between)
    assert [m.key for m in await claimed(storage)] == ["a"]
    assert await storage.reminders.hand_over(NOON + 8 * DAY) == 2
    sent = [r.state for r in await storage.reminders.of_item("T1", "late")]
    assert sorted(sent) == [FOLDED, HANDED]
    for each in (storage, other):
        await each.close()


@ON_POSTGRES
async def test_planning_does_not_take_back_what_was_handed_over_meanwhile(url: str) -> None:
    storage, other = await open_storage(url), await open_storage(url)
    await planned(storage, reminder())

    def between(_c: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE reminders"):
            asyncio.run(other.reminders.hand_over(NOON + 8 * DAY))

    event.listen(storage.database.engine, "before_cursor_execute", between)
    await storage.reminders.plan("T1", "i1", wanting(), NOON)
    event.remove(storage.database.engine, "before_cursor_execute", between)
    assert await states(storage) == {"r1": HANDED}
    for each in (storage, other):
        await each.close()
