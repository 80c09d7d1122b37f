"""Modals: fields and their values, errors, pushed and updated views, the ways out."""

from __future__ import annotations

import re
from typing import Any

from playwright.async_api import Request, Route, expect

from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.browser.sink import CHANNEL, Payload, Sink, actions, field, modal, option, plain, section
from tests.slack.workspace import Workspace

pytestmark = BROWSER

FRUIT = [option("apple"), option("banana"), option("cherry")]
OPENER = {"type": "button", "action_id": "open", "text": plain("Open")}


async def opened(sink: Sink, page: Screen, view: Payload) -> Payload:
    """Let a button open this view; returns it as Slack keeps it."""
    await sink.post(actions(OPENER))
    await page.button("Open").click()
    kept = await sink.open(await sink.action("open"), view)
    await expect(page.modal).to_be_visible()
    return kept


async def submit(page: Screen) -> None:
    await page.by("modal-submit").click()


async def test_a_question_for_the_staff_an_error_then_success(
    sara: Screen, workspace: Workspace
) -> None:
    """An emptied question is refused beside its field; filled in, it reaches the staff's channel."""
    await sara.write("Explain backpropagation")
    await sara.button("Ask a TA").click()
    question = sara.modal.get_by_label("Your question")
    await expect(question).to_have_value("Explain backpropagation")
    await question.fill("")
    await submit(sara)
    await expect(sara.by("modal-error")).to_be_visible()
    await expect(question).to_be_focused()
    await expect(question).to_have_attribute("aria-invalid", "true")
    await question.fill("  ")
    await submit(sara)
    await expect(sara.by("modal-error")).to_have_text("Write your question first.")
    await question.fill("What is backpropagation good for?")
    await submit(sara)
    await expect(sara.modal).to_contain_text("Sent.")
    await workspace.settle()
    staff = workspace.playground.world.channels["G0TATEAM"].messages.values()
    assert any("backpropagation good for?" in str(m) for m in staff)
    workspace.made_public("What is backpropagation good for?")


async def test_every_field_is_submitted_as_slack_writes_it(sink: Sink, page: Screen) -> None:
    """`view.state.values` of a form with all elements: what was entered, what was set, what is empty."""
    texts: dict[str, tuple[dict[str, Any], str]] = {
        "words": ({"type": "plain_text_input"}, "some words"),
        "lines": ({"type": "plain_text_input", "multiline": True}, "one\ntwo"),
        "number": ({"type": "number_input", "is_decimal_allowed": True}, "2.5"),
        "mail": ({"type": "email_text_input"}, "sara@example.edu"),
        "site": ({"type": "url_text_input"}, "https://example.edu/a"),
    }
    blocks = [field(name, element) for name, (element, _) in texts.items()]
    blocks += [
        field("rich", {"type": "rich_text_input"}),
        field("preset", {"type": "plain_text_input", "initial_value": "as it was"}),
        field("nothing", {"type": "static_select", "options": FRUIT}, optional=True),
        field("one", {"type": "radio_buttons", "options": FRUIT}),
        field("several", {"type": "checkboxes", "options": FRUIT}),
        field("here", {"type": "conversations_select", "default_to_current_conversation": True}),
        field("day", {"type": "datepicker"}),
        field("paper", {"type": "file_input", "max_files": 1}),
    ]
    await opened(sink, page, modal(*blocks))
    for name, (_, text) in texts.items():
        await page.modal.get_by_label(name.capitalize(), exact=True).fill(text)
    await page.modal.get_by_label("Rich").fill("styled")
    await page.modal.get_by_role("radio", name="Banana").check()
    await page.modal.get_by_role("checkbox", name="Apple").check()
    await page.modal.get_by_label("Day").fill("2021-12-01")
    file = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"notes"}
    await page.modal.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await expect(page.modal.get_by_text("notes.txt")).to_be_visible()
    await submit(page)
    payload = await sink.kind("view_submission")
    values = {name: value[name] for name, value in payload["view"]["state"]["values"].items()}
    for name, (element, text) in texts.items():
        assert values[name] == {"type": element["type"], "value": text}
    assert values["rich"]["rich_text_value"]["elements"][0]["elements"][0]["text"] == "styled"
    assert values["preset"]["value"] == "as it was"
    assert values["nothing"] == {"type": "static_select", "selected_option": None}
    assert values["one"]["selected_option"]["value"] == "banana"
    assert [o["value"] for o in values["several"]["selected_options"]] == ["apple"]
    assert values["here"]["selected_conversation"] == CHANNEL
    assert values["day"]["selected_date"] == "2021-12-01"
    assert [f["name"] for f in values["paper"]["files"]] == ["notes.txt"]
    await expect(page.modal).to_have_count(0)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "empty": ({"type": "plain_text_input"}, "", "Please complete this required field."),
    "short": ({"type": "plain_text_input", "min_length": 5}, "four", "at least 5"),
    "mail": ({"type": "email_text_input"}, "sara", "e-mail address"),
    "site": ({"type": "url_text_input"}, "javascript:alert(1)", "web address"),
    "whole": ({"type": "number_input", "is_decimal_allowed": False}, "2.5", "whole number"),
    "most": (
        {"type": "number_input", "is_decimal_allowed": True, "max_value": "9"},
        "10",
        "9 or less",
    ),
}


