"""Socket Mode when connections close: nothing that was under way is lost."""

from __future__ import annotations

import asyncio

import aiohttp

from bot.playground import Playground
from tests.playground.app import Connection
from tests.playground.person import Person


async def test_what_was_sent_on_a_connection_that_closes_comes_again_on_another(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    """At once, and not only after three seconds."""
    playground.faults.ack_timeout = 60.0
    first = await Connection.open(playground, session)
    await sara.writes("Hello?")
    lost = await first.frame()
    second = await Connection.open(playground, session)
    await first.socket.close()
    again = await second.frame()
    assert (again["payload"]["event_id"], again["retry_attempt"]) == (
        lost["payload"]["event_id"],
        1,
    )


async def test_an_acknowledgement_counts_on_its_own_connection(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    playground.faults.ack_timeout = 60.0
    first = await Connection.open(playground, session)
    await sara.writes("Hello?")
    envelope = await first.frame()
    second = await Connection.open(playground, session)
    await second.acknowledge(envelope)
    await second.socket.send_str("a word to wait for")
    await first.socket.close()
    assert (await second.frame())["retry_attempt"] == 1


async def test_what_is_asked_to_reconnect_is_closed(
    playground: Playground, session: aiohttp.ClientSession, sara: Person
) -> None:
    """Events wait for the next connection; what was under way counts as lost."""
    playground.faults.ack_timeout = 60.0
    connection = await Connection.open(playground, session)
    await sara.writes("Under way")
    under_way = await connection.frame()
    closing = asyncio.create_task(playground.socket_mode.disconnect())
    farewell = await connection.frame()
    assert (farewell["type"], farewell["reason"]) == ("disconnect", "refresh_requested")
    await connection.acknowledge(under_way)
    await connection.closed()
    await closing
    assert playground.socket_mode.connections == 0
    await sara.writes("Meanwhile")
    fresh = await Connection.open(playground, session)
    frames = [await fresh.frame() for _ in range(2)]
    texts = {f["payload"]["event"]["text"]: f["retry_attempt"] for f in frames}
    assert set(texts) == {"Under way", "Meanwhile"}
    assert texts["Under way"] >= 1


async def test_a_connection_that_breaks_is_forgotten(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    """No close frame, only a broken line."""
    connection = await Connection.open(playground, session)
    transport = connection.socket._response.connection.transport  # type: ignore[union-attr]
    transport.abort()  # type: ignore[union-attr]
    assert (await Connection.open(playground, session)).hello["num_connections"] == 1
