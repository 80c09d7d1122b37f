"""views.*: triggers, hashes, the stack of three, App Homes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import Playground
from tests.playground.app import SOON, App
from tests.playground.conftest import Clock, manifest
from tests.playground.kit import actions, button, form, home, modal, plain, section
from tests.playground.person import MAIN, SARA, TOM, Person
from tests.playground.refusals import error_of, refusal

PRESS = actions(button(), block_id="row")


async def trigger(sara: Person, app: App) -> str:
    """A fresh trigger, from a slash command."""
    await sara.post("command", channel=MAIN, command="/ask", text="x")
    return str((await app.got("/ask"))["trigger_id"])


async def trigger_in(view_id: str, sara: Person, app: App) -> str:
    """A fresh trigger, from a button in an open modal."""
    await sara.post(
        "action",
        container={"type": "view", "view_id": view_id},
        block_id="row",
        action={"type": "button", "action_id": "press"},
    )
    found = await app.got("block_actions", lambda p: p["view"]["id"] == view_id)
    return str(found["trigger_id"])


async def stack(person: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.get("views"))["stack"]
    return found


async def test_a_trigger_opens_one_modal_for_the_one_who_acted(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    given = await trigger(sara, app)
    opened = await slack.views_open(trigger_id=given, view=form(private_metadata="kept"))
    (seen,) = await stack(sara)
    assert seen["id"] == opened["view"]["id"] == opened["view"]["root_view_id"]
    assert seen["private_metadata"] == "kept"
    assert await stack(tom) == []
    again = slack.views_open(trigger_id=given, view=form())
    assert await error_of(again) == "exchanged_trigger_id"


async def test_a_trigger_is_good_for_three_seconds(
    slack: AsyncWebClient, sara: Person, app: App, clock: Clock
) -> None:
    given = await trigger(sara, app)
    clock.advance(3)
    await slack.views_open(trigger_id=given, view=form())
    late = await trigger(sara, app)
    clock.advance(3.01)
    for _ in range(2):
        assert await error_of(slack.views_open(trigger_id=late, view=form())) == (
            "expired_trigger_id"
        )


async def test_a_trigger_must_have_been_given(slack: AsyncWebClient) -> None:
    made_up = slack.views_open(trigger_id="1.2.abc", view=form())
    assert await error_of(made_up) == "invalid_trigger_id"
    none = await refusal(slack.api_call("views.open", json={"view": form()}))
    assert none["response_metadata"]["messages"] == ["[ERROR] missing required field: trigger_id"]


async def test_a_bad_view_says_where_and_costs_no_trigger(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    given = await trigger(sara, app)
    for view, why in (
        (modal(title="x" * 25), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (home(), "must be modal [json-pointer:/view/type]"),
        ('"nonsense"', "must provide an object [json-pointer:/view]"),
    ):
        body = await refusal(slack.api_call("views.open", json={"trigger_id": given, "view": view}))
        assert body["error"] == "invalid_arguments"
        assert body["response_metadata"]["messages"] == [f"[ERROR] {why}"]
    await slack.views_open(trigger_id=given, view=form())


async def test_a_view_of_more_than_250_kilobytes_is_too_large(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    words = [section("x" * 2_900) for _ in range(90)]
    call = slack.views_open(trigger_id=await trigger(sara, app), view=modal(*words))
    assert await error_of(call) == "view_too_large"


async def test_the_stack_takes_three(slack: AsyncWebClient, sara: Person, app: App) -> None:
    """A modal is pushed from within a modal; the fourth is refused."""
    first = (await slack.views_open(trigger_id=await trigger(sara, app), view=modal(PRESS)))["view"]
    second = (
        await slack.views_push(
            trigger_id=await trigger_in(first["id"], sara, app), view=modal(PRESS)
        )
    )["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (first["id"], first["id"])
    third = (
        await slack.views_push(
            trigger_id=await trigger_in(second["id"], sara, app), view=modal(PRESS)
        )
    )["view"]
    assert third["previous_view_id"] == second["id"]
    fourth = slack.views_push(trigger_id=await trigger_in(third["id"], sara, app), view=modal())
    assert await error_of(fourth) == "push_limit_reached"
    assert [v["id"] for v in await stack(sara)] == [first["id"], second["id"], third["id"]]
    fresh = (await slack.views_open(trigger_id=await trigger(sara, app), view=form()))["view"]
    assert [v["id"] for v in await stack(sara)] == [fresh["id"]]


async def test_a_push_needs_an_open_modal_that_asked_for_it(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    outside = await trigger(sara, app)
    assert await error_of(slack.views_push(trigger_id=outside, view=modal())) == "not_found"
    first = (await slack.views_open(trigger_id=await trigger(sara, app), view=modal(PRESS)))["view"]
    outside = await trigger(sara, app)
    assert await error_of(slack.views_push(trigger_id=outside, view=modal())) == "not_found"
    inside = await trigger_in(first["id"], sara, app)
    await sara.post("view_close", view_id=first["id"])
    assert await error_of(slack.views_push(trigger_id=inside, view=modal())) == "not_found"
    assert await stack(sara) == []


async def test_an_update_keeps_the_id_and_makes_a_new_hash(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    view = (await slack.views_open(trigger_id=await trigger(sara, app), view=form()))["view"]
    changed = await slack.views_update(
        view_id=view["id"], hash=view["hash"], view=modal(title="New")
    )
    assert changed["view"]["id"] == view["id"]
    assert changed["view"]["hash"] != view["hash"]
    (seen,) = await stack(sara)
    assert seen["title"]["text"] == "New"
    stale = slack.views_update(view_id=view["id"], hash=view["hash"], view=modal())
    assert await error_of(stale) == "hash_conflict"
    await slack.views_update(view_id=view["id"], view=modal())


async def test_an_update_needs_a_view_that_is_there(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    assert await error_of(slack.views_update(view_id="V0NONE", view=modal())) == "not_found"
    neither = slack.api_call("views.update", json={"view": modal()})
    assert await error_of(neither) == "invalid_arguments"
    view = (await slack.views_open(trigger_id=await trigger(sara, app), view=form()))["view"]
    other_kind = slack.views_update(view_id=view["id"], view=home())
    assert await error_of(other_kind) == "invalid_arguments"
    await sara.post("view_close", view_id=view["id"])
    assert await error_of(slack.views_update(view_id=view["id"], view=modal())) == "not_found"


async def test_an_external_id_names_one_view(
    slack: AsyncWebClient, sara: Person, tom: Person, app: App
) -> None:
    named = form(external_id="mine")
    await slack.views_open(trigger_id=await trigger(sara, app), view=named)
    twice = slack.views_open(trigger_id=await trigger(tom, app), view=named)
    assert await error_of(twice) == "duplicate_external_id"
    changed = await slack.views_update(external_id="mine", view=form(external_id="mine"))
    assert changed["view"]["external_id"] == "mine"


async def test_a_view_as_it_was_returned_may_be_sent_back(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """With its nulls, without the fields that are Slack's."""
    view = (await slack.views_open(trigger_id=await trigger(sara, app), view=modal()))["view"]
    sendable = {"type", "title", "submit", "close", "blocks", "callback_id", "external_id"}
    await slack.views_update(
        view_id=view["id"], view={k: v for k, v in view.items() if k in sendable}
    )
    unsendable = await refusal(slack.views_update(view_id=view["id"], view=view))
    assert "invalid additional property: app_id" in str(unsendable)


