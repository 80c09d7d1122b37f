"""People's practice: an answer counts once, with all that follows from it. The store in memory does what the stores do."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.services.quizzes.practice.ports import Given, Memory, Practice, Session, Wishes
from bot.storage import Storage, open_storage
from bot.storage.quiz_tables import practice_answers
from tests.storage.quiz_records import given, memory, session
from tests.storage.records import LATER, NOON
from tests.storage.test_traces import naming
from tests.unit.services.quizzes.stores import FakePractice

DAY = timedelta(days=1)


@pytest.fixture
def practice(kept: Storage | None) -> Practice:
    return kept.practice if kept else FakePractice()


async def begun(practice: Practice, user: str = "U1", **changes: str) -> Session:
    kept = await practice.keep(None, session(user, **changes))
    assert kept is not None
    return kept


async def answered(practice: Practice, *answers: Given) -> None:
    """Each by its person, who had practised before or not."""
    for each in answers:
        before = await practice.session(each.workspace, each.course, each.user)
        if before is None:
            new = session(each.user, workspace=each.workspace, course=each.course)
            before = await practice.keep(None, new)
        assert before is not None
        known = memory(each.question_id, each.user, workspace=each.workspace, course=each.course)
        assert await practice.answer(before, before, known, each)


async def test_a_session_is_changed_only_as_it_was_seen(practice: Practice) -> None:
    assert await practice.session("T1", "tcss562", "U1") is None
    first = await practice.keep(None, session(revision=7))
    assert first == session()
    assert await practice.session("T1", "tcss562", "U1") == first
    assert await practice.keep(None, session(state={})) is None
    second = await practice.keep(first, replace(first, state={"at": 1}, changed_at=LATER))
    assert second == replace(first, state={"at": 1}, changed_at=LATER, revision=2)
    assert await practice.keep(first, first) is None
    assert await practice.session("T1", "tcss562", "U1") == second
    assert await practice.keep(session("U9"), session("U9")) is None
    assert await practice.session("T1", "other", "U1") is None


async def test_an_answer_is_kept_with_what_follows_from_it(practice: Practice) -> None:
    before = await begun(practice)
    whole = memory(right=1, wrong=2, sure_wrong=True)
    answer = given(share=0.5, sure=False)
    assert all(getattr(whole, each.name) for each in fields(Memory))
    after = replace(before, state={"at": 1}, changed_at=LATER)
    assert await practice.answer(before, after, whole, answer) == replace(after, revision=2)
    assert await practice.session("T1", "tcss562", "U1") == replace(after, revision=2)
    assert await practice.memory("T1", "U1", "q1") == whole
    assert await practice.given("T1", "tcss562", "U1") == [answer]
    assert await practice.memory("T1", "U2", "q1") is None


async def test_a_second_click_on_an_answer_keeps_nothing(practice: Practice) -> None:
    before = await begun(practice)
    assert await practice.answer(before, before, memory(right=1), given())
    assert await practice.answer(before, before, memory(wrong=1), given("g2", share=0.0)) is None
    assert await practice.memory("T1", "U1", "q1") == memory(right=1)
    assert await practice.given("T1", "tcss562", "U1") == [given()]


async def test_an_answer_that_was_given_already_keeps_nothing(practice: Practice) -> None:
    before = await begun(practice)
    after = await practice.answer(before, before, memory(right=1), given())
    assert after is not None
    assert await practice.answer(after, after, memory(right=2), given(share=0.0)) is None
    assert await practice.session("T1", "tcss562", "U1") == after
    assert await practice.memory("T1", "U1", "q1") == memory(right=1)
    assert await practice.given("T1", "tcss562", "U1") == [given()]


async def test_memories_come_by_when_they_are_due(practice: Practice) -> None:
    before: Session | None = await begun(practice)
    for n, days in enumerate((3, 1, 2, 1)):
        assert before is not None
        known = memory(f"q{n}", due_at=NOON + days * DAY)
        before = await practice.answer(before, before, known, given(f"g{n}", question_id=f"q{n}"))
    await answered(practice, given("x", "U2"), given("y", course="other", question_id="q9"))
    found = await practice.memories("T1", "tcss562", "U1")
    assert [each.question_id for each in found] == ["q1", "q3", "q2", "q0"]
    for by, due in ((NOON, []), (NOON + DAY, ["q1", "q3"]), (NOON + 2 * DAY, ["q1", "q3", "q2"])):
        found = await practice.memories("T1", "tcss562", "U1", due_by=by)
        assert [each.question_id for each in found] == due


async def test_answers_come_oldest_first_and_from_a_day_on(practice: Practice) -> None:
    first = date(2026, 11, 25)
    answers = [
        given("c", at=NOON + DAY, day=first + DAY),
        given("b", at=NOON),
        given("a", at=NOON),
        given("d", at=NOON + 3 * DAY, day=first + 3 * DAY),
        given("e", at=NOON, course="other", day=first + 9 * DAY),
        given("f", "U2"),
    ]
    await answered(practice, *answers)
    found = await practice.given("T1", "tcss562", "U1")
    assert [each.id for each in found] == ["a", "b", "c", "d"]
    late = await practice.given("T1", "tcss562", "U1", since=first + DAY)
    assert [each.id for each in late] == ["c", "d"]
    days = await practice.days("T1", "tcss562", "U1")
    assert days == [first, first + DAY, first + 3 * DAY]
    assert await practice.days("T1", "tcss562", "U9") == []


async def test_everybody_practises_as_usual_until_they_wish_otherwise(practice: Practice) -> None:
    assert await practice.wishes("T1", "tcss562", "U1") == Wishes()
    for wishes in (Wishes(5, 15), Wishes(1, 2)):
        await practice.wish("T1", "tcss562", "U1", wishes)
        assert await practice.wishes("T1", "tcss562", "U1") == wishes
    assert await practice.wishes("T1", "tcss562", "U2") == Wishes()


async def test_somebodys_practice_is_forgotten_in_every_course_and_nobody_elses(
    practice: Practice,
) -> None:
    await answered(practice, given("a"), given("b", course="other", question_id="q2"))
    await answered(practice, given("c", "U2"), given("d", workspace="T2"))
    await practice.wish("T1", "tcss562", "U1", Wishes(5))
    before = await practice.session("T1", "tcss562", "U1")
    assert before is not None
    assert await practice.erase("T1", "U1") == 7
    assert await practice.erase("T1", "U1") == 0
    for course in ("tcss562", "other"):
        assert await practice.session("T1", course, "U1") is None
        assert await practice.memories("T1", course, "U1") == []
        assert await practice.given("T1", course, "U1") == []
        assert await practice.wishes("T1", course, "U1") == Wishes()
    assert await practice.answer(before, before, memory(), given("z")) is None
    assert await practice.given("T1", "tcss562", "U2") == [given("c", "U2")]
    assert len(await practice.given("T2", "tcss562", "U1")) == 1


async def test_nothing_of_it_remains_in_the_files(tmp_path: Path) -> None:
    """Of SQLite, which writes what was deleted over, and whose log is emptied."""
    opened = await open_storage(f"sqlite:///{tmp_path / 'own.db'}")
    await answered(opened.practice, given("a", "U0SARA"))
    there = await asyncio.to_thread(naming, tmp_path, "U0SARA")
    assert await opened.practice.erase("T1", "U0SARA") == 3
    left = await asyncio.to_thread(naming, tmp_path, "U0SARA")
    await opened.close()
    assert (bool(there), left) == (True, [])


async def test_of_clicks_at_once_one_counts(storage: Storage) -> None:
    before = await begun(storage.practice)
    clicks = [
        storage.practice.answer(before, before, memory(right=n), given(f"g{n}")) for n in range(12)
    ]
    kept = [each for each in await asyncio.gather(*clicks) if each]
    assert kept == [replace(before, revision=2)]
    [answer] = await storage.practice.given("T1", "tcss562", "U1")
    known = await storage.practice.memory("T1", "U1", "q1")
    assert known is not None
    assert answer.id == f"g{known.right}"


async def test_of_people_who_begin_twice_at_once_each_has_one_session(storage: Storage) -> None:
    tries = [storage.practice.keep(None, session(f"U{n % 3}")) for n in range(12)]
    assert sum(each is not None for each in await asyncio.gather(*tries)) == 3


async def test_nothing_is_left_of_an_answer_that_comes_while_all_is_erased(
    storage: Storage,
) -> None:
    people = [f"U{n}" for n in range(20)]
    sessions = {user: await begun(storage.practice, user) for user in people}

    async def answer(user: str) -> None:
        before = sessions[user]
        known = memory(user=user)
        await storage.practice.answer(before, before, known, given(f"g-{user}", user))

    async def erase(user: str) -> None:
        await storage.practice.erase("T1", user)

    await asyncio.gather(*(do(user) for user in people for do in (answer, erase)))
    left = select(func.count()).select_from(practice_answers)
    assert await storage.database.read(lambda c: c.execute(left).scalar_one()) == 0
    for user in people:
        assert await storage.practice.memories("T1", "tcss562", user) == []


async def test_text_that_a_database_refuses_is_kept_without_what_it_refuses(
    storage: Storage,
) -> None:
    before = await begun(storage.practice)
    odd = {"said": "a\x00b\ud800"}
    kept = await storage.practice.answer(
        before, replace(before, state=odd), memory(card=odd), given()
    )
    assert kept is not None
    assert kept.state == {"said": "ab�"}
    assert (await storage.practice.memories("T1", "tcss562", "U1"))[0].card == kept.state
