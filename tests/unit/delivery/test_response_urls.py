"""Answering to response URLs: over kept connections, once, and never to whoever is not who they say."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.delivery.response_urls import ResponseUrls
from tests.unit.delivery.tls import self_signed

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """Takes requests as they are; `answers` are what it says to one after the other, the last one again and again."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self.connections = 0
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if answer is None:
                    break
                writer.write(answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    def address(self, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}/actions/T1/2/x?y=z"


@asynccontextmanager
async def serving(*answers: bytes | None, **options: object) -> AsyncIterator[Server]:
    server = Server(*answers)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, **options)  # type: ignore[arg-type]
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


@asynccontextmanager
async def urls(seconds: float = 10.0) -> AsyncIterator[ResponseUrls]:
    found = ResponseUrls(seconds)
    try:
        yield found
    finally:
        found.close()


async def test_what_is_posted_is_json_and_the_status_comes_back() -> None:
    """To the address as it was given."""
    async with serving(OK) as server, urls() as responses:
        assert await responses.post(server.address(), {"text": "Grüße\r\n"}) == 200
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /actions/T1/2/x?y=z HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"Content-Type: application/json" in head
    assert json.loads(body) == {"text": "Grüße\r\n"}


async def test_one_connection_serves_one_after_the_other() -> None:
    """To open one each time costs more than the answer."""
    async with serving(OK) as server, urls() as responses:
        for _ in range(3):
            await responses.post(server.address(), {})
        assert server.connections == 1


async def test_many_at_once_each_get_their_own_answer() -> None:
    """Over as many connections."""
    async with serving(OK) as server, urls() as responses:
        found = await asyncio.gather(*(responses.post(server.address(), {}) for _ in range(150)))
    assert found == [200] * 150
    assert len(server.requests) == 150


async def test_a_connection_that_was_closed_meanwhile_is_not_used_again() -> None:
    """A new one is."""
    closing = OK.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n")
    async with serving(closing, OK) as server, urls() as responses:
        await responses.post(server.address(), {})
        assert await responses.post(server.address(), {}) == 200
        assert server.connections == 2


@pytest.mark.parametrize("answer", [None, b"SSH-2.0\r\n\r\n"])
async def test_no_answer_is_told_and_nothing_is_sent_twice(answer: bytes | None) -> None:
    """It may have been accepted; and the next one goes over another connection."""
    async with serving(answer, OK) as server, urls() as responses:
        with pytest.raises(aiohttp.ClientError):
            await responses.post(server.address(), {})
        assert len(server.requests) == 1
        assert await responses.post(server.address(), {}) == 200


async def test_an_answer_that_does_not_come_is_not_waited_for_for_ever() -> None:
    """TimeoutError; and what it says too late is nobody else's."""
    async with (
        serving(b"HTTP/1.1 200 OK\r\n") as server,
        urls(0.05) as responses,
    ):
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await responses.post(server.address(), {})
        assert server.connections == 2


async def test_where_nobody_listens_is_told() -> None:
    """As aiohttp does."""
    async with serving(OK) as server, urls() as responses:
        address = server.address()
    with pytest.raises(aiohttp.ClientConnectionError):
        await responses.post(address, {})


@pytest.mark.parametrize(
    "address", ["", "x", "file:///etc/passwd", "http://", "http://[", "ftp://a/b"]
)
async def test_what_is_no_address_is_refused(address: str) -> None:
    """Before anything is sent."""
    async with urls() as responses:
        with pytest.raises(aiohttp.ClientError):
            await responses.post(address, {})


async def test_an_address_ends_no_line() -> None:
    """What stands in it is part of the path."""
    async with serving(OK) as server, urls() as responses:
        await responses.post(server.address() + "\r\nX-More: 1\r\n\r\n", {})
    assert b"\r\nX-More" not in server.requests[0]


async def test_nobody_is_answered_whose_certificate_is_not_vouched_for() -> None:
    """Over TLS the other side must be who it says."""
    served, trusting = self_signed("localhost")
    async with serving(OK, ssl=served) as server, urls() as responses:
        address = server.address("https", "localhost")
        with pytest.raises(aiohttp.ClientConnectionError):
            await responses.post(address, {})
        assert not server.requests
        vouched = ResponseUrls(10.0, trusting)
        assert await vouched.post(address, {}) == 200
        with pytest.raises(aiohttp.ClientConnectionError):
            await vouched.post(server.address("https"), {})
        vouched.close()
