"""A student practises over several days: what she was wrong about comes back, with what she is about to forget."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Locator, expect

from bot.services.quizzes.bank.ports import BankQuestion
from tests.browser.album import POCKET, TALL, take
from tests.browser.conftest import Opener
from tests.browser.dates import move_time
from tests.browser.marks import BROWSER
from tests.browser.quizzing import ELENAS_DM, SARAS_DM, bank, choose, right, teach, wrong
from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_a_student_practises_over_several_days(
    window: Opener, workspace: Workspace, folder: Path
) -> None:
    """quiz-practice.png, quiz-wrong-phone.png, quiz-home-phone.png, quiz-stats.png."""
    await teach(await window(f"/?user=U0RIVERA&channel={ELENAS_DM}"), workspace)
    phone = await window(f"/?user=U0SARA&channel={SARAS_DM}", POCKET)
    desk = await window(f"/?user=U0SARA&channel={SARAS_DM}", TALL)
    missed = await first_day(phone, desk, workspace, folder)
    await second_day(phone, workspace, folder, missed)
    await third_day(desk, workspace, folder)
    for screen in (phone, desk):
        assert await screen.faults() == []


async def first_day(
    phone: Screen, desk: Screen, workspace: Workspace, folder: Path
) -> BankQuestion:
    """Four questions of lecture 14: one wrong and sure of it, one right by luck, two known. Returns the wrong one."""
    await phone.write("/quiz lecture 14")
    missed = await asked(phone, workspace)
    await choose(newest(phone), wrong(missed.item))
    await expect(newest(desk).get_by_role("button", name="Not sure")).to_be_visible()
    await take(desk, TALL, folder / "quiz-practice.png")
    outcome = await said(phone, sure=True)
    await expect(outcome).to_contain_text("Not quite. You were sure, so this one is worth a look.")
    await expect(outcome).to_contain_text(right(missed.item))
    await expect(outcome).to_contain_text("I'll ask you again tomorrow.")
    slide = outcome.get_by_role("img", name=re.compile("^Slide"))
    await expect(slide).to_have_js_property("naturalWidth", 1280)
    await take(phone, POCKET, folder / "quiz-wrong-phone.png")
    for sure in (False, True, True):
        await phone.button("Next question", newest(phone)).click()
        await answered(phone, workspace, sure=sure)
    await phone.button("Stop", newest(phone)).click()
    summary = phone.message("You answered 4 questions. 3 were right.")
    await expect(summary).to_contain_text("You were sure, and it is otherwise.")
    await expect(summary).to_contain_text("Next: 2 questions tomorrow.")
    return missed


async def second_day(
    phone: Screen, workspace: Workspace, folder: Path, missed: BankQuestion
) -> None:
    """The Home tab says what is due: what was wrong, and what was luck."""
    await move_time(phone, "2021-11-21T08:00")
    await phone.page.get_by_role("tab", name="Home").click()
    due = phone.page.get_by_text("2 questions due.")
    await expect(due).to_be_visible()
    await take(phone, POCKET, folder / "quiz-home-phone.png")
    await phone.page.get_by_role("tab", name="Messages").click()
    await phone.write("/quiz due")
    assert (await asked(phone, workspace)).id == missed.id
    await answered(phone, workspace, sure=True)
    await phone.button("Next question", newest(phone)).click()
    await answered(phone, workspace, sure=True)
    await phone.button("See how it went", newest(phone)).click()
    await expect(phone.message("All of them were right.")).to_be_visible()


async def third_day(desk: Screen, workspace: Workspace, folder: Path) -> None:
    """What was known on the first day is due; then how it goes."""
    await move_time(desk, "2021-11-22T08:00")
    await desk.write("/quiz due")
    await expect(newest(desk)).to_contain_text("Question 1 of 2")
    await answered(desk, workspace, sure=True)
    await desk.button("Stop", newest(desk)).click()
    await desk.write("/quiz stats")
    stats = desk.message("You answered 1 question today.")
    await expect(stats).to_contain_text("1 question due.")
    await expect(stats).to_contain_text("3 days of practice in a row.")
    await expect(stats.get_by_role("img", name=re.compile("Today 1"))).to_be_visible()
    await take(desk, TALL, folder / "quiz-stats.png")


# Steps


def newest(screen: Screen) -> Locator:
    """The question or its outcome that stands last."""
    return screen.message(re.compile(r"Question \d+ of \d+"))


async def asked(screen: Screen, workspace: Workspace) -> BankQuestion:
    """The question that waits for an answer."""
    await expect(newest(screen)).not_to_contain_text("I'll ask you again")
    shown = await newest(screen).inner_text()
    return next(q for q in await bank(workspace) if q.item.stem.text in shown)


async def said(screen: Screen, *, sure: bool) -> Locator:
    """Say how sure one is, and see what comes of it."""
    await screen.button("Sure" if sure else "Not sure", newest(screen)).click()
    await expect(newest(screen)).to_contain_text("I'll ask you again")
    return newest(screen)


async def answered(screen: Screen, workspace: Workspace, *, sure: bool) -> None:
    """Give the right answer."""
    question = await asked(screen, workspace)
    await choose(newest(screen), right(question.item))
    outcome = await said(screen, sure=sure)
    await expect(outcome).to_contain_text("Right")
