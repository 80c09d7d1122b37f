"""The questions of courses: each once, changed only as they were seen. What is true of the stores is true of the one in memory."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.services.quizzes.bank.ports import (
    APPROVED,
    DRAFT,
    IMPORTED,
    REJECTED,
    WRITTEN,
    Bank,
    BankQuestion,
    Flag,
    QuizSettings,
    Wanted,
)
from bot.storage import Storage, open_storage
from bot.storage.quiz_tables import bank_flags
from knowledge.exchange import Item, Kind, Text
from knowledge.model import Source
from tests.storage.quiz_records import ITEM, asked, slide
from tests.storage.records import LATER, NOON
from tests.storage.test_traces import naming
from tests.unit.services.quizzes.stores import FakeBank

ALL = Wanted((DRAFT, APPROVED, REJECTED))


@pytest.fixture
def bank(kept: Storage | None) -> Bank:
    return kept.bank if kept else FakeBank()


async def ids(bank: Bank, wanted: Wanted = ALL, limit: int = 10_000) -> list[str]:
    found = await bank.find("T1", "tcss562", wanted, limit=limit)
    return [each.id for each in found]


async def seen(bank: Bank, question_id: str = "q1") -> BankQuestion:
    found = await bank.get("T1", question_id)
    assert found is not None
    return found


async def test_what_somebody_said_stays_without_whose_it_was(bank: Bank) -> None:
    await bank.add([asked("q1"), asked("q2")])
    for question_id, user in (("q1", "U1"), ("q1", "U2"), ("q2", "U1")):
        await bank.flag("T1", question_id, Flag(user, "wrong", NOON))
    assert await bank.forget("T1", "U1") == 2
    assert await bank.forget("T1", "U1") == 0
    found = [flag for each in ("q1", "q2") for flag in await bank.flags("T1", each)]
    assert [flag.reason for flag in found] == ["wrong"] * 3
    assert "U1" not in {flag.user for flag in found}
    assert "U2" in {flag.user for flag in found}
    assert (await seen(bank)).flags == 2


async def test_a_question_comes_back_whole(bank: Bank) -> None:
    whole = asked(
        state=APPROVED,
        form="definition",
        language="fr",
        difficulty=0.7,
        quality=0.9,
        gone=True,
        reason="too easy",
        made_by="U1",
        changed_by="U2",
        changed_at=LATER,
    )
    unset = {f.name for f in fields(BankQuestion) if not getattr(whole, f.name)}
    assert unset == {"flags"}
    assert await bank.add([whole, asked("q2", source=None), asked("q3", source=Source("a", "b"))])
    assert await bank.get("T1", "q1") == whole
    assert (await seen(bank, "q2")).source is None
    assert (await seen(bank, "q3")).source == Source("a", "b")
    assert await bank.get("T2", "q1") is None


async def test_what_a_course_has_already_is_left_out(bank: Bank) -> None:
    assert await bank.add([asked("a", fingerprint="x"), asked("b", fingerprint="x")]) == 1
    again = [
        asked("c", fingerprint="x"),
        asked("d", fingerprint="y"),
        asked("a", fingerprint="z"),
        asked("e", fingerprint="x", course="other"),
        asked("f", "T2", fingerprint="x"),
    ]
    assert await bank.add(again) == 3
    assert await ids(bank) == ["a", "d"]
    assert await bank.add([]) == 0


async def test_questions_that_say_nothing_of_what_they_ask_are_like_no_other(bank: Bank) -> None:
    own = [asked(each, origin=WRITTEN, fingerprint="") for each in "abc"]
    assert await bank.add(own) == 3


async def test_what_was_rejected_or_edited_is_not_drafted_again(bank: Bank) -> None:
    await bank.add([draft := asked()])
    item = replace(ITEM, stem=Text("Which runs on bare metal?"))
    edited = await bank.change(draft, replace(draft, item=item, fingerprint="other"))
    assert edited is not None
    assert await bank.add([asked("q2", fingerprint=draft.fingerprint)]) == 0
    assert await bank.change(edited, replace(edited, state=REJECTED, reason="trivia"))
    assert await bank.add([asked("q3", fingerprint=draft.fingerprint)]) == 0
    kept = await seen(bank)
    assert (kept.item, kept.state, kept.reason) == (item, REJECTED, "trivia")


async def test_a_change_is_kept_with_the_next_revision_unless_another_came_first(
    bank: Bank,
) -> None:
    await bank.add([draft := asked()])
    changed = replace(draft, state=APPROVED, changed_by="U1", changed_at=LATER)
    assert await bank.change(draft, changed) == replace(changed, revision=2)
    assert await bank.change(draft, replace(draft, state=REJECTED)) is None
    assert await seen(bank) == replace(changed, revision=2)
    assert await bank.change(asked("q9"), asked("q9")) is None


async def test_of_changes_at_once_one_is_kept(bank: Bank) -> None:
    await bank.add([draft := asked()])
    tries = [bank.change(draft, replace(draft, changed_by=f"U{n}")) for n in range(8)]
    kept = [each for each in await asyncio.gather(*tries) if each]
    assert len(kept) == 1
    assert await seen(bank) == kept[0]


async def test_a_change_takes_back_neither_what_students_said_nor_that_a_slide_is_gone(
    bank: Bank,
) -> None:
    await bank.add([draft := asked()])
    await bank.flag("T1", "q1", Flag("U1", "ambiguous", NOON))
    await bank.settle("T1", "tcss562", "v1", [])
    kept = await bank.change(draft, replace(draft, state=APPROVED))
    assert kept is not None
    assert (kept.state, kept.flags, kept.gone) == (APPROVED, 1, True)


async def test_many_are_approved_and_the_same_ones_can_be_taken_back(bank: Bank) -> None:
    await bank.add([asked(each) for each in "abcd"])
    rejected = await seen(bank, "b")
    await bank.change(rejected, replace(rejected, state=REJECTED))
    changed = await bank.change_all(
        "T1", ["d", "b", "a", "x", "a"], state=APPROVED, was=DRAFT, by="U1", at=LATER
    )
    assert changed == ["d", "a"]
    assert await ids(bank, Wanted((APPROVED,))) == ["a", "d"]
    one = await seen(bank, "a")
    assert (one.revision, one.changed_by, one.changed_at) == (2, "U1", LATER)
    undone = await bank.change_all("T1", changed, state=DRAFT, was=APPROVED, by="U1", at=LATER)
    assert undone == changed
    assert await ids(bank, Wanted((DRAFT,))) == ["a", "c", "d"]
    none = await bank.change_all("T1", [], state=APPROVED, was=DRAFT, by="U1", at=LATER)
    assert none == []


async def test_one_that_is_removed_takes_with_it_what_was_said_of_it(bank: Bank) -> None:
    await bank.add([asked(), asked("q2")])
    await bank.flag("T1", "q1", Flag("U1", "wrong", NOON))
    assert not await bank.remove("T2", "q1")
    assert await bank.remove("T1", "q1")
    assert not await bank.remove("T1", "q1")
    assert await bank.add([asked()]) == 1
    assert await bank.flags("T1", "q1") == []
    assert (await seen(bank)).flags == 0


async def test_questions_come_in_the_courses_order(bank: Bank) -> None:
    """By lecture, file, slide; then as they were made: in one import, as they stood there."""
    soon = NOON + timedelta(seconds=1)
    await bank.add(
        [
            asked("own-2", source=None, made_at=soon),
            asked("l13-s10", source=slide(13, 10)),
            asked("l13-s5-later", source=slide(13, 5), made_at=soon),
            asked("l13-s5", source=slide(13, 5)),
            asked("l2", source=slide(2, 90)),
            asked("l13-é", source=slide(13, 1, "é.pdf")),
            asked("l13-Z", source=slide(13, 1, "Z.pdf")),
            asked("l13-no-slide", source=slide(13, None)),
            asked("no-lecture", source=slide(None, 1)),
            asked("own-1", source=None),
            asked("own-0", source=None),
        ]
    )
    expected = [
        *("l2", "l13-Z", "l13-s5", "l13-s5-later", "l13-s10", "l13-no-slide", "l13-é"),
        *("no-lecture", "own-1", "own-0", "own-2"),
    ]
    assert await ids(bank) == expected
    assert await ids(bank, limit=5) == expected[:5]


async def test_only_what_is_wanted_is_found(bank: Bank) -> None:
    await bank.add(
        [
            asked("draft"),
            asked("approved", state=APPROVED, source=slide(14, 1, "b.pdf")),
            asked("gone", gone=True),
            asked("own", source=None, state=APPROVED),
            asked("elsewhere", course="other"),
            asked("abroad", "T2"),
        ]
    )
    await bank.flag("T1", "approved", Flag("U1", "", NOON))
    assert await ids(bank) == ["draft", "approved", "own"]
    assert await ids(bank, Wanted((APPROVED,))) == ["approved", "own"]
    assert await ids(bank, replace(ALL, lecture=13)) == ["draft"]
    assert await ids(bank, replace(ALL, flagged=True)) == ["approved"]
    assert await ids(bank, replace(ALL, gone=True)) == ["draft", "gone", "approved", "own"]
    assert await ids(bank, Wanted(())) == []


async def test_several_come_in_the_order_that_they_are_asked_for(bank: Bank) -> None:
    await bank.add([asked(each) for each in "abc"])
    found = await bank.several("T1", ["c", "x", "a"])
    assert [each.id for each in found] == ["c", "a"]
    assert await bank.several("T2", ["a"]) == []
    assert await bank.several("T1", []) == []


async def test_questions_are_counted_by_lecture_and_state(bank: Bank) -> None:
    await bank.add(
        [
            *(asked("a"), asked("b"), asked("c", state=APPROVED)),
            *(asked("d", source=None), asked("e", gone=True), asked("f", course="other")),
        ]
    )
    assert await bank.counts("T1", "tcss562") == {
        (13, DRAFT): 2,
        (13, APPROVED): 1,
        (None, DRAFT): 1,
    }


async def test_drafts_go_with_their_slide_and_come_back_with_it(bank: Bank) -> None:
    others = [
        asked("own", origin=WRITTEN, fingerprint=""),
        asked("import", origin=IMPORTED),
        asked("elsewhere", course="other"),
    ]
    await bank.add([asked("a"), asked("b", state=APPROVED), *others])
    assert await bank.settled("T1", "tcss562") == ""
    await bank.settle("T1", "tcss562", "v1", ["mark-a"])
    assert await ids(bank) == ["a", "own", "import"]
    assert not (await seen(bank, "elsewhere")).gone
    await bank.settle("T1", "tcss562", "v2", {"mark-b", "mark-x"})
    assert await ids(bank) == ["b", "own", "import"]
    assert (await seen(bank, "b")).revision == 1
    assert await bank.settled("T1", "tcss562") == "v2"
    assert await bank.settled("T1", "other") == ""


async def test_everybody_says_once_that_a_question_is_off(bank: Bank) -> None:
    await bank.add([asked()])
    assert await bank.flag("T1", "q1", Flag("U2", "two are right", LATER))
    assert await bank.flag("T1", "q1", Flag("U1", "", NOON))
    assert not await bank.flag("T1", "q1", Flag("U1", "misspelt", NOON))
    assert not await bank.flag("T1", "q9", Flag("U1", "misspelt", NOON))
    assert (await seen(bank)).flags == 2
    assert await bank.flags("T1", "q1") == [
        Flag("U1", "misspelt", NOON),
        Flag("U2", "two are right", LATER),
    ]
    before = await seen(bank)
    await bank.decide(before, before)
    assert ((await seen(bank)).flags, await bank.flags("T1", "q1")) == (0, [])
    assert await bank.flag("T1", "q1", Flag("U1", "still", LATER))


async def test_a_decision_is_taken_back_whole_with_what_students_said(bank: Bank) -> None:
    await bank.add([asked(state=REJECTED, reason="dull")])
    for user in ("U1", "U2"):
        await bank.flag("T1", "q1", Flag(user, f"odd to {user}", NOON))
    before = await seen(bank)
    other = Item(Kind.SHORT, Text("Another?"), ())
    wanted = replace(before, item=other, state=APPROVED, reason="", source=None, changed_by="U9")
    after = await bank.decide(before, wanted)
    assert after is not None
    assert (after.item, after.state, after.source, after.flags) == (other, APPROVED, None, 0)
    await bank.flag("T1", "q1", Flag("U2", "still odd", LATER))
    back = await bank.take_back("T1", "q1", after.revision, by="U0ELENA", at=LATER)
    assert back == replace(before, revision=3, flags=2, changed_by="U0ELENA", changed_at=LATER)
    assert await bank.flags("T1", "q1") == [
        Flag("U1", "odd to U1", NOON),
        Flag("U2", "still odd", LATER),
    ]
    assert await bank.take_back("T1", "q1", 3, by="U0ELENA", at=LATER) is None, "once"


async def test_only_the_last_decision_is_taken_back_and_only_where_nothing_came_after_it(
    bank: Bank,
) -> None:
    await bank.add([asked()])
    await bank.flag("T1", "q1", Flag("U1", "odd", NOON))
    first = await bank.decide(await seen(bank), replace(await seen(bank), state=REJECTED))
    assert first is not None
    second = await bank.decide(first, replace(first, state=APPROVED))
    assert second is not None
    assert await bank.take_back("T1", "q1", first.revision, by="U1", at=NOON) is None
    back = await bank.take_back("T1", "q1", second.revision, by="U1", at=NOON)
    assert back is not None
    assert (back.state, back.flags) == (REJECTED, 0)
    third = await bank.decide(back, replace(back, state=APPROVED))
    assert third is not None
    fourth = await bank.change(third, replace(third, reason="another"))
    assert fourth is not None
    assert await bank.take_back("T1", "q1", fourth.revision, by="U1", at=NOON) is None
    assert await bank.take_back("T1", "q1", third.revision, by="U1", at=NOON) is None
    assert await bank.take_back("T1", "q9", 1, by="U1", at=NOON) is None


async def test_whose_it_was_remains_in_no_file(tmp_path: Path) -> None:
    """Of SQLite, which writes what was deleted over, and whose log is emptied."""
    opened = await open_storage(f"sqlite:///{tmp_path / 'own.db'}")
    await opened.bank.add([asked()])
    await opened.bank.flag("T1", "q1", Flag("U0SARA", "odd", NOON))
    there = await asyncio.to_thread(naming, tmp_path, "U0SARA")
    assert await opened.bank.forget("T1", "U0SARA") == 1
    left = await asyncio.to_thread(naming, tmp_path, "U0SARA")
    await opened.close()
    assert (bool(there), left) == (True, [])


async def test_who_erased_themselves_is_not_brought_back_by_an_undo(bank: Bank) -> None:
    await bank.add([asked()])
    await bank.flag("T1", "q1", Flag("U1", "odd", NOON))
    after = await bank.decide(await seen(bank), await seen(bank))
    assert after is not None
    assert await bank.forget("T1", "U1") == 1
    await bank.take_back("T1", "q1", after.revision, by="U9", at=NOON)
    (flag,) = await bank.flags("T1", "q1")
    assert flag.reason == "odd"
    assert flag.user != "U1"


async def test_a_course_has_the_usual_settings_until_it_chose(bank: Bank) -> None:
    assert await bank.settings("T1", "tcss562") == QuizSettings()
    for chosen in (QuizSettings(False, "U1", NOON), QuizSettings(True, "U2", LATER)):
        await bank.set("T1", "tcss562", chosen)
        assert await bank.settings("T1", "tcss562") == chosen
    assert await bank.settings("T1", "other") == QuizSettings()


async def test_people_are_given_more_time(bank: Bank) -> None:
    await bank.give_time("T1", "tcss562", "U1", 25)
    await bank.give_time("T1", "tcss562", "U2", 100)
    await bank.give_time("T1", "tcss562", "U1", 50)
    await bank.give_time("T1", "other", "U1", 10)
    await bank.give_time("T1", "tcss562", "U3", 0)
    assert await bank.extra_time("T1", "tcss562") == {"U1": 50, "U2": 100}
    await bank.give_time("T1", "tcss562", "U2", 0)
    assert await bank.extra_time("T1", "tcss562") == {"U1": 50}


async def test_replicas_that_read_the_same_slides_at_once_keep_each_question_once(
    storage: Storage,
) -> None:
    def drafted(replica: int) -> list[BankQuestion]:
        found = [asked(f"{replica}-{n}", fingerprint=f"mark-{n}") for n in range(200)]
        return found[::-1] if replica % 2 else found

    standing = [f"mark-{n}" for n in range(0, 200, 2)]
    added = await asyncio.gather(*(storage.bank.add(drafted(n)) for n in range(4)))
    assert sum(added) == 200
    await asyncio.gather(
        *(storage.bank.settle("T1", "tcss562", f"v{n}", standing) for n in range(4))
    )
    assert len(await ids(storage.bank)) == 100


async def test_what_somebody_says_is_off_is_known_at_once(storage: Storage) -> None:
    bank = storage.bank
    await bank.add([asked("q1"), asked("q2"), asked("q3"), asked("q1", "T2")])
    for workspace, question, user in (
        ("T1", "q1", "U1"),
        ("T1", "q2", "U2"),
        ("T2", "q1", "U1"),
        ("T1", "q3", "U1"),
    ):
        await bank.flag(workspace, question, Flag(user, "", NOON))
    assert await bank.flagged_by("T1", "U1") == {"q1", "q3"}
    looked_at = await bank.get("T1", "q1")
    assert looked_at is not None
    assert await bank.decide(looked_at, looked_at)
    assert await bank.flagged_by("T1", "U1") == {"q3"}
    assert await bank.flagged_by("T1", "U3") == frozenset()


async def test_flags_at_once_count_each_person_once(storage: Storage) -> None:
    await storage.bank.add([asked()])
    said = await asyncio.gather(
        *(storage.bank.flag("T1", "q1", Flag(f"U{n % 5}", str(n), NOON)) for n in range(20))
    )
    assert said.count(True) == 5
    assert (await seen(storage.bank)).flags == 5


async def test_people_who_approve_the_same_at_once_do_it_once(storage: Storage) -> None:
    names = [f"q{n}" for n in range(40)]
    await storage.bank.add([asked(each) for each in names])

    async def approve(order: list[str]) -> int:
        done = await storage.bank.change_all(
            "T1", order, state=APPROVED, was=DRAFT, by="U1", at=LATER
        )
        return len(done)

    done = await asyncio.gather(*(approve(names[:: 1 if n % 2 else -1]) for n in range(6)))
    assert sum(done) == 40


async def test_text_that_a_database_refuses_is_kept_without_what_it_refuses(
    storage: Storage,
) -> None:
    odd = "a\x00b\ud800"
    item = Item(Kind.ESSAY, Text(odd))
    await storage.bank.add([asked(item=item, source=Source(odd, odd), reason=odd)])
    found = await seen(storage.bank)
    assert found.item.stem.text == found.reason == "ab�"
    assert found.source == Source("ab�", "ab�")
    changed = await storage.bank.change(found, replace(found, item=item, reason=odd))
    assert changed is not None
    assert changed.item.stem.text == changed.reason == "ab�"
    for _ in range(2):
        await storage.bank.flag("T1", "q1", Flag("U1", odd, NOON))
    assert await storage.bank.flags("T1", "q1") == [Flag("U1", "ab�", NOON)]


async def test_nothing_is_left_of_what_was_said_of_a_removed_question(storage: Storage) -> None:
    await storage.bank.add([asked()])
    await storage.bank.flag("T1", "q1", Flag("U1", "wrong", NOON))
    await storage.bank.remove("T1", "q1")
    left = select(func.count()).select_from(bank_flags)
    assert await storage.database.read(lambda c: c.execute(left).scalar_one()) == 0
