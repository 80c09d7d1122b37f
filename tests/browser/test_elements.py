"""Buttons, dates, choices and text in a message: what a person does with it, and what the app is told, as in Slack's reference.

https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.acting import CONFIRM, FRUIT, chosen
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, actions, field, plain, section

pytestmark = BROWSER


async def test_a_button_tells_who_pressed_what_where(sink: Sink, page: Screen) -> None:
    ts = await sink.post(
        actions(
            {
                "type": "button",
                "action_id": "go",
                "text": plain("Go"),
                "value": "now",
                "style": "primary",
            }
        )
    )
    await page.button("Go").click()
    payload = await sink.action("go")
    action = await chosen(sink, "go")
    assert action.pop("text")["text"] == "Go"
    assert action == {
        "type": "button",
        "value": "now",
        "style": "primary",
    }
    assert payload["user"]["id"] == "U0SARA"
    assert payload["channel"]["id"] == CHANNEL
    assert payload["container"] == {
        "type": "message",
        "message_ts": ts,
        "channel_id": CHANNEL,
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == ts
    assert payload["trigger_id"]
    assert payload["response_url"]


async def test_a_declined_confirmation_tells_nothing(sink: Sink, page: Screen) -> None:
    """Nothing is sent until the person confirms; Escape declines, and the focus goes back."""
    await sink.post(
        actions({"type": "button", "action_id": "rm", "text": plain("Remove"), "confirm": CONFIRM})
    )
    dialog = page.by("confirm")
    await page.button("Remove").click()
    await expect(dialog.locator("strong")).to_have_text("for good")
    await expect(page.button("Rather not")).to_be_focused()
    await page.button("Rather not").click()
    await expect(dialog).to_have_count(0)
    await expect(page.button("Remove")).to_be_focused()
    await page.press("Enter")
    await expect(dialog).to_be_visible()
    await page.press("Escape")
    await expect(dialog).to_have_count(0)
    assert not [p for p in sink.payloads if p["type"] == "block_actions"]
    await page.button("Remove").click()
    await page.button("Do it").click()
    assert (await chosen(sink, "rm"))["type"] == "button"


async def test_a_link_button_opens_its_address_and_tells(sink: Sink, page: Screen) -> None:
    await sink.post(
        actions(
            {
                "type": "button",
                "action_id": "web",
                "text": plain("Web"),
                "url": f"{page.url}/files/none",
            }
        )
    )
    async with page.context.expect_page() as opened:
        await page.page.get_by_role("link", name="Web").click()
    await expect(await opened.value).to_have_url(f"{page.url}/files/none")
    assert (await chosen(sink, "web"))["type"] == "button"


async def test_an_overflow_menu_tells_the_option(sink: Sink, page: Screen) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": FRUIT, "confirm": CONFIRM}
    await sink.post(section("Fruit", block_id="row", accessory=menu))
    await page.message("Fruit").locator(".accessory button").click()
    await page.page.get_by_role("menuitem", name="Banana").click()
    await page.button("Do it").click()
    action = await chosen(sink, "more")
    assert action["selected_option"]["value"] == "banana"


async def test_dates_and_times(sink: Sink, page: Screen) -> None:
    """A moment is told in seconds, entered on the wall clock of the person's zone (here Stockholm)."""
    await sink.post(
        actions(
            {"type": "datepicker", "action_id": "date", "initial_date": "2021-11-16"},
            {"type": "timepicker", "action_id": "time", "timezone": "Europe/Stockholm"},
            {"type": "datetimepicker", "action_id": "moment"},
        )
    )
    await page.page.locator("[data-action=date]").fill("2021-12-01")
    await page.page.locator("[data-action=time]").fill("23:59")
    await page.page.locator("[data-action=moment]").fill("2021-12-02T08:59")
    assert await chosen(sink, "date") == {
        "type": "datepicker",
        "initial_date": "2021-11-16",
        "selected_date": "2021-12-01",
    }
    assert (await chosen(sink, "time"))["selected_time"] == "23:59"
    told = (await chosen(sink, "moment"))["selected_date_time"]
    assert told == int(datetime(2021, 12, 2, 7, 59, tzinfo=UTC).timestamp())


async def test_a_typed_date_is_told_once_when_it_is_done(sink: Sink, page: Screen) -> None:
    """Not digit by digit, when the year is still 2, 20 and 202."""
    date = {"type": "datepicker", "action_id": "date", "initial_date": "2021-11-16"}
    await sink.post(actions(date))
    await page.page.locator("[data-action=date]").focus()
    await page.page.keyboard.type("12012022")
    assert not [p for p in sink.payloads if p.get("type") == "block_actions"]
    await page.press("Enter", "Tab", "Tab", "Tab")
    assert (await chosen(sink, "date"))["selected_date"] == "2022-12-01"
    assert len([p for p in sink.payloads if p.get("type") == "block_actions"]) == 1


