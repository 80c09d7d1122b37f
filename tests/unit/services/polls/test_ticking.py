"""Polls open and close by the clock, once, whoever looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, OPEN, PAPER, SCHEDULED, SINGLE, Poll
from bot.services.polls.telling import TOLD
from bot.services.polls.ticking import Ticking
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import COURSE, NOW, WORKSPACE, picks, poll
from tests.unit.services.polls.stores import Stores

DAY = timedelta(days=1)


def tomorrow(before: Poll, after: datetime) -> Poll | None:
    """The same a day later, under a name that follows from the day."""
    if not before.settings.repeats or before.opens_at is None:
        return None
    at = before.opens_at + DAY
    return replace(before, id=f"{before.id.split('@')[0]}@{at:%d}", opens_at=at, revision=1)


class Room:
    """Stores, and two replicas that look at them."""

    def __init__(self, *polls: Poll) -> None:
        self.stores, self.clock = Stores(), FakeClock(NOW)
        self.redrawn, self.woken = list[str](), 0
        self.redrawn_too: Callable[[], None] = lambda: None
        for each in polls:
            self.stores.memory.polls[WORKSPACE, each.id] = each
        four = self.stores
        self.parts = PollParts(
            WORKSPACE, COURSE, "UTC", four.polls, four.ballots, four.redraws, four.templates,
            self.clock, lambda: "new", self._wake, redraw=self._redraw,
        )  # fmt: skip
        self.replicas = [Ticking(self.parts, tomorrow)] * 2

    def _redraw(self, poll_id: str) -> None:
        self.redrawn.append(poll_id)
        self.redrawn_too()

    def _wake(self) -> None:
        self.woken += 1

    async def look(self, later: timedelta = timedelta(0)) -> None:
        self.clock.move(later)
        await asyncio.gather(*(replica.tick() for replica in self.replicas))

    def state(self, name: str) -> str:
        return self.stores.memory.polls[WORKSPACE, name].state


def waiting(name: str = "p1", **fields: object) -> Poll:
    given = {"state": SCHEDULED, "opens_at": NOW + DAY, "opened_at": None, "ts": None, **fields}
    return poll(SINGLE, "A", "B", id=name, **given)


async def test_a_scheduled_poll_opens_once_and_is_posted_once() -> None:
    room = Room(waiting(closes_after=600))
    await room.look(DAY - timedelta(seconds=1))
    assert room.state("p1") == SCHEDULED
    await room.look(timedelta(seconds=1))
    opened = room.stores.memory.polls[WORKSPACE, "p1"]
    assert (opened.state, opened.opened_at) == (OPEN, NOW + DAY)
    assert opened.closes_at == NOW + DAY + timedelta(seconds=600)
    assert list(room.stores.memory.messages) == ["poll:p1"]
    assert room.woken == 1


async def test_the_next_of_a_series_is_there_once_this_one_opens() -> None:
    room = Room(waiting(repeats="daily"))
    await room.look(DAY)
    assert {name: p.state for (_, name), p in room.stores.memory.polls.items()} == {
        "p1": OPEN,
        "p1@22": SCHEDULED,
    }
    await room.look()
    await room.look(DAY)
    assert sorted(room.stores.memory.messages) == ["poll:p1", "poll:p1@22"]


async def test_an_open_poll_that_nobody_clicked_closes_at_its_time_and_is_drawn_once_more() -> None:
    room = Room(poll(SINGLE, "A", "B", closes_at=NOW + DAY))
    await room.look(DAY)
    closed = room.stores.memory.polls[WORKSPACE, "p1"]
    assert (closed.state, closed.closed_by, closed.result["voters"]) == (CLOSED, "", 0)
    assert room.redrawn == ["p1"]


async def test_who_made_a_first_round_is_told_once_in_the_same_moment_that_closes_it() -> None:
    room = Room(poll(SINGLE, "A", "B", closes_at=NOW + DAY, correct=("2",)))
    room.stores.memory.votes[WORKSPACE, "p1"] = {"U1": (picks("2").choice, 1.0)}
    seen = list[tuple[str, tuple[str, ...]]]()

    def look() -> None:
        seen.append((room.state("p1"), tuple(room.stores.memory.messages)))

    room.redrawn_too = look
    await room.look(DAY)
    await room.look()
    assert seen == [(CLOSED, ("notice:poll:p1:right:2",))]
    assert (room.stores.memory.polls[WORKSPACE, "p1"].revision, room.woken) == (2, 1)


@pytest.mark.parametrize(
    "given",
    [
        {"correct": ()},
        {"repeats": "daily"},
        {"round_of": "p0"},
        {"notes": {TOLD: True}},
        {"voters": 0},
    ],
    ids=["nothing is right", "one of a series", "a second round", "told already", "nobody voted"],
)
async def test_nobody_is_told_where_no_answer_is_kept_back_or_nobody_voted(
    given: dict[str, Any],
) -> None:
    fields = {"correct": ("2",), **given}
    voters = fields.pop("voters", 1)
    room = Room(poll(SINGLE, "A", "B", closes_at=NOW, **fields))
    votes = {f"U{n}": (picks("2").choice, 1.0) for n in range(voters)}
    room.stores.memory.votes[WORKSPACE, "p1"] = votes
    await room.look()
    assert (room.state("p1"), room.stores.memory.messages) == (CLOSED, {})


async def test_what_was_overdue_while_the_bot_was_away_closes_with_all_its_votes() -> None:
    room = Room(poll(SINGLE, "A", "B", closes_at=NOW))
    room.stores.memory.votes[WORKSPACE, "p1"] = {"U1": (picks("2").choice, 1.0)}
    await room.look(DAY * 3)
    assert room.stores.memory.polls[WORKSPACE, "p1"].result["counts"] == {"1": 0, "2": 1}


async def test_minute_papers_and_other_courses_are_left_to_who_asks_them() -> None:
    paper = poll(PAPER, id="paper", closes_at=NOW)
    other = poll(SINGLE, "A", "B", id="other", course="another", closes_at=NOW)
    later = replace(paper, id="later", state=SCHEDULED, opens_at=NOW)
    room = Room(paper, other, later)
    await room.look(DAY)
    assert [room.state(p.id) for p in (paper, other, later)] == [OPEN, OPEN, SCHEDULED]


async def test_one_that_fails_holds_no_other_up() -> None:
    room = Room(waiting("bad", opens_at=NOW), waiting("good", opens_at=NOW, repeats="daily"))

    def broken(before: Poll, after: datetime) -> Poll | None:
        if before.id == "bad":
            raise ValueError
        return None

    with pytest.raises(ExceptionGroup):
        await Ticking(room.parts, broken).tick()
    assert (room.state("bad"), room.state("good")) == (SCHEDULED, OPEN)
