"""Response URLs: five uses in thirty minutes, to one person unless they say otherwise."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.conftest import Clock
from tests.playground.kit import actions, button, section
from tests.playground.person import GENERAL, MAIN, SARA, Person

PRESS = {"action_id": "press"}


async def answer(session: aiohttp.ClientSession, url: str, body: Any) -> tuple[int, str]:
    async with session.post(url, json=body) as response:
        return response.status, await response.text()


async def from_command(sara: Person, app: App, channel: str = MAIN) -> str:
    """A response URL of a command."""
    await sara.post("command", channel=channel, command="/ask", text="x")
    return str((await app.got("/ask"))["response_url"])


async def from_click(
    sara: Person, app: App, slack: AsyncWebClient, *, ephemeral: bool = False, **more: Any
) -> tuple[str, dict[str, Any]]:
    """A response URL of a button, and the message it is in."""
    content = {"channel": MAIN, "text": "Press", "blocks": [actions(button())], **more}
    if ephemeral:
        await slack.chat_postEphemeral(user=SARA, **content)
        message = (await sara.get("history", channel=MAIN))["ephemerals"][-1]
    else:
        posted = await slack.chat_postMessage(**content)
        message = {**posted["message"], "channel": MAIN}
    await sara.clicks(message, PRESS)
    return str((await app.got("block_actions"))["response_url"]), message


async def test_an_answer_is_for_the_one_who_asked(
    session: aiohttp.ClientSession, sara: Person, tom: Person, app: App
) -> None:
    url = await from_command(sara, app)
    for kind in ({}, {"response_type": "ephemeral"}):
        assert await answer(session, url, {"text": "For you", **kind}) == (200, "ok")
    mine, theirs = await sara.get("history", channel=MAIN), await tom.get("history", channel=MAIN)
    assert [m["text"] for m in mine["ephemerals"]] == ["For you"] * 2
    assert theirs["ephemerals"] == theirs["messages"] == []
    assert await answer(session, url, {"text": "For all", "response_type": "in_channel"}) == (
        200,
        "ok",
    )
    (message,) = (await tom.get("history", channel=MAIN))["messages"]
    assert (message["text"], message["bot_id"]) == ("For all", "B0LECTERN")


async def test_it_works_where_the_bot_is_not_a_member(
    session: aiohttp.ClientSession, sara: Person, app: App
) -> None:
    url = await from_command(sara, app, GENERAL)
    said = {"text": "Hello", "response_type": "in_channel"}
    assert await answer(session, url, said) == (200, "ok")
    assert len((await sara.get("history", channel=GENERAL))["messages"]) == 1
    assert "message" not in app.names()


async def test_five_uses(session: aiohttp.ClientSession, sara: Person, app: App) -> None:
    url = await from_command(sara, app)
    for _ in range(5):
        assert (await answer(session, url, {"text": "x"}))[0] == 200
    assert await answer(session, url, {"text": "x"}) == (404, "used_url")


async def test_thirty_minutes(
    session: aiohttp.ClientSession, sara: Person, app: App, clock: Clock
) -> None:
    url = await from_command(sara, app)
    clock.advance(30 * 60)
    assert (await answer(session, url, {"text": "x"}))[0] == 200
    clock.advance(1)
    assert await answer(session, url, {"text": "x"}) == (404, "expired_url")
    other = url.rsplit("/", 1)[0] + "/made-up"
    assert await answer(session, other, {"text": "x"}) == (404, "expired_url")


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({}, 400, "no_text"),
        ([], 400, "invalid_payload"),
        ("text", 400, "invalid_payload"),
        (None, 400, "invalid_payload"),
        ({"text": "x", "blocks": [{"type": "tick"}]}, 400, "invalid_blocks"),
        ({"text": "x" * 40_001}, 400, "msg_too_long"),
        ({"text": 5}, 400, "invalid_arguments"),
        ({"delete_original": True}, 404, "message_not_found"),
        ({"delete_original": ["yes"], "text": "x"}, 200, "ok"),
    ],
)
async def test_bodies(
    session: aiohttp.ClientSession, sara: Person, app: App, body: Any, status: int, said: str
) -> None:
    url = await from_command(sara, app)
    assert await answer(session, url, body) == (status, said)


async def test_a_body_that_is_no_json(
    session: aiohttp.ClientSession, sara: Person, app: App
) -> None:
    url = await from_command(sara, app)
    for raw, kind in ((b"{", "application/json"), (b"{}", "application/json; charset=klingon")):
        async with session.post(url, data=raw, headers={"Content-Type": kind}) as response:
            assert (response.status, await response.text()) == (400, "invalid_payload")


@pytest.mark.parametrize("ephemeral", [False, True])
async def test_the_original_is_replaced_in_its_place(
    session: aiohttp.ClientSession,
    slack: AsyncWebClient,
    sara: Person,
    app: App,
    ephemeral: bool,
) -> None:
    """Also by a second click on the same message; what it had besides is gone."""
    first, message = await from_click(sara, app, slack, ephemeral=ephemeral)
    await sara.clicks(message, PRESS)
    second = str((await app.got("block_actions"))["response_url"])
    kind = "ephemerals" if ephemeral else "messages"
    for url, words in ((first, "One"), (second, "Two")):
        said = {"text": words, "replace_original": True}
        assert await answer(session, url, said) == (200, "ok")
        (now,) = (await sara.get("history", channel=MAIN))[kind]
        assert (now["text"], now["ts"], "blocks" in now) == (words, message["ts"], False)
    blocks = [section("New")]
    said = {"text": "Three", "blocks": blocks, "replace_original": "true"}
    assert await answer(session, second, said) == (200, "ok")
    (now,) = (await sara.get("history", channel=MAIN))[kind]
    assert now["blocks"][0]["text"]["text"] == "New"


@pytest.mark.parametrize("ephemeral", [False, True])
async def test_the_original_is_deleted(
    session: aiohttp.ClientSession,
    slack: AsyncWebClient,
    sara: Person,
    app: App,
    ephemeral: bool,
) -> None:
    url, _ = await from_click(sara, app, slack, ephemeral=ephemeral)
    assert await answer(session, url, {"delete_original": True}) == (200, "ok")
    history = await sara.get("history", channel=MAIN)
    assert history["messages"] == history["ephemerals"] == []
    for body in ({"delete_original": "true"}, {"text": "x", "replace_original": True}):
        assert await answer(session, url, body) == (404, "message_not_found")


async def test_a_command_has_no_original(
    session: aiohttp.ClientSession, sara: Person, app: App
) -> None:
    """To replace it posts anew, as bolt-python#1268 found out."""
    url = await from_command(sara, app)
    for _ in range(2):
        said = {"text": "x", "replace_original": True}
        assert await answer(session, url, said) == (200, "ok")
    assert len((await sara.get("history", channel=MAIN))["ephemerals"]) == 2


