"""What instructors taught: proposed, used, replaced, removed, and all of it taken back."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.storage import Storage
from tests.storage.records import LATER, NOON, material, teaching

HERE = ("T1", "tcss562")


async def names(storage: Storage) -> list[tuple[str, str]]:
    return [(m.name, m.id) for m in await storage.materials.used(*HERE)]


async def taught(storage: Storage, id: str, change: str, name: str = "deck.pdf") -> None:  # noqa: A002
    await storage.materials.add(
        material(id, name=name, teaching=change, changed_by=change), id.encode()
    )
    assert await storage.materials.use(*HERE, change, NOON)


async def test_what_is_proposed_is_kept_and_not_used(storage: Storage) -> None:
    await storage.materials.add(material(), b"\x00\xff%PDF")
    assert await storage.materials.get("T1", "m1") == material()
    assert await storage.materials.data("T1", "m1") == b"\x00\xff%PDF"
    assert await storage.materials.used(*HERE) == []
    assert await storage.materials.brought("T1", "t1") == [material()]
    assert await storage.materials.version(*HERE) == 0


async def test_adding_it_again_changes_nothing(storage: Storage) -> None:
    await storage.materials.add(material(), b"first")
    await storage.materials.add(material(name="other.pdf"), b"second")
    assert await storage.materials.data("T1", "m1") == b"first"
    assert await storage.materials.get("T1", "m1") == material()


async def test_using_it_counts_the_version_up(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    assert await names(storage) == [("deck.pdf", "m1")]
    assert await storage.materials.version(*HERE) == 1
    assert not await storage.materials.use(*HERE, "t1", NOON), "nothing is proposed any more"


async def test_a_file_of_the_same_name_is_replaced_and_others_stay(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await taught(storage, "m2", "t2", name="other.pdf")
    await taught(storage, "m3", "t3")
    assert await names(storage) == [("deck.pdf", "m3"), ("other.pdf", "m2")]
    old = await storage.materials.get("T1", "m1")
    assert old is not None
    assert (old.state, old.changed_by) == ("replaced", "t3")


async def test_undoing_a_replacement_brings_the_old_one_back(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await taught(storage, "m2", "t2")
    before = await storage.materials.version(*HERE)
    assert await storage.materials.undo(*HERE, "t2", LATER)
    assert await names(storage) == [("deck.pdf", "m1")]
    assert await storage.materials.version(*HERE) > before
    assert not await storage.materials.undo(*HERE, "t2", LATER), "once is enough"


async def test_what_was_replaced_since_cannot_be_undone(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await taught(storage, "m2", "t2")
    await taught(storage, "m3", "t3")
    assert not await storage.materials.undo(*HERE, "t2", LATER)
    assert await names(storage) == [("deck.pdf", "m3")]


async def test_removed_it_is_used_no_longer_and_comes_back_by_undo(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    assert await storage.materials.remove(*HERE, "m1", "r1", LATER)
    assert await names(storage) == []
    assert not await storage.materials.remove(*HERE, "m1", "r2", LATER)
    assert await storage.materials.undo(*HERE, "r1", LATER)
    assert await names(storage) == [("deck.pdf", "m1")]


async def test_a_removal_is_not_undone_over_a_new_file_of_that_name(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await storage.materials.remove(*HERE, "m1", "r1", LATER)
    await taught(storage, "m2", "t2")
    assert not await storage.materials.undo(*HERE, "r1", LATER)
    assert await names(storage) == [("deck.pdf", "m2")]


async def test_what_is_discarded_is_gone(storage: Storage) -> None:
    await storage.materials.add(material(), b"data")
    assert await storage.materials.discard("T1", "t1")
    assert await storage.materials.get("T1", "m1") is None
    assert not await storage.materials.discard("T1", "t1")


async def test_what_is_used_is_not_discarded(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    assert not await storage.materials.discard("T1", "t1")
    assert await names(storage) == [("deck.pdf", "m1")]


async def test_other_workspaces_and_courses_are_left_alone(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await storage.materials.add(material("m9", workspace="T2"), b"")
    await storage.materials.use("T2", "tcss562", "t1", NOON)
    assert await names(storage) == [("deck.pdf", "m1")]
    assert await storage.materials.used("T1", "another") == []
    assert await storage.materials.version("T1", "another") == 0


async def test_changes_made_at_once_each_count(storage: Storage) -> None:
    for n in range(6):
        await storage.materials.add(
            material(f"m{n}", teaching=f"t{n}", changed_by=f"t{n}"), f"{n}".encode()
        )
    done = await asyncio.gather(*(storage.materials.use(*HERE, f"t{n}", NOON) for n in range(6)))
    assert all(done)
    assert await storage.materials.version(*HERE) == 6
    assert len(await names(storage)) == 1, "they have one name, so one is used"


async def test_what_has_not_been_used_for_long_is_forgotten(storage: Storage) -> None:
    await taught(storage, "m1", "t1")
    await taught(storage, "m2", "t2")
    await storage.materials.add(material("m3", name="new.pdf", teaching="t3"), b"")
    assert await storage.materials.prune(changed_before=NOON) == 0
    assert await storage.materials.prune(changed_before=NOON + timedelta(seconds=1)) == 2
    assert await names(storage) == [("deck.pdf", "m2")]


async def test_a_teaching_is_begun_once_and_noted(storage: Storage) -> None:
    assert await storage.teachings.begin(teaching()) == teaching()
    await storage.teachings.note("T1", "t1", report_ts="2.000002")
    again = await storage.teachings.begin(teaching(channel="D2"))
    assert again == teaching(report_ts="2.000002")
    await storage.teachings.note("T1", "t1", state="asking", result={"files": ["dé\x00ck"]})
    assert await storage.teachings.get("T1", "t1") == teaching(
        report_ts="2.000002", state="asking", result={"files": ["déck"]}
    )
    assert await storage.teachings.get("T2", "t1") is None
