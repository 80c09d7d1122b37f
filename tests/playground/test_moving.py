"""The workspace's time: shown to the pages, moved from them, followed by all that stands there."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.conftest import START, client_of, manifest
from tests.playground.person import MAIN, SARA, Person, Refused

DAY = 86_400.0


class Turned:
    """A time that stands where it was put, and counts how often the bot was woken."""

    def __init__(self) -> None:
        self.at, self.moved, self.woken_at = START, False, list[float]()

    def now(self) -> float:
        return self.at

    def move_to(self, moment: float) -> None:
        self.at, self.moved = moment, True

    def move_back(self) -> None:
        self.at, self.moved = START, False

    async def wake(self) -> None:
        self.woken_at.append(self.at)


@pytest.fixture
def turned() -> Turned:
    return Turned()


@pytest.fixture
async def playground(turned: Turned) -> AsyncIterator[Playground]:
    async with Playground(manifest(), movable=turned) as started:
        yield started


async def posted(slack: AsyncWebClient) -> str:
    """The time stamp of a new message of the bot's."""
    return str((await slack.chat_postMessage(channel=MAIN, text="Now"))["ts"])


async def test_pages_are_told_how_far_the_time_is_from_the_machines(sara: Person) -> None:
    shown = (await sara.get("boot"))["time"]
    assert abs(time.time() + shown.pop("shift") - START) < 60
    assert shown == {"movable": True, "moved": False}


async def test_messages_stand_under_the_moved_time_and_history_finds_them(
    sara: Person, slack: AsyncWebClient
) -> None:
    first = await posted(slack)
    assert float(first) == START
    await sara.post("move_time", by=3_600)
    second = await posted(slack)
    assert float(second) == START + 3_600
    await sara.post("move_time", to=START + DAY)
    third = await posted(slack)
    assert float(third) == START + DAY
    found = await slack.conversations_history(channel=MAIN, oldest=str(START + 3_599))
    assert [m["ts"] for m in found["messages"]] == [third, second]


async def test_the_bot_is_woken_once_the_time_is_moved_and_everybody_hears_of_it(
    sara: Person, tom: Person, turned: Turned
) -> None:
    page = await tom.stream()
    answer = await sara.post("move_time", by=DAY)
    assert turned.woken_at == [START + DAY]
    frame = await page.receive_json()
    while frame["type"] != "time":
        frame = await page.receive_json()
    assert frame["moved"]
    assert abs(frame["shift"] - answer["shift"]) < 1
    await page.close()


async def test_moved_back_no_message_stands_before_one_that_is_there(
    sara: Person, slack: AsyncWebClient, turned: Turned
) -> None:
    await sara.post("move_time", by=DAY)
    ahead = await posted(slack)
    assert not (await sara.post("move_time"))["moved"]
    assert turned.woken_at == [START + DAY, START]
    assert float(await posted(slack)) > float(ahead)


@pytest.mark.parametrize("how", [{"to": "soon"}, {"by": True}, {"to": None}, {"by": [1]}])
async def test_what_no_page_sends_is_a_bad_request(
    how: dict[str, Any], sara: Person, playground: Playground, session: aiohttp.ClientSession
) -> None:
    body = {"user": SARA, **how}
    async with session.post(f"{playground.url}/client/move_time", json=body) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("how", [{"to": -1}, {"to": 1e12}, {"by": -1e12}])
async def test_a_time_out_of_reach_is_refused(
    how: dict[str, Any], sara: Person, turned: Turned
) -> None:
    with pytest.raises(Refused, match="1970 to 2099"):
        await sara.post("move_time", **how)
    assert not turned.woken_at


async def test_a_workspace_on_the_machines_time_is_not_moved(
    session: aiohttp.ClientSession,
) -> None:
    async with Playground(manifest()) as playground:
        sara = Person(SARA, playground, session)
        shown = (await sara.get("boot"))["time"]
        assert not shown["movable"]
        assert abs(shown["shift"]) < 1
        with pytest.raises(Refused, match="cannot be moved"):
            await sara.post("move_time", by=60)
        slack = client_of(playground, session, playground.bot_token)
        assert abs(float(await posted(slack)) - time.time()) < 60
