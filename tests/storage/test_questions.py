"""Questions and votes."""

from __future__ import annotations

import asyncio
from datetime import timedelta, timezone

import pytest

from bot.services.ports import FeedbackCount
from bot.storage import Storage
from tests.storage.records import LATER, NOON, question


async def test_a_question_comes_back_as_it_was(storage: Storage) -> None:
    await storage.questions.add(question())
    assert await storage.questions.get("T1", "q1") == question()
    assert await storage.questions.get("T2", "q1") is None
    assert await storage.questions.get("T1", "q2") is None


async def test_times_come_back_aware_in_utc_whatever_zone_they_came_in(storage: Storage) -> None:
    there = NOON.astimezone(timezone(timedelta(hours=-8)))
    await storage.questions.add(question(asked_at=there))
    found = await storage.questions.get("T1", "q1")
    assert found is not None
    assert found.asked_at == NOON
    assert found.asked_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\x00b", "ab"),
        ("lone \ud800 surrogate", "lone \ufffd\ufffd\ufffd surrogate"),
        ("🎉 شكرا", "🎉 شكرا"),
        ("x" * 10_000, "x" * 10_000),
        ("'; DROP TABLE questions; --", "'; DROP TABLE questions; --"),
    ],
)
async def test_any_text_can_be_stored(storage: Storage, text: str, stored: str) -> None:
    await storage.questions.add(question(text=text, result={"quote": text}))
    found = await storage.questions.get("T1", "q1")
    assert found is not None
    assert found.text == stored
    assert found.result == {"quote": stored}


async def test_a_reply_is_noted(storage: Storage) -> None:
    await storage.questions.add(question())
    await storage.questions.set_reply("T1", "q1", "2.000001")
    found = await storage.questions.get("T1", "q1")
    assert found is not None
    assert found.reply_ts == "2.000001"


async def test_a_threads_topic_is_its_newest_answered_question(storage: Storage) -> None:
    for id, minutes, answered in (("old", 0, True), ("new", 1, True), ("declined", 2, False)):  # noqa: A001
        at = NOON + timedelta(minutes=minutes)
        await storage.questions.add(question(id, answered=answered, asked_at=at))
    found = await storage.questions.latest_in_thread("T1", "C1", "1.000001")
    assert found is not None
    assert found.id == "new"


async def test_a_topic_never_crosses_channels_or_workspaces(storage: Storage) -> None:
    await storage.questions.add(question())
    assert await storage.questions.latest_in_thread("T1", "C2", "1.000001") is None
    assert await storage.questions.latest_in_thread("T2", "C1", "1.000001") is None
    assert await storage.questions.latest_in_thread("T1", "C1", "9.000001") is None


async def test_a_vote_is_stored_once_a_person_and_can_be_changed(storage: Storage) -> None:
    await storage.questions.add(question())

    async def vote(user: str, *, helpful: bool) -> bool:
        return await storage.questions.vote("T1", "q1", user, helpful=helpful, at=NOON)

    assert await vote("U1", helpful=True)
    assert not await vote("U1", helpful=True)
    assert await storage.questions.feedback("T1", "q1") == FeedbackCount(1, 0)
    assert await vote("U1", helpful=False)
    assert await vote("U2", helpful=True)
    assert await storage.questions.feedback("T1", "q1") == FeedbackCount(1, 1)


async def test_fifty_votes_of_one_person_at_once_are_one(storage: Storage) -> None:
    await storage.questions.add(question())
    await asyncio.gather(
        *(storage.questions.vote("T1", "q1", "U1", helpful=n % 2 == 0, at=NOON) for n in range(50))
    )
    count = await storage.questions.feedback("T1", "q1")
    assert count.helpful + count.not_helpful == 1


async def test_the_unanswered_are_listed_newest_first_for_one_course(storage: Storage) -> None:
    await storage.questions.add(question("answered"))
    await storage.questions.add(question("first", answered=False, asked_at=NOON))
    await storage.questions.add(question("second", answered=False, asked_at=LATER))
    await storage.questions.add(question("other", answered=False, course="bio201"))
    await storage.questions.add(question("else", workspace="T2", answered=False))
    found = await storage.questions.unanswered("T1", "tcss562")
    assert [q.id for q in found] == ["second", "first"]
    assert len(await storage.questions.unanswered("T1", "tcss562", limit=1)) == 1


async def test_counts_are_of_one_course_in_one_workspace(storage: Storage) -> None:
    await storage.questions.add(question("a"))
    await storage.questions.add(question("b", answered=False))
    await storage.questions.add(question("a", workspace="T2"))
    await storage.questions.vote("T1", "a", "U1", helpful=True, at=NOON)
    await storage.questions.vote("T1", "b", "U1", helpful=False, at=NOON)
    await storage.questions.vote("T2", "a", "U1", helpful=False, at=NOON)
    assert await storage.questions.counts("T1", "tcss562") == {
        "asked": 2,
        "answered": 1,
        "declined": 1,
        "helpful": 1,
        "not_helpful": 1,
    }
    empty = await storage.questions.counts("T3", "tcss562")
    assert set(empty.values()) == {0}
