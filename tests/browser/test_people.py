"""Being several people: the switch, two windows at once, who sees what, what is unread."""

from __future__ import annotations

from playwright.async_api import Response, expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink

pytestmark = BROWSER


async def test_what_sara_asks_in_private_tom_does_not_see(sara: Screen) -> None:
    """The switch makes the window somebody else's: their messages, their time, their unread."""
    await sara.write("What is KVM?")
    await expect(sara.message("Lecture 13, slide 26")).to_be_visible()
    await sara.by("person-switch").click()
    await sara.page.locator("[data-testid=person-option][data-user=U0TOM]").click()
    await expect(sara.by("person-switch")).to_have_attribute("data-user", "U0TOM")
    await expect(sara.by("messages")).to_contain_text("You are Tom Becker")
    await expect(sara.message("KVM?")).to_have_count(0)
    await expect(sara.channel("G0TATEAM")).to_have_count(0)
    await sara.reload()
    await expect(sara.by("person-switch")).to_have_attribute("data-user", "U0TOM")


async def test_the_staff_sees_its_private_channel(window: Opener) -> None:
    mina = await window("/?user=U0OKAFOR")
    await mina.enter("G0TATEAM")
    await expect(mina.page.get_by_role("heading", name="ta-team", level=1)).to_be_visible()


async def test_two_windows_follow_each_other(sink_window: Opener) -> None:
    """Messages, edits, reactions, threads and deletions arrive without a reload."""
    here = f"&channel={CHANNEL}"
    sara, tom = await sink_window(f"/?user=U0SARA{here}"), await sink_window(f"/?user=U0TOM{here}")
    await sara.write("Is anybody her?")
    heard = tom.message("Is anybody")
    await expect(heard).to_contain_text("Sara Lindqvist")
    await expect(sara.message("Is anybody")).to_be_visible()
    await sara.press("ArrowUp")
    await sara.page.get_by_label("Edit message").fill("Is anybody here?")
    await sara.press("Enter")
    await expect(heard).to_contain_text("here?")
    await expect(heard).to_contain_text("(edited)")
    await heard.hover()
    await tom.button("React with +1", heard).click()
    await expect(sara.page.locator("[data-name='+1']")).to_contain_text("1")
    await tom.button("Reply in thread", heard).click()
    await tom.write("I am", "thread-composer")
    await sara.by("thread-link").click()
    await expect(sara.message("I am", "thread-pane")).to_contain_text("Tom Becker")
    await sara.message("Is anybody here?").hover()
    await sara.button("More actions", sara.message("Is anybody here?")).click()
    await sara.page.get_by_role("menuitem", name="Delete message").click()
    await sara.button("Delete", sara.by("confirm")).click()
    await expect(tom.message("Is anybody here?")).to_have_count(0)


async def test_unread_is_counted_marked_and_read(sink: Sink, sink_window: Opener) -> None:
    """A badge while one is elsewhere, a line where the new begins, nothing once it has been read."""
    tom = await sink_window("/?user=U0TOM&channel=C0GENERAL")
    for n in range(3):
        await sink.post(text=f"News {n}")
    badge = tom.channel(CHANNEL).locator(".badge")
    await expect(badge).to_contain_text("3")
    await expect(tom.page).to_have_title("(3) general · Sample University")
    await tom.reload()
    await expect(badge).to_contain_text("3")
    async with tom.page.expect_response(_has_read):
        await tom.enter(CHANNEL)
    await expect(badge).to_have_count(0)
    order = tom.by("messages").locator(".new-line, [data-ts]")
    await expect(order.first).to_have_text("New")
    await tom.reload()
    await expect(tom.page.locator(".new-line")).to_have_count(0)


def _has_read(answer: Response) -> bool:
    return answer.url.endswith("/client/read") and CHANNEL in (answer.request.post_data or "")


async def test_people_write_to_each_other(sink_window: Opener) -> None:
    """A direct message is opened by name and appears at the other's side with a badge."""
    sara, tom = await sink_window("/?user=U0SARA"), await sink_window("/?user=U0TOM")
    await sara.button("New direct message").click()
    await sara.page.get_by_role("menuitem", name="Tom Becker").click()
    await expect(sara.page.get_by_role("heading", name="Tom Becker", level=1)).to_be_visible()
    await sara.write("Just between us")
    entry = tom.page.get_by_role("button", name="Sara Lindqvist", exact=False).filter(has_text="1")
    await entry.click()
    await expect(tom.message("Just between us")).to_be_visible()


async def test_a_reload_keeps_the_place(sink: Sink, page: Screen) -> None:
    """Channel, thread, Home tab and what was being written are there again."""
    await sink.post(text="A root")
    await page.message("A root").hover()
    await page.button("Reply in thread").click()
    await page.by("thread-composer").fill("half a sen")
    await page.reload()
    await expect(page.message("A root", "thread-pane")).to_be_visible()
    await expect(page.by("thread-composer")).to_have_value("half a sen")
    await page.enter("D0LECTERN1")
    await page.by("tab-home").click()
    await page.reload()
    await expect(page.by("home")).to_be_visible()


async def test_a_permalink_leads_to_its_message(sink: Sink, page: Screen) -> None:
    """Also to a reply, whose thread is opened."""
    root = await sink.post(text="A root")
    posted = await sink.client.chat_postMessage(channel=CHANNEL, thread_ts=root, text="A reply")
    link = await sink.client.chat_getPermalink(channel=CHANNEL, message_ts=posted["ts"])
    await page.page.goto(str(link["permalink"]))
    await page.ready()
    await expect(page.message("A reply", "thread-pane")).to_be_visible()
    await expect(page.page.locator(".marked")).to_contain_text("A reply")
