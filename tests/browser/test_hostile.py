"""Words that would be more than words, and more of them than anybody expects."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.marks import BROWSER
from tests.browser.pool import PHONE
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Sink, actions, field, modal, option, plain, section

pytestmark = BROWSER

MARKUP = (
    "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script>"
    "<svg onload=\"document.title='pwned'\">{{7*7}}${7*7}</textarea></div>"
)
SCHEMES = (
    "javascript:document.title='pwned'",
    "JaVaScRiPt:document.title='pwned'",
    "data:text/html,<script>opener.document.title='pwned'</script>",
    "vbscript:x",
    "file:///etc/passwd",
)


async def unharmed(page: Screen) -> None:
    """No markup came to life, and no link leads anywhere but to the web."""
    assert await page.page.title() != "pwned"
    main = page.page.locator("#main, dialog")
    assert await main.locator("script, iframe, object, embed, svg[onload], [onerror]").count() == 0
    hrefs = await page.page.locator("a[href]").evaluate_all("(all) => all.map((a) => a.protocol)")
    assert set(hrefs) <= {"http:", "https:", "mailto:", "tel:"}


async def test_what_people_type_stays_words(page: Screen) -> None:
    await page.write(MARKUP)
    await expect(page.message("onerror").locator(".message-text")).to_have_text(MARKUP)
    await page.press("ArrowUp")
    await expect(page.page.get_by_label("Edit message")).to_have_value(MARKUP)
    await unharmed(page)


async def test_what_bots_send_stays_words(sink: Sink, page: Screen) -> None:
    """In every kind of text: mrkdwn, plain, rich, markdown, tables, options, labels, alternative texts."""
    escaped = MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": MARKUP}]}
    cell = {"type": "raw_text", "text": MARKUP}
    await sink.post(
        {"type": "header", "text": plain(MARKUP[:150])},
        section(escaped),
        section(MARKUP),
        {"type": "rich_text", "elements": [rich]},
        {"type": "markdown", "text": MARKUP},
        {"type": "image", "image_url": "data:text/html,x", "alt_text": MARKUP},
        actions(
            {"type": "static_select", "action_id": "s", "options": [option("v", MARKUP[:75])]},
            {"type": "button", "action_id": "b", "text": plain(MARKUP[:75])},
        ),
    )
    await sink.post({"type": "table", "rows": [[cell], [cell]]})
    await expect(page.page.locator("td")).to_have_text(MARKUP)
    await page.page.locator("[data-action=s]").click()
    await expect(page.page.get_by_role("option")).to_have_text(MARKUP[:75])
    await page.press("Escape")
    await page.page.locator("[data-action=b]").click()
    view = modal(
        field("f", {"type": "plain_text_input", "initial_value": MARKUP}), title=MARKUP[:24]
    )
    await sink.open(await sink.action("b"), view)
    await expect(page.modal.get_by_label("F", exact=True)).to_have_value(MARKUP)
    await unharmed(page)


async def test_links_lead_to_the_web_or_nowhere(sink: Sink, page: Screen) -> None:
    for url in SCHEMES:
        element = {"type": "link", "url": url, "text": "rich"}
        await sink.post(
            section(f"<{url}|mrkdwn>"),
            {
                "type": "rich_text",
                "elements": [{"type": "rich_text_section", "elements": [element]}],
            },
            {"type": "markdown", "text": f"[markdown]({url.replace(' ', '')})"},
            actions({"type": "button", "action_id": "b", "text": plain("Link"), "url": url}),
        )
        await page.button("Link").click()
        await sink.action("b")
        sink.payloads.clear()
    await expect(page.message("mrkdwn")).to_be_visible()
    await unharmed(page)


async def test_no_other_page_may_frame_or_feed_this_one(page: Screen) -> None:
    """The policy that the server sends: only its own scripts, no frames, no forms elsewhere."""
    answer = await page.page.request.get(page.url)
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "form-action 'none'"):
        assert rule in policy
    assert "unsafe-eval" not in policy
    refused = await page.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.head.append(script);
          return window.ran ?? null;
        }"""
    )
    assert refused is None
    page.forgive("inline script")


