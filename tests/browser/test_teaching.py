"""Teaching in the browser: files dropped into the composer, the report, the slide itself."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, Locator, expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.pool import PHONE, Kind
from tests.browser.screen import Screen
from tests.decks import TIDES, pdf

pytestmark = BROWSER
POCKET = Kind(PHONE, touch=True)
DECK: FilePayload = {"name": "tides.pdf", "mimeType": "application/pdf", "buffer": pdf(TIDES)}
NOTES: FilePayload = {
    "name": "notes.md",
    "mimeType": "text/markdown",
    "buffer": b"# Bores\n- A bore is a wave\n",
}


async def teach(screen: Screen, *files: FilePayload) -> Locator:
    """Attach files, send them, and wait for the report."""
    chooser = screen.page.locator(".attach input[type=file]").first
    await chooser.set_input_files(list(files))
    await screen.button("Send").first.click()
    report = screen.message("Students get answers from it from now on")
    await expect(report).to_be_visible()
    return report


@pytest.mark.parametrize("kind", [Kind(), POCKET], ids=["desk", "phone"])
async def test_several_files_are_taught_in_one_message(window: Opener, kind: Kind) -> None:
    elena = await window("/?user=U0RIVERA", kind)
    report = await teach(elena, DECK, NOTES)
    await expect(report).to_contain_text("tides.pdf (new): 3 slides")
    await expect(report).to_contain_text("notes.md (new): 1 slide")
    await expect(elena.page.locator(".attachments").first).to_be_hidden()
    drop = elena.page.get_by_test_id("message").filter(has=elena.page.locator(".file-card"))
    await expect(drop.locator(".file-card")).to_have_count(2)
    await elena.button("Show what changed", report).click()
    await expect(elena.page.get_by_role("dialog")).to_contain_text("Neap tides")


async def test_the_slide_itself_is_shown(window: Opener) -> None:
    elena = await window("/?user=U0RIVERA")
    await teach(elena, DECK)
    sara = await window("/?user=U0SARA")
    await sara.write("What are neap tides?")
    answer = sara.message("Neap tides are the weakest tides")
    picture = answer.get_by_role("img", name="Slide 3: Neap tides")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 1280)
    await expect(sara.button("Show slide", answer)).to_be_in_viewport()
    await sara.button("Show slide", answer).click()
    shown = sara.page.get_by_role("dialog").get_by_role("img", name="Slide 3: Neap tides")
    await expect(shown).to_have_js_property("naturalWidth", 1280)


async def test_files_that_did_not_go_stay_attached(window: Opener) -> None:
    elena = await window("/?user=U0RIVERA")
    empty: FilePayload = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    await elena.page.locator(".attach input[type=file]").first.set_input_files([empty, NOTES])
    await elena.button("Send").first.click()
    await expect(elena.page.get_by_text("That file is empty.")).to_be_visible()
    await expect(elena.page.locator(".attachments").first.locator("li")).to_have_count(2)
    await elena.button("Remove empty.txt").click()
    await elena.button("Send").first.click()
    await expect(elena.message("Students get answers from it from now on")).to_be_visible()


async def test_a_picture_that_arrives_late_leaves_the_newest_message_in_sight(sara: Screen) -> None:
    await sara.write("What is KVM?")
    await expect(sara.message("Lecture 13, slide 26")).to_be_visible()
    hidden = await sara.page.evaluate(
        """async () => {
            const scroller = document.querySelector("[data-testid=messages]");
            const late = document.createElement("div");
            late.style.height = "600px";
            scroller.querySelector(".list-items").append(late);
            scroller.dispatchEvent(new Event("scroll"));  // one of before, told when it has grown
            for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
            return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
        }"""
    )
    assert hidden < 2
