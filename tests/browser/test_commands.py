"""Slash commands and shortcuts from the composer: suggested, explained, answered privately, failing as in Slack."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_a_command_is_suggested_explained_and_answered_privately(
    window: Opener, workspace: Workspace
) -> None:
    """Typing "/" lists the commands; the answer is the asker's alone until they confirm to share it."""
    sara, tom = [await window(f"/?user={u}&channel={CHANNEL}") for u in ("U0SARA", "U0TOM")]
    await sara.composer.press_sequentially("/")
    suggestions = sara.by("command-suggestion")
    await expect(suggestions.first).to_contain_text("/ask your question")
    await expect(suggestions.first).to_contain_text("only you see the answer")
    await sara.press("Enter")
    await expect(sara.composer).to_have_value("/ask ")
    await expect(sara.composer).to_have_accessible_description(
        re.compile("Ask the lecture a question")
    )
    await sara.composer.press_sequentially("what is Docker?")
    await sara.press("Enter")
    private = sara.by("ephemeral")
    await expect(private).to_contain_text("Docker: packages dependencies")
    await expect(private).to_contain_text("Only visible to you")
    share = sara.button("Share with channel", private)
    await share.click()
    await sara.button("Keep private").click()
    await workspace.settle()
    assert not workspace.playground.world.channels[CHANNEL].messages
    await share.click()
    await sara.button("Share", sara.by("confirm")).click()
    for screen in (sara, tom):
        shared = (
            screen.by("messages")
            .get_by_test_id("message")
            .filter(has_text="asked: what is Docker?")
        )
        await expect(shared).to_contain_text("Lecture 13, slide 33")
    await expect(tom.by("ephemeral")).to_have_count(0)
    workspace.made_public("what is Docker?")


async def test_commands_that_slack_refuses(sink: Sink, page: Screen) -> None:
    """An unknown command, and one in a thread: said privately, and what was typed stays."""
    await page.write("/nothing at all")
    await expect(page.by("notice")).to_contain_text("/nothing is not a valid command")
    await expect(page.by("notice")).to_contain_text("Only visible to you")
    await expect(page.composer).to_have_value("/nothing at all")
    await page.write("A root")
    await page.message("A root").hover()
    await page.button("Reply in thread").click()
    await page.write("/sink hot", "thread-composer")
    await expect(page.by("notice").last).to_contain_text("/sink is not supported in threads")
    assert not [p for p in sink.payloads if "command" in p]


async def test_a_command_that_fails_says_so_as_slack_does(sink: Sink, page: Screen) -> None:
    sink.playground.faults.ack_timeout = 0.2
    await page.write("/silent treatment")
    notice = page.by("notice")
    await expect(notice).to_contain_text("/silent failed with the error")
    await expect(notice).to_contain_text("operation_timeout")
    await page.button("Dismiss", notice).click()
    await expect(notice).to_have_count(0)


async def test_a_command_carries_ids_where_names_were_written(sink: Sink, page: Screen) -> None:
    """People and channels are completed by name and arrive as Slack escapes them."""
    await page.composer.press_sequentially("/sink @tom")
    await page.press("Tab")
    await page.composer.press_sequentially("in #gen")
    await page.press("Enter")
    await page.press("Enter")
    command = await sink.kind("/sink")
    assert command["text"].split() == ["<@U0TOM|tom>", "in", "<#C0GENERAL|general>"]
    assert command["channel_id"] == CHANNEL


async def test_shortcuts_global_and_on_a_message(sink: Sink, page: Screen) -> None:
    ts = await sink.post(text="Dirty laundry")
    await page.button("Shortcuts and commands").first.click()
    await page.page.get_by_role("menuitem", name="Turn the tap").click()
    assert (await sink.kind("shortcut"))["callback_id"] == "tap"
    await page.message("Dirty laundry").hover()
    await page.button("More actions").click()
    await page.page.get_by_role("menuitem", name="Wash this").click()
    told = await sink.kind("message_action")
    assert (told["callback_id"], told["message_ts"]) == ("wash", ts)
    assert told["message"]["text"] == "Dirty laundry"
