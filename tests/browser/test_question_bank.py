"""A lecturer prepares a class: a file of questions goes in, is reviewed and comes out again; then a rehearsal."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import FilePayload, Locator, expect

from bot.services.quizzes.bank.ports import APPROVED, EVERY, BankQuestion, Wanted
from knowledge.exchange import Item, read_questions
from tests.browser.acting import pick
from tests.browser.album import POCKET, TALL, take
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.polling import CHANNEL, private
from tests.browser.quizzing import ELENAS_DM, stepped
from tests.browser.screen import Screen
from tests.slack import live_kit as kit
from tests.slack.workspace import Workspace

pytestmark = BROWSER
MIDTERM = """// Written for the midterm in another program
::KVM:: What is KVM part of? {
  =The Linux kernel # Since 2.6.20.
  ~Windows
  ~A browser
}

::Bare metal:: A type 1 hypervisor runs on bare metal. {TRUE}

What do <i>containers</i> share? {
  =The kernel of their host
  ~Nothing
}

Explain live migration. {}
"""
BROKEN = "What is KVM? {\n =A hypervisor\n ~A fruit\n"
NUMBER = 3


async def test_a_lecturer_prepares_a_class_from_a_file_to_the_rehearsal(
    window: Opener, workspace: Workspace, folder: Path
) -> None:
    """quiz-import.png, quiz-edit-phone.png, quiz-rehearsal.png."""
    elena = await window(f"/?user=U0RIVERA&channel={ELENAS_DM}", TALL)
    phone = await window(f"/?user=U0RIVERA&channel={ELENAS_DM}", POCKET)
    await brought_in(elena, folder)
    await reviewed(elena, phone, workspace, folder)
    await taken_along(elena, workspace)
    await settled(elena, workspace)
    await rehearsed(elena, workspace, folder)
    for screen in (elena, phone):
        assert await screen.faults() == []


async def brought_in(elena: Screen, folder: Path) -> None:
    """What is wrong with a broken file is said; of a good one what is in it, and what cannot be carried over."""
    await drop(elena, "broken.gift", BROKEN)
    await expect(elena.message("There are no questions to keep")).to_contain_text(
        "Line 1, question 1: a brace is missing"
    )
    await drop(elena, "midterm.txt", MIDTERM)
    preview = elena.message("3 questions in midterm.txt (GIFT)")
    await expect(preview).to_contain_text("I cannot mark what is written freely; it is left out")
    await expect(preview).to_contain_text("Nothing is kept yet")
    await preview.get_by_text("Discard").scroll_into_view_if_needed()
    await take(elena, TALL, folder / "quiz-import.png")
    await elena.button("Keep as drafts", preview).dblclick()
    await expect(elena.message("Kept 3 questions of midterm.txt as drafts.")).to_be_visible()


async def drop(screen: Screen, name: str, text: str) -> None:
    """Drop a file into the direct message."""
    file: FilePayload = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    await screen.page.locator(".attach input[type=file]").first.set_input_files([file])
    await screen.button("Send").first.click()
    await expect(screen.page.locator(".file-card").filter(has_text=name).last).to_be_visible()


async def reviewed(elena: Screen, phone: Screen, workspace: Workspace, folder: Path) -> None:
    """One is rejected and taken back, one edited on the phone, the rest approved at once."""
    await elena.button("Review the drafts").click()
    await expect(card(elena)).to_contain_text("Draft 1 of 3")
    await elena.button("Reject…", card(elena)).click()
    await pick(elena, elena.modal.get_by_role("combobox"), "It is not worth asking")
    await elena.by("modal-submit").click()
    await expect(card(elena)).to_contain_text("Rejected: “What is KVM part of?”")
    await elena.button("Undo", card(elena)).click()
    await expect(card(elena)).to_contain_text("Draft 1 of 3")

    await phone.write("/quiz review")
    await phone.button("Review all 3", private(phone)).click()
    await phone.button("Edit…", private(phone)).click()
    await phone.modal.get_by_label("Choice B").fill("The Windows kernel")
    await take(phone, POCKET, folder / "quiz-edit-phone.png")
    await phone.by("modal-submit").click()
    await expect(private(phone)).to_contain_text("Saved, approved: “What is KVM part of?”")

    await elena.button("All questions", card(elena)).click()
    await elena.button("Review all 2", card(elena)).click()
    await elena.button("Approve all 2", card(elena)).click()
    await elena.button("Approve 2", elena.by("confirm")).click()
    await expect(card(elena)).to_contain_text("Approved 2 questions.")
    assert [q.state for q in await every(workspace)] == [APPROVED] * 3


def card(screen: Screen) -> Locator:
    """The question that is looked at below the file, in private."""
    return screen.by("ephemeral").last


async def every(workspace: Workspace) -> list[BankQuestion]:
    return list(await workspace.bot.deps.quizzes.banking.parts.find(Wanted(EVERY)))


async def taken_along(elena: Screen, workspace: Workspace) -> None:
    """The exported file says the same, and nothing of it is new when it comes back."""
    await elena.write("/quiz export gift")
    await expect(private(elena)).to_contain_text("I have sent you tcss-562-questions.gift.txt")
    file = elena.page.locator(".file-card").filter(has_text="tcss-562-questions.gift.txt")
    where = await file.get_attribute("href")
    assert where is not None
    data = await (await elena.context.request.get(elena.url + where)).body()
    again = read_questions(data, "again.txt")
    assert not again.notes
    assert [meant(i) for i in again.items] == [meant(q.item) for q in await every(workspace)]
    await drop(elena, "again.gift", data.decode())
    preview = elena.message("There are no questions to keep in again.gift")
    await expect(preview).to_contain_text("it is in the bank already; it is left out")


def meant(item: Item) -> tuple[str, str, list[tuple[str, float]], str]:
    """What a question says, however it is written."""
    choices = [(choice.text.text, choice.weight) for choice in item.choices]
    return item.kind.value, item.stem.text, choices, item.feedback.text


async def settled(elena: Screen, workspace: Workspace) -> None:
    """Only approved questions are practised; Aiko has half as much time again."""
    await elena.write("/quiz settings")
    await elena.button("Only approved ones", private(elena)).click()
    await expect(private(elena)).to_contain_text("Only approved questions are practised")
    await elena.button("Give somebody more time…", private(elena)).click()
    await elena.by("modal-submit").click()
    await expect(elena.modal).to_contain_text("Please complete this required field.")
    await elena.modal.get_by_role("combobox").click()
    await elena.page.get_by_role("option", name="Aiko Tanaka").click()
    await elena.by("modal-submit").click()
    await expect(private(elena)).to_contain_text("@Aiko Tanaka · 50 % more")
    parts = workspace.bot.deps.quizzes.banking.parts
    assert await parts.bank.extra_time(parts.workspace, parts.course) == {"U0AIKO": 50}


async def rehearsed(elena: Screen, workspace: Workspace, folder: Path) -> None:
    """The whole quiz with invented players, in the direct message; the class sees nothing of it."""
    await elena.enter(CHANNEL)
    await elena.write("/quiz live")
    await elena.by("modal-submit").click()
    await elena.button("Rehearse", private(elena)).click()
    await expect(private(elena)).to_contain_text("The rehearsal is in our direct message")
    await elena.enter(ELENAS_DM)
    await kit.look(workspace)
    await elena.button("Host controls", elena.message("8 players so far")).click()
    for number in range(1, NUMBER + 1):
        await stepped(elena, workspace, "Start" if number == 1 else "Next question")
        await workspace.later(seconds=25)
        await kit.look(workspace)
        await stepped(elena, workspace, "Show the answer")
        await expect(revealed(elena, number)).to_be_visible()
    await take(elena, TALL, folder / "quiz-rehearsal.png")
    await stepped(elena, workspace, "Finish: show the podium")
    told = elena.message("How it went")
    await expect(told).to_contain_text("The players were invented, and so is all of this.")
    await expect(told).to_contain_text("8 players, 3 questions")
    await elena.enter(CHANNEL)
    await expect(elena.by("messages").locator("[data-ts]").filter(has_text="1st")).to_have_count(0)


def revealed(screen: Screen, number: int) -> Locator:
    """A question whose answer is shown."""
    mine = screen.page.get_by_role("button", name="My result", exact=True)
    messages = screen.by("messages").locator("[data-ts]").filter(has=mine)
    return messages.filter(has_text=f"Question {number} of {NUMBER}").last
