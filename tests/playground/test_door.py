"""Who gets in: this machine's own page and bot, and nobody that a browser might bring along."""

from __future__ import annotations

import asyncio
import socket

import aiohttp
import pytest
from aiohttp import web

from bot.playground import Playground
from bot.playground.server import STATIC
from tests.playground.app import socket_address
from tests.playground.conftest import manifest
from tests.playground.person import MAIN, SARA, Person

PATHS = ("/", "/client/boot?user=U0SARA", "/api/auth.test", "/static/index.html")


async def status(
    session: aiohttp.ClientSession, url: str, headers: dict[str, str], method: str = "GET"
) -> int:
    async with session.request(method, url, headers=headers) as response:
        return response.status


def port_of(playground: Playground) -> int:
    return int(playground.url.rsplit(":", 1)[1])


async def test_it_listens_on_the_loopback_address_only(playground: Playground) -> None:
    port = port_of(playground)
    assert playground.url == f"http://127.0.0.1:{port}"
    runner = playground._runner
    assert runner is not None
    assert runner.addresses == [("127.0.0.1", port)]
    own = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    for address in own - {"127.0.0.1"}:
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as the system has it
            await asyncio.wait_for(asyncio.open_connection(address, port), 2)


async def test_a_port_that_is_taken_is_an_error(playground: Playground) -> None:
    with pytest.raises(OSError, match="in use"):
        await Playground(manifest(), port=port_of(playground)).start()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
async def test_a_name_that_only_leads_here_is_turned_away(
    playground: Playground, session: aiohttp.ClientSession, host: str
) -> None:
    """DNS rebinding: the browser believes that our server is the attacker's."""
    headers = {"Host": host.format(port=port_of(playground))}
    for path in PATHS:
        assert await status(session, playground.url + path, headers) == 403


async def test_localhost_is_another_name_for_it(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    headers = {"Host": f"LOCALHOST:{port_of(playground)}"}
    assert await status(session, f"{playground.url}/", headers) == 200


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1:{port}.evil.example",
        "http://127.0.0.1:{port}@evil.example",
        "file://",
    ],
)
async def test_another_pages_requests_are_turned_away(
    playground: Playground, session: aiohttp.ClientSession, origin: str, sara: Person
) -> None:
    """With or without the bot's token, and for WebSockets too."""
    headers = {
        "Origin": origin.format(port=port_of(playground)),
        "Authorization": f"Bearer {playground.bot_token}",
        "Content-Type": "application/json",
    }
    for path in PATHS:
        assert await status(session, playground.url + path, headers) == 403
    assert await status(session, f"{playground.url}/client/post", headers, "POST") == 403
    assert await status(session, f"{playground.url}/client/upload", headers, "POST") == 403
    assert await status(session, f"{playground.url}/api/auth.test", headers, "POST") == 403
    addresses = (
        f"{playground.url}/client/stream?user={SARA}",
        await socket_address(playground, session),
    )
    for address in addresses:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(address, headers={"Origin": headers["Origin"]})
        assert refused.value.status == 403
    assert playground.socket_mode.connections == 0


async def test_its_own_pages_requests_come_in(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    for host in ("127.0.0.1", "localhost"):
        headers = {
            "Origin": f"http://{host}:{port_of(playground)}",
            "Sec-Fetch-Site": "same-origin",
        }
        assert await status(session, f"{playground.url}/client/boot?user={SARA}", headers) == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_another_page_cannot_load_anything_but_lead_to_it(
    playground: Playground, session: aiohttp.ClientSession, site: str
) -> None:
    """Pictures and scripts are fetched without an Origin; browsers say where from all the same."""
    fetched = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    led = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}
    assert await status(session, f"{playground.url}/client/boot?user={SARA}", fetched) == 403
    assert await status(session, f"{playground.url}/", led) == 200
    assert await status(session, f"{playground.url}/client/post", led, "POST") == 403


@pytest.mark.parametrize(
    "path",
    ["/", "/nowhere", "/client/boot", "/client/boot?user=U0SARA", "/api/auth.test", "/files/F0/x"],
)
async def test_every_answer_carries_the_same_protection(
    playground: Playground, session: aiohttp.ClientSession, path: str
) -> None:
    """Also those that say no."""
    async with session.get(playground.url + path, allow_redirects=False) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static/....//server.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/",
        "/files/../static/index.html",
    ],
)
async def test_nothing_but_the_page_is_served(playground: Playground, path: str) -> None:
    """Asked for as it stands, without a client that tidies the path."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port_of(playground))
    host = f"127.0.0.1:{port_of(playground)}"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readline()
    rest = await reader.read()
    writer.close()
    assert head.split()[1] in {b"403", b"404", b"302"}, head
    assert b"import" not in rest


async def test_who_leaves_while_asking_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    """A page that is closed or left gives up what it was sending."""
    async with Playground(manifest()) as playground:
        port = port_of(playground)
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /client/read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json"
        writer.write(f'{head}\r\nContent-Length: 99\r\n\r\n{{"user": '.encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_line_that_breaks_while_it_is_answered_is_no_error(
    session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(request: web.Request) -> web.Response:
        assert request.transport is not None
        request.transport.close()
        raise ConnectionResetError

    class Breaking(Playground):
        def _route(self, app: web.Application) -> None:
            app.router.add_get("/breaks", breaks)

    async with Breaking(manifest()) as playground:
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(f"{playground.url}/breaks")
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_the_page_is_what_the_address_leads_to(
    playground: Playground, session: aiohttp.ClientSession
) -> None:
    index = (STATIC / "index.html").read_bytes()
    for path in ("/", f"/archives/{MAIN}/p1700000000000000"):
        async with session.get(playground.url + path) as response:
            assert await response.read() == index


async def test_a_workspace_that_stops_leaves_nothing_open(sara: Person) -> None:
    """Pages, bots and what was under way: all are let go of at once."""
    async with aiohttp.ClientSession() as session, asyncio.timeout(10):
        started = Playground(manifest())
        await started.start()
        page = await session.ws_connect(f"{started.url}/client/stream?user={SARA}")
        bot = await session.ws_connect(await socket_address(started, session))
        await Person(SARA, started, session).writes("Under way")
        await started.stop()
        for socket_ in (page, bot):
            while not socket_.closed:
                await socket_.receive()
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get(started.url)