async def test_each_person_has_a_home_of_their_own(
    slack: AsyncWebClient, sara: Person, tom: Person
) -> None:
    first = await slack.views_publish(user_id=SARA, view=home(section("For Sara")))
    await slack.views_publish(user_id=TOM, view=home(section("For Tom")))
    assert (await sara.get("home"))["view"]["blocks"][0]["text"]["text"] == "For Sara"
    assert (await tom.get("home"))["view"]["blocks"][0]["text"]["text"] == "For Tom"
    old = first["view"]
    again = await slack.views_publish(user_id=SARA, hash=old["hash"], view=home())
    assert again["view"]["id"] == old["id"]
    stale = slack.views_publish(user_id=SARA, hash=old["hash"], view=home())
    assert await error_of(stale) == "hash_conflict"
    by_update = await slack.views_update(view_id=old["id"], view=home(section("Updated")))
    assert by_update["view"]["type"] == "home"


async def test_a_home_is_a_home_of_a_person(slack: AsyncWebClient) -> None:
    body = await refusal(slack.views_publish(user_id="U0NOBODY", view=home()))
    assert body["response_metadata"]["messages"] == ["invalid `user_id`"]
    bot = slack.views_publish(user_id="U0LECTERN", view=home())
    assert await error_of(bot) == "invalid_arguments"
    assert await error_of(slack.views_publish(user_id=SARA, view=form())) == "invalid_arguments"


@pytest.mark.parametrize("app_manifest", [manifest(home_tab=False)])
async def test_a_home_must_be_enabled(slack: AsyncWebClient) -> None:
    assert await error_of(slack.views_publish(user_id=SARA, view=home())) == "not_enabled"


async def test_an_app_that_opens_its_window_before_it_acknowledges(
    slack: AsyncWebClient, sara: Person, app: App
) -> None:
    """As many do: the call comes first."""

    async def reply(payload: dict[str, Any]) -> None:
        await slack.views_open(trigger_id=payload["trigger_id"], view=form())

    app.replies["/ask"] = reply
    assert (await sara.post("command", channel=MAIN, command="/ask", text="x"))["acked"]
    assert len(await stack(sara)) == 1


async def test_the_page_hears_of_views_as_they_change(
    slack: AsyncWebClient, sara: Person, app: App, playground: Playground
) -> None:
    page = await sara.stream()
    view = (await slack.views_open(trigger_id=await trigger(sara, app), view=form()))["view"]
    await slack.views_publish(user_id=SARA, view=home())
    frames = []
    async with asyncio.timeout(SOON):
        while "home" not in frames:
            frame = await page.receive_json()
            if frame["type"] == "views":
                assert [v["id"] for v in frame["stack"]] == [view["id"]]
            frames.append(frame["type"])
    assert "views" in frames
    assert plain("Send") == (await stack(sara))[0]["submit"]
    await page.close()
