"""Signed HTTP: what an app's request URL is sent, and what its answers do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web

from bot.playground import Playground
from tests.playground.app import SOON
from tests.playground.person import MAIN, Person, Refused
from tests.playground.receiver import Answer, Receiver, hang, says, signature


@pytest.fixture
async def serve() -> AsyncIterator[Callable[[Answer], Awaitable[str]]]:
    """Serves a handler; its address."""
    runners: list[web.AppRunner] = []

    async def start(handler: Answer) -> str:
        app = web.Application()
        app.router.add_post("/slack/events", handler)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        runners.append(runner)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        return f"http://127.0.0.1:{port}/slack/events"

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
async def receiver(
    playground: Playground, serve: Callable[[Answer], Awaitable[str]]
) -> AsyncIterator[Receiver]:
    """A request URL that the workspace delivers to."""
    found = Receiver()
    await playground.use_http(await serve(found.handle))
    yield found
    await playground.hub.close()


@pytest.mark.parametrize(
    ("status", "body", "kind", "right"),
    [
        (200, "{challenge}", "text/plain", True),
        (200, '{{"challenge": "{challenge}"}}', "application/json", True),
        (200, "ok", "text/plain", False),
        (200, "not {challenge} alone", "text/plain", False),
        (404, "{challenge}", "text/plain", False),
    ],
)
async def test_a_request_url_must_give_the_challenge_back(
    playground: Playground,
    serve: Callable[[Answer], Awaitable[str]],
    status: int,
    body: str,
    kind: str,
    right: bool,
) -> None:
    async def handle(request: web.Request) -> web.Response:
        challenge = (await request.json())["challenge"]
        text = body.format(challenge=challenge)
        return web.Response(status=status, text=text, content_type=kind)

    url = await serve(handle)
    if right:
        await playground.use_http(url)
    else:
        with pytest.raises(ConnectionError):
            await playground.use_http(url)


async def test_a_request_url_must_be_there(playground: Playground) -> None:
    with pytest.raises(ConnectionError):
        await playground.use_http("http://127.0.0.1:9/slack/events")


async def test_every_request_is_signed(
    playground: Playground, receiver: Receiver, sara: Person
) -> None:
    """Over the raw body, with the time it was sent."""
    await sara.writes("Grüße & <Fragen>?")
    await sara.post("command", channel=MAIN, command="/ask", text="Grüße & Fragen")
    await sara.post("shortcut", callback_id="anywhere")
    await receiver.until(3)
    for request in receiver.requests:
        assert request.headers["X-Slack-Signature"] == signature(playground.signing_secret, request)
        assert request.headers["X-Slack-Request-Timestamp"] == "1700000000"
        assert request.headers["User-Agent"].startswith("Slackbot")
        assert "X-Slack-Retry-Num" not in request.headers


async def test_each_kind_has_its_form(receiver: Receiver, sara: Person) -> None:
    await sara.writes("An event")
    await receiver.until(1)
    await sara.post("command", channel=MAIN, command="/ask", text="a=b&c")
    await sara.post("shortcut", callback_id="anywhere")
    event, command, shortcut = receiver.requests
    assert event.kind == "application/json"
    assert event.event["event"]["text"] == "An event"
    assert command.kind == shortcut.kind == "application/x-www-form-urlencoded"
    assert parse_qs(command.body)["text"] == ["a=b&amp;c"]
    assert json.loads(parse_qs(shortcut.body)["payload"][0])["callback_id"] == "anywhere"


@pytest.mark.parametrize(
    ("answer", "reason", "status"),
    [
        (says(status=500), "http_error", "http 500"),
        (says(status=404), "http_error", "http 404"),
        (says(status=302, headers={"Location": "/elsewhere"}), "http_error", "http 302"),
        (hang, "http_timeout", "timeout"),
    ],
)
async def test_an_event_that_is_not_taken_comes_again(
    playground: Playground,
    receiver: Receiver,
    sara: Person,
    answer: Answer,
    reason: str,
    status: str,
) -> None:
    """Three times at most, with its number and the reason, under a fresh signature."""
    playground.faults.ack_timeout = 0.3 if answer is hang else SOON
    receiver.answers = [answer] * 4
    await sara.writes("Hello?")
    await receiver.until(4)
    await asyncio.gather(*playground.hub._tasks)
    first, *again = receiver.requests
    assert "X-Slack-Retry-Num" not in first.headers
    assert [r.headers["X-Slack-Retry-Num"] for r in again] == ["1", "2", "3"]
    assert {r.headers["X-Slack-Retry-Reason"] for r in again} == {reason}
    assert len({r.event["event_id"] for r in receiver.requests}) == 1
    assert [e.status for e in playground.wire.deliveries("message")] == [status] * 4


async def test_an_app_may_say_that_it_wants_no_more(
    playground: Playground, receiver: Receiver, sara: Person
) -> None:
    receiver.answers = [says(status=500, headers={"X-Slack-No-Retry": "1"})]
    await sara.writes("Hello?")
    await receiver.until(1)
    await asyncio.gather(*playground.hub._tasks)
    assert len(receiver.requests) == 1


async def test_any_two_hundred_takes_an_event(
    playground: Playground, receiver: Receiver, sara: Person
) -> None:
    receiver.answers = [says(status=204), says(status=200, text="whatever")]
    for words in ("One", "Two"):
        await sara.writes(words)
    await receiver.until(2)
    await asyncio.gather(*playground.hub._tasks)
    assert [e.status for e in playground.wire.deliveries("message")] == ["acked"] * 2


async def test_commands_and_interactions_are_never_sent_again(
    receiver: Receiver, sara: Person
) -> None:
    receiver.answers = [says(status=500), says(status=500)]
    assert not (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]
    assert not (await sara.post("shortcut", callback_id="anywhere"))["acked"]
    assert len(receiver.requests) == 2


@pytest.mark.parametrize(
    ("response", "seen"),
    [
        ({"text": "Plain words"}, ["Plain words"]),
        ({"text": '{"text": "not read"}'}, ['{"text": "not read"}']),
        ({"text": '{"text": "JSON"}', "content_type": "application/json"}, ["JSON"]),
        ({"text": '"only text"', "content_type": "application/json"}, ["only text"]),
        ({"text": "{broken", "content_type": "application/json"}, ["{broken"]),
        ({"text": ""}, []),
    ],
)
async def test_a_commands_answer_may_stand_in_the_body(
    receiver: Receiver, sara: Person, response: dict[str, Any], seen: list[str]
) -> None:
    receiver.answers = [says(**response)]
    assert (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]
    history = await sara.get("history", channel=MAIN)
    assert [m["text"] for m in history["ephemerals"]] == seen


async def test_the_weather_spoils_signatures_times_and_answers(
    playground: Playground, receiver: Receiver, sara: Person
) -> None:
    faults = playground.faults
    faults.corrupt_signature = True
    await sara.post("shortcut", callback_id="anywhere")
    faults.corrupt_signature, faults.stale_timestamp = False, True
    await sara.post("shortcut", callback_id="anywhere")
    faults.stale_timestamp, faults.lose_acks = False, 1
    lost = await sara.post("shortcut", callback_id="anywhere")
    corrupt, stale, _ = receiver.requests
    right = signature(playground.signing_secret, corrupt)
    assert corrupt.headers["X-Slack-Signature"] != right
    assert int(stale.headers["X-Slack-Request-Timestamp"]) == 1_700_000_000 - 600
    assert stale.headers["X-Slack-Signature"] == signature(playground.signing_secret, stale)
    assert not lost["acked"]
    assert (await sara.post("shortcut", callback_id="anywhere"))["acked"]


async def test_an_app_that_went_away_fails_at_once(
    playground: Playground, serve: Callable[[Answer], Awaitable[str]], sara: Person
) -> None:
    """An event keeps to its schedule; a person is told."""
    found = Receiver()
    await playground.use_http(await serve(found.handle))
    delivery = playground.hub.transport
    assert delivery is not None
    delivery._url = "http://127.0.0.1:9/slack/events"  # type: ignore[attr-defined]
    await sara.writes("Hello?")
    await asyncio.gather(*playground.hub._tasks)
    statuses = [e.status for e in playground.wire.deliveries("message")]
    assert statuses == ["dispatch_failed"] * 4
    assert not (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]


async def test_a_window_says_trouble_when_the_answer_is_no_answer(
    receiver: Receiver, sara: Person, playground: Playground
) -> None:
    """Text where Slack wants JSON."""
    views = {"type": "modal", "title": {"type": "plain_text", "text": "T"}}
    block = {"type": "section", "text": {"type": "plain_text", "text": "x"}}
    context = playground.web_api._context
    made = context.views.open(sara.id, {**views, "blocks": [block]})
    receiver.answers = [says(text="closed", content_type="application/json"), says(status=500)]
    for _ in range(2):
        with pytest.raises(Refused, match="trouble connecting"):
            await sara.post("view_submit", view_id=made["id"])
    assert context.views.stack(sara.id)
