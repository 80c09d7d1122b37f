"""Shortcuts, opening the app, mentions, joining."""

from __future__ import annotations

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.kit import home
from tests.playground.person import GENERAL, MAIN, SARA, SARAS_DM, Person, Refused


async def test_a_shortcut_anywhere_and_on_a_message(sara: Person, app: App) -> None:
    await sara.post("shortcut", callback_id="anywhere")
    anywhere = await app.got("shortcut")
    assert anywhere["trigger_id"]
    assert "response_url" not in anywhere
    message = await sara.writes("Look at *this*")
    await sara.post("message_shortcut", callback_id="this", channel=MAIN, ts=message["ts"])
    on_message = await app.got("message_action")
    assert on_message["message"]["text"] == "Look at *this*"
    assert (on_message["message_ts"], on_message["channel"]["id"]) == (message["ts"], MAIN)
    assert on_message["response_url"]


async def test_a_shortcut_must_be_in_the_manifest(sara: Person, app: App) -> None:
    message = await sara.writes("Look at this")
    where = {"channel": MAIN, "ts": message["ts"]}
    for what, more in (
        ("shortcut", {"callback_id": "this"}),
        ("message_shortcut", {"callback_id": "anywhere", **where}),
        ("message_shortcut", {"callback_id": "other", **where}),
    ):
        with pytest.raises(Refused, match="no such shortcut"):
            await sara.post(what, **more)


async def test_opening_the_app_tells_which_tab(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    await sara.post("open_app", tab="messages")
    opened = (await app.got("app_home_opened"))["event"]
    assert (opened["user"], opened["channel"], opened["tab"]) == (SARA, SARAS_DM, "messages")
    await slack.views_publish(user_id=SARA, view=home())
    await sara.post("open_app", tab="home")
    again = await app.got("app_home_opened", lambda p: p["event"]["tab"] == "home")
    assert again["event"]["view"]["type"] == "home"


async def test_a_mention_comes_beside_the_message(sara: Person, app: App) -> None:
    """In channels that the bot is in; in a direct message there is only the message."""
    await sara.writes("@Lectern what is KVM?")
    mention = (await app.got("app_mention"))["event"]
    message = (await app.got("message"))["event"]
    assert mention["ts"] == message["ts"]
    assert mention["text"] == message["text"] == "<@U0LECTERN> what is KVM?"
    assert "channel_type" not in mention
    await sara.writes("@Lectern hello", SARAS_DM)
    await sara.writes("@Lectern hello", GENERAL)
    dm = await app.got("message", lambda p: p["event"]["channel"] == SARAS_DM)
    assert dm["event"]["channel_type"] == "im"
    assert app.names() == ["message", "app_mention", "message"]


async def test_joining_a_channel(sara: Person, playground: Playground, app: App) -> None:
    playground.world.channels[MAIN].members.remove(SARA)
    for what, more in (
        ("post", {"text": "x"}),
        ("command", {"command": "/ask"}),
        ("react", {"ts": "1", "name": "eyes"}),
    ):
        with pytest.raises(Refused, match="Join #tcss562 first"):
            await sara.post(what, channel=MAIN, **more)
    page = await sara.stream()
    assert (await sara.post("join", channel=MAIN))["channel"]["is_member"]
    joined = (await app.got("member_joined_channel"))["event"]
    assert (joined["user"], joined["channel"]) == (SARA, MAIN)
    frame = await page.receive_json()
    while frame["type"] != "channel":
        frame = await page.receive_json()
    assert SARA in frame["channel"]["members"]
    await page.close()
