"""Replicas over one database: a class is asked once, a paper is counted once, and everybody is told once."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import select

from bot.services.papers.answering import rated, told
from bot.services.papers.asking import paper_id
from bot.services.papers.counting import Outcome
from bot.services.papers.ports import PAPER, PAPER_DIGEST
from bot.services.papers.service import PaperService
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED
from bot.services.questions import QuestionService
from bot.storage import Storage
from bot.storage.outbox_tables import outbox
from bot.storage.poll_tables import ballots, poll_keys
from tests.unit.fakes import FakeClock, FakePeople, FakeQuestions
from tests.unit.services.papers.made import STAFF, ZONE, at, course, timetable

ID = paper_id("tcss562", "2021-11-16T17:00")


def replica(storage: Storage, clock: FakeClock) -> PaperService:
    parts = PollParts(
        "T1",
        "tcss562",
        ZONE,
        storage.polls,
        storage.ballots,
        storage.redraws,
        storage.templates,
        clock,
        lambda: "id",
        lambda: None,
    )
    questions = QuestionService(
        course(), "tcss562", FakeQuestions(), FakePeople(), clock, lambda: "q"
    )
    return PaperService(
        parts, timetable(), questions, storage.paper_wishes, storage.outbox, STAFF, ("C1",)
    )


async def kinds(storage: Storage) -> list[str]:
    statement = select(outbox.c.kind).order_by(outbox.c.kind)
    return await storage.database.read(lambda c: list(c.execute(statement).scalars()))


async def all_rows(storage: Storage, table: Any) -> list[Any]:
    return await storage.database.read(lambda c: list(c.execute(select(table)).all()))


async def test_replicas_ask_count_and_tell_once_and_leave_nobodys_answer(storage: Storage) -> None:
    clock = FakeClock(at("09:00"))
    replicas = [replica(storage, clock) for _ in range(3)]
    await replicas[0].switch(on=True, channel="C1", by="U0ELENA")
    await replicas[1].opt("U7", on=True)
    clock.at = at("19:06")
    await asyncio.gather(*(one.tick() for one in replicas))
    assert await kinds(storage) == [PAPER, PAPER]
    taps = [
        replicas[n % 3].answer(ID, f"U0STUDENT{n}", f"1637118000.{n:06}", rated("new", n % 10 + 1))
        for n in range(30)
    ]
    await asyncio.gather(*taps)
    await replicas[0].answer(
        ID, "U0STUDENT3", "1637118100.000001", told("the kernel", [], "why KVM")
    )
    await replicas[1].answer(ID, "U0STUDENT3", "1637118099.000001", rated("new", 10))
    assert len(await all_rows(storage, ballots)) == 30
    assert "U0STUDENT" not in str(await all_rows(storage, ballots))
    closed = await asyncio.gather(*(one.close(ID, by="U0ELENA") for one in replicas))
    assert [paper is not None for paper in closed].count(True) == 1
    await asyncio.gather(*(one.tick() for one in replicas))
    assert (await kinds(storage)).count(PAPER_DIGEST) == len(STAFF)
    paper = await replicas[2].paper(ID)
    outcome = Outcome.from_result(paper.result)
    assert (paper.state, outcome.answers, outcome.new.counts) == (CLOSED, 30, (3,) * 10)
    assert outcome.main == ("the kernel",)
    assert await all_rows(storage, ballots) == await all_rows(storage, poll_keys) == []
