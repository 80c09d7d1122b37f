"""Extensions, a course's announcing, and what single people want; each is planned again."""

from __future__ import annotations

from datetime import timedelta

from bot.services.deadlines.ports import Announcing, Extension
from bot.services.reminding.ports import Facts
from bot.storage import Storage
from bot.storage.facts import facts_of
from tests.storage.deadline_records import DUE, added, extension, item, mark, personal
from tests.storage.records import LATER, NOON
from tests.storage.test_dated_items import planned, unplanned


async def two_items(storage: Storage) -> None:
    for each in (item("i1"), item("i2")):
        await storage.items.save(added(each))
    await planned(storage)


async def test_an_extension_is_one_persons_and_can_be_changed(storage: Storage) -> None:
    await two_items(storage)
    later = extension(due_at=DUE + timedelta(days=5))
    for each in (extension(), extension("U3"), extension(item_id="i2"), later):
        await storage.extensions.put(each)
    assert await storage.extensions.of_item("T1", "i1") == [extension("U3"), later]
    assert await storage.extensions.of_person("T1", "U2") == [extension(item_id="i2"), later]
    assert await storage.extensions.of_person("T2", "U2") == []


async def test_an_extension_is_changed_only_as_it_was_seen(storage: Storage) -> None:
    """Given anew, changed and withdrawn: each once, and each lets the item be planned again."""
    await two_items(storage)
    given, later = extension(), extension(due_at=DUE + timedelta(days=5))
    steps: list[tuple[Extension | None, Extension | None]] = [
        (None, given),
        (given, later),
        (later, None),
        (None, later),
    ]
    for seen, to in steps:
        at = seen.due_at if seen else None
        assert await storage.extensions.swap("T1", "i1", "U2", at, to)
        assert await storage.extensions.of_item("T1", "i1") == ([to] if to else [])
        assert await unplanned(storage) == {"i1"}
        await planned(storage)
    for at, to in ((None, given), (given.due_at, None), (given.due_at, given)):
        assert not await storage.extensions.swap("T1", "i1", "U2", at, to)
    assert await storage.extensions.of_item("T1", "i1") == [later]
    assert await unplanned(storage) == set()


async def facts(storage: Storage) -> Facts:
    """All that the reminders of the first item follow from."""
    found = await storage.database.read(lambda connection: facts_of(connection, "T1", "i1"))
    assert found is not None
    return found


async def test_a_course_announces_as_it_was_told_last(storage: Storage) -> None:
    await two_items(storage)
    assert await storage.wishes.announcing("T1", "tcss562") is None
    for settings in (Announcing(("C1", "C2"), (60,)), Announcing((), (), None, digest=False)):
        await storage.wishes.announce("T1", "tcss562", settings, "U1", NOON)
        assert await storage.wishes.announcing("T1", "tcss562") == settings
        assert await unplanned(storage) == {"i1", "i2"}
        await planned(storage)
    assert await storage.wishes.announcing("T1", "other") is None


async def test_what_a_person_wants_for_the_course(storage: Storage) -> None:
    await two_items(storage)
    assert await storage.wishes.person("T1", "tcss562", "U2") is None
    for wanted in (personal(), personal(leads=(), muted=True)):
        await storage.wishes.put_person(wanted, LATER)
        assert await storage.wishes.person("T1", "tcss562", "U2") == wanted
        assert await unplanned(storage) == {"i1", "i2"}
        await planned(storage)
    await storage.wishes.put_person(personal("U1"), LATER)
    assert sorted(p.user for p in (await facts(storage)).personals) == ["U1", "U2"]


async def test_what_a_person_wants_for_one_item(storage: Storage) -> None:
    """Their own leads, no leads, and the course's are three things."""
    await two_items(storage)
    for wanted in (mark(), mark(leads=()), mark(leads=(60, 5), muted=True, done_at=NOON)):
        await storage.wishes.put_mark(wanted, LATER)
        assert await storage.wishes.mark("T1", "i1", "U2") == wanted
        assert await unplanned(storage) == {"i1"}
        await planned(storage)
    others = [mark("U3", snoozed_until=LATER), mark(item_id="i2")]
    for other in others:
        await storage.wishes.put_mark(other, LATER)
    assert sorted(m.user for m in (await facts(storage)).marks) == ["U2", "U3"]
    mine = await storage.wishes.marks_of_person("T1", "tcss562", "U2")
    assert [m.item_id for m in mine] == ["i1", "i2"]