async def test_checkboxes_and_radio_buttons(sink: Sink, page: Screen) -> None:
    """A declined choice goes back to what it was."""
    await sink.post(
        actions(
            {
                "type": "checkboxes",
                "action_id": "boxes",
                "options": FRUIT,
                "initial_options": [FRUIT[0]],
            },
            {"type": "radio_buttons", "action_id": "radio", "options": FRUIT, "confirm": CONFIRM},
        )
    )
    await page.page.get_by_role("checkbox", name="Cherry").check()
    boxes = await chosen(sink, "boxes")
    assert [o["value"] for o in boxes["selected_options"]] == ["apple", "cherry"]
    radio = page.page.get_by_role("radio", name="Banana")
    await radio.click()
    await page.button("Rather not").click()
    await expect(radio).not_to_be_checked()
    await radio.click()
    await page.button("Do it").click()
    await expect(radio).to_be_checked()
    assert (await chosen(sink, "radio"))["selected_option"]["value"] == "banana"


@pytest.mark.parametrize("when", ["on_enter_pressed", "on_character_entered"])
async def test_a_text_field_in_a_message_tells_when_it_was_asked_to(
    sink: Sink, page: Screen, when: str
) -> None:
    element = {
        "type": "plain_text_input",
        "dispatch_action_config": {"trigger_actions_on": [when]},
    }
    await sink.post(field("row", element, dispatch_action=True))
    await page.page.get_by_label("Row").press_sequentially("hi")
    if when == "on_enter_pressed":
        assert not [p for p in sink.payloads if p["type"] == "block_actions"]
        await page.press("Enter")
    payload = await sink.heard(lambda p: p.get("actions", [{}])[0].get("value") == "hi")
    assert payload["actions"][0]["type"] == "plain_text_input"
    assert payload["state"]["values"] == {
        "row": {"row": {"type": "plain_text_input", "value": "hi"}}
    }


async def test_feedback_and_icon_buttons(sink: Sink, page: Screen) -> None:
    """A feedback shows which was pressed; an icon has a name and may be for some people only."""

    def trash(name: str, people: list[str]) -> dict[str, Any]:
        return {
            "type": "icon_button",
            "action_id": name,
            "icon": "trash",
            "text": plain(name),
            "visible_to_user_ids": people,
        }

    feedback = {
        "type": "feedback_buttons",
        "action_id": "vote",
        "positive_button": {"text": plain("Good"), "value": "+"},
        "negative_button": {"text": plain("Bad"), "value": "-"},
    }
    row = [feedback, trash("mine", ["U0SARA"]), trash("theirs", ["U0TOM"])]
    await sink.post({"type": "context_actions", "block_id": "row", "elements": row})
    await page.button("Bad").click()
    vote = await chosen(sink, "vote")
    assert (vote["type"], vote["value"], vote["text"]["text"]) == ("feedback_buttons", "-", "Bad")
    await expect(page.button("Bad")).to_have_attribute("aria-pressed", "true")
    await expect(page.button("Good")).to_have_attribute("aria-pressed", "false")
    await expect(page.button("theirs")).to_have_count(0)
    await page.button("mine").click()
    assert (await chosen(sink, "mine"))["type"] == "icon_button"


async def test_what_was_entered_outlives_a_redraw(sink: Sink, page: Screen) -> None:
    """The app changes the message: what people have chosen in it stands."""
    boxes = {"type": "checkboxes", "action_id": "boxes", "options": FRUIT}
    ts = await sink.post(section("Before"), actions(boxes))
    await page.page.get_by_role("checkbox", name="Cherry").check()
    await chosen(sink, "boxes")
    await sink.client.chat_update(
        channel=CHANNEL, ts=ts, text="After", blocks=[section("After"), actions(boxes)]
    )
    await expect(page.message("After")).to_be_visible()
    await expect(page.page.get_by_role("checkbox", name="Cherry")).to_be_checked()


async def test_a_button_of_a_private_message_names_its_container(sink: Sink, page: Screen) -> None:
    await sink.client.chat_postEphemeral(
        channel=CHANNEL,
        user="U0SARA",
        text="Psst",
        blocks=[actions({"type": "button", "action_id": "own", "text": plain("Own")})],
    )
    await expect(page.by("ephemeral")).to_contain_text("Only visible to you")
    await page.button("Own").click()
    payload = await sink.action("own")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    await page.button("Dismiss").click()
    await expect(page.by("ephemeral")).to_have_count(0)