@pytest.mark.parametrize("size", [PHONE, (1280, 820)])
async def test_long_words_and_long_messages_stay_inside(
    sink: Sink, page: Screen, size: tuple[int, int]
) -> None:
    """A word of 4,000 letters, 10,000 characters, a wide table, wide code: nothing sticks out sideways."""
    await page.page.set_viewport_size({"width": size[0], "height": size[1]})
    wide = [{"type": "raw_text", "text": f"column {n}"} for n in range(20)]
    await page.write("a" * 4_000)
    await page.write("word " * 2_000)
    await sink.post(
        section("b" * 2_900, fields=[{"type": "mrkdwn", "text": "c" * 900}]),
        section("```" + "d" * 900 + "```"),
        {"type": "header", "text": plain("e" * 150)},
        actions({"type": "button", "action_id": "b", "text": plain("f" * 75)}),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "g" * 900}]},
    )
    await sink.post({"type": "table", "rows": [wide, wide]})
    await expect(page.page.locator("td").last).to_be_attached()
    assert await page.faults() == []


async def test_right_to_left_words_read_from_the_right(sink: Sink, page: Screen) -> None:
    """Each line finds its own direction, in messages, fields, and where one types."""
    hebrew = "מה זה KVM?"
    await page.composer.fill(hebrew)
    assert await _direction(page, "[data-testid=composer]") == "rtl"
    await page.press("Enter")
    await sink.post(section("Left first"), section(hebrew))
    await expect(page.message("Left first")).to_be_visible()
    lines = page.message("Left first").locator(".line")
    directions = await lines.evaluate_all("(all) => all.map((n) => getComputedStyle(n).direction)")
    assert directions == ["ltr", "rtl"]


async def _direction(page: Screen, selector: str) -> str:
    return str(await page.page.eval_on_selector(selector, "(n) => getComputedStyle(n).direction"))


async def test_two_hundred_messages(sink: Sink, page: Screen) -> None:
    """The newest is in sight; one who reads further up is not moved, is told, and gets back."""
    hub = sink.playground.hub
    channel = hub.world.channels[CHANNEL]
    for n in range(200):
        hub.post(channel, hub.by_person("U0TOM", f"Message {n}"))
    await page.reload()
    await expect(page.message("Message 199")).to_be_in_viewport()
    await expect(page.by("messages").locator("[data-ts]")).to_have_count(200)
    await page.message("Message 20").last.scroll_into_view_if_needed()
    before = await page.by("messages").evaluate("(n) => n.scrollTop")
    hub.post(channel, hub.by_person("U0TOM", "The very newest"))
    jump = page.page.get_by_role("button", name="New messages")
    await expect(jump).to_be_visible()
    assert await page.by("messages").evaluate("(n) => n.scrollTop") == before
    await jump.click()
    await expect(page.message("The very newest")).to_be_in_viewport()
    await expect(jump).to_be_hidden()


async def test_a_message_that_comes_in_the_very_moment_of_scrolling_up(
    sink: Sink, page: Screen
) -> None:
    """It does not pull the reader back down: where they are is measured, not remembered."""
    hub = sink.playground.hub
    channel = hub.world.channels[CHANNEL]
    for n in range(60):
        hub.post(channel, hub.by_person("U0TOM", f"Message {n}"))
    await page.page.add_init_script(_SCROLL_UP_AS_IT_ARRIVES)
    await page.reload()
    await expect(page.message("Message 59")).to_be_in_viewport()
    hub.post(channel, hub.by_person("U0TOM", "The very newest"))
    await expect(page.page.get_by_role("button", name="New messages")).to_be_visible()
    assert await page.by("messages").evaluate("(n) => n.scrollTop") == 0


# First among the socket's listeners, so that the list is drawn before any scroll event is told.
_SCROLL_UP_AS_IT_ARRIVES = """
window.WebSocket = class extends WebSocket {
  constructor(...all) {
    super(...all);
    this.addEventListener("message", ({ data }) => {
      const list = document.querySelector("[data-testid=messages]");
      if (list && data.includes("The very newest")) list.scrollTop = 0;
    });
  }
};
"""


async def test_only_emoji_and_nothing_at_all(page: Screen) -> None:
    """Blank messages are not sent."""
    await page.write("   ")
    await expect(page.button("Send")).to_be_disabled()
    await page.write("🙂🙂")
    await expect(page.message("🙂🙂")).to_be_visible()
    await expect(page.by("messages").locator("[data-ts]")).to_have_count(1)
