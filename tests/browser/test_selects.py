"""Selects of every source in a message: what a person picks, and what the app is told, as in Slack's reference."""

from __future__ import annotations

from typing import Any

from playwright.async_api import expect

from tests.browser.acting import FRUIT, chosen, pick
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, actions, option, plain, section

pytestmark = BROWSER


async def test_selects_of_every_source(sink: Sink, page: Screen) -> None:
    """Static with groups, people, conversations, channels: each tells its own field."""
    groups = [
        {"label": plain("Fruit"), "options": FRUIT},
        {"label": plain("Roots"), "options": [option("beet")]},
    ]
    kinds: list[dict[str, Any]] = [
        {"type": "static_select", "option_groups": groups, "initial_option": FRUIT[0]},
        {"type": "users_select"},
        {"type": "conversations_select", "filter": {"include": ["public"]}},
        {"type": "channels_select"},
    ]
    elements = [{**k, "action_id": k["type"], "placeholder": plain(k["type"])} for k in kinds]
    await sink.post(actions(*elements))
    control = {k["type"]: page.page.locator(f"[data-action={k['type']}]") for k in kinds}
    await expect(control["static_select"]).to_have_text("Apple")
    await pick(page, control["static_select"], "Beet")
    await pick(page, control["users_select"], "Tom Becker Student")
    await pick(page, control["conversations_select"], "#general")
    await pick(page, control["channels_select"], "#tcss562")
    static = await chosen(sink, "static_select")
    assert static["selected_option"]["value"] == "beet"
    assert static["placeholder"]["text"] == "static_select"
    assert (await chosen(sink, "users_select"))["selected_user"] == "U0TOM"
    assert (await chosen(sink, "conversations_select"))["selected_conversation"] == "C0GENERAL"
    assert (await chosen(sink, "channels_select"))["selected_channel"] == CHANNEL
    values = (await sink.action("channels_select"))["state"]["values"]["row"]
    assert values["static_select"]["selected_option"]["value"] == "beet"
    assert values["users_select"] == {"type": "users_select", "selected_user": "U0TOM"}


async def test_an_external_select_asks_the_app_while_somebody_types(
    sink: Sink, page: Screen
) -> None:
    sink.replies["block_suggestion"] = lambda p: {"options": [option(f"{p['value']}-1", "One")]}
    element = {"type": "external_select", "action_id": "ext", "min_query_length": 2}
    await sink.post(actions(element))
    await page.page.locator("[data-action=ext]").click()
    await expect(page.page.get_by_text("Type at least 2 characters")).to_be_visible()
    await page.focused.press_sequentially("ki")
    await page.page.get_by_role("option", name="One").click()
    asked = await sink.kind("block_suggestion")
    assert (asked["value"], asked["action_id"], asked["block_id"]) == ("ki", "ext", "row")
    assert (await chosen(sink, "ext"))["selected_option"]["value"] == "ki-1"
    await sink.post(actions({**element, "type": "multi_external_select", "action_id": "many"}))
    await page.page.locator("[data-action=many]").click()
    await page.focused.press_sequentially("wi")
    await page.page.get_by_role("option", name="One").click()
    await page.press("Escape")
    assert [o["value"] for o in (await chosen(sink, "many"))["selected_options"]] == ["wi-1"]


async def test_multi_selects_tell_once_when_they_close(sink: Sink, page: Screen) -> None:
    """And nothing where nothing was changed."""
    kinds: list[dict[str, Any]] = [
        {"type": "multi_static_select", "options": FRUIT, "max_selected_items": 2},
        {"type": "multi_users_select", "initial_users": ["U0SARA"]},
        {"type": "multi_conversations_select"},
        {"type": "multi_channels_select"},
    ]
    for k in kinds:
        accessory = {**k, "action_id": k["type"], "placeholder": plain("Several")}
        await sink.post(section(k["type"], block_id="row", accessory=accessory))
    picks = {
        "multi_static_select": (["Apple", "Cherry", "Banana"], ["apple", "cherry"]),
        "multi_users_select": (["Tom Becker Student"], ["U0SARA", "U0TOM"]),
        "multi_conversations_select": (["#general"], ["C0GENERAL"]),
        "multi_channels_select": (["#general", "#tcss562"], ["C0GENERAL", CHANNEL]),
    }
    await pick(page, page.page.locator("[data-action=multi_users_select]"))
    await page.press("Escape")
    for kind, (names, wanted) in picks.items():
        await pick(page, page.page.locator(f"[data-action={kind}]"), *names)
        await page.press("Escape")
        action = await chosen(sink, kind)
        told = next(v for k, v in action.items() if k.startswith("selected_"))
        assert [o["value"] if isinstance(o, dict) else o for o in told] == wanted
        assert sum(p["type"] == "block_actions" for p in sink.payloads) == 1
        sink.payloads.clear()
