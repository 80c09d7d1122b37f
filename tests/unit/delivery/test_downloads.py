"""Files come from Slack's own file host, and the token goes nowhere else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.delivery import downloads
from bot.delivery.downloads import CannotFetch, FileHost

TOKEN = "xoxb-secret"
DATA = b"x" * 100_000
MOST = 200_000


@dataclass
class Server:
    """A file host, and what it was asked with."""

    url: str = ""
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path, request.headers.get("Authorization")))
        match request.path:
            case "/file":
                return web.Response(body=DATA)
            case "/elsewhere":
                raise web.HTTPFound(f"{self.url.replace('127.0.0.1', 'localhost')}/file")
            case "/signin":
                return web.Response(text="<html>Sign in</html>", content_type="text/html")
            case "/page":
                return web.Response(body=DATA, content_type="text/html")
            case "/endless":
                response = web.StreamResponse()
                await response.prepare(request)
                for _ in range(100):
                    await response.write(DATA)
                return response
            case "/broken":
                return web.Response(status=503)
        raise web.HTTPForbidden


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    made = Server()
    app = web.Application()
    app.router.add_get("/{path}", made.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}"
    yield made
    await runner.cleanup()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def host(server: Server, session: aiohttp.ClientSession) -> FileHost:
    return FileHost(session, SecretStr(TOKEN), f"{server.url}/api/")


async def refusal(host: FileHost, url: str, size: int = 0) -> str:
    with pytest.raises(CannotFetch) as refused:
        await host.download(url, size=size, most=MOST)
    return refused.value.for_user


async def test_a_file_is_fetched_with_the_token_in_the_header(
    host: FileHost, server: Server
) -> None:
    assert await host.download(f"{server.url}/file", size=len(DATA), most=MOST) == DATA
    assert server.asked == [("/file", f"Bearer {TOKEN}")]


async def test_no_redirect_is_followed(host: FileHost, server: Server) -> None:
    assert await refusal(host, f"{server.url}/elsewhere") == downloads.SIGN_IN
    assert [path for path, _ in server.asked] == ["/elsewhere"]


async def test_a_sign_in_page_is_no_lecture(host: FileHost, server: Server) -> None:
    assert await refusal(host, f"{server.url}/signin", size=100) == downloads.SIGN_IN


async def test_a_lecture_in_html_is_one(host: FileHost, server: Server) -> None:
    assert await host.download(f"{server.url}/page", size=len(DATA), most=MOST) == DATA


async def test_a_host_that_refuses_or_fails_says_so(host: FileHost, server: Server) -> None:
    assert await refusal(host, f"{server.url}/forbidden") == downloads.SIGN_IN
    assert await refusal(host, f"{server.url}/broken") == downloads.UNREACHABLE


async def test_what_is_announced_too_large_is_not_asked_for(host: FileHost, server: Server) -> None:
    assert await refusal(host, f"{server.url}/file", size=MOST + 1) == downloads.too_large(MOST)
    assert server.asked == []


async def test_what_turns_out_too_large_is_cut_off(host: FileHost, server: Server) -> None:
    assert await refusal(host, f"{server.url}/endless", size=7) == downloads.too_large(MOST)


async def test_what_is_not_as_long_as_announced_is_incomplete(
    host: FileHost, server: Server
) -> None:
    assert await refusal(host, f"{server.url}/file", size=7) == downloads.INCOMPLETE


async def test_the_token_is_never_sent_to_another_host_or_port(
    host: FileHost, server: Server
) -> None:
    port = server.url.rsplit(":", 1)[1]
    for url in (
        f"http://localhost:{port}/file",
        f"http://user@127.0.0.1:{port}/file",
        f"https://127.0.0.1:{port}/file",
        "https://files.slack.com/files-pri/T1-F1/deck.pdf",
        f"//127.0.0.1:{port}/file",
        "file:///etc/hostname",
        "",
    ):
        assert await refusal(host, url) == downloads.ELSEWHERE
    assert server.asked == []


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://files.slack.com/files-pri/T1-F1/deck.pdf", True),
        ("https://files-origin.slack.com/x", True),
        ("https://slack.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://files.slack.com.evil.example/x", False),
        ("https://evilslack.com/x", False),
        ("https://docs.google.com/x", False),
        ("https://files.slack.com@evil.example/x", False),
        ("https://evil.example\\@files.slack.com/x", False),
        ("https://files.slack.com:x/", False),
        ("https://[files.slack.com/", False),
    ],
)
async def test_slacks_hosts_are_those_of_its_domain_over_https(
    session: aiohttp.ClientSession, url: str, *, ours: bool
) -> None:
    assert FileHost(session, SecretStr(TOKEN), "https://slack.com/api/").is_ours(url) is ours


async def test_govslack_has_hosts_of_its_own(session: aiohttp.ClientSession) -> None:
    host = FileHost(session, SecretStr(TOKEN), "https://slack-gov.com/api/")
    assert host.is_ours("https://files.slack-gov.com/x")
    assert not host.is_ours("https://files.slack.com/x")
