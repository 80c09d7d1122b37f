"""Response URLs, answered over kept connections.

When a class votes each voter is told privately, and aiohttp's client takes longer for that than Bolt does for the click.
What these answers need of HTTP/1.1 (RFC 9112) is little: one POST of JSON, and the status that comes back.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections import deque
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import aiohttp
from yarl import URL

from bot.delivery.http_answers import read_answer

KEEP_SECONDS = 15.0
"""An unused connection is not trusted longer: the other side may be about to close it."""
MOST_CONNECTIONS = 100
_LONGEST_ANSWER = 1_000_000


class _Place(NamedTuple):
    scheme: str
    host: str
    port: int


class ResponseUrls:
    """Posts to the addresses that came with interactions, with `seconds` for each. Close it once."""

    def __init__(self, seconds: float, tls: ssl.SSLContext | None = None) -> None:
        self._seconds, self._tls = seconds, tls
        self._kept: dict[_Place, deque[_Connection]] = {}
        self._room = asyncio.Semaphore(MOST_CONNECTIONS)

    async def post(self, address: str, body: Mapping[str, Any]) -> int:
        """Post JSON; returns the status. Redirects are not followed.

        Never repeated: what was sent over a connection that broke may have been accepted.

        Raises:
            aiohttp.ClientError: there was no answer, or none in HTTP.
            TimeoutError: none came in time.
        """
        place, request = _request(address, json.dumps(body).encode())
        async with asyncio.timeout(self._seconds), self._room:
            connection = self._unused(place) or await self._connected(place)
            try:
                status = await connection.answer_to(request)
            except BaseException:
                connection.close()
                raise
        if connection.usable:
            self._kept.setdefault(place, deque()).append(connection)
        return status

    def _unused(self, place: _Place) -> _Connection | None:
        """The one that was used last; whatever lay too long is closed."""
        kept, fresh = self._kept.get(place), time.monotonic() - KEEP_SECONDS
        while kept:
            connection = kept.pop()
            if connection.usable and connection.used > fresh:
                return connection
            connection.close()
        return None

    async def _connected(self, place: _Place) -> _Connection:
        if place.scheme == "https" and self._tls is None:
            self._tls = await asyncio.to_thread(ssl.create_default_context)
        tls = self._tls if place.scheme == "https" else None
        loop = asyncio.get_running_loop()
        try:
            _, made = await loop.create_connection(_Connection, place.host, place.port, ssl=tls)
        except OSError as error:
            raise aiohttp.ClientConnectionError(f"cannot reach {place.host}") from error
        return made

    def close(self) -> None:
        """Let go of the connections that nobody uses."""
        for kept in self._kept.values():
            for connection in kept:
                connection.close()
        self._kept.clear()


def _request(address: str, body: bytes) -> tuple[_Place, bytes]:
    """Where it goes, and what; yarl leaves nothing in an address that could end a line."""
    try:
        url = URL(address)
    except ValueError:
        url = URL()
    if url.scheme not in {"http", "https"} or not url.raw_host or not url.port:
        raise aiohttp.ClientError("not an address that can be answered to")
    head = (
        f"POST {url.raw_path_qs} HTTP/1.1\r\nHost: {url.host_port_subcomponent}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return _Place(url.scheme, url.raw_host, url.port), head.encode("ascii") + body


class _Connection(asyncio.Protocol):
    """One request at a time; `used` by a clock that does not jump."""

    def __init__(self) -> None:
        self.usable, self.used = True, time.monotonic()
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[int] | None = None
        self._received = b""

    async def answer_to(self, request: bytes) -> int:
        """The status of the answer, once that is there whole."""
        if self._transport is None or not self.usable:
            raise aiohttp.ServerDisconnectedError
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(aiohttp.ServerDisconnectedError())

    def data_received(self, data: bytes) -> None:
        self._received += data
        try:
            answer = read_answer(self._received)
        except ValueError:
            self._fail(aiohttp.ClientPayloadError("no answer in HTTP"))
            return
        if answer is None:
            if len(self._received) > _LONGEST_ANSWER:
                self._fail(aiohttp.ClientPayloadError("too long an answer"))
            return
        waiting, self._waiting = self._waiting, None
        self.usable = answer.keeps and waiting is not None
        self.used, self._received = time.monotonic(), b""
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.status)
        if not self.usable:
            self.close()

    def _fail(self, error: aiohttp.ClientError) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(error)
        self.close()

    def close(self) -> None:
        self.usable = False
        if self._transport is not None:
            self._transport.close()
