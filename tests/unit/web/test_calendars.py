"""Private calendars over HTTP, as a calendar app asks for them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.errors import StorageError
from bot.web import make_app, serve
from bot.web.calendars import BURST, REFILL_SECONDS, Allowance

TOKEN = "a-Token_of-forty-three-characters-0123456789"
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Prüfung\r\nEND:VCALENDAR\r\n".encode()


class Shelf:
    """What is behind each token; unreadable where it is told so."""

    def __init__(self) -> None:
        self.data, self.broken, self.read_for = {TOKEN: CALENDAR}, False, list[str]()

    async def read(self, token: str) -> bytes | None:
        self.read_for.append(token)
        if self.broken:
            raise StorageError("OperationalError")
        return self.data.get(token)

    async def ping(self) -> None:
        if self.broken:
            raise StorageError("OperationalError")


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def client(shelf: Shelf) -> AsyncIterator[aiohttp.ClientSession]:
    runner, port = await serve(make_app(shelf.ping, shelf.read), "127.0.0.1", 0)
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", raise_for_status=False) as found:
        yield found
    await runner.cleanup()


def path(token: str = TOKEN) -> str:
    return f"/calendar/{token}.ics"


async def test_a_calendar_is_read_with_its_type_and_kept_by_nobody_else(
    client: aiohttp.ClientSession,
) -> None:
    async with client.get(path()) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert await answer.read() == CALENDAR


async def test_what_a_client_has_already_is_not_sent_again(
    client: aiohttp.ClientSession, shelf: Shelf
) -> None:
    async with client.get(path()) as answer:
        tag = answer.headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        async with client.get(path(), headers={"If-None-Match": known}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
            assert answer.headers["ETag"] == tag
            assert answer.headers["Cache-Control"] == "private, no-cache"
    shelf.data[TOKEN] += b"X"
    async with client.get(path(), headers={"If-None-Match": tag}) as answer:
        assert answer.status == 200
        assert answer.headers["ETag"] != tag


async def test_head_says_what_get_would_send(client: aiohttp.ClientSession) -> None:
    async with client.get(path()) as got, client.head(path()) as asked:
        assert (asked.status, await asked.read()) == (200, b"")
        for name in ("Content-Type", "Content-Length", "ETag", "Cache-Control"):
            assert asked.headers[name] == got.headers[name]


async def test_a_wrong_token_looks_like_any_page_that_is_not_there(
    client: aiohttp.ClientSession, shelf: Shelf
) -> None:
    async with client.get("/nothing/here") as answer:
        missing = (answer.status, await answer.text(), answer.headers["Content-Type"])
    names = [path("b" * 43), path(TOKEN[:-1]), path(TOKEN.upper()), path("x"), path("y" * 5_000)]
    names += ["/calendar/.ics", "/calendar/", f"/calendar/{TOKEN}", f"/calendar/{TOKEN}.ics/"]
    names += [f"/calendar/..%2F{TOKEN}.ics", f"/calendar/{TOKEN}%00.ics", path("%F0%9F%98%80" * 20)]
    for name in names:
        async with client.get(name) as answer:
            assert (answer.status, await answer.text(), answer.headers["Content-Type"]) == missing
    assert all(len(token) <= 64 for token in shelf.read_for)


async def test_nothing_can_be_written_there(client: aiohttp.ClientSession) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        async with client.request(method, path(), data=b"x") as answer:
            assert answer.status == 405


async def test_without_its_database_it_asks_to_come_again(
    client: aiohttp.ClientSession, shelf: Shelf
) -> None:
    shelf.broken = True
    async with client.get(path()) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
    async with client.get("/healthz") as answer:
        assert answer.status == 503


async def test_who_asks_all_the_time_is_told_to_wait_and_nobody_else(
    client: aiohttp.ClientSession, shelf: Shelf
) -> None:
    other = "another-Token_of-forty-three-characters-012"
    shelf.data[other] = CALENDAR
    for _ in range(BURST):
        async with client.get(path()) as answer:
            assert answer.status == 200
    async with client.get(path()) as answer:
        assert answer.status == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= REFILL_SECONDS
    async with client.get(path(other)) as answer:
        assert answer.status == 200


def test_an_allowance_fills_up_again() -> None:
    now = 0.0
    allowance = Allowance(lambda: now)
    assert [allowance.wait("a") for _ in range(BURST)] == [0] * BURST
    assert allowance.wait("a") == REFILL_SECONDS
    now += REFILL_SECONDS
    assert allowance.wait("a") == 0
    assert allowance.wait("a") == REFILL_SECONDS
    now += REFILL_SECONDS * BURST * 2
    assert [allowance.wait("a") for _ in range(BURST)] == [0] * BURST
    assert allowance.wait("a") > 0