async def test_an_answer_may_go_into_a_thread(
    session: aiohttp.ClientSession, slack: AsyncWebClient, sara: Person, app: App
) -> None:
    root = (await sara.writes("Root"))["ts"]
    url = await from_command(sara, app)
    await answer(session, url, {"text": "Private", "thread_ts": root})
    public = {"text": "Public", "response_type": "in_channel", "thread_ts": root}
    await answer(session, url, public)
    thread = await sara.get("thread", channel=MAIN, ts=root)
    assert [m["text"] for m in thread["messages"]] == ["Root", "Public"]
    assert [m["text"] for m in thread["ephemerals"]] == ["Private"]


async def test_a_click_in_a_thread_is_answered_outside_unless_told_otherwise(
    session: aiohttp.ClientSession, slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """As bolt-js#963 found out: the thread has to be named."""
    root = (await sara.writes("Root"))["ts"]
    url, _ = await from_click(sara, app, slack, thread_ts=root)
    payload = await app.got("block_actions")
    assert payload["container"]["thread_ts"] == root
    await answer(session, url, {"text": "Outside"})
    await answer(session, url, {"text": "Inside", "thread_ts": root})
    main = (await sara.get("history", channel=MAIN))["ephemerals"]
    thread = (await sara.get("thread", channel=MAIN, ts=root))["ephemerals"]
    assert [m["text"] for m in main] == ["Outside"]
    assert [m["text"] for m in thread] == ["Inside"]


async def test_what_was_answered_is_on_the_wire(
    session: aiohttp.ClientSession, sara: Person, app: App, playground: Playground
) -> None:
    url = await from_command(sara, app)
    await answer(session, url, {"text": "x"})
    await answer(session, url, {})
    entries = playground.wire.calls("response_url")
    assert [e.status for e in entries] == ["ok", "no_text"]
