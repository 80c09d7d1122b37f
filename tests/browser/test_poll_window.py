"""A poll is made in its window, where the preview is drawn anew while one types."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from bot.services.polls.ports import OPEN
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

pytestmark = BROWSER
CARET = "field => [field.selectionStart, field.selectionEnd]"


def field(page: Screen, name: str) -> Locator:
    return page.modal.get_by_role("textbox", name=name, exact=True)


async def opened(window: Opener) -> Screen:
    elena = await window("/?user=U0RIVERA&channel=C0TCSS562")
    await elena.write("/poll")
    await expect(elena.modal).to_contain_text("Make a poll")
    return elena


async def test_typing_goes_on_where_it_was_while_the_preview_is_drawn(window: Opener) -> None:
    """The caret stays in the middle of a word, the window where it was scrolled to."""
    elena = await opened(window)
    question = field(elena, "Question")
    await expect(question).to_be_focused()
    await question.press_sequentially("Whch?")
    await expect(elena.modal.get_by_role("heading", name="Whch?")).to_be_attached()
    await elena.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    await question.press_sequentially("i")
    await expect(elena.modal.get_by_role("heading", name="Which?")).to_be_attached()
    await expect(question).to_be_focused()
    assert await question.evaluate(CARET) == [3, 3]
    await expect(question).to_have_value("Which?")


async def test_a_change_far_down_does_not_scroll_the_window_away(window: Opener) -> None:
    elena = await opened(window)
    body = elena.modal.locator(".modal-body")
    await field(elena, "Question").fill("Which?")
    await body.evaluate("body => { body.scrollTop = body.scrollHeight; }")
    await elena.modal.get_by_role("checkbox", name="Anonymous: nobody can tell").check()
    await expect(elena.modal).to_contain_text("no name is kept")
    before = await body.evaluate("body => body.scrollTop")
    assert before > 0
    await elena.modal.get_by_role("checkbox", name="Hide results").check()
    await expect(elena.modal).to_contain_text("results are shown when it closes")
    assert abs(await body.evaluate("body => body.scrollTop") - before) < 2
    assert await elena.faults() == []


async def test_from_the_form_through_the_last_look_to_the_channel(
    window: Opener, workspace: Workspace
) -> None:
    elena = await opened(window)
    await field(elena, "Question").fill("Which is a type-1 hypervisor?")
    await field(elena, "Options").fill("KVM\nVirtualBox")
    await elena.by("modal-submit").click()
    await expect(elena.modal).to_contain_text("Post this poll?")
    assert await elena.faults() == []
    await elena.by("modal-submit").click()
    await expect(elena.modal).to_contain_text("Posted in")
    parts = workspace.bot.deps.polls.parts
    (poll,) = await parts.polls.of_course(parts.workspace, parts.course, states={OPEN})
    assert [option.text for option in poll.options] == ["KVM", "VirtualBox"]
