"""Options that voters add, and polls that are posted again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest

from bot.errors import NotAllowed
from bot.services.polls.adding import Adding, with_option
from bot.services.polls.opening import posting
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import CLOSED, MULTI, SCALE, SINGLE, Option, Poll
from bot.services.polls.reposting import Reposting, lost, not_posted
from bot.services.polls.voting import VoteRefused
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import CHANNEL, COURSE, NOW, WORKSPACE, poll
from tests.unit.services.polls.stores import Stores

MAKER = "U0ELENA"


class Room:
    def __init__(self, asked: Poll) -> None:
        self.stores, self.ids = Stores(), iter("abcdefghij")
        self.stores.memory.polls[WORKSPACE, asked.id] = asked
        four = self.stores
        self.parts = PollParts(
            WORKSPACE, COURSE, "UTC", four.polls, four.ballots, four.redraws, four.templates,
            FakeClock(NOW), lambda: next(self.ids), lambda: None,
        )  # fmt: skip

    @property
    def poll(self) -> Poll:
        return self.stores.memory.polls[WORKSPACE, "p1"]


def why_not(asked: Poll, text: str, now: datetime = NOW) -> str:
    with pytest.raises(VoteRefused) as refusal:
        with_option(asked, "new", text, now)
    return refusal.value.for_user


def test_an_added_option_comes_last_with_its_white_space_put_right() -> None:
    after = with_option(poll(MULTI, "A", "B", adding=True), "new", "  C \n c ", NOW)
    assert after.options[-1] == Option("new", "C c")


def test_what_cannot_be_added_says_why() -> None:
    asked = poll(SINGLE, "A", "B", adding=True)
    assert "Write the option first" in why_not(asked, " \n")
    assert "is there already" in why_not(asked, " a ")
    assert "501 characters" in why_not(asked, "x" * 501)
    forty = poll(SINGLE, *map(str, range(40)), adding=True)
    assert "holds no more" in why_not(forty, "one more")
    long = poll(SINGLE, *(f"{n}{'x' * 490}" for n in range(20)), adding=True, question="q" * 50)
    assert "characters together" in why_not(long, "y" * 400)
    assert "closed" in why_not(replace(asked, state=CLOSED), "C")
    assert "before the poll was changed" in why_not(poll(SINGLE, "A", "B"), "C")
    assert "before the poll was changed" in why_not(poll(SCALE, adding=True), "C")


def test_an_option_that_was_taken_out_may_come_back() -> None:
    asked = poll(SINGLE, "A", "B", "C", adding=True)
    gone = replace(asked, options=(*asked.options[:2], replace(asked.options[2], removed=True)))
    assert with_option(gone, "new", "C", NOW).shown[-1] == Option("new", "C")


async def test_several_add_at_once_and_nothing_is_lost() -> None:
    room = Room(poll(SINGLE, "A", "B", adding=True))
    adding = Adding(room.parts)
    await asyncio.gather(*(adding.add("p1", f"U{n}", CHANNEL, f"new {n}") for n in range(5)))
    assert sorted(o.text for o in room.poll.options[2:]) == [f"new {n}" for n in range(5)]


async def test_a_lost_poll_is_posted_again_once_a_notice() -> None:
    asked = poll(SINGLE, "A", "B")
    room = Room(replace(asked, ts=None, posted_channel=None))
    notice = lost(asked, NOW)
    assert notice.channel == MAKER
    reposting = Reposting(room.parts)
    for _ in range(2):
        await reposting.again("p1", notice.subject["again"], MAKER, ())
    assert list(room.stores.memory.messages) == ["poll:p1:1637431200000100"]


async def test_each_refusal_can_be_tried_again() -> None:
    asked = poll(SINGLE, "A", "B")
    first = posting(asked, NOW)
    notice = not_posted(asked, first, "not_in_channel", NOW)
    again = replace(first, key=f"{first.key}:{notice.subject['again']}")
    second = not_posted(asked, again, "not_in_channel", NOW)
    assert [n.subject["again"] for n in (notice, second)] == ["2", "3"]
    assert notice.key != second.key


async def test_only_its_maker_or_an_instructor_posts_it_again_and_only_where_it_stands_nowhere() -> (
    None
):
    room = Room(poll(SINGLE, "A", "B"))
    reposting = Reposting(room.parts)
    for poll_id, user, said in (
        ("p1", MAKER, "stands in its channel already"),
        ("p1", "U9", "Only whoever made this poll"),
        ("gone", MAKER, "not open any more"),
    ):
        with pytest.raises(NotAllowed, match=said):
            await reposting.again(poll_id, "2", user, ("U8",))
    assert room.stores.memory.messages == {}
