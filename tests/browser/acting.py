"""What tests of elements share: things to choose from, and what the app was told of the choice."""

from __future__ import annotations

from playwright.async_api import Locator

from tests.browser.screen import Screen
from tests.browser.sink import Payload, Sink, option, plain

CONFIRM = {
    "title": plain("Sure?"),
    "text": {"type": "mrkdwn", "text": "This is *for good*."},
    "confirm": plain("Do it"),
    "deny": plain("Rather not"),
    "style": "danger",
}
FRUIT = [option("apple"), option("banana"), option("cherry")]


async def chosen(sink: Sink, action_id: str) -> Payload:
    """The action as the app got it, without what is the same everywhere."""
    payload = await sink.action(action_id)
    action = dict(payload["actions"][0])
    assert action.pop("action_ts")
    assert action.pop("block_id") == "row"
    assert action.pop("action_id") == action_id
    return action


async def pick(page: Screen, control: Locator, *names: str) -> None:
    """Open a select and choose from its list."""
    await control.click()
    for name in names:
        await page.page.get_by_role("option", name=name, exact=True).click()
