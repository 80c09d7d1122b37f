"""Clicks and selects: what the app gets is what it offered."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.kit import actions, button, home, option, plain, section
from tests.playground.person import (
    MAIN,
    SARA,
    Person,
    Refused,
    notice,
)

FRUIT = [option("apple"), option("pear")]


async def posted(slack: AsyncWebClient, *blocks: dict[str, Any]) -> dict[str, Any]:
    """A message of the bot's with these blocks, as the page has it."""
    found = await slack.chat_postMessage(channel=MAIN, text="Blocks", blocks=list(blocks))
    return {**found["message"], "channel": MAIN}


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
