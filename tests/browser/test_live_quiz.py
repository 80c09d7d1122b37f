"""A class of five plays a live quiz, from what was drafted of a lecture to what the host is told afterwards."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.services.quizzes.bank.ports import APPROVED
from bot.services.quizzes.live.model import Question
from tests.browser.acting import pick
from tests.browser.album import POCKET, TALL, take
from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.polling import CHANNEL, Class, private, the_class
from tests.browser.quizzing import ELENAS_DM, approve_all, bank, choose, stepped, teach
from tests.browser.screen import Screen
from tests.slack import live_kit as kit
from tests.slack.workspace import Workspace

pytestmark = BROWSER
NUMBER = 3
PANE = "thread-pane"


@pytest_asyncio.fixture(loop_scope="session")
async def five(window: Opener) -> Class:
    """The class, in its channel."""
    return await the_class(window)


async def test_a_live_quiz_from_the_drafts_to_what_the_host_is_told(
    five: Class, workspace: Workspace, folder: Path
) -> None:
    """quiz-review.png, quiz-question.png, quiz-live-phone.png, quiz-answer-phone.png, quiz-podium.png, quiz-analysis.png."""
    await approved(five.elena, workspace, folder)
    await opened(five.elena)
    await joined(five)
    await stepped(five.elena, workspace, "Start")
    for number in range(1, NUMBER + 1):
        await answered(five, await current(workspace), number, folder)
        await stepped(five.elena, workspace, "Show the answer")
        await revealed(five, number, folder)
        last = number == NUMBER
        await stepped(five.elena, workspace, "Finish: show the podium" if last else "Next question")
    await celebrated(five, folder)
    await told(five.elena, folder)
    for screen in (five.elena, five.sara, five.aiko):
        assert await screen.faults() == []


async def approved(elena: Screen, workspace: Workspace, folder: Path) -> None:
    """What was drafted from lecture 14 is looked through; then all of it may be asked."""
    await elena.enter(ELENAS_DM)
    await teach(elena, workspace)
    await elena.write("/quiz review lecture 14")
    await expect(private(elena)).to_contain_text("Draft 1 of")
    await take(elena, TALL, folder / "quiz-review.png")
    await approve_all(elena)
    assert len(await bank(workspace, APPROVED)) >= NUMBER
    await elena.enter(CHANNEL)


async def opened(elena: Screen) -> None:
    """The form, the private look, and the lobby."""
    await elena.write("/quiz live lecture 14")
    await pick(elena, elena.modal.get_by_role("combobox", name="Number of questions"), str(NUMBER))
    await pick(elena, elena.modal.get_by_role("combobox", name="Time for each"), "2 minutes")
    await elena.by("modal-submit").click()
    await expect(private(elena)).to_contain_text("Nobody else sees this yet")
    await elena.button("Open the lobby", private(elena)).click()
    await expect(private(elena)).to_contain_text("The lobby is open")


async def joined(five: Class) -> None:
    """Three press Join; one shows her name, one stays off the board. Mina comes late."""
    for screen in (five.sara, five.tom, five.aiko):
        await screen.button("Join", lobby(screen)).click()
        await expect(private(screen)).to_contain_text("You are in.")
    await five.sara.button("Show my own name", private(five.sara)).click()
    await expect(private(five.sara)).to_contain_text("under your own name")
    await five.aiko.button("Stay off the board", private(five.aiko)).click()
    await expect(private(five.aiko)).to_contain_text("not on the board")
    await expect(lobby(five.tom)).to_contain_text("3 players so far")


def lobby(screen: Screen) -> Locator:
    """The quiz's own message."""
    return screen.by("messages").locator("[data-ts]").filter(has_text="Live quiz").first


async def current(workspace: Workspace) -> Question:
    return (await kit.kept(workspace))[1][-1]


async def answered(five: Class, question: Question, number: int, folder: Path) -> None:
    """Who is right knows it; Tom never does, and is sure of it."""
    option = question.poll.option(question.correct[0])
    other = next(o for o in question.poll.options if o.id not in question.correct)
    assert option is not None
    players = [(five.sara, option.text), (five.tom, other.text), (five.aiko, option.text)]
    if number == 1:
        for screen, _ in players:
            await lobby(screen).get_by_test_id("thread-link").click()
    else:
        players.append((five.mina, option.text))
        if number == 2:
            await lobby(five.mina).get_by_test_id("thread-link").click()
    await asyncio.gather(*(answer(screen, number, text) for screen, text in players))
    if number == 1:
        await take(five.sara, POCKET, folder / "quiz-live-phone.png")
        await take(five.tom, TALL, folder / "quiz-question.png")


async def answer(screen: Screen, number: int, text: str) -> None:
    """Choose, and say that one is sure."""
    shown = screen.message(f"Question {number} of {NUMBER}", PANE)
    await choose(shown, text)
    word = screen.thread.get_by_test_id("ephemeral").last
    await expect(word).to_contain_text("You chose")
    await screen.button("Sure", word).click()
    await expect(screen.button("I'm not sure", word)).to_be_visible()


async def revealed(five: Class, number: int, folder: Path) -> None:
    """Everybody sees what is right, and how many had it."""
    right = "2 of 3 were right" if number == 1 else "3 of 4 were right"
    for screen in (five.sara, five.tom, five.aiko):
        await expect(screen.message(f"Question {number} of {NUMBER}", PANE)).to_contain_text(right)
    if number == 1:
        shown = five.sara.message("Question 1 of", PANE)
        await expect(shown.get_by_role("img", name=re.compile("^Chart"))).to_be_visible()
        await take(five.sara, POCKET, folder / "quiz-answer-phone.png")


async def celebrated(five: Class, folder: Path) -> None:
    """The podium; Aiko's points are for her alone."""
    await expect(lobby(five.mina)).to_contain_text("The quiz is over")
    await expect(lobby(five.mina)).to_contain_text("1st")
    await expect(lobby(five.mina)).to_contain_text("Sara Lindqvist")
    last = five.aiko.message("Thank you for playing", PANE)
    await five.aiko.button("My result", last).click()
    word = five.aiko.thread.get_by_test_id("ephemeral").last
    await expect(word).to_contain_text("3,000 points, place 1")
    await take(five.tom, TALL, folder / "quiz-podium.png")


async def told(elena: Screen, folder: Path) -> None:
    """How it went, question by question, in the host's direct message."""
    await elena.enter(ELENAS_DM)
    told = elena.message("How it went")
    await expect(told).to_contain_text("Slides to go back to")
    await expect(told).to_contain_text("sure and wrong")
    await told.get_by_text("How it went").scroll_into_view_if_needed()
    await take(elena, TALL, folder / "quiz-analysis.png")