async def test_what_slack_itself_refuses_never_reaches_the_app(sink: Sink, page: Screen) -> None:
    """Each field has its own complaint, and the first wrong one gets the focus."""
    await opened(
        sink, page, modal(*(field(name, element) for name, (element, _, _) in WRONG.items()))
    )
    for name, (_, text, _) in WRONG.items():
        await page.modal.get_by_label(name.capitalize()).fill(text)
    await submit(page)
    for name, (_, _, complaint) in WRONG.items():
        await expect(page.modal.locator(f"[data-block={name}]")).to_contain_text(complaint)
        described = page.modal.get_by_label(name.capitalize())
        await expect(described).to_have_accessible_description(re.compile(complaint))
    await expect(page.modal.get_by_label("Empty")).to_be_focused()
    assert not [p for p in sink.payloads if p["type"] == "view_submission"]


async def test_an_error_of_the_app_stands_at_its_field_and_goes_with_the_view(
    sink: Sink, page: Screen
) -> None:
    """What was entered stays; an update of the view takes the error away."""
    errors = {"response_action": "errors", "errors": {"b": "Not that one."}}
    sink.replies["view_submission"] = lambda _: errors
    form = (
        field("a", {"type": "plain_text_input"}),
        field("b", {"type": "static_select", "options": FRUIT}),
    )
    view = await opened(sink, page, modal(*form))
    await page.modal.get_by_label("A", exact=True).fill("kept")
    await page.modal.get_by_role("combobox", name="B").click()
    await page.page.get_by_role("option", name="Cherry").click()
    await submit(page)
    await expect(page.by("modal-error")).to_have_text("Not that one.")
    await expect(page.modal.get_by_role("combobox", name="B")).to_be_focused()
    await expect(page.modal.get_by_label("A", exact=True)).to_have_value("kept")
    await sink.client.views_update(view_id=view["id"], view=modal(section("Now then"), *form))
    await expect(page.modal).to_contain_text("Now then")
    await expect(page.by("modal-error")).to_have_count(0)
    await expect(page.modal.get_by_label("A", exact=True)).to_have_value("kept")


async def test_views_are_pushed_and_the_ways_back(sink: Sink, page: Screen) -> None:
    """Three deep; Back and Escape lead to the view below, where the entries stand; Close ends all."""

    def deeper(_: Payload) -> Payload:
        depth = 1 + sum(p["type"] == "view_submission" for p in sink.payloads)
        return {"response_action": "push", "view": modal(section("…"), title=f"Floor {depth}")}

    sink.replies["view_submission"] = deeper
    await opened(sink, page, modal(field("a", {"type": "plain_text_input"}), title="Ground"))
    await page.modal.get_by_label("A", exact=True).fill("kept")
    await submit(page)
    await expect(page.modal.get_by_role("heading", name="Floor 1")).to_be_visible()
    await submit(page)
    await expect(page.modal.get_by_role("heading", name="Floor 2")).to_be_visible()
    await page.button("Back").click()
    await expect(page.modal.get_by_role("heading", name="Floor 1")).to_be_visible()
    await page.press("Escape")
    await expect(page.modal.get_by_role("heading", name="Ground")).to_be_visible()
    await expect(page.modal.get_by_label("A", exact=True)).to_have_value("kept")
    await submit(page)
    await expect(page.modal.get_by_role("heading", name="Floor 3")).to_be_visible()
    await page.button("Close").click()
    await expect(page.modal).to_have_count(0)


