"""Questions and votes."""

from __future__ import annotations

import asyncio
from datetime import timedelta, timezone

import pytest

from bot.errors import StorageError
from bot.services.ports import FeedbackCount
from bot.storage import Storage
from tests.storage.records import LATER, NOON, question


async def test_a_question_comes_back_as_it_was(storage: Storage) -> None:
    await storage.questions.add(question())
    assert await storage.questions.get("T1", "q1") == question()
    assert await storage.questions.get("T2", "q1") is None
    assert await storage.questions.get("T1", "q2") is None


async def test_the_same_id_in_two_workspaces_is_two_questions(storage: Storage) -> None:
    """Nothing that happens to one is seen in the other."""
    await storage.questions.add(question(workspace="T1", text="one"))
    await storage.questions.add(question(workspace="T2", text="two"))
    await storage.questions.set_reply("T1", "q1", "2.000001")
    await storage.questions.vote("T1", "q1", "U1", helpful=True, at=NOON)
    there = await storage.questions.get("T2", "q1")
    assert there == question(workspace="T2", text="two")
    assert await storage.questions.feedback("T2", "q1") == FeedbackCount(0, 0)
    assert await storage.questions.feedback("T1", "q1") == FeedbackCount(1, 0)


async def test_a_question_recorded_again_stays_as_it_was_with_its_votes(storage: Storage) -> None:
    await storage.questions.add(question())
    await storage.questions.vote("T1", "q1", "U1", helpful=True, at=NOON)
    await storage.questions.add(question(text="other", answered=False))
    assert await storage.questions.get("T1", "q1") == question()
    assert await storage.questions.feedback("T1", "q1") == FeedbackCount(1, 0)


async def test_a_question_without_what_is_optional_comes_back_whole(storage: Storage) -> None:
    bare = question(message_ts=None, thread_ts=None, entry_id=None, confidence=0.0, result={})
    await storage.questions.add(bare)
    assert await storage.questions.get("T1", "q1") == bare


async def test_the_longest_ids_that_lectern_makes_fit(storage: Storage) -> None:
    """PostgreSQL holds to a column's length, where SQLite takes anything."""
    long = question("f" * 32, entry_id="deadline-" + "0" * 16, course="c" * 64, surface="shortcut")
    await storage.questions.add(long)
    assert await storage.questions.get("T1", long.id) == long


async def test_a_vote_on_what_was_never_asked_is_refused(storage: Storage) -> None:
    with pytest.raises(StorageError):
        await storage.questions.vote("T1", "q1", "U1", helpful=True, at=NOON)
    assert await storage.questions.feedback("T1", "q1") == FeedbackCount(0, 0)


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
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("at the end \udc00\ud800", "at the end \ufffd\ufffd"),
        ("two halves \ud83c\udf89", "two halves 🎉"),
        ("\\u0000 and \\ud800 as text", "\\u0000 and \\ud800 as text"),
        (
            "e\u0301 \u202eltr\u202c \u200b\ufeff\r\n\t",
            "e\u0301 \u202eltr\u202c \u200b\ufeff\r\n\t",
        ),
        ("👩‍👩‍👧‍👦🏳️‍🌈", "👩‍👩‍👧‍👦🏳️‍🌈"),
        ("", ""),
        ("%s %(x)s :x {x}", "%s %(x)s :x {x}"),
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


async def test_a_thread_of_declined_questions_has_the_newest_for_its_topic(
    storage: Storage,
) -> None:
    await storage.questions.add(question("new", answered=False, asked_at=LATER))
    await storage.questions.add(question("old", answered=False, asked_at=NOON))
    found = await storage.questions.latest_in_thread("T1", "C1", "1.000001")
    assert found is not None
    assert found.id == "new"


async def test_a_topic_never_crosses_channels_or_workspaces(storage: Storage) -> None:
    await storage.questions.add(question())
    assert await storage.questions.latest_in_thread("T1", "C2", "1.000001") is None
    assert await storage.questions.latest_in_thread("T2", "C1", "1.000001") is None
    assert await storage.questions.latest_in_thread("T1", "C1", "9.000001") is None


async def test_what_a_person_asked_last_is_found_in_a_thread_and_in_the_whole_channel(
    storage: Storage,
) -> None:
    for id, minutes, thread, user in (  # noqa: A001
        ("first", 0, "1.000001", "U1"),
        ("elsewhere", 1, "2.000001", "U1"),
        ("other", 2, "1.000001", "U2"),
    ):
        at = NOON + timedelta(minutes=minutes)
        await storage.questions.add(question(id, thread_ts=thread, user=user, asked_at=at))

    async def found(channel: str, user: str, thread: str | None) -> str | None:
        latest = await storage.questions.latest_of("T1", channel, user, thread_ts=thread)
        return latest.id if latest else None

    assert await found("C1", "U1", "1.000001") == "first"
    assert await found("C1", "U1", None) == "elsewhere"
    assert await found("C1", "U2", None) == "other"
    assert await found("C2", "U1", None) is None
    assert await found("C1", "U1", "3.000001") is None


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
