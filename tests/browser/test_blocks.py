"""Blocks that only show: what they say, where their links lead, in whose time."""

from __future__ import annotations

from playwright.async_api import expect

from bot.blocks.mrkdwn import escape
from tests.browser import kitchen
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, section

pytestmark = BROWSER


async def test_mrkdwn_as_slack_reads_it(sink: Sink, page: Screen) -> None:
    await sink.post(section(kitchen.MRKDWN))
    shown = page.message("snake_case_name")
    for tag, words in {
        "strong": "bold",
        "em": "italic",
        "s": "struck",
        "blockquote": "quoted",
    }.items():
        await expect(shown.locator(tag)).to_have_text(words)
    await expect(shown).to_contain_text("<b> & 2 * 3 * 4 snake_case_name")
    await expect(shown.locator("pre")).to_have_text("for x in y:\n    pass")
    link = shown.get_by_role("link", name="words")
    await expect(link).to_have_attribute("href", "https://example.edu/b")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(shown.get_by_role("button", name="@Sara Lindqvist")).to_have_class(
        "mention mention-me"
    )
    await expect(shown.get_by_role("img", name="wave")).to_have_text("👋")


async def test_marks_that_were_escaped_stand_as_they_were_written(sink: Sink, page: Screen) -> None:
    """A gap to fill in stayed one stroke of five; `*stars*` on a slide lost them."""
    await sink.post(section(f"*1.* {escape('Fill in: a(n) _____, *not* ~that~')} _then_"))
    shown = page.message("Fill in")
    await expect(shown.locator("strong")).to_have_text("1.")
    await expect(shown.locator("em")).to_have_text("then")
    await expect(shown.locator("s")).to_have_count(0)
    said = (await shown.inner_text()).replace("\u2060", "")
    assert "1. Fill in: a(n) _____, *not* ~that~ then" in said


async def test_every_part_of_rich_text(sink: Sink, page: Screen) -> None:
    await sink.post(kitchen.RICH)
    shown = page.message("Said the slide.")
    await expect(shown.locator("strong")).to_have_text("bold, ")
    await expect(shown.locator("code").first).to_have_text("code")
    await expect(shown.get_by_role("button", name="@Tom Becker")).to_be_visible()
    await expect(shown).to_contain_text("🎉")
    await expect(shown).to_contain_text("🧿")
    await expect(shown).to_contain_text("@here")
    await expect(shown).to_contain_text("#1F3A5F")
    await expect(shown.locator("ol li")).to_have_text(["first", "second"])
    await expect(shown.locator(".bordered ul li")).to_have_text("below, with a bar")
    await expect(shown.locator("blockquote")).to_have_text("Said the slide.")


async def test_markdown_and_tables(sink: Sink, page: Screen) -> None:
    await sink.post({"type": "markdown", "text": kitchen.MARKDOWN})
    shown = page.message("Escaped")
    await expect(shown.get_by_role("heading", name="Heading")).to_be_visible()
    await expect(shown.locator("li li")).to_have_text("deeper")
    await expect(shown.get_by_role("columnheader")).to_have_text(["Name", "Points"])
    await expect(shown).to_contain_text("Escaped *stars*.")
    await sink.post(kitchen.TABLE)
    await expect(page.page.get_by_role("cell", name="3").last).to_have_css("text-align", "right")


async def test_dates_stand_in_the_readers_zone(sink: Sink, sink_window: Opener) -> None:
    """The same moment for three people; the browser's own zone (Auckland) plays no part."""
    days = {
        "U0SARA": "Dec 2, 2021 at 7:59 AM",
        "U0TOM": "Dec 1, 2021 at 10:59 PM",
        "U0AIKO": "Dec 2, 2021 at 3:59 PM",
    }
    await sink.post(section(f"Due <!date^{kitchen.SECONDS}^{{date_short}} at {{time}}|then>"))
    for user, day in days.items():
        screen = await sink_window(f"/?user={user}&channel={CHANNEL}")
        await expect(screen.message("Due").locator("time.date")).to_have_text(day)


async def test_pictures_are_shown_or_named_but_never_fetched_from_elsewhere(
    sink: Sink, page: Screen
) -> None:
    """A picture of another server is named and linked; the page asks nobody but its own server."""
    asked: list[str] = []
    page.page.on("request", lambda request: asked.append(request.url))
    await sink.post(*kitchen.shown())
    await expect(page.page.get_by_role("img", name="A wide blue box")).to_be_visible()
    elsewhere = page.page.get_by_role("link", name="Picture: A cat elsewhere")
    await expect(elsewhere).to_have_attribute("href", kitchen.ELSEWHERE)
    assert all(url.startswith((page.url, "data:")) for url in asked)


async def test_a_file_of_the_bot_is_shown_to_who_may_see_it(sink: Sink, page: Screen) -> None:
    """A picture that was uploaded stands in the message."""
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'/>"
    begun = await sink.client.files_getUploadURLExternal(filename="slide.svg", length=len(svg))
    async with sink.session.post(begun["upload_url"], data=svg):
        pass
    await sink.client.files_completeUploadExternal(
        files=[{"id": begun["file_id"], "title": "Slide 26"}], channel_id=CHANNEL
    )
    picture = page.page.get_by_role("img", name="Slide 26")
    await expect(picture).to_have_js_property("naturalWidth", 40)


async def test_a_message_that_the_bot_changes_and_takes_back(sink: Sink, page: Screen) -> None:
    ts = await sink.post(text="Thinking")
    await expect(page.message("Thinking")).to_be_visible()
    await sink.client.chat_update(channel=CHANNEL, ts=ts, text="Thought")
    await expect(page.message("Thought")).to_contain_text("(edited)")
    await sink.client.chat_delete(channel=CHANNEL, ts=ts)
    await expect(page.message("Thought")).to_have_count(0)


async def test_status_and_prompts_of_an_agent(sink: Sink, page: Screen) -> None:
    """The status stands in the thread until the reply; a prompt sends its message."""
    await page.enter("D0LECTERN1")
    await page.write("A question")
    asked = await sink.heard(lambda p: p.get("event", {}).get("text") == "A question")
    channel, ts = asked["event"]["channel"], asked["event"]["ts"]
    await sink.client.assistant_threads_setStatus(
        channel_id=channel, thread_ts=ts, status="is reading…"
    )
    await expect(page.by("status")).to_contain_text("Lectern is reading…")
    await sink.client.chat_postMessage(channel=channel, thread_ts=ts, text="An answer")
    await expect(page.message("An answer")).to_be_visible()
    await expect(page.by("status")).to_have_count(0)
    prompts = [{"title": "Short", "message": "The whole question"}]
    # Without thread_ts, which Slack's agent view answers with ok and then ignores the call for.
    await sink.client.api_call(
        "assistant.threads.setSuggestedPrompts",
        json={"channel_id": channel, "title": "Try", "prompts": prompts},
    )
    await page.by("prompts").get_by_role("button", name="Short").click()
    await expect(page.message("The whole question")).to_be_visible()
