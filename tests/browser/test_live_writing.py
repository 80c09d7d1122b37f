"""A class writes its answers in a live quiz, each into the field of the message that all of them see."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Locator, expect

from tests.browser.acting import pick
from tests.browser.album import POCKET, take
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.polling import private, the_class
from tests.browser.quizzing import stepped
from tests.browser.screen import Screen
from tests.slack import live_kit as kit
from tests.slack.test_live_writing import TERM
from tests.slack.workspace import Workspace

pytestmark = BROWSER
PANE = "thread-pane"


async def test_half_written_answers_stay_while_others_answer_and_the_answer_shows_what_several_wrote(
    window: Opener, workspace: Workspace, folder: Path
) -> None:
    """quiz-writing-phone.png."""
    five = await the_class(window)
    await kit.approved(workspace, [TERM])
    await _begun(five.elena, workspace)
    for screen in (five.sara, five.tom, five.aiko, five.mina):
        await _lobby(screen).get_by_test_id("thread-link").click()
    await _field(five.sara).fill("Kernel-based virt")
    for screen in (five.tom, five.aiko):
        await _sent(screen, "Xen")
    await expect(_question(five.sara)).to_contain_text("2 answered")
    await expect(_field(five.sara)).to_have_value("Kernel-based virt")
    await _sent(five.mina, "kvm")
    await _sent(five.sara, "Kernel-based virtual machine")
    word = five.sara.thread.get_by_test_id("ephemeral").last
    await expect(_question(five.sara)).to_contain_text("4 of 4 answered")
    await five.sara.button("Sure", word).click()
    await expect(five.sara.button("I'm not sure", word)).to_be_visible()
    await take(five.sara, POCKET, folder / "quiz-writing-phone.png")
    await stepped(five.elena, workspace, "Show the answer")
    for screen in (five.tom, five.sara):
        await expect(_question(screen)).to_contain_text("2 of 4 were right")
        await expect(_question(screen)).to_contain_text("“Xen”")
    for screen in five.everybody:
        assert await screen.faults() == []


async def _begun(elena: Screen, workspace: Workspace) -> None:
    await elena.write("/quiz live")
    await pick(elena, elena.modal.get_by_role("combobox", name="Number of questions"), "1")
    await pick(elena, elena.modal.get_by_role("combobox", name="Time for each"), "2 minutes")
    await elena.by("modal-submit").click()
    await expect(private(elena)).to_contain_text("Kernel-based Virtual Machine")
    await elena.button("Open the lobby", private(elena)).click()
    await expect(private(elena)).to_contain_text("The lobby is open")
    await expect(elena.by("messages").get_by_text("about to begin")).to_be_visible()
    await stepped(elena, workspace, "Start")


def _lobby(screen: Screen) -> Locator:
    return screen.by("messages").locator("[data-ts]").filter(has_text="Live quiz").first


def _question(screen: Screen) -> Locator:
    return screen.message("Question 1 of 1", PANE)


def _field(screen: Screen) -> Locator:
    return _question(screen).get_by_role("textbox", name="Your answer")


async def _sent(screen: Screen, text: str) -> None:
    await _field(screen).fill(text)
    await screen.button("Send", _question(screen)).click()
    await expect(screen.thread.get_by_test_id("ephemeral").last).to_contain_text("You wrote")
