"""Submitting and closing modals, and every way an app may answer."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import App
from tests.playground.kit import actions, button, filled, form, modal, section, text_input
from tests.playground.person import MAIN, Person, Refused
from tests.playground.test_views import PRESS, stack, trigger, trigger_in

TROUBLE = "We had some trouble connecting. Try again?"


async def opened(slack: AsyncWebClient, sara: Person, app: App, **more: Any) -> dict[str, Any]:
    """A form, opened by a command."""
    blocks = [text_input(), PRESS]
    given = await trigger(sara, app)
    view = form(*blocks, callback_id="f", **more)
    found: dict[str, Any] = (await slack.views_open(trigger_id=given, view=view))["view"]
    return found


async def submitted(sara: Person, view: dict[str, Any], words: str | None = "Hi") -> dict[str, Any]:
    return await sara.post("view_submit", view_id=view["id"], state=filled(words))


async def test_a_submission_carries_what_was_entered_and_closes(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    view = await opened(slack, sara, app, private_metadata="m")
    assert await submitted(sara, view) == {"ok": True}
    payload = await app.got("view_submission")
    assert payload["view"]["state"] == filled("Hi")
    assert (payload["view"]["private_metadata"], payload["user"]["id"]) == ("m", sara.id)
    assert await stack(sara) == []
    with pytest.raises(Refused, match="no longer open"):
        await submitted(sara, view)


async def test_errors_stand_at_the_fields_they_name(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """At input blocks only; the modal stays."""
    view = await opened(slack, sara, app)
    errors = {"words": "Too short", "row": "No field", "nowhere": "?"}
    app.replies["view_submission"] = {"response_action": "errors", "errors": errors}
    answer = await submitted(sara, view, "")
    assert answer["errors"] == {"words": "Too short"}
    assert [v["id"] for v in await stack(sara)] == [view["id"]]


async def test_an_answer_may_update_push_or_clear(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    view = await opened(slack, sara, app)
    app.replies["view_submission"] = {"response_action": "update", "view": form(title="Two")}
    await submitted(sara, view)
    (now,) = await stack(sara)
    assert (now["id"], now["title"]["text"]) == (view["id"], "Two")
    app.replies["view_submission"] = {"response_action": "push", "view": form(title="Three")}
    await submitted(sara, now)
    bottom, top = await stack(sara)
    assert (bottom["id"], top["previous_view_id"]) == (view["id"], view["id"])
    app.replies["view_submission"] = {"response_action": "clear"}
    await submitted(sara, top)
    assert await stack(sara) == []


async def test_only_the_topmost_modal_is_submitted(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    view = await opened(slack, sara, app)
    inside = await trigger_in(view["id"], sara, app)
    top = (await slack.views_push(trigger_id=inside, view=form()))["view"]
    with pytest.raises(Refused, match="no longer open"):
        await submitted(sara, view)
    await submitted(sara, top)
    assert [v["id"] for v in await stack(sara)] == [view["id"]]


@pytest.mark.parametrize(
    "reply",
    [
        {"response_action": "shout"},
        {"response_action": "errors"},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "errors", "errors": {"words": 5}},
        {"response_action": "errors", "errors": "words"},
        {"response_action": "update"},
        {"response_action": "update", "view": modal(title="x" * 25)},
        {"response_action": "push", "view": None},
        {"text": "closed"},
        ["errors"],
        "closed",
    ],
)
async def test_an_answer_that_cannot_be_used_shows_as_trouble(
    slack: AsyncWebClient, sara: Person, app: App, reply: Any
) -> None:
    """As Slack shows it: the modal stays, with a line in it."""
    view = await opened(slack, sara, app)
    app.replies["view_submission"] = reply
    with pytest.raises(Refused) as shown:
        await submitted(sara, view)
    assert str(shown.value) == TROUBLE
    assert [v["id"] for v in await stack(sara)] == [view["id"]]


async def test_an_app_that_says_nothing_shows_as_trouble(
    slack: AsyncWebClient, sara: Person, app: App, playground: Playground
) -> None:
    view = await opened(slack, sara, app)
    playground.faults.ack_timeout, app.silent = 0.05, True
    with pytest.raises(Refused) as shown:
        await submitted(sara, view)
    assert str(shown.value) == TROUBLE


async def test_an_app_hears_of_a_closed_modal_if_it_asked(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    quiet = await opened(slack, sara, app)
    await sara.post("view_close", view_id=quiet["id"])
    told = await opened(slack, sara, app, notify_on_close=True)
    await sara.post("view_close", view_id=told["id"])
    closed = await app.got("view_closed")
    assert (closed["view"]["id"], closed["is_cleared"]) == (told["id"], False)
    assert app.names().count("view_closed") == 1


@pytest.mark.parametrize("way", ["cross", "clear_on_close", "response_action"])
async def test_a_cleared_stack_tells_of_each_view(
    slack: AsyncWebClient, sara: Person, app: App, way: str
) -> None:
    """The topmost first; a view that was submitted is not told of."""
    bottom = await opened(slack, sara, app, notify_on_close=True)
    inside = await trigger_in(bottom["id"], sara, app)
    more = {"clear_on_close": True} if way == "clear_on_close" else {}
    pushed = form(notify_on_close=True, **more)
    top = (await slack.views_push(trigger_id=inside, view=pushed))["view"]
    if way == "response_action":
        app.replies["view_submission"] = {"response_action": "clear"}
        await submitted(sara, top)
    else:
        await sara.post("view_close", view_id=top["id"], all=way == "cross")
    assert await stack(sara) == []
    await app.got("view_closed", lambda p: p["view"]["id"] == bottom["id"])
    closed = [p for p in app.payloads if p.get("type") == "view_closed"]
    expected = [bottom["id"]] if way == "response_action" else [top["id"], bottom["id"]]
    assert [p["view"]["id"] for p in closed] == expected
    assert all(p["is_cleared"] for p in closed)


async def test_nobody_submits_or_closes_another_persons_modal(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    view = await opened(slack, sara, app)
    for what in ("view_submit", "view_close"):
        with pytest.raises(Refused, match="no longer open"):
            await tom.post(what, view_id=view["id"])
    assert len(await stack(sara)) == 1


async def test_a_button_in_a_modal_carries_what_is_entered_so_far(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    view = await opened(slack, sara, app)
    await sara.post(
        "action",
        container={"type": "view", "view_id": view["id"]},
        block_id="row",
        action={"action_id": "press"},
        state=filled("So far"),
    )
    payload = await app.got("block_actions")
    assert payload["view"]["state"] == filled("So far")
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert "response_url" not in payload


async def test_a_field_tells_at_once_only_where_it_was_asked_to(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    told = {**text_input("told"), "dispatch_action": True}
    view = form(text_input("quiet"), told, actions(button()), section())
    made = (await slack.views_open(trigger_id=await trigger(sara, app), view=view))["view"]
    where = {"container": {"type": "view", "view_id": made["id"]}}
    action = {"type": "plain_text_input", "action_id": "value", "value": "x"}
    await sara.post("action", **where, block_id="told", action=action)
    assert (await app.got("block_actions"))["actions"][0]["value"] == "x"
    with pytest.raises(Refused, match="when the window is submitted"):
        await sara.post("action", **where, block_id="quiet", action=action)


async def test_a_modal_opened_by_a_submission_is_for_the_same_person(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """A submission's trigger pushes onto the view that was submitted, while it is open."""
    view = await opened(slack, sara, app)

    async def reply(payload: dict[str, Any]) -> dict[str, Any]:
        await slack.views_push(trigger_id=payload["trigger_id"], view=modal(title="On top"))
        return {"response_action": "update", "view": form(title="Below")}

    app.replies["view_submission"] = reply
    await submitted(sara, view)
    assert [v["title"]["text"] for v in await stack(sara)] == ["Below", "On top"]
    assert (await sara.get("history", channel=MAIN))["messages"] == []


async def test_what_went_over_the_wire_stays_as_it_was(
    slack: AsyncWebClient, sara: Person, app: App, playground: Playground
) -> None:
    """What is entered later is not written into the log of the opening."""
    await submitted(sara, await opened(slack, sara, app))
    (entry,) = playground.wire.calls("views.open")
    assert entry.response["view"]["state"] == {"values": {}}
