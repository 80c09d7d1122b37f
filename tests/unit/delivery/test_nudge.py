"""What a nudge says, and when it is not sent after all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.composers.nudge import NudgeComposer
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.ports import CLOSED, DELETED, NUDGE, OPEN
from bot.services.reminding.ports import Outgoing
from tests.unit.fakes import NOON, FakeClock, FakePeople
from tests.unit.services.polls.examples import a_poll, parts_of, vote
from tests.unit.services.polls.stores import Stores

LINK = "https://x.slack.com/archives/C1/p12"
POLL = replace(
    a_poll(question="Which <one>?"),
    state=OPEN,
    posted_channel="C1",
    ts="1.2",
    closes_at=NOON + timedelta(hours=1),
)
MESSAGE = Outgoing("T1", "nudge:p1:U1", NUDGE, "U1", NOON, about="p1", subject={"link": LINK})


async def composed(stores: Stores) -> Composed | Dropped:
    composer = NudgeComposer(parts_of(stores, FakeClock()), FakePeople())
    return await composer(MESSAGE)


async def test_it_names_the_poll_and_leads_there() -> None:
    stores = Stores()
    await stores.polls.add(POLL)
    found = await composed(stores)
    assert isinstance(found, Composed)
    said = str(found.message.blocks)
    assert "Which &lt;one&gt;?" in said
    assert "<#C1>" in said
    assert "in 1 hour" in said or "in 60 minutes" in said
    assert LINK in said


@pytest.mark.parametrize("anonymous", [False, True])
async def test_whoever_voted_meanwhile_is_left_alone(anonymous: bool) -> None:
    stores = Stores()
    poll = replace(POLL, settings=replace(POLL.settings, anonymous=anonymous))
    await stores.polls.add(poll)
    await vote(stores, poll, "U1", "1")
    assert isinstance(await composed(stores), Dropped)


@pytest.mark.parametrize(
    "change", [{"state": CLOSED}, {"state": DELETED}, {"closes_at": NOON}, {"course": "other"}]
)
async def test_nobody_is_asked_to_vote_where_they_cannot(change: dict[str, Any]) -> None:
    stores = Stores()
    await stores.polls.add(replace(POLL, **change))
    assert isinstance(await composed(stores), Dropped)


async def test_the_outbox_does_not_tell_who_has_voted() -> None:
    """What became of each message is kept for months: of an anonymous poll it must not be a list of voters."""
    voted, over = Stores(), Stores()
    await voted.polls.add(POLL)
    await vote(voted, POLL, "U1", "1")
    await over.polls.add(replace(POLL, state=CLOSED))
    assert await composed(voted) == await composed(over)
