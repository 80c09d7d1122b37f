"""Socket Mode on the bare wire: tickets, greetings, envelopes, acknowledgements, and their loss."""

from __future__ import annotations

import asyncio
import gc
import json
import time
from typing import Any, cast

import aiohttp
import pytest
from aiohttp import web

from bot.playground import Faults, Playground, WireLog
from bot.playground.socket_mode import SocketMode
from tests.playground.app import SOON, Connection, socket_address
from tests.playground.conftest import Clock
from tests.playground.person import MAIN, Person


async def test_the_greeting_comes_first(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    first = await Connection.open(playground, session)
    second = await Connection.open(playground, session)
    assert first.hello["type"] == "hello"
    assert first.hello["connection_info"] == {"app_id": "A0LECTERN"}
    assert (first.hello["num_connections"], second.hello["num_connections"]) == (1, 2)
    assert first.hello["debug_info"]["approximate_connection_time"] > 0


async def test_a_ticket_is_good_once_and_soon(
    playground: Playground, session: aiohttp.ClientSession, clock: Clock
) -> None:

    async def refused(address: str) -> None:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(address)
        assert caught.value.status == 403

    used = await socket_address(playground, session)
    await (await session.ws_connect(used)).close()
    await refused(used)
    late = await socket_address(playground, session)
    clock.advance(31)
    await refused(late)
    base = used.split("?", maxsplit=1)[0]
    for query in ("", "?ticket=", "?ticket=made-up"):
        await refused(base + query)


async def test_an_eleventh_connection_is_one_too_many(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    """It is told so, and closed; the ten go on."""
    ten = [await Connection.open(playground, session) for _ in range(10)]
    socket = await session.ws_connect(await socket_address(playground, session))
    farewell = await socket.receive_json()
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "too_many_websockets")
    assert (await socket.receive()).type in {aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED}
    assert playground.socket_mode.connections == len(ten)


async def test_each_envelope_goes_to_one_connection_in_turn(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    both = [await Connection.open(playground, session) for _ in range(2)]
    heard: list[list[str]] = [[], []]

    async def listen(n: int) -> None:
        for _ in range(2):
            envelope = await both[n].frame()
            heard[n].append(envelope["payload"]["event"]["text"])
            await both[n].acknowledge(envelope)

    listening = [asyncio.create_task(listen(n)) for n in range(2)]
    for n in range(4):
        await sara.writes(str(n))
    await asyncio.gather(*listening)
    assert sorted(map(sorted, heard)) == [["0", "2"], ["1", "3"]]


async def test_an_envelope_says_what_it_is(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    connection = await Connection.open(playground, session)
    await sara.writes("An event")
    event = await connection.frame()
    assert (event["type"], event["accepts_response_payload"]) == ("events_api", False)
    assert (event["retry_attempt"], event["retry_reason"]) == (0, "")
    assert event["payload"]["type"] == "event_callback"
    assert event["payload"]["event_id"].startswith("Ev")
    await connection.acknowledge(event)
    giving = asyncio.create_task(sara.post("command", channel=MAIN, command="/ask", text="x"))
    command = await connection.frame()
    assert (command["type"], command["accepts_response_payload"]) == ("slash_commands", True)
    assert "retry_attempt" not in command
    await connection.acknowledge(command)
    assert (await giving)["acked"]
    choosing = asyncio.create_task(sara.post("shortcut", callback_id="anywhere"))
    shortcut = await connection.frame()
    assert shortcut["type"] == "interactive"
    await connection.acknowledge(shortcut)
    assert (await choosing)["acked"]


async def test_an_event_that_is_not_acknowledged_comes_three_times_more(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    """The same event under other envelopes, with the count and the reason; then no more."""
    playground.faults.ack_timeout = 0.03
    connection = await Connection.open(playground, session)
    await sara.writes("Hello?")
    frames = [await connection.frame() for _ in range(4)]
    assert [f["retry_attempt"] for f in frames] == [0, 1, 2, 3]
    assert [f["retry_reason"] for f in frames] == ["", "timeout", "timeout", "timeout"]
    assert len({f["envelope_id"] for f in frames}) == 4
    assert len({f["payload"]["event_id"] for f in frames}) == 1
    await asyncio.gather(*playground.hub._tasks)
    assert [e.status for e in playground.wire.deliveries("message")] == ["timeout"] * 4


def test_the_schedule_is_slacks() -> None:
    """At once, after a minute, after five; an acknowledgement has three seconds."""
    assert Faults().retry_delays == (0.0, 60.0, 300.0)
    assert Faults().ack_timeout == 3.0


async def test_a_late_acknowledgement_is_no_acknowledgement(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    playground.faults.ack_timeout = 0.03
    connection = await Connection.open(playground, session)
    await sara.writes("Hello?")
    late = await connection.frame()
    second = await connection.frame()
    await connection.acknowledge(late)
    await connection.acknowledge(second)
    third = await connection.frame() if second["retry_attempt"] == 0 else second
    assert third["retry_attempt"] == 1


async def test_a_lost_acknowledgement_brings_the_event_again(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    playground.faults.ack_timeout, playground.faults.lose_acks = 0.5, 1
    connection = await Connection.open(playground, session)
    await sara.writes("Hello?")
    first = await connection.frame()
    playground.faults.ack_timeout = SOON
    await connection.acknowledge(first)
    again = await connection.frame()
    assert again["payload"] == first["payload"]
    assert again["retry_attempt"] == 1
    await connection.acknowledge(again)
    await asyncio.gather(*playground.hub._tasks)
    assert [e.status for e in playground.wire.deliveries("message")] == ["timeout", "acked"]


async def test_a_duplicate_is_the_same_event_twice(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    playground.faults.duplicate_events = 1
    connection = await Connection.open(playground, session)
    await sara.writes("Once")
    frames = [await connection.frame() for _ in range(2)]
    for frame in frames:
        await connection.acknowledge(frame)
    assert frames[0]["payload"] == frames[1]["payload"]
    assert [f["retry_attempt"] for f in frames] == [0, 0]
    await sara.writes("Next")
    await connection.acknowledge(await connection.frame())
    await asyncio.gather(*playground.hub._tasks)
    assert len(playground.wire.deliveries("message")) == 3


RUBBISH: list[Any] = [
    "{",
    "[]",
    "5",
    "null",
    '"x"',
    "{}",
    '{"envelope_id": null}',
    '{"envelope_id": []}',
    '{"envelope_id": {}}',
    '{"envelope_id": "made-up"}',
    '{"envelope_id": "made-up", "payload": 1}',
    "[" * 100_000,
    "\u0000",
    b"\xff\xfe",
]


async def test_rubbish_from_the_client_harms_nobody(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    connection = await Connection.open(playground, session)
    for frame in RUBBISH:
        if isinstance(frame, bytes):
            await connection.socket.send_bytes(frame)
        else:
            await connection.socket.send_str(frame)
    await sara.writes("Still there?")
    envelope = await connection.frame()
    await connection.acknowledge(envelope)
    await asyncio.gather(*playground.hub._tasks)
    assert [e.status for e in playground.wire.deliveries("message")] == ["acked"]


async def test_a_second_acknowledgement_changes_nothing(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    connection = await Connection.open(playground, session)
    giving = asyncio.create_task(sara.post("command", channel=MAIN, command="/ask", text="x"))
    envelope = await connection.frame()
    await connection.acknowledge(envelope, {"text": "One"})
    await connection.acknowledge(envelope, {"text": "Two"})
    await giving
    seen = (await sara.get("history", channel=MAIN))["ephemerals"]
    assert [m["text"] for m in seen] == ["One"]


async def test_the_ping_of_the_sdk_is_echoed(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    """Its client takes a ping without its payload in return for a dead connection."""
    address = await socket_address(playground, session)
    socket = await session.ws_connect(address, autoping=False)
    await socket.receive_json()
    await socket.ping(b"sdk-ping-pong:1700000000.0")
    pong = await socket.receive()
    assert (pong.type, pong.data) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1700000000.0")
    await socket.close()


async def test_the_wire_tells_of_everything_without_tokens(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    """Nor tickets, nor the keys of response URLs: with them a person could act as the bot."""
    connection = await Connection.open(playground, session)
    giving = asyncio.create_task(sara.post("command", channel=MAIN, command="/ask", text="x"))
    envelope = await connection.frame()
    await connection.acknowledge(envelope, {"text": f"I leak {playground.bot_token}"})
    await giving
    shown = json.dumps([e.as_json() for e in playground.wire.entries])
    address = playground.wire.calls("apps.connections.open")[0].response["url"]
    ticket, key = address.rsplit("=")[-1], envelope["payload"]["response_url"].rsplit("/")[-1]
    for secret in (playground.bot_token, playground.app_token, ticket, key):
        assert secret not in shown
    names = [e.name for e in playground.wire.entries]
    assert names == ["apps.connections.open", "/ask"]


class Closing:
    """A connection that closes while an envelope is written to it."""

    closed = False

    def __init__(self, mode: SocketMode) -> None:
        self._mode = mode

    async def send_json(self, _: object) -> None:
        self._mode._gone(cast(web.WebSocketResponse, self))
        raise ConnectionResetError("Cannot write to closing transport")


async def test_a_connection_that_closes_under_an_envelope_leaves_nothing_unheard() -> None:
    mode = SocketMode(Faults(), WireLog(), time.time)
    mode._connections.append(cast(web.WebSocketResponse, Closing(mode)))
    unheard: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, said: unheard.append(said))
    ack = await mode.send("interactive", {"type": "block_actions"})
    gc.collect()
    assert (ack.ok, ack.error) == (False, "operation_timeout")
    assert unheard == []
