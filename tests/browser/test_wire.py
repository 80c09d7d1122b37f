"""The drawer behind the scenes, and the workspace that goes away and comes back."""

from __future__ import annotations

import re

from playwright.async_api import expect

from bot.playground import Playground
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, sink_manifest
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_the_drawer_shows_what_went_over_the_wire(sara: Screen, workspace: Workspace) -> None:
    """Events and calls with direction, status, duration and payload; never a token."""
    await sara.write("What is KVM?")
    await expect(sara.message("Lecture 13, slide 26")).to_be_visible()
    await sara.press("Control+.")
    await expect(sara.page.get_by_label("Filter exchanges")).to_be_focused()
    event = sara.by("wire-entry").filter(has_text="message").first
    call = sara.by("wire-entry").filter(has_text="chat.postMessage").first
    await expect(event).to_contain_text("to the bot")
    await expect(event.locator(".wire-status")).to_have_text("acked")
    await expect(call).to_contain_text("from the bot")
    await expect(call.locator(".wire-ms")).to_have_text(re.compile(r"^\d+(\.\d)? ms$"))
    await expect(call.locator(".wire-at")).to_have_text(re.compile(r"^\d\d:\d\d:\d\d\.\d{3}$"))
    await call.locator("summary").click()
    await expect(call).to_contain_text("The bot posts a message.")
    await expect(call.locator(".json").first).to_contain_text('"thread_ts"')
    for entry in await sara.by("wire-entry").all():
        await entry.evaluate("(details) => { details.open = true; }")
    text = await sara.by("wire-drawer").inner_text()
    playground = workspace.playground
    for secret in (playground.bot_token, playground.app_token, playground.signing_secret):
        assert secret not in text


async def test_the_drawer_is_filtered_cleared_and_closed(sink: Sink, page: Screen) -> None:
    await sink.post(text="On the wire")
    await page.by("wire-toggle").click()
    await page.page.get_by_label("Filter exchanges").fill("on the wire")
    await expect(page.by("wire-entry")).to_have_count(2)
    await page.page.get_by_label("Filter exchanges").fill("")
    await page.button("Clear").click()
    await expect(page.by("wire-entry")).to_have_count(0)
    await page.write("Anew")
    await expect(page.by("wire-entry")).to_have_count(1)
    await page.button("Close", page.by("wire-drawer")).click()
    await expect(page.by("wire-drawer")).to_be_hidden()
    await expect(page.by("wire-toggle")).to_be_focused()


async def test_a_stopped_workspace_says_so_and_comes_back(sink_window: Opener, sink: Sink) -> None:
    """A line while it is gone, what was typed is kept, and one started anew is taken as it is."""
    page = await sink_window(f"/?user=U0SARA&channel={CHANNEL}")
    await page.write("Before")
    await expect(page.message("Before")).to_be_visible()
    await sink.playground.stop()
    await expect(page.by("offline")).to_contain_text("Reconnecting")
    await page.write("Lost?")
    await expect(page.by("toast")).to_contain_text("can't be reached")
    await expect(page.composer).to_have_value("Lost?")
    port = int(page.url.rsplit(":", 1)[1])
    async with Playground(sink_manifest(), port=port) as again:
        await expect(page.by("offline")).to_be_hidden()
        await expect(page.message("Before")).to_have_count(0)
        await page.composer.press("Enter")
        await expect(page.message("Lost?")).to_be_visible()
        assert again.world.channels[CHANNEL].messages
        await page.page.goto("about:blank")
    page.forgive("ERR_CONNECTION_REFUSED|WebSocket|ERR_EMPTY|ERR_CONNECTION_RESET")
