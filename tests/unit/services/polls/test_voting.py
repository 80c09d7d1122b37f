"""What a click makes of a choice, and which clicks are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import (
    CLOSED,
    DELETED,
    DRAFT,
    MULTI,
    RANKED,
    SCALE,
    SCHEDULED,
    SINGLE,
    TEXT,
    WORDS,
    Choice,
    Members,
    Poll,
)
from bot.services.polls.voting import (
    LONGEST_ANSWER,
    Click,
    VoteRefused,
    Voting,
    answering,
    choosing,
    taking_back,
)
from tests.unit.fakes import FakeClock
from tests.unit.services.polls.made import CHANNEL, COURSE, NOW, WORKSPACE, poll
from tests.unit.services.polls.stores import Stores


def clicked(asked: Poll, *option_ids: str) -> Choice:
    choice: Choice = {}
    for option_id in option_ids:
        choice = choosing(option_id, NOW)(asked, choice)
    return choice


def why_not(asked: Poll, *option_ids: str) -> str:
    with pytest.raises(VoteRefused) as refusal:
        clicked(asked, *option_ids)
    return refusal.value.for_user


def test_a_second_click_changes_one_choice_and_a_repeated_one_keeps_it() -> None:
    asked = poll(SINGLE, "A", "B")
    assert clicked(asked, "1") == {"picked": ["1"]}
    assert clicked(asked, "1", "2") == {"picked": ["2"]}
    assert clicked(asked, "1", "2", "2") == {"picked": ["2"]}
    assert clicked(poll(SCALE), "3", "4") == {"picked": ["4"]}


def test_of_several_a_click_adds_or_takes_out() -> None:
    asked = poll(MULTI, "A", "B", "C", most=0)
    assert clicked(asked, "1", "3") == {"picked": ["1", "3"]}
    assert clicked(asked, "1", "3", "1") == {"picked": ["3"]}
    assert clicked(asked, "1", "1") == {"picked": []}


def test_too_many_choices_are_refused_with_how_many_there_may_be() -> None:
    asked = poll(MULTI, "A", "B", "C", most=2)
    assert "You may choose 2" in why_not(asked, "1", "2", "3")
    assert clicked(asked, "1", "2", "2", "3") == {"picked": ["1", "3"]}


def test_a_ranking_grows_and_names_each_once() -> None:
    asked = poll(RANKED, "A", "B", "C")
    assert clicked(asked, "2", "1", "2", "3") == {"picked": ["2", "1", "3"]}


def test_an_option_that_was_taken_out_is_refused_and_forgotten() -> None:
    asked = poll(MULTI, "A", "B", "C", most=2)
    gone = replace(asked, options=(replace(asked.options[0], removed=True), *asked.options[1:]))
    assert "taken out of the poll; choose again" in why_not(gone, "1")
    assert choosing("3", NOW)(gone, {"picked": ["1", "2"]}) == {"picked": ["2", "3"]}


def test_a_button_from_before_a_change_is_refused() -> None:
    assert "before the poll was changed" in why_not(poll(SINGLE, "A", "B"), "9")
    assert "before the poll was changed" in why_not(poll(TEXT), "1")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state": CLOSED}, "closed"),
        ({"state": DELETED}, "deleted"),
        ({"state": DRAFT}, "not open yet"),
        ({"state": SCHEDULED}, "not open yet"),
        ({"closes_at": NOW}, "closed"),
    ],
)
def test_only_an_open_poll_takes_clicks(changed: dict[str, object], said: str) -> None:
    asked = replace(poll(SINGLE, "A", "B"), **changed)  # type: ignore[arg-type]
    assert said in why_not(asked, "1")
    for decide in (answering("x", NOW), taking_back(NOW)):
        with pytest.raises(VoteRefused, match=said):
            decide(asked, {})


def test_answers_are_kept_trimmed_and_refused_empty_or_too_long() -> None:
    assert answering("  Why? ", NOW)(poll(TEXT), {}) == {"text": "Why?"}
    assert answering("a, b", NOW)(poll(WORDS), {"text": "c"}) == {"text": "a, b"}
    refused: Sequence[tuple[str, str, str]] = (
        (TEXT, " \n", "I saw no answer"),
        (WORDS, " , ;", "I saw no answer"),
        (TEXT, "x" * (LONGEST_ANSWER + 1), "1,001 characters"),
        (WORDS, "a, b, c, d, e, f", "more than 5 words"),
        (WORDS, "x" * 41, "40 characters"),
        (SINGLE, "x", "before the poll was changed"),
    )
    for kind, text, said in refused:
        with pytest.raises(VoteRefused, match=said):
            answering(text, NOW)(poll(kind, "A", "B"), {})


def test_taking_back_leaves_nothing() -> None:
    assert taking_back(NOW)(poll(SINGLE, "A", "B"), {"picked": ["1"]}) == {}


# The service


class Class(Members):
    """Two members of the channel."""

    async def has(self, channel: str, user: str) -> bool:
        return channel == CHANNEL and user in {"U1", "U2"}


class Room:
    def __init__(self, asked: Poll) -> None:
        self.stores, self.redrawn = Stores(), list[str]()
        self.stores.memory.polls[WORKSPACE, asked.id] = asked
        clock = FakeClock(NOW)
        four = self.stores
        self.parts = PollParts(
            WORKSPACE, COURSE, "UTC", four.polls, four.ballots, four.redraws, four.templates,
            clock, lambda: "new", lambda: None, Class(), self.redrawn.append,
        )  # fmt: skip
        self.voting = Voting(self.parts)

    def click(self, user: str = "U1", order: str = "1.0", poll_id: str = "p1") -> Click:
        return Click(poll_id, user, CHANNEL, order)


async def test_a_vote_is_cast_and_the_message_drawn_again_only_where_it_changed_something() -> None:
    room = Room(poll(SINGLE, "A", "B"))
    await room.voting.choose(room.click(order="5.0"), "1")
    again = await room.voting.choose(room.click(order="5.0"), "2")
    assert again.stale
    await room.voting.choose(room.click(order="6.0"), "1")
    assert room.redrawn == ["p1"]
    assert (await room.voting.mine("p1", "U1"))[1] == {"picked": ["1"]}


async def test_outsiders_and_polls_that_are_gone_are_refused() -> None:
    room = Room(poll(SINGLE, "A", "B"))
    with pytest.raises(VoteRefused, match="Only members"):
        await room.voting.choose(room.click("U9"), "1")
    with pytest.raises(VoteRefused, match="no longer have this poll"):
        await room.voting.choose(room.click(poll_id="other"), "1")
    assert room.redrawn == []


async def test_who_voted_is_told_of_named_polls_only() -> None:
    for anonymous in (False, True):
        room = Room(poll(SINGLE, "A", "B", anonymous=anonymous))
        await room.voting.choose(room.click(), "1")
        _, found = await room.voting.who("p1")
        assert [ballot.voter for ballot in found] == ([] if anonymous else ["U1"])


async def test_a_poll_past_its_time_takes_no_vote_before_the_tick() -> None:
    room = Room(replace(poll(SINGLE, "A", "B"), closes_at=NOW - timedelta(seconds=1)))
    with pytest.raises(VoteRefused, match="closed"):
        await room.voting.choose(room.click(), "1")