async def test_a_closed_window_gives_the_focus_back_and_tells_the_app(
    sink: Sink, page: Screen
) -> None:
    await opened(sink, page, modal(section("Look"), submit=None, notify_on_close=True))
    await page.press("Escape")
    await expect(page.modal).to_have_count(0)
    await expect(page.button("Open")).to_be_focused()
    assert (await sink.kind("view_closed"))["is_cleared"] is False


async def test_a_silent_app_is_told_of_in_the_window(sink: Sink, page: Screen) -> None:
    """No acknowledgement: the entries stay and the person may try again."""
    await opened(sink, page, modal(field("a", {"type": "plain_text_input"})))
    await page.modal.get_by_label("A", exact=True).fill("kept")
    await sink.hang_up()
    await submit(page)
    await expect(page.by("modal-error")).to_contain_text("trouble connecting")
    await sink.connect()
    await submit(page)
    await expect(page.modal).to_have_count(0)
    assert (await sink.kind("view_submission"))["view"]["state"]["values"]["a"]["a"][
        "value"
    ] == "kept"


async def test_tab_stays_inside_a_window(sink: Sink, page: Screen) -> None:
    """The rest of the page can't be reached while a window is open."""
    await opened(sink, page, modal(field("a", {"type": "plain_text_input"})))
    for _ in range(8):
        await page.press("Tab")
        outside = (
            "!document.activeElement.closest('dialog') && document.activeElement !== document.body"
        )
        assert not await page.page.evaluate(outside)


async def test_elements_in_a_window_act_at_once(sink: Sink, page: Screen) -> None:
    """A button of a modal tells its view and what was entered so far, and may push."""
    entry = field("a", {"type": "plain_text_input"})
    await opened(
        sink,
        page,
        modal(entry, actions({"type": "button", "action_id": "in", "text": plain("In")})),
    )
    await page.modal.get_by_label("A", exact=True).fill("so far")
    await page.button("In").click()
    payload = await sink.action("in")
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert payload["view"]["state"]["values"]["a"]["a"]["value"] == "so far"
    await sink.client.views_push(trigger_id=payload["trigger_id"], view=modal(section("Above")))
    await expect(page.modal).to_contain_text("Above")


async def test_home_is_drawn_anew_when_it_is_published(sink: Sink, page: Screen) -> None:
    """The Home tab says it is waiting, then shows what comes, and its elements work."""
    await page.enter("D0LECTERN1")
    await page.by("tab-home").click()
    await expect(page.by("home")).to_contain_text("Waiting for the app")
    for words in ("First", "Second"):
        button = {"type": "button", "action_id": "at_home", "text": plain("Knock")}
        view = {"type": "home", "blocks": [section(words), actions(button)]}
        await sink.client.views_publish(user_id="U0SARA", view=view)
        await expect(page.by("home")).to_contain_text(words)
    await page.button("Knock").click()
    assert (await sink.action("at_home"))["view"]["type"] == "home"


async def test_a_late_answer_does_not_undo_a_newer_home(sink: Sink, page: Screen) -> None:
    """What was asked for before the app published arrives after it: the newer one stands."""

    async def late(route: Route) -> None:
        answer = await route.fetch()
        view = {"type": "home", "blocks": [section("Newest")]}
        await sink.client.views_publish(user_id="U0SARA", view=view)
        await expect(page.by("home")).to_contain_text("Newest")
        await route.fulfill(response=answer)

    await page.page.route("**/client/home*", late)
    await page.enter("D0LECTERN1")
    async with page.page.expect_request(_opens_home):
        await page.by("tab-home").click()
    await page.page.unroute("**/client/home*")
    await expect(page.by("home")).to_contain_text("Newest")


def _opens_home(request: Request) -> bool:
    return request.url.endswith("/client/open_app") and '"home"' in (request.post_data or "")
