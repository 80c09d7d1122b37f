"""Commands, clicks, selects and shortcuts: what the app gets, and what a failure looks like."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.kit import actions, button, home, option, plain, section
from tests.playground.person import GENERAL, MAIN, MINA, SARA, SARAS_DM, STAFF, Person, Refused

FRUIT = [option("apple"), option("pear")]


async def notice(page: aiohttp.ClientWebSocketResponse) -> str:
    """The next line from the workspace itself."""
    async with asyncio.timeout(5):
        while True:
            frame = await page.receive_json()
            if frame["type"] == "notice":
                return str(frame["text"])


async def posted(slack: AsyncWebClient, *blocks: dict[str, Any]) -> dict[str, Any]:
    """A message of the bot's with these blocks, as the page has it."""
    found = await slack.chat_postMessage(channel=MAIN, text="Blocks", blocks=list(blocks))
    return {**found["message"], "channel": MAIN}


# Commands


async def test_a_command_carries_its_words_and_where_it_was_given(sara: Person, app: App) -> None:
    answer = await sara.post("command", channel=MAIN, command="/ask", text="what is KVM?")
    assert answer["acked"]
    payload = await app.got("/ask")
    kept = {k: payload[k] for k in ("text", "user_id", "user_name", "channel_id", "channel_name")}
    assert kept == {
        "text": "what is KVM?",
        "user_id": SARA,
        "user_name": "sara",
        "channel_id": MAIN,
        "channel_name": "tcss562",
    }


