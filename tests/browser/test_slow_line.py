"""On a slow line answers come late and in another order: nothing is lost, and nothing goes astray."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Route, expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Block, Payload, Sink, actions, field, modal, plain, section

pytestmark = BROWSER
OPEN = {"type": "button", "action_id": "open", "text": plain("Open")}


class Held:
    """What a page asks for while this is entered: answered at once, and told only after `release`."""

    def __init__(self, page: Screen, what: str) -> None:
        self._page, self._pattern = page.page, f"**/client/{what}*"
        self.answered, self._let_go = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> Held:
        await self._page.route(self._pattern, self._late)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.release()
        await self._page.unroute_all(behavior="wait")

    async def _late(self, route: Route) -> None:
        answer = await route.fetch()
        self.answered.set()
        await self._let_go.wait()
        await route.fulfill(response=answer)

    def release(self) -> None:
        self._let_go.set()


async def test_what_comes_while_a_channel_is_fetched_stays(sink: Sink, sink_window: Opener) -> None:
    """The answer is older than what the stream has told: what is new stands, what is gone stays away."""
    hub = sink.playground.hub
    channel = hub.world.channels[CHANNEL]
    before, gone = [hub.post(channel, hub.by_person("U0TOM", text)) for text in ("Before", "Gone")]
    page = await sink_window("/?user=U0SARA&channel=C0GENERAL")
    async with Held(page, "history") as held:
        await page.enter(CHANNEL)
        await held.answered.wait()
        hub.change(channel, before, {"text": "Changed"})
        hub.delete(channel, gone["ts"])
        hub.post(channel, hub.by_person("U0TOM", "Meanwhile"))
        await sink.client.chat_postEphemeral(channel=CHANNEL, user="U0SARA", text="Psst")
        await expect(page.by("ephemeral")).to_contain_text("Psst")
    shown = page.by("messages").locator("[data-ts] .message-text")
    await expect(shown).to_have_text(["Changed", "Meanwhile", "Psst"])


async def test_what_comes_while_a_thread_is_fetched_stays(sink: Sink, page: Screen) -> None:
    ts = await sink.post(text="A root")
    await sink.client.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="A reply")
    await page.reload()
    async with Held(page, "thread") as held:
        await page.by("thread-link").click()
        await held.answered.wait()
        await sink.client.chat_update(channel=CHANNEL, ts=ts, text="Changed")
        await expect(page.message("Changed", "thread-pane")).to_be_visible()
    await expect(page.message("A reply", "thread-pane")).to_be_visible()
    await expect(page.message("Changed", "thread-pane")).to_be_visible()


async def test_a_window_that_opens_while_the_page_starts_is_shown(sink: Sink, page: Screen) -> None:
    await sink.post(actions(OPEN))
    await page.button("Open").click()
    trigger = await sink.action("open")
    async with Held(page, "views") as held:
        await page.page.reload(wait_until="commit")
        await held.answered.wait()
        await sink.open(trigger, modal(section("Look")))
        await expect(page.modal).to_contain_text("Look")
    await page.ready()
    await expect(page.modal).to_contain_text("Look")


async def test_a_window_is_submitted_though_the_answer_about_the_last_one_is_on_its_way(
    sink: Sink, page: Screen
) -> None:
    """The stream has shown the next one already."""
    titles = iter(("Floor 1", "Floor 2"))
    sink.replies["view_submission"] = lambda _: {
        "response_action": "push",
        "view": modal(section("…"), title=next(titles)),
    }
    await opened(sink, page)
    async with Held(page, "view_submit"):
        for title in ("Floor 1", "Floor 2"):
            await page.by("modal-submit").click()
            await expect(page.modal.get_by_role("heading", name=title)).to_be_visible()


async def test_a_window_that_is_about_to_close_is_not_submitted_again(
    sink: Sink, page: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is there, what it did to the window is on its way."""
    stream, late = sink.playground.hub.stream, list[tuple[list[str], Payload]]()
    await opened(sink, page)
    monkeypatch.setattr(stream, "send", lambda users, event: late.append(([*users], event)))
    async with page.page.expect_response("**/client/view_submit") as answered:
        await page.by("modal-submit").click()
    await (await answered.value).finished()
    await page.page.evaluate("new Promise(requestAnimationFrame)")
    await expect(page.by("modal-submit")).to_be_disabled()
    monkeypatch.undo()
    for users, event in late:
        stream.send(users, event)
    await expect(page.modal).to_have_count(0)


async def opened(sink: Sink, page: Screen, *blocks: Block) -> None:
    """Let a button open a window."""
    await sink.post(actions(OPEN))
    await page.button("Open").click()
    await sink.open(await sink.action("open"), modal(section("Ground"), *blocks))
    await expect(page.modal).to_contain_text("Ground")


async def test_messages_arrive_in_the_order_in_which_they_were_written(
    sink: Sink, page: Screen
) -> None:
    """The first is still on its way when the second is written."""
    let_go = asyncio.Event()

    async def late(route: Route) -> None:
        if "first" in (route.request.post_data or ""):
            await let_go.wait()
        await route.continue_()

    await page.page.route("**/client/post", late)
    await page.write("the first")
    await page.write("the second")
    await page.page.evaluate("fetch('/client/boot?user=U0SARA').then((answer) => answer.text())")
    let_go.set()
    shown = page.by("messages").locator("[data-ts] .message-text")
    await expect(shown).to_have_text(["the first", "the second"])
    await page.page.unroute_all(behavior="wait")


async def test_what_is_typed_is_told_in_its_order(sink: Sink, page: Screen) -> None:
    """The first letter is still on its way: of those that follow the newest is told, when it is there."""
    let_go = asyncio.Event()

    async def late(route: Route) -> None:
        if '"value":"a"' in (route.request.post_data or ""):
            await let_go.wait()
        await route.continue_()

    typing = {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}}
    entry = field("a", {"type": "plain_text_input", **typing}, dispatch_action=True)
    await opened(sink, page, entry)
    await page.page.route("**/client/action", late)
    await page.modal.get_by_label("A", exact=True).press_sequentially("abc")
    await page.page.evaluate("fetch('/client/boot?user=U0SARA').then((answer) => answer.text())")
    let_go.set()
    await sink.heard(lambda p: p.get("actions", [{}])[0].get("value") == "abc")
    told = [p["actions"][0] for p in sink.payloads if p["type"] == "block_actions"]
    assert [action["value"] for action in told if action["action_id"] == "a"] == ["a", "abc"]
    await page.page.unroute_all(behavior="wait")


async def test_who_opens_a_thread_and_goes_on_typing_writes_into_it(
    sink: Sink, page: Screen
) -> None:
    """Not into the channel, where all would read it."""
    await sink.post(text="A root")
    await page.message("A root").hover()
    async with Held(page, "thread") as held:
        await page.button("Reply in thread").click()
        await held.answered.wait()
        await expect(page.by("thread-composer")).to_be_focused()
        await page.page.keyboard.type("Among us")
    await expect(page.by("thread-composer")).to_have_value("Among us")
    await expect(page.composer).to_have_value("")


async def test_the_drawer_takes_the_focus_when_it_opens_and_not_later(page: Screen) -> None:
    """Who has gone on to something else by then stays there."""
    async with Held(page, "wire") as held:
        await page.by("wire-toggle").click()
        await held.answered.wait()
        await expect(page.page.get_by_label("Filter exchanges")).to_be_focused()
        await page.composer.focus()
    await expect(page.by("wire-entry").first).to_be_visible()
    await page.page.keyboard.type("Still here")
    await expect(page.composer).to_have_value("Still here")
