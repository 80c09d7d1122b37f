"""Calendars are fetched over https from public hosts only, within limits, and their addresses stay secret."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from ipaddress import ip_address

import aiohttp
import pytest
from aiohttp import web

from bot.delivery import fetching
from bot.delivery.fetching import PUBLIC, CalendarHost, PublicResolver, Rules
from bot.services.calendars.fetched import CannotFollow

HERE = Rules("http", None, lambda address: address.is_loopback)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def session_for(rules: Rules) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=PublicResolver(rules)))


@pytest.fixture
async def public() -> AsyncIterator[CalendarHost]:
    """As in production."""
    session = await session_for(PUBLIC)
    yield CalendarHost(session)
    await session.close()


class Server:
    """Serves what a test says, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Handler = self._nothing
        self.asked: list[web.Request] = []
        self.url = ""

    async def _nothing(self, _: web.Request) -> web.StreamResponse:
        return web.Response(status=404)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return await self.answer(request)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    found = Server()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", found.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    await runner.cleanup()


@pytest.fixture
async def host(server: Server) -> AsyncIterator[CalendarHost]:
    """May go to the server of the test, and nowhere else."""
    session = await session_for(HERE)
    yield CalendarHost(session, HERE)
    await session.close()


async def why(call: Awaitable[object]) -> str:
    with pytest.raises(CannotFollow) as caught:
        await call
    return caught.value.for_user


@pytest.mark.parametrize(
    ("address", "public_"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_only_public_addresses_may_be_connected_to(address: str, *, public_: bool) -> None:
    assert fetching.is_public(ip_address(address)) is public_


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://school.example/feed.ics", "https://school.example/feed.ics"),
        ("webcal://school.example/feed.ics?token=A", "https://school.example/feed.ics?token=A"),
        ("WEBCALS://school.example/x", "https://school.example/x"),
        (" <https://school.example/feed.ics|feed> ", "https://school.example/feed.ics"),
        ("https://school.example/feed.ics#top", "https://school.example/feed.ics"),
    ],
)
def test_an_address_is_taken_as_people_paste_it(
    public: CalendarHost, typed: str, address: str
) -> None:
    assert public.address(typed) == address


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("http://school.example/feed.ics", fetching.NOT_HTTPS),
        ("file:///etc/passwd", fetching.NO_ADDRESS),
        ("feed.ics", fetching.NO_ADDRESS),
        ("https://", fetching.NO_ADDRESS),
        ("https://school.example/a b", fetching.NO_ADDRESS),
        ("https://school.example:99999/", fetching.NO_ADDRESS),
        ("https://" + "x" * 3_000, fetching.NO_ADDRESS),
        ("https://me:word@school.example/", fetching.SIGNED_IN),
        ("https://school.example:8080/", fetching.NOT_PUBLIC),
        ("https://127.0.0.1/", fetching.NOT_PUBLIC),
        ("https://[::1]/", fetching.NOT_PUBLIC),
        ("https://[fe80::1%25eth0]/", fetching.NOT_PUBLIC),
        ("https://2130706433/", fetching.NOT_PUBLIC),
        ("https://127.1/", fetching.NOT_PUBLIC),
        ("https://0177.0.0.1/", fetching.NOT_PUBLIC),
        ("webcal://10.0.0.1/x.ics", fetching.NOT_PUBLIC),
    ],
)
async def test_what_is_no_public_https_address_gets_its_sentence(
    public: CalendarHost, typed: str, sentence: str
) -> None:
    with pytest.raises(CannotFollow) as caught:
        public.address(typed)
    assert caught.value.for_user == sentence


@pytest.mark.parametrize("name", ["localhost", "0x7f000001"])
async def test_a_name_that_resolves_to_a_private_address_is_refused(
    public: CalendarHost, name: str
) -> None:
    assert await why(public.fetch(f"https://{name}/x.ics")) == fetching.NOT_PUBLIC


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    resolver = PublicResolver(Rules(may=lambda address: address.version == 4))
    found = await resolver.resolve("127.0.0.1", 443, socket.AF_INET)
    assert [(f["host"], f["port"]) for f in found] == [("127.0.0.1", 443)]
    with pytest.raises(CannotFollow):
        await resolver.resolve("::1", 443, socket.AF_INET6)


async def test_a_calendar_is_fetched_with_its_etag_and_not_again_while_it_is_the_same(
    server: Server, host: CalendarHost
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304, headers={"ETag": '"v1"'})
        return web.Response(body=b"BEGIN:VCALENDAR", headers={"ETag": '"v1"'})

    server.answer = answer
    first = await host.fetch(f"{server.url}/x.ics")
    assert (first.data, first.etag) == (b"BEGIN:VCALENDAR", '"v1"')
    assert (await host.fetch(f"{server.url}/x.ics", first.etag)).data is None
    assert "Authorization" not in server.asked[0].headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_are_followed_and_held_to_the_same_rules(
    server: Server, host: CalendarHost, status: int
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        places = {
            "/a": "/b",
            "/evil": "http://10.0.0.1/x",
            "/down": "ftp://127.0.0.1/x",
            "/round": "/round",
        }
        if request.path in places:
            return web.Response(status=status, headers={"Location": places[request.path]})
        return web.Response(body=b"here")

    server.answer = answer
    assert (await host.fetch(f"{server.url}/a")).data == b"here"
    assert await why(host.fetch(f"{server.url}/evil")) == fetching.NOT_PUBLIC
    assert await why(host.fetch(f"{server.url}/down")) == fetching.NOT_HTTPS
    assert await why(host.fetch(f"{server.url}/round")) == fetching.GOES_ROUND


async def test_what_is_too_large_is_given_up_also_where_it_comes_compressed(
    server: Server, host: CalendarHost
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.Response(body=b"x" * 6_000_000)
        if request.path == "/packed":
            response.enable_compression(web.ContentCoding.gzip)
        return response

    server.answer = answer
    assert await why(host.fetch(f"{server.url}/plain")) == fetching.TOO_LARGE
    assert await why(host.fetch(f"{server.url}/packed")) == fetching.TOO_LARGE


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "sign-in"), (403, "secret address"), (404, "no calendar"), (500, "did not answer")],
)
async def test_a_refusal_of_the_server_gets_its_sentence(
    server: Server, host: CalendarHost, status: int, words: str
) -> None:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    server.answer = answer
    assert words in await why(host.fetch(f"{server.url}/x"))


async def test_no_error_carries_the_address(server: Server, host: CalendarHost) -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    server.answer = cut
    for url in (f"{server.url}/secret-token", "http://127.0.0.1:9/secret-token"):
        with pytest.raises(CannotFollow) as caught:
            await host.fetch(url)
        error: BaseException | None = caught.value
        assert "secret-token" not in str(error)
        assert error is not None
        assert error.__cause__ is None
        assert error.__suppress_context__
