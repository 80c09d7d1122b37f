"""Posting to response URLs: just enough HTTP, over connections that are kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest

from bot.delivery.response_urls import ResponseUrls

BODY = b'{"text": "You chose KVM."}'
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Server:
    """Answers each request with the next of `answers`, in pieces; b"" hangs up, None says nothing."""

    answers: list[list[bytes] | None]
    connections: int = 0
    heads: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    url: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.heads.append(head)
                length = int(head.lower().split("content-length:")[1].split("\r\n")[0])
                self.bodies.append(await reader.readexactly(length))
                pieces = self.answers.pop(0)
                if pieces is None:
                    await reader.read()
                    return
                for piece in pieces:
                    if not piece:
                        return
                    writer.write(piece)
                    await writer.drain()
                    await asyncio.sleep(0)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(*answers: list[bytes] | None) -> AsyncIterator[tuple[Server, ResponseUrls]]:
    server, urls = Server(list(answers)), ResponseUrls(2.0)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}/response/a-b_c?x=1"
    try:
        yield server, urls
    finally:
        await urls.close()
        listening.close()
        await listening.wait_closed()


async def test_a_body_is_posted_whole_and_the_status_comes_back() -> None:
    async with serving([OK]) as (server, urls):
        assert await urls.post(server.url, BODY) == 200
        assert server.bodies == [BODY]
        assert server.heads[0].startswith("POST /response/a-b_c?x=1 HTTP/1.1\r\nHost: 127.0.0.1:")
        assert "application/json" in server.heads[0]


async def test_a_connection_is_used_again_by_the_next() -> None:
    async with serving([OK], [OK], [OK]) as (server, urls):
        for _ in range(3):
            await urls.post(server.url, BODY)
        assert server.connections == 1
        assert len(server.bodies) == 3


async def test_many_at_once_each_get_their_own_answer() -> None:
    answers = [[b"HTTP/1.1 %d X\r\ncontent-length: 0\r\n\r\n" % (200 + n % 3)] for n in range(200)]
    async with serving(*answers) as (server, urls):
        said = await asyncio.gather(*(urls.post(server.url, BODY) for _ in range(200)))
        assert sorted(said) == sorted(200 + n % 3 for n in range(200))
        assert server.connections <= 100


@pytest.mark.parametrize(
    ("pieces", "kept"),
    [
        ([b"HTTP/1.1 404 Not Found\r\nX: y\r\nContent-", b"Length: 9\r\n\r\nused", b"_url!"], True),
        ([b"HTTP/1.1 404 X\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nno\r\n", b"0\r\n\r\n"], True),
        ([b"HTTP/1.1 404 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", b""], False),
        ([b"HTTP/1.0 404 X\r\n\r\nuntil the end", b""], False),
    ],
    ids=["in pieces", "in chunks", "closing", "of no known length"],
)
async def test_an_answer_of_any_length_is_understood(pieces: list[bytes], kept: bool) -> None:
    async with serving(pieces, [OK]) as (server, urls):
        assert await urls.post(server.url, BODY) == 404
        assert await urls.post(server.url, BODY) == 200
        assert server.connections == (1 if kept else 2)


@pytest.mark.parametrize(
    "pieces",
    [
        [b""],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal", b""],
        [b"SSH-2.0-x\r\n\r\n"],
        [b"x" * 70_000],
    ],
    ids=["hung up", "half an answer", "no HTTP", "without end"],
)
async def test_what_is_no_answer_is_an_error_and_the_next_is_tried_anew(
    pieces: list[bytes],
) -> None:
    async with serving(pieces, [OK]) as (server, urls):
        with pytest.raises(aiohttp.ClientError):
            await urls.post(server.url, BODY)
        assert await urls.post(server.url, BODY) == 200
        assert len(server.bodies) == 2


async def test_a_server_that_says_nothing_is_given_up() -> None:
    async with serving(None, [OK]) as (server, _):
        urls = ResponseUrls(0.05)
        with pytest.raises(TimeoutError):
            await urls.post(server.url, BODY)
        assert await urls.post(server.url, BODY) == 200
        await urls.close()


async def test_a_connection_that_was_closed_meanwhile_is_not_used_again() -> None:
    async with serving([OK, b""], [OK]) as (server, urls):
        await urls.post(server.url, BODY)
        await asyncio.sleep(0.01)
        assert await urls.post(server.url, BODY) == 200
        assert server.connections == 2


async def test_nobody_there_is_an_error_without_the_address() -> None:
    urls = ResponseUrls(2.0)
    with pytest.raises(aiohttp.ClientError) as caught:
        await urls.post("http://127.0.0.1:1/response/secret-key", BODY)
    assert "secret-key" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://x/y",
        "http://a.example/x y",
        "http://a.example/x\r\nX: y",
        "http://a@b.example/secret-key",
        "http://a.example",
    ],
)
async def test_what_is_no_such_address_is_an_error(url: str) -> None:
    with pytest.raises(aiohttp.ClientError) as caught:
        await ResponseUrls(1.0).post(url, BODY)
    assert "secret-key" not in str(caught.value)
