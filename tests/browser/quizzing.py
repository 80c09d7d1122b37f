"""Steps with quizzes that browser tests take: a lecture is taught, its drafts are approved, questions are answered."""

from __future__ import annotations

import re

from playwright.async_api import FilePayload, Locator, expect

from bot.services.quizzes.bank.ports import APPROVED, DRAFT, BankQuestion, Wanted
from knowledge.exchange import Item
from tests.browser.polling import private
from tests.browser.screen import Screen
from tests.decks import VIRTUAL_MACHINES, pdf
from tests.slack import live_kit as kit
from tests.slack.workspace import Workspace

ELENAS_DM, SARAS_DM = "D0LECTERN5", "D0LECTERN1"
LECTURE = 14
DECK: FilePayload = {
    "name": "virtual-machines.pdf",
    "mimeType": "application/pdf",
    "buffer": pdf(VIRTUAL_MACHINES),
}


async def teach(elena: Screen, workspace: Workspace) -> Locator:
    """Drop lecture 14 into one's direct message; what came of it is told there once questions are drafted."""
    await elena.page.locator(".attach input[type=file]").first.set_input_files([DECK])
    await elena.button("Send").first.click()
    await expect(elena.message("Students get answers from it from now on")).to_be_visible()
    await workspace.bot.deps.quizzes.banking.drafting.tick()
    told = elena.message("I have drafted")
    await expect(told).to_be_visible()
    return told


async def bank(workspace: Workspace, *states: str, lecture: int = LECTURE) -> list[BankQuestion]:
    """The questions about a lecture."""
    found = await workspace.bot.deps.quizzes.banking.parts.find(
        Wanted(states or (DRAFT, APPROVED), lecture)
    )
    return list(found)


def right(item: Item) -> str:
    """The words of the choice that is right."""
    return next(choice.text.text for choice in item.choices if choice.weight > 0)


def wrong(item: Item) -> str:
    """The words of a choice that is not."""
    return next(choice.text.text for choice in item.choices if choice.weight <= 0)


async def choose(message: Locator, words: str) -> None:
    """Press the button of a choice, which is named by the choice's first words."""
    name = re.compile(re.escape(words[:60]))
    await message.get_by_role("button", name=name).click()


async def stepped(host: Screen, workspace: Workspace, label: str) -> None:
    """Press a button of the host's panel; once the bot has heard of it, let it look at what that makes of the quiz."""
    async with host.page.expect_request("**/client/action") as pressed:
        await host.button(label, panel(host)).click()
    await (await pressed.value).response()
    await workspace.settle()
    await kit.look(workspace)


def panel(host: Screen) -> Locator:
    """The host's panel: the private message that has it."""
    end = host.page.get_by_role("button", name="End", exact=True)
    return host.by("ephemeral").filter(has=end).last


async def approve_all(elena: Screen) -> None:
    """The first by itself, the rest of the lecture at once."""
    await elena.button("Approve", private(elena)).click()
    await expect(private(elena)).to_contain_text("Approved: “")
    everything = private(elena).get_by_role("button", name=re.compile(r"^Approve all \d"))
    await everything.click()
    await elena.by("confirm").get_by_role("button", name=re.compile(r"^Approve \d")).click()
    await expect(private(elena)).to_contain_text(f"of lecture {LECTURE}.")
