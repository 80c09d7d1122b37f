"""An app on the bare wire: it acknowledges what a test lets it, and remembers everything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Self

import aiohttp

from bot.playground import Playground

Json = dict[str, Any]
SOON = 30.0
"""Seconds after which something awaited is taken for lost. Nothing waits this long where all is well."""


class Connection:
    """One Socket Mode connection, with nothing acknowledged by itself."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    @classmethod
    async def open(cls, playground: Playground, session: aiohttp.ClientSession) -> Self:
        """Connect, and take the greeting."""
        socket = await session.ws_connect(await socket_address(playground, session))
        connection = cls(socket)
        connection.hello = await connection.frame()
        return connection

    hello: Json

    async def frame(self) -> Json:
        """The next frame, whatever it is."""
        found: Json = await self.socket.receive_json(timeout=SOON)
        return found

    async def acknowledge(self, envelope: Json, payload: Json | None = None) -> None:
        body = {"payload": payload} if payload is not None else {}
        await self.socket.send_json({"envelope_id": envelope["envelope_id"], **body})

    async def closed(self) -> None:
        """Return once the server has closed it."""
        async with asyncio.timeout(SOON):
            while not self.socket.closed:
                await self.socket.receive()


async def socket_address(playground: Playground, session: aiohttp.ClientSession) -> str:
    """A fresh address, with its ticket."""
    headers = {"Authorization": f"Bearer {playground.app_token}"}
    url = f"{playground.api_url}apps.connections.open"
    async with session.post(url, headers=headers) as response:
        return str((await response.json())["url"])


class App:
    """Acknowledges at once; with what, `replies` says by the payload's type or command."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._arrived = asyncio.Condition()
        self.payloads: list[Json] = []
        self.replies: dict[str, Any] = {}
        self.silent = False
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while not self._connection.socket.closed:
            frame = await self._connection.socket.receive()
            if frame.type is not aiohttp.WSMsgType.TEXT:
                break
            await self._take(frame.json())

    async def _take(self, envelope: Json) -> None:
        payload = envelope.get("payload")
        if payload is None:
            return
        if not self.silent:
            reply = self.replies.get(_name(payload))
            body = await reply(payload) if callable(reply) else reply
            await self._connection.acknowledge(envelope, body)
        async with self._arrived:
            self.payloads.append(payload)
            self._arrived.notify_all()

    async def got(self, name: str, wanted: Callable[[Json], bool] = lambda _: True) -> Json:
        """The newest payload of this type, command or event, once there is one."""

        def found() -> list[Json]:
            return [p for p in self.payloads if _name(p) == name and wanted(p)]

        async with asyncio.timeout(SOON), self._arrived:
            await self._arrived.wait_for(lambda: bool(found()))
        return found()[-1]

    def names(self) -> list[str]:
        return [_name(p) for p in self.payloads]

    async def hang_up(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
        await self._connection.socket.close()


def _name(payload: Json) -> str:
    event = payload.get("event")
    if event:
        return str(event["type"])
    return str(payload.get("command") or payload["type"])
