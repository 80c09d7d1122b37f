"""Answers to clicks and commands, posted to their response URLs.

One for each click: when a class votes they are most of what the bot does, and aiohttp's client takes three times as
much time for one. So this speaks just enough HTTP/1.1 for them: a POST of JSON, a status back, the connection kept.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from dataclasses import dataclass
from functools import cache

import aiohttp

_KEPT_SECONDS = 15.0
_AT_ONCE = 100
_LONGEST_ANSWER = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[ \t]*chunked", re.IGNORECASE)
_CLOSING = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)
_ADDRESS = re.compile(r"(https?)://([A-Za-z0-9.-]+)(?::(\d{1,5}))?(/[\x21-\x7e]*)")


@dataclass(frozen=True, slots=True)
class _Place:
    secure: bool
    host: str
    port: int


class ResponseUrls:
    """Posts, a few at once, over connections that are kept for a while. Close it once."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._idle: dict[_Place, list[_Line]] = {}

    async def post(self, url: str, body: bytes) -> int:
        """The status of the answer. Raises aiohttp.ClientError and TimeoutError; neither tells the address."""
        place, head = _request(url, len(body))
        async with self._turns, asyncio.timeout(self._seconds):
            line = self._kept(place) or await _connected(place)
            try:
                status = await line.exchange(head + body)
            except BaseException:
                line.close()
                raise
        if line.reusable:
            self._idle.setdefault(place, []).append(line)
        return status

    def _kept(self, place: _Place) -> _Line | None:
        """The connection that was used last, if it still stands."""
        lines = self._idle.get(place, [])
        while lines:
            line = lines.pop()
            if line.reusable and time.monotonic() - line.since < _KEPT_SECONDS:
                return line
            line.close()
        return None

    async def close(self) -> None:
        """Let go of the connections."""
        for lines in self._idle.values():
            for line in lines:
                line.close()
        self._idle.clear()
        await asyncio.sleep(0)  # they are told so in the next turn of the loop


class _Line(asyncio.Protocol):
    """One connection, for one exchange at a time."""

    def __init__(self) -> None:
        self.reusable, self.since = True, 0.0
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[int] | None = None
        self._received = b""

    async def exchange(self, request: bytes) -> int:
        """Send, and wait for the status. Raises aiohttp.ClientError."""
        self._answer = asyncio.get_running_loop().create_future()
        self._received = b""
        if self._transport is None or self._transport.is_closing():
            raise aiohttp.ServerDisconnectedError
        self._transport.write(request)
        try:
            return await self._answer
        finally:
            self._answer = None

    def close(self) -> None:
        self.reusable = False
        if self._transport is not None:
            self._transport.close()

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        waiting = self._answer
        if waiting is None or waiting.done():
            self.close()  # nobody asked
            return
        self._received += data
        status = self._whole()
        if status:
            self.since = time.monotonic()
            waiting.set_result(status)
        elif len(self._received) > _LONGEST_ANSWER:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.reusable = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(aiohttp.ServerDisconnectedError())

    def _whole(self) -> int:
        """The status, once all is there of an answer that says how long it is; 0 while more is to come.

        Of one that does not say so the status is enough; its connection is not used again.
        """
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return 0
        head, rest = self._received[:end], self._received[end + 4 :]
        if not head.startswith(b"HTTP/1.") or not head[9:12].isdigit():
            self.close()
            return 0
        length = _LENGTH.search(head)
        if length is not None:
            if len(rest) < int(length[1]):
                return 0
        elif _CHUNKED.search(head) is not None:
            if not rest.endswith(b"0\r\n\r\n"):
                return 0
        else:
            self.close()
        if _CLOSING.search(head) is not None:
            self.close()
        return int(head[9:12])


def _request(url: str, length: int) -> tuple[_Place, bytes]:
    """Where to connect, and a request's head. Raises aiohttp.ClientError for what is no such address."""
    found = _ADDRESS.fullmatch(url)
    if found is None:
        raise aiohttp.ClientError("a response URL cannot be used")
    scheme, host, port, path = found.groups()
    secure = scheme == "https"
    named = f"{host}:{port}" if port else host
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {named}\r\nContent-Type: application/json; charset=utf-8\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )
    return _Place(secure, host, int(port or (443 if secure else 80))), head.encode()


async def _connected(place: _Place) -> _Line:
    """Raises aiohttp.ClientError where nobody is there."""
    loop = asyncio.get_running_loop()
    secured = _certificates() if place.secure else None
    try:
        _, line = await loop.create_connection(_Line, place.host, place.port, ssl=secured)
    except OSError as error:
        raise aiohttp.ClientConnectionError("no connection to a response URL") from error
    return line


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()
