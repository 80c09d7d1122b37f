"""slack_sdk's own Socket Mode client against the workspace, as production uses it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import SOON
from tests.playground.person import MAIN, Person

LOG = logging.getLogger("tests.playground.sdk")


class Received:
    """What the client's listener was given; it acknowledges at once."""

    def __init__(self) -> None:
        self.requests: list[SocketModeRequest] = []
        self._more = asyncio.Condition()

    async def listen(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        payload = {"text": "Noted"} if request.type == "slash_commands" else None
        answer = SocketModeResponse(envelope_id=request.envelope_id, payload=payload)
        await client.send_socket_mode_response(answer)
        async with self._more:
            self.requests.append(request)
            self._more.notify_all()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(2 * SOON), self._more:
            await self._more.wait_for(lambda: len(self.requests) >= count)

    @property
    def texts(self) -> list[str]:
        return [r.payload["event"]["text"] for r in self.requests if r.type == "events_api"]


@pytest.fixture
def received() -> Received:
    return Received()


@pytest.fixture
async def sdk(
    playground: Playground, slack: AsyncWebClient, received: Received
) -> AsyncIterator[SocketModeClient]:
    client = SocketModeClient(
        app_token=playground.app_token, web_client=slack, ping_interval=1, logger=LOG
    )
    client.proxy = None
    client.socket_mode_request_listeners.append(received.listen)
    await client.connect()
    yield client
    await client.close()


async def test_it_connects_receives_and_acknowledges(
    playground: Playground, sdk: SocketModeClient, received: Received, sara: Person
) -> None:
    await sara.writes("Hello")
    await received.until(1)
    assert received.texts == ["Hello"]
    assert received.requests[0].retry_attempt == 0
    answer = await sara.post("command", channel=MAIN, command="/ask", text="x")
    assert answer["acked"]
    (noted,) = (await sara.get("history", channel=MAIN))["ephemerals"]
    assert noted["text"] == "Noted"
    await asyncio.gather(*playground.hub._tasks)
    assert {e.status for e in playground.wire.entries} <= {"ok", "acked"}


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_it_reconnects_when_it_is_asked_to(
    playground: Playground, sdk: SocketModeClient, received: Received, sara: Person, reason: str
) -> None:
    """And what is said meanwhile arrives."""
    before = await sdk.session_id()
    await playground.socket_mode.disconnect(reason)
    await sara.writes("Meanwhile")
    await received.until(1)
    assert received.texts == ["Meanwhile"]
    assert await sdk.session_id() != before
    assert playground.socket_mode.connections == 1


async def test_it_reconnects_when_the_line_breaks(
    playground: Playground, sdk: SocketModeClient, received: Received, sara: Person
) -> None:
    await playground.socket_mode.close()
    await sara.writes("Meanwhile")
    await received.until(1)
    assert received.texts == ["Meanwhile"]


async def test_a_lost_acknowledgement_brings_the_event_again(
    playground: Playground, sdk: SocketModeClient, received: Received, sara: Person
) -> None:
    playground.faults.ack_timeout, playground.faults.lose_acks = 0.2, 1
    await sara.writes("Twice")
    await received.until(2)
    assert [r.retry_attempt for r in received.requests] == [0, 1]
    assert len({r.payload["event_id"] for r in received.requests}) == 1