@pytest.mark.parametrize(
    ("command", "typed", "text"),
    [
        ("/ask", "1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("/ask", "<!channel>", "&lt;!channel&gt;"),
        ("/ask", "@tom in #general", "<@U0TOM|tom> in <#C0GENERAL|general>"),
        ("/ask", "<@U0TOM> hi", "<@U0TOM|tom> hi"),
        ("/ask", "see https://x.org/a?b=1&c", "see <https://x.org/a?b=1&amp;c>"),
        ("/raw", "<@U0TOM> in <#C0GENERAL|general>", "@tom in #general"),
        ("/raw", "1 < 2, https://x.org", "1 &lt; 2, https://x.org"),
    ],
)
async def test_a_command_is_escaped_as_the_manifest_says(
    sara: Person, app: App, command: str, typed: str, text: str
) -> None:
    await sara.post("command", channel=MAIN, command=command, text=typed)
    assert (await app.got(command))["text"] == text


async def test_only_public_channels_go_by_their_name(sara: Person, mina: Person, app: App) -> None:
    await mina.post("command", channel=STAFF, command="/ask", text="x")
    payload = await app.got("/ask", lambda p: p["user_id"] == MINA)
    assert payload["channel_name"] == "privategroup"
    await sara.post("command", channel=SARAS_DM, command="/ask", text="x")
    payload = await app.got("/ask", lambda p: p["user_id"] == SARA)
    assert payload["channel_name"] == "directmessage"


async def test_a_command_nobody_offers_is_no_command(sara: Person, app: App) -> None:
    with pytest.raises(Refused, match="/tell is not a valid command"):
        await sara.post("command", channel=MAIN, command="/tell", text="x")
    assert app.payloads == []


async def test_the_acknowledgement_may_carry_the_answer(
    sara: Person, tom: Person, app: App
) -> None:
    """Seen by the one who asked, unless it says otherwise."""
    app.replies["/ask"] = {"text": "Just for you"}
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    app.replies["/ask"] = {"text": "For all", "response_type": "in_channel"}
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    mine, theirs = await sara.get("history", channel=MAIN), await tom.get("history", channel=MAIN)
    assert [m["text"] for m in mine["ephemerals"]] == ["Just for you"]
    assert theirs["ephemerals"] == []
    assert [m["text"] for m in theirs["messages"]] == ["For all"]


async def test_a_command_that_fails_says_why_to_the_one_who_gave_it(
    sara: Person, playground: Playground, app: App
) -> None:
    """No acknowledgement in time, a bad answer, nobody there: each with Slack's word."""
    page = await sara.stream()
    app.replies["/ask"] = {"blocks": [{"type": "tick"}]}
    assert (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]
    assert await notice(page) == "/ask failed with the error “invalid_blocks”"
    playground.faults.ack_timeout, app.silent = 0.05, True
    answer = await sara.post("command", channel=MAIN, command="/ask", text="x")
    assert not answer["acked"]
    assert await notice(page) == "/ask failed with the error “operation_timeout”"
    await app.hang_up()
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    assert await notice(page) == "/ask failed with the error “dispatch_failed”"
    await page.close()


async def test_a_command_is_never_sent_again(
    sara: Person, playground: Playground, app: App
) -> None:
    playground.faults.ack_timeout, app.silent = 0.05, True
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    app.silent = False
    await sara.writes("Something to wait for")
    await app.got("message")
    assert app.names().count("/ask") == 1


# Clicks


async def test_a_click_carries_what_the_app_gave_the_button(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """Not what the page says: nobody can press a button with another value."""
    message = await posted(slack, actions(button(value="given", style="danger")))
    forged = {"type": "button", "action_id": "press", "value": "forged", "text": plain("Forged")}
    assert await sara.clicks(message, forged)
    payload = await app.got("block_actions")
    (action,) = payload["actions"]
    kept = {k: action[k] for k in ("type", "action_id", "value", "text", "style")}
    assert kept == {
        "type": "button",
        "action_id": "press",
        "value": "given",
        "text": plain("Press"),
        "style": "danger",
    }
    assert payload["message"]["ts"] == message["ts"]
    assert payload["channel"] == {"id": MAIN, "name": "tcss562"}
    assert payload["container"] == {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": MAIN,
        "is_ephemeral": False,
    }
    assert payload["response_url"].startswith("http://127.0.0.1:")


async def test_there_must_be_something_to_click(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    message = await posted(slack, actions(button(), block_id="row"))
    where = {"container": {"type": "message", "channel": MAIN, "ts": message["ts"]}}
    press = {"action_id": "press"}
    for block_id, action in (("row", {"action_id": "other"}), ("other", press), ("row", {})):
        with pytest.raises(Refused, match="no such button"):
            await sara.post("action", **where, block_id=block_id, action=action)
    await slack.chat_update(channel=MAIN, ts=message["ts"], text="Gone")
    with pytest.raises(Refused, match="no such button"):
        await sara.post("action", **where, block_id="row", action=press)
    await slack.chat_delete(channel=MAIN, ts=message["ts"])
    with pytest.raises(Refused, match="message is gone"):
        await sara.post("action", **where, block_id="row", action=press)
    assert "block_actions" not in app.names()


async def test_only_what_was_offered_can_be_chosen(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    select = {"type": "static_select", "action_id": "one", "options": FRUIT}
    groups = {
        "type": "multi_static_select",
        "action_id": "some",
        "option_groups": [{"label": plain("Fruit"), "options": FRUIT}],
    }
    message = await posted(slack, actions(select, groups))
    for action in (
        {"action_id": "one", "selected_option": option("poison")},
        {"action_id": "one", "selected_option": "apple"},
        {"action_id": "some", "selected_options": [FRUIT[0], option("poison")]},
    ):
        with pytest.raises(Refused, match="no such option"):
            await sara.clicks(message, action)
    await sara.clicks(message, {"action_id": "one", "selected_option": FRUIT[1]})
    await sara.clicks(message, {"action_id": "some", "selected_options": FRUIT})
    assert (await app.got("block_actions"))["actions"][0]["selected_options"] == FRUIT


async def test_feedback_is_one_of_two(slack: AsyncWebClient, sara: Person, app: App) -> None:
    feedback = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": {"text": plain("Good"), "value": "1"},
        "negative_button": {"text": plain("Bad"), "value": "0"},
    }
    message = await posted(slack, {"type": "context_actions", "elements": [feedback]})
    with pytest.raises(Refused):
        await sara.clicks(message, {"action_id": "feedback", "value": "2"})
    await sara.clicks(message, {"action_id": "feedback", "value": "0"})
    (action,) = (await app.got("block_actions"))["actions"]
    assert (action["type"], action["value"], action["text"]) == (
        "feedback_buttons",
        "0",
        plain("Bad"),
    )


async def test_an_icon_may_be_for_some_only(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    icon = {
        "type": "icon_button",
        "icon": "trash",
        "text": plain("Delete"),
        "action_id": "delete",
        "visible_to_user_ids": [SARA],
    }
    message = await posted(slack, {"type": "context_actions", "elements": [icon]})
    with pytest.raises(Refused):
        await tom.clicks(message, {"action_id": "delete"})
    assert await sara.clicks(message, {"action_id": "delete"})


async def test_an_ephemeral_message_is_clicked_by_its_reader_only(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    """The payload has no message: the app cannot look it up either."""
    blocks = [actions(button(value="v"))]
    await slack.chat_postEphemeral(channel=MAIN, user=SARA, text="x", blocks=blocks)
    (message,) = (await sara.get("history", channel=MAIN))["ephemerals"]
    with pytest.raises(Refused, match="somebody else's"):
        await tom.clicks(message, {"action_id": "press"})
    await sara.clicks(message, {"action_id": "press"})
    payload = await app.got("block_actions")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    assert payload["actions"][0]["value"] == "v"


async def test_a_click_that_is_not_answered_is_told(
    slack: AsyncWebClient, sara: Person, app: App, playground: Playground
) -> None:
    message = await posted(slack, actions(button()))
    page = await sara.stream()
    playground.faults.ack_timeout, app.silent = 0.05, True
    assert not await sara.clicks(message, {"action_id": "press"})
    assert await notice(page) == "The app did not respond in time. Try again?"
    await page.close()


async def test_a_button_in_the_home_tab(slack: AsyncWebClient, sara: Person, app: App) -> None:
    """Its trigger opens a modal but does not push one: a Home is no modal."""
    view = home(section(), actions(button(), block_id="row"))
    published = (await slack.views_publish(user_id=SARA, view=view))["view"]
    await sara.post(
        "action",
        container={"type": "view", "view_id": published["id"]},
        block_id="row",
        action={"action_id": "press"},
    )
    payload = await app.got("block_actions")
    assert payload["view"]["type"] == "home"
    with pytest.raises(Exception, match="not_found"):
        await slack.views_push(trigger_id=payload["trigger_id"], view=_window())


def _window() -> dict[str, Any]:
    return {"type": "modal", "title": plain("T"), "blocks": [section()]}


# Suggestions for selects


async def test_an_app_suggests_options(slack: AsyncWebClient, sara: Person, app: App) -> None:
    """Suggestions that break Block Kit's rules are not shown."""
    select = {"type": "external_select", "action_id": "find", "min_query_length": 0}
    message = await posted(slack, actions(select, block_id="row"))
    where = {"container": {"type": "message", "channel": MAIN, "ts": message["ts"]}}
    asked = {**where, "block_id": "row", "action_id": "find", "value": "app"}
    app.replies["block_suggestion"] = {"options": FRUIT}
    assert (await sara.post("options", **asked))["options"] == FRUIT
    assert (await app.got("block_suggestion"))["value"] == "app"
    unusable: list[Any] = [
        None,
        [],
        "apple",
        {"options": "apple"},
        {"options": [{"text": "apple"}]},
        {"options": [option(str(n)) for n in range(101)]},
    ]
    for bad in unusable:
        app.replies["block_suggestion"] = bad
        assert (await sara.post("options", **asked))["options"] == []


# Shortcuts


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


# Opening the app, joining, mentions


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
