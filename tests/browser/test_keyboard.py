"""Without a mouse: everything can be reached, seen to be reached, and left again."""

from __future__ import annotations

from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, actions, option, plain

pytestmark = BROWSER

RING = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.closest(".composer-box");
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return drawn || (box !== null && getComputedStyle(box).boxShadow !== "none");
}"""


async def test_asking_and_voting_by_keyboard_alone(sara: Screen) -> None:
    """From the address bar: skip to the conversation, ask, walk to the answer, open it, vote."""
    await sara.by("theme-toggle").focus()
    await sara.press("Shift+Tab")
    await expect(sara.focused).to_have_text("Skip to the conversation")
    await sara.press("Enter")
    await expect(sara.page.locator("#main")).to_be_focused()
    for _ in range(30):
        await sara.press("Tab")
        if await sara.composer.evaluate("(area) => area === document.activeElement"):
            break
    await sara.page.keyboard.type("What is KVM?")
    await sara.press("Enter")
    await expect(sara.message("Lecture 13, slide 26")).to_be_visible()
    messages = sara.by("messages")
    for _ in range(40):
        await sara.press("Shift+Tab")
        if await messages.evaluate("(list) => list === document.activeElement"):
            break
    await sara.press("ArrowDown")
    await expect(sara.focused).to_contain_text("Lecture 13, slide 26")
    await sara.press("ArrowUp")
    await expect(sara.focused).to_contain_text("What is KVM?")
    await sara.press("ArrowDown", "Enter")
    await expect(sara.focused).to_have_text("Show slide")
    while await sara.focused.get_attribute("aria-label") != "This answer was helpful":
        await sara.press("Tab")
    await sara.press("Space")
    await expect(sara.focused).to_have_attribute("aria-pressed", "true")
    await sara.press("Escape")
    await expect(sara.focused).to_have_attribute("role", "article")


async def test_every_stop_of_tab_shows_a_ring(sink: Sink, page: Screen) -> None:
    """Once round the page: no stop is unseen, none repeats, and the end is reached."""
    await sink.post(actions({"type": "button", "action_id": "b", "text": plain("Button")}))
    await expect(page.button("Button")).to_be_visible()
    await page.by("theme-toggle").focus()
    await page.press("Shift+Tab")
    stops: list[str] = []
    for _ in range(60):
        await page.press("Tab")
        if await page.page.evaluate("document.activeElement === document.body"):
            break
        stops.append(await page.focused.evaluate("(n) => n.outerHTML.slice(0, 120)"))
        assert await page.page.evaluate(RING), f"no ring: {stops[-1]}"
    assert len(stops) == len(set(stops))
    assert any("composer-area" in stop for stop in stops)
    assert any('data-action="b"' in stop for stop in stops)


async def test_the_toolbar_and_menu_of_a_message(sink: Sink, page: Screen) -> None:
    """Arrows move along the toolbar and the menu; Escape closes the menu and the focus is back."""
    await sink.post(text="A root")
    message = page.message("A root")
    await message.focus()
    await page.press("Enter")
    await expect(page.focused).to_have_accessible_name("React with +1")
    await page.press("End", "ArrowLeft", "ArrowRight", "Enter")
    first = page.page.get_by_role("menuitem").first
    await expect(first).to_be_focused()
    await page.press("ArrowDown")
    await expect(page.page.get_by_role("menuitem", name="Reply in thread")).to_be_focused()
    await page.press("Escape")
    await expect(page.focused).to_have_accessible_name("More actions")
    await page.press("Enter", "ArrowDown", "Enter")
    await expect(page.by("thread-composer")).to_be_focused()
    await page.press("Escape")
    await expect(page.thread).to_be_hidden()
    await expect(page.focused).to_contain_text("A root")


async def test_the_sidebar_and_the_switch(page: Screen, sink_window: Opener) -> None:
    await page.channel(CHANNEL).focus()
    await page.press("ArrowUp", "Enter")
    await expect(page.page.get_by_role("heading", name="general", level=1)).to_be_visible()
    await page.by("person-switch").focus()
    await page.press("Enter")
    await expect(page.page.get_by_role("menuitemradio", name="Sara")).to_be_focused()
    await page.press("ArrowDown", "ArrowDown", "Enter")
    await expect(page.by("person-switch")).to_have_attribute("data-user", "U0TOM")


async def test_a_select_by_keyboard(sink: Sink, page: Screen) -> None:
    """Down opens it, typing filters, Enter chooses, Escape leaves it as it was."""
    options = [option(f"v{n}", f"Fruit {n}") for n in range(9)]
    await sink.post(actions({"type": "static_select", "action_id": "s", "options": options}))
    select = page.page.locator("[data-action=s]")
    await select.focus()
    await page.press("ArrowDown")
    await expect(page.focused).to_have_attribute("role", "combobox")
    await page.page.keyboard.type("fruit 7")
    await expect(page.page.get_by_role("option")).to_have_count(1)
    await page.press("Enter")
    await expect(select).to_be_focused()
    await expect(select).to_have_text("Fruit 7")
    await page.press("Enter", "ArrowUp", "Escape")
    await expect(select).to_have_text("Fruit 7")
    await expect(select).to_be_focused()


async def test_enter_chooses_among_what_was_typed_just_now(sink: Sink, page: Screen) -> None:
    """However quickly it follows."""
    options = [option(f"v{n}", f"Fruit {n}") for n in range(9)]
    await sink.post(actions({"type": "static_select", "action_id": "s", "options": options}))
    select = page.page.locator("[data-action=s]")
    await select.press("ArrowDown")
    await page.focused.fill("fruit 7")
    await page.press("Enter")
    await expect(select).to_have_text("Fruit 7")


async def test_what_arrives_is_announced(sink: Sink, page: Screen) -> None:
    """Screen readers hear messages, private ones as such, and failures at once."""
    polite, assertive = page.page.locator("#live-polite"), page.page.locator("#live-assertive")
    await sink.post(text="Good *morning* <@U0SARA>")
    await expect(polite).to_contain_text("Lectern: Good *morning* @Sara Lindqvist")
    await sink.client.chat_postEphemeral(channel=CHANNEL, user="U0SARA", text="Psst")
    await expect(polite).to_contain_text("Only visible to you: Psst")
    sink.playground.faults.ack_timeout = 0.2
    await page.write("/silent")
    await expect(assertive).to_contain_text("/silent failed")


async def test_the_tabs_of_an_app_keep_the_focus(sink_window: Opener) -> None:
    page = await sink_window("/?user=U0SARA")
    await page.by("tab-messages").focus()
    await page.press("ArrowLeft", "Enter")
    await expect(page.by("home")).to_be_visible()
    await expect(page.by("tab-home")).to_be_focused()
