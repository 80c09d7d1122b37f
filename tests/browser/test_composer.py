"""Writing: formatting, emoji, mentions, drafts, files."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink

pytestmark = BROWSER

DROP = """([node, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  for (const type of ["dragover", "drop"])
    node.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


async def test_formatting_is_typed_and_shown(sink: Sink, page: Screen) -> None:
    """Ctrl+B marks the selection; the mark is sent as Slack's and shown as bold."""
    await page.composer.fill("very important")
    await page.composer.evaluate("(area) => area.setSelectionRange(0, 4)")
    await page.press("Control+b")
    await expect(page.composer).to_have_value("*very* important")
    await page.press("Enter")
    await expect(page.message("important").locator("strong")).to_have_text("very")
    assert (await sink.kind("event_callback"))["event"]["text"] == "*very* important"


async def test_shift_enter_makes_a_line_and_enter_sends(sink: Sink, page: Screen) -> None:
    await page.composer.press_sequentially("one")
    await page.press("Shift+Enter")
    await page.composer.press_sequentially("two")
    await page.press("Enter")
    assert (await sink.kind("event_callback"))["event"]["text"] == "one\ntwo"
    await expect(page.composer).to_have_value("")
    await expect(page.button("Send")).to_be_disabled()


async def test_people_channels_and_emoji_are_completed(sink: Sink, page: Screen) -> None:
    """The text that is sent has ids; what is shown has names that can be pressed."""
    await page.composer.press_sequentially("@aik")
    await expect(page.page.get_by_role("option", name=re.compile("Aiko"))).to_be_visible()
    await page.press("Enter")
    await page.composer.press_sequentially("see #gene")
    await page.press("Enter")
    await page.composer.press_sequentially(":tad")
    await page.press("Enter", "Enter")
    text = (await sink.kind("event_callback"))["event"]["text"]
    assert text.startswith("<@U0AIKO> see <#C0GENERAL")
    shown = page.message("see")
    await expect(shown).to_contain_text("🎉")
    await shown.get_by_role("button", name="#general").click()
    await expect(page.page.get_by_role("heading", name="general", level=1)).to_be_visible()


async def test_emoji_from_the_picker_in_text_and_as_a_reaction(sink: Sink, page: Screen) -> None:
    await sink.post(text="Well done")
    await page.button("Emoji").click()
    await page.page.get_by_label("Search emoji").fill("rocket")
    await page.press("Enter")
    await expect(page.composer).to_have_value("🚀 ")
    shown = page.message("Well done")
    await shown.hover()
    await page.button("Add reaction", shown).click()
    await page.page.get_by_label("Search emoji").fill("tada")
    await page.press("Enter")
    reaction = page.page.locator("[data-name=tada]")
    await expect(reaction).to_have_attribute("aria-pressed", "true")
    await reaction.click()
    await expect(reaction).to_have_count(0)


async def test_drafts_wait_where_they_were_begun(page: Screen) -> None:
    await page.composer.fill("for the course")
    await page.enter("C0GENERAL")
    await expect(page.composer).to_have_value("")
    await page.enter(CHANNEL)
    await expect(page.composer).to_have_value("for the course")


async def test_a_dropped_file_is_sent_and_can_be_opened(sink: Sink, page: Screen) -> None:
    """It waits in the composer, may be removed, is shared by Send, and is fetched only by who may see it."""
    box = page.page.locator(".composer").first
    for name in ("wrong.txt", "notes.txt"):
        await page.page.evaluate(DROP, [await box.element_handle(), name, "my notes"])
    await page.button("Remove wrong.txt").click()
    await page.button("Send").click()
    card = page.message("notes.txt").get_by_role("link")
    async with page.context.expect_page() as opened:
        await card.click()
    await expect((await opened.value).locator("body")).to_have_text("my notes")
    assert (await sink.heard(_is_file))["event"]["files"][0]["name"] == "notes.txt"
    await expect(page.message("wrong.txt")).to_have_count(0)


def _is_file(payload: dict[str, object]) -> bool:
    event = payload.get("event")
    return isinstance(event, dict) and bool(event.get("files"))


async def test_an_edit_can_be_given_up(page: Screen) -> None:
    """Escape leaves the message as it was; its menu offers to copy it."""
    await page.write("As it was")
    shown = page.message("As it was")
    await shown.hover()
    await page.button("More actions", shown).click()
    await page.page.get_by_role("menuitem", name="Edit message").click()
    await page.page.get_by_label("Edit message").fill("Otherwise")
    await page.press("Escape")
    await expect(shown).to_be_visible()
    await shown.hover()
    await page.button("More actions", shown).click()
    await page.page.get_by_role("menuitem", name="Copy text").click()
    await expect(page.by("toast")).to_contain_text("Text copied")
    assert await page.page.evaluate("navigator.clipboard.readText()") == "As it was"
