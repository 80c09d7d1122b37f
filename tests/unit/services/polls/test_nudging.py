"""A word to those who have not voted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.services.polls.managing import Gone
from bot.services.polls.nudging import ALREADY, CLOSED_NOW, ELSEWHERE, NOBODY, Nudging, Unnudged
from bot.services.polls.ports import CLOSED, OPEN, PAPER, Poll
from tests.unit.fakes import NOON
from tests.unit.services.polls.examples import a_poll, parts_of, vote
from tests.unit.services.polls.stores import Stores


@dataclass
class FakeDirectory:
    there: Collection[str] = ("U1", "U2", "U3")

    async def people(self, channel: str) -> Collection[str]:
        return self.there

    async def names(self, users: Collection[str]) -> Mapping[str, str]:
        return {}


def posted(**fields: Any) -> Poll:
    ground = a_poll(state=OPEN, opened_at=NOON)
    return replace(ground, **{"posted_channel": "C1", "ts": "1.2", **fields})


async def nudging(poll: Poll) -> tuple[Nudging, Stores]:
    stores = Stores()
    await stores.polls.add(poll)
    return Nudging(parts_of(stores), FakeDirectory()), stores


@pytest.mark.parametrize("anonymous", [False, True])
async def test_who_has_not_voted_gets_one_message_with_the_way_to_the_poll(
    anonymous: bool,
) -> None:
    poll = posted(settings=replace(a_poll().settings, anonymous=anonymous))
    service, stores = await nudging(poll)
    await vote(stores, poll, "U2", "1")
    assert await service.nudge("p1", "https://there") == 2
    sent = stores.memory.messages
    assert sorted(sent) == ["nudge:p1:U1", "nudge:p1:U3"]
    message = sent["nudge:p1:U1"]
    assert (message.kind, message.channel, message.about) == ("nudge", "U1", "p1")
    assert message.subject == {"link": "https://there"}


@pytest.mark.parametrize("anonymous", [False, True])
async def test_whose_option_was_taken_out_is_asked_too(anonymous: bool) -> None:
    poll = posted(settings=replace(a_poll().settings, anonymous=anonymous))
    service, stores = await nudging(poll)
    await vote(stores, poll, "U1", "1")
    await vote(stores, poll, "U2", "2")
    first, *others = poll.options
    after = replace(poll, options=(replace(first, removed=True), *others))
    assert await service.missing(after) == ("U1", "U3")


async def test_instructors_are_not_asked_by_themselves() -> None:
    _, stores = await nudging(posted())
    service = Nudging(parts_of(stores), FakeDirectory(), ("U3", "U9"))
    assert await service.missing(posted()) == ("U1", "U2")


async def test_a_second_press_at_the_same_moment_is_told_that_it_is_done() -> None:
    service, stores = await nudging(posted())

    class Slow(FakeDirectory):
        """While it looks, the first press is carried out."""

        async def people(self, channel: str) -> Collection[str]:
            await service.nudge("p1", "")
            return self.there

    with pytest.raises(Unnudged, match="asked once already"):
        await Nudging(service.parts, Slow()).nudge("p1", "")
    assert len(stores.memory.messages) == 3


async def test_it_is_done_once_a_poll() -> None:
    service, stores = await nudging(posted())
    await service.nudge("p1", "")
    with pytest.raises(Unnudged) as refusal:
        await service.nudge("p1", "")
    assert refusal.value.for_user == ALREADY
    assert len(stores.memory.messages) == 3


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"state": CLOSED}, CLOSED_NOW),
        ({"posted_channel": "D1"}, ELSEWHERE),
        ({"posted_channel": None, "ts": None}, ELSEWHERE),
        ({"kind": PAPER}, ELSEWHERE),
    ],
)
async def test_where_it_cannot_be_it_says_why(fields: dict[str, Any], why: str) -> None:
    poll = posted(**fields)
    service, stores = await nudging(poll)
    assert not service.possible(poll)
    with pytest.raises(Unnudged) as refusal:
        await service.nudge("p1", "")
    assert refusal.value.for_user == why
    assert stores.memory.messages == {}


async def test_where_everybody_has_voted_nothing_is_used_up() -> None:
    poll = posted()
    service, stores = await nudging(poll)
    for user in ("U1", "U2", "U3"):
        await vote(stores, poll, user, "1")
    with pytest.raises(Unnudged) as refusal:
        await service.nudge("p1", "")
    assert refusal.value.for_user == NOBODY
    found = await stores.polls.get("T1", "p1")
    assert found is not None
    assert service.possible(found)


async def test_a_poll_that_is_gone_nudges_nobody() -> None:
    service, _ = await nudging(posted())
    with pytest.raises(Gone):
        await service.nudge("unknown", "")
