"""A quiz, its questions, and that a channel plays one at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.services.polls.ports import CLOSED, DRAFT, OPEN, QUESTION, QUIZ, Poll
from bot.services.reminding.ports import Outgoing
from bot.storage import Storage, open_storage
from tests.storage.poll_records import poll
from tests.storage.ready import lay_migrated
from tests.storage.records import LATER
from tests.storage.reminding_records import message


def quiz(id: str, **changes: Any) -> Poll:  # noqa: A002
    return poll(id, kind=QUIZ, **({"state": OPEN} | changes))


def question(number: int, of: str = "q1", **changes: Any) -> Poll:
    return poll(f"{of}-{number:02d}", kind=QUESTION, about=of, **changes)


def posting(key: str) -> Outgoing:
    return message(key=key, kind="question")


async def test_a_channel_has_one_open_quiz_at_a_time(storage: Storage) -> None:
    assert await storage.polls.add(quiz("q1"))
    assert not await storage.polls.add(quiz("q2"))
    assert await storage.polls.add(quiz("q3", channel="C2"))
    assert await storage.polls.add(quiz("q4", workspace="T2"))
    assert await storage.polls.add(quiz("q5", state=DRAFT))
    found = await storage.polls.get("T1", "q5")
    assert found is not None
    assert await storage.polls.change(found, replace(found, state=OPEN), [posting("k")]) is None
    assert await storage.outbox.posted("T1", "", kind="question") == []
    running = await storage.polls.get("T1", "q1")
    assert running is not None
    assert await storage.polls.change(running, replace(running, state=CLOSED))
    assert await storage.polls.change(found, replace(found, state=OPEN))


async def test_of_several_quizzes_that_open_at_once_in_a_channel_one_does(storage: Storage) -> None:
    drafts = [quiz(f"q{n}", state=DRAFT) for n in range(6)]
    for draft in drafts:
        await storage.polls.add(draft)
    opened = await asyncio.gather(
        *(storage.polls.change(draft, replace(draft, state=OPEN)) for draft in drafts)
    )
    assert sum(each is not None for each in opened) == 1


async def test_a_question_comes_with_the_step_of_its_quiz_or_not_at_all(storage: Storage) -> None:
    first = quiz("q1")
    await storage.polls.add(first)
    step = replace(first, notes={"at": 0})
    assert await storage.polls.change(first, step, [posting("q1-0")], [question(0)])
    assert await storage.polls.change(first, step, [posting("q1-1")], [question(1)]) is None
    second = await storage.polls.get("T1", "q1")
    assert second is not None
    again = replace(second, notes={"at": 9})
    assert await storage.polls.change(second, again, [posting("q1-x")], [question(0)]) is None
    kept = await storage.polls.get("T1", "q1")
    assert kept == second
    assert [each.id for each in await storage.polls.about("T1", "q1", kind=QUESTION)] == ["q1-00"]
    claimed = await storage.outbox.claim(
        LATER, lease=LATER - LATER, limit=9, holder="a", pause=LATER - LATER
    )
    assert [each.key for each in claimed] == ["q1-0"]


async def test_a_quizs_questions_come_in_their_order(storage: Storage) -> None:
    for number in (10, 2, 1):
        await storage.polls.add(question(number))
    await storage.polls.add(question(1, of="q2"))
    found = await storage.polls.about("T1", "q1", kind=QUESTION)
    assert [each.id for each in found] == ["q1-01", "q1-02", "q1-10"]


async def test_looking_for_quizzes_and_questions_reads_no_other_polls(tmp_path: Path) -> None:
    """On SQLite, whose plan does not follow from how much there is: an idle Lectern looks several times a second."""
    lay_migrated(tmp_path / "lectern.sqlite3")
    storage = await open_storage(f"sqlite:///{tmp_path / 'lectern.sqlite3'}")
    asked: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, given: Any, _context: Any, _many: bool) -> None:
        asked.append((statement, given))

    event.listen(storage.database.engine, "before_cursor_execute", note)
    await storage.polls.of_course("T1", "tcss562", states=(OPEN,), kinds=(QUIZ,))
    await storage.polls.about("T1", "q1", kind=QUESTION)
    event.remove(storage.database.engine, "before_cursor_execute", note)
    explained = [(f"EXPLAIN QUERY PLAN {statement}", given) for statement, given in asked]
    plans = await storage.database.read(
        lambda c: [[step[-1] for step in c.exec_driver_sql(*each)] for each in explained]
    )
    await storage.close()
    found = "SEARCH polls USING INDEX"
    assert plans == [
        [f"{found} ix_polls_kind (workspace=? AND course=? AND state=? AND kind=?)"],
        [f"{found} ix_polls_about (workspace=? AND about=?)"],
    ]
