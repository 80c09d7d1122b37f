"""Readable and reachable everywhere: contrast, sizes, names; light and dark; desktop and phone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser import kitchen
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.pool import PHONE, Kind
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink

pytestmark = BROWSER
DARK_PHONE = Kind(PHONE, dark=True, touch=True)
LOOKS = {"desktop light": Kind(), "phone dark": DARK_PHONE}


@pytest_asyncio.fixture(loop_scope="session", params=LOOKS)
async def look(request: pytest.FixtureRequest, sink_window: Opener) -> AsyncIterator[Screen]:
    """Sara's window in a size and a theme; nothing may be wrong with what it shows at the end either."""
    screen = await sink_window(f"/?user=U0SARA&channel={CHANNEL}", LOOKS[request.param])
    yield screen
    assert await screen.faults() == []


async def test_every_block_and_element(sink: Sink, look: Screen) -> None:
    await sink.post(*kitchen.shown())
    await sink.post({"type": "markdown", "text": kitchen.MARKDOWN}, kitchen.TABLE)
    await sink.post(*kitchen.acted())
    await expect(look.button("Throw away")).to_be_visible()
    assert await look.faults() == []
    await look.button("Good").click()
    await sink.open(await sink.action("f"), kitchen.form())
    await look.by("modal-submit").click()
    await expect(look.by("modal-error")).to_be_visible()


async def test_private_words_notices_threads_and_reactions(sink: Sink, look: Screen) -> None:
    ts = await sink.post(text="A root")
    await sink.client.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="A reply")
    for place in (None, ts):
        await sink.client.chat_postEphemeral(
            channel=CHANNEL, user="U0SARA", text="Psst <!here> <@U0SARA>", thread_ts=place
        )
    await look.write("/nothing")
    await expect(look.by("notice")).to_be_visible()
    await look.message("A root").focus()
    await look.button("React with eyes", look.message("A root")).click()
    await expect(look.page.locator("[data-name=eyes]")).to_be_visible()
    assert await look.faults() == []
    await look.message("A root").get_by_test_id("thread-link").click()
    await expect(look.message("A reply", "thread-pane")).to_be_visible()


async def test_menus_and_pickers(sink: Sink, look: Screen) -> None:
    """Each that opens over the page: message menu, emoji, suggestions, select, people."""
    await sink.post(*kitchen.acted(), text="Elements")
    shown = look.page.locator("[data-ts]").last
    for name in ("More actions", "Add reaction"):
        await shown.focus()
        await shown.locator(".toolbar").get_by_role("button", name=name).click()
        assert await look.faults() == []
        await look.press("Escape")
    await look.page.locator("[data-action=static_select]").click()
    await expect(look.page.get_by_role("option", name="Red")).to_be_visible()
    assert await look.faults() == []
    await look.press("Escape")
    await look.composer.fill("/")
    await look.composer.press("End")
    await look.composer.press_sequentially("s")
    await expect(look.by("command-suggestion").first).to_be_visible()
    assert await look.faults() == []
    await look.composer.fill("")
    if await look.by("open-sidebar").is_visible():
        await look.by("open-sidebar").click()
        await expect(look.channel(CHANNEL)).to_be_focused()
    await look.by("person-switch").click()
    await expect(look.page.get_by_role("menuitemradio").first).to_be_visible()


async def test_the_drawer_behind_the_scenes(sink: Sink, look: Screen) -> None:
    await sink.post(text="On the wire")
    await look.by("wire-toggle").click()
    await look.by("wire-entry").filter(has_text="chat.postMessage").locator("summary").click()
    await expect(look.page.locator(".json").first).to_be_visible()


@pytest.mark.parametrize("path", ["/?user=U0TOM", "/?user=U0RIVERA&tab=home&channel=D0LECTERN5"])
async def test_lecterns_own_messages_and_home(window: Opener, path: str) -> None:
    """Welcome, prompts, an answer, a refusal; the Home tab."""
    screen = await window(path, DARK_PHONE)
    if "tab=home" in path:
        await expect(screen.by("home")).to_contain_text("TCSS 562")
    else:
        await expect(screen.by("prompts")).to_be_visible()
        assert await screen.faults() == []
        await screen.write("What is KVM?")
        await screen.write("Explain backpropagation")
        await expect(screen.message("The lecture doesn't say")).to_be_visible()
    assert await screen.faults() == []


async def test_the_theme_is_chosen_and_kept(page: Screen) -> None:
    """As the system, light, dark: the button goes round, and a reload remembers."""
    paper = "getComputedStyle(document.querySelector('.stage')).backgroundColor"
    light = await page.page.evaluate(paper)
    toggle = page.by("theme-toggle")
    await toggle.click()
    await expect(toggle).to_have_accessible_name("Theme: light. Change")
    await toggle.click()
    assert await page.page.evaluate(paper) != light
    await page.reload()
    assert await page.page.evaluate(paper) != light
    await toggle.click()
    await expect(toggle).to_have_accessible_name("Theme: as the system. Change")
    assert await page.page.evaluate(paper) == light
    await page.page.emulate_media(color_scheme="dark")
    assert await page.page.evaluate(paper) != light


async def test_on_a_phone_one_thing_at_a_time(sink: Sink, sink_window: Opener) -> None:
    """The sidebar is a drawer, the thread covers the channel; what is covered can't be reached.

    The tap that shows a message's toolbar presses nothing in it.
    """
    page = await sink_window(f"/?user=U0SARA&channel={CHANNEL}", DARK_PHONE)
    await sink.post(text="A root")
    main, sidebar = page.page.locator("#main"), page.page.locator(".sidebar")
    await expect(sidebar).to_have_js_property("inert", value=True)
    await page.by("open-sidebar").click()
    await expect(page.page.locator(".stage")).to_have_js_property("inert", value=True)
    await page.press("Escape")
    await expect(page.by("open-sidebar")).to_be_focused()
    await page.by("open-sidebar").click()
    await page.enter("C0GENERAL")
    await expect(page.page.get_by_role("heading", name="general", level=1)).to_be_visible()
    await expect(sidebar).to_have_js_property("inert", value=True)
    await page.by("open-sidebar").click()
    await page.enter(CHANNEL)
    await page.message("A root").tap(position={"x": 200, "y": 10})
    await expect(page.button("Reply in thread")).to_be_visible()
    await expect(page.page.locator(".reaction")).to_have_count(0)
    await page.button("Reply in thread").tap()
    await expect(page.by("thread-composer")).to_be_focused()
    await expect(main).to_have_js_property("inert", value=True)
    await page.button("Close thread").tap()
    await expect(main).to_have_js_property("inert", value=False)


async def test_on_a_tablet_the_thread_takes_the_channels_place(
    sink: Sink, sink_window: Opener
) -> None:
    """Half of half a window is too narrow for buttons and fields."""
    page = await sink_window(f"/?user=U0SARA&channel={CHANNEL}", Kind((800, 1000)))
    await sink.post(*kitchen.acted(), text="Elements")
    await expect(page.button("Good")).to_be_visible()
    await page.by("messages").locator("[data-ts]").last.focus()
    await page.button("Reply in thread").click()
    await expect(page.page.locator("#main")).to_be_hidden()
    assert await page.faults() == []
    await page.press("Escape")
    await expect(page.page.locator("#main")).to_be_visible()
    await expect(page.focused).to_have_attribute("role", "article")
