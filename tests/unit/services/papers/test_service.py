"""Papers of a course: asked once, closed once, told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.services.papers.answering import rated, taken_back, told
from bot.services.papers.asking import paper_id
from bot.services.papers.counting import Outcome
from bot.services.papers.ports import PAPER, PAPER_DIGEST, PaperRefused
from bot.services.polls.ports import CLOSED, OPEN
from bot.services.reminding.ports import EDIT
from tests.unit.services.papers.made import STAFF, Desk, at, closed, desk

KEY = "2021-11-16T17:00"
ID = paper_id("tcss562", KEY)


async def open_desk(channel: str = "C1") -> Desk:
    """Switched on in the morning, and asked after class."""
    found = desk(at("09:00"))
    await found.service.switch(on=True, channel=channel, by="U0ELENA")
    found.clock.at = at("19:06")
    await found.service.tick()
    return found


async def test_the_class_is_asked_by_itself_once_however_often_one_looks() -> None:
    found = await open_desk()
    for clock in ("19:07", "20:00"):
        found.clock.at = at(clock)
        await found.service.tick()
    assert found.keys(PAPER) == [f"paper:{ID}"]
    paper = await found.service.of_class(KEY)
    assert paper is not None
    assert (paper.state, paper.creator, paper.about) == (OPEN, "U0ELENA", KEY)


async def test_nobody_is_asked_where_there_is_neither_a_channel_nor_a_wish() -> None:
    found = await open_desk(channel="")
    assert found.keys(PAPER) == []
    await found.service.opt("U2", on=True)
    await found.service.tick()
    assert found.keys(PAPER) == [f"paper:{ID}:U2"]


async def test_asking_by_hand_is_asking_once_as_well() -> None:
    found = desk(at("18:50"))
    assert await found.service.ask(KEY, "U0ELENA") is not None
    assert await found.service.ask(KEY, "U0OMAR") is None
    await found.service.switch(on=True, channel="C1", by="U0ELENA")
    found.clock.at = at("19:10")
    await found.service.tick()
    assert found.keys(PAPER) == [f"paper:{ID}"]


async def test_asking_nobody_says_how_to_find_somebody() -> None:
    found = desk(at("18:50"))
    await found.service.switch(on=False, channel="", by="U0ELENA")
    with pytest.raises(PaperRefused, match="nobody to ask"):
        await found.service.ask(KEY, "U0ELENA")


async def test_it_closes_before_the_next_class_and_each_instructor_is_told_once() -> None:
    found = await open_desk()
    for order, (user, decide) in enumerate(
        [
            ("U1", rated("new", 8)),
            ("U2", rated("new", 4)),
            ("U3", told("x", [], "")),
            ("U3", taken_back),
        ]
    ):
        await found.service.answer(ID, user, f"1637118000.00000{order}", decide)
    for day, clock in ((18, "15:59"), (18, "16:00"), (18, "16:01"), (19, "09:00")):
        found.clock.at = at(clock, date(2021, 11, day))
        await found.service.tick()
        assert bool(found.keys(PAPER_DIGEST)) is (clock != "15:59")
    assert found.keys(PAPER_DIGEST) == [f"paper_digest:{ID}:{user}" for user in STAFF]
    paper = await found.service.of_class(KEY)
    assert paper is not None
    assert paper.state == CLOSED
    outcome = Outcome.from_result(paper.result)
    assert (outcome.answers, outcome.new.mean, outcome.main) == (2, 6.0, ())


async def test_every_message_of_a_paper_says_that_it_is_closed_also_one_that_was_posted_late() -> (
    None
):
    found = await open_desk()
    key = f"paper:{ID}"
    sent = found.outbox.messages.pop(key)
    await found.service.close(ID, by="U0ELENA")
    assert [m for m in found.outbox.messages.values() if m.op == EDIT] == []
    found.outbox.messages[key] = replace(sent, ts="1.2", posted_channel="C1")
    for _ in range(2):
        await found.service.tick()
    (edit,) = [m for m in found.outbox.messages.values() if m.op == EDIT]
    assert (edit.channel, edit.ts, edit.subject) == ("C1", "1.2", {"key": key})


async def test_closing_twice_changes_nothing() -> None:
    found = await open_desk()
    assert await found.service.close(ID, by="U0ELENA") is not None
    assert await found.service.close(ID, by="U0OMAR") is None


async def test_an_answer_to_a_paper_that_is_closed_or_unknown_is_refused() -> None:
    found = await open_desk()
    await found.service.close(ID, by="U0ELENA")
    with pytest.raises(PaperRefused, match="closed"):
        await found.service.answer(ID, "U1", "1637118000.1", rated("new", 8))
    with pytest.raises(PaperRefused, match="don't know"):
        await found.service.answer("elsewhere", "U1", "1637118000.1", rated("new", 8))


async def test_an_answer_that_comes_when_it_is_due_to_close_is_refused_before_the_tick() -> None:
    found = await open_desk()
    found.clock.at = at("16:00", date(2021, 11, 18))
    with pytest.raises(PaperRefused, match="closed"):
        await found.service.answer(ID, "U1", "1637118000.1", rated("new", 8))


async def test_earlier_papers_are_those_of_classes_before_oldest_first() -> None:
    found = desk(at("20:00"))
    for day in ("2021-11-04", "2021-10-28", "2021-11-23"):
        kept = closed({"new": 5}, id=day, about=f"{day}T17:00")
        await found.stores.polls.add(kept)
    newest = closed({"new": 7})
    assert [p.id for p in await found.service.earlier(newest)] == ["2021-10-28", "2021-11-04"]
    assert [p.id for p in await found.service.earlier(newest, most=1)] == ["2021-11-04"]
