"""Homework from setting it to its results: a lecturer on a desk, Sara on her phone, Tom at night."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import Locator, expect

from bot.services.quizzes.homework.model import Homework
from tests.browser.album import NIGHT, POCKET, TALL, take
from tests.browser.conftest import Opener
from tests.browser.dates import move_time
from tests.browser.marks import BROWSER
from tests.browser.polling import CHANNEL, private
from tests.browser.quizzing import ELENAS_DM, SARAS_DM
from tests.browser.screen import Screen
from tests.slack import live_kit as kit
from tests.slack.workspace import Workspace

pytestmark = BROWSER
NAME = "Reading check"
STAYS = re.compile("Sure|Go on|Look at my answers|Next")


async def test_homework_from_setting_it_to_its_results(
    window: Opener, workspace: Workspace, folder: Path
) -> None:
    """quiz-homework.png, quiz-homework-phone.png, quiz-homework-result-phone.png."""
    workspace.made_public("homework")
    workspace.made_public(NAME)
    await kit.approved(workspace)
    elena = await window(f"/?user=U0RIVERA&channel={CHANNEL}", TALL)
    sara = await window(f"/?user=U0SARA&channel={CHANNEL}", POCKET)
    tom = await window(f"/?user=U0TOM&channel={CHANNEL}", NIGHT)
    await given(elena, folder)
    await begun(sara, workspace, folder)
    await found_again(sara, workspace)
    await answered(tom, workspace)
    await closed(elena, sara, tom, workspace, folder)
    for screen in (elena, sara, tom):
        assert await screen.faults() == []


async def given(elena: Screen, folder: Path) -> None:
    """A date that is over and a topic that is not there are told beside their fields; one question is left out."""
    await elena.write("/quiz homework")
    form = elena.modal
    await form.get_by_role("textbox", name="Name").fill(NAME)
    await form.locator("input[type=date]").fill("2021-11-19")
    await elena.by("modal-submit").click()
    await expect(form).to_contain_text("That moment is over. Choose a later one.")
    await form.locator("input[type=date]").fill("2021-11-22")
    await form.get_by_label("Or a topic").fill("unicorns")
    await elena.by("modal-submit").click()
    await expect(form).to_contain_text("There is no approved question about unicorns")
    await form.get_by_label("Or a topic").fill("")
    await elena.by("modal-submit").click()
    await expect(private(elena)).to_contain_text("Only you see this")
    await elena.button("Leave out", private(elena)).click()
    await expect(private(elena)).to_contain_text("3 questions")
    await take(elena, TALL, folder / "quiz-homework.png")
    await elena.button("Post", private(elena)).dblclick()
    await expect(posted(elena)).to_have_count(1)
    await expect(private(elena)).to_contain_text("Posted in #tcss562.")


def posted(screen: Screen) -> Locator:
    """The homework's message in the channel."""
    begun = screen.page.get_by_role("button", name=re.compile("Start|My result"))
    manage = screen.page.get_by_role("button", name="Manage", exact=True)
    messages = screen.by("messages").locator("[data-ts]")
    return messages.filter(has=manage).filter(has=begun)


async def begun(sara: Screen, workspace: Workspace, folder: Path) -> None:
    """She is sure before she chose, then is right and sure, then chooses and only goes on."""
    await sara.button("Start", posted(sara)).click()
    await sara.button("Sure", mine(sara)).click()
    await expect(mine(sara)).to_contain_text("Choose an answer first")
    await sara.button(await letter(workspace, "U0SARA", 1), mine(sara)).dblclick()
    await expect(mine(sara)).to_contain_text("Your answer is kept.")
    await take(sara, POCKET, folder / "quiz-homework-phone.png")
    await sara.button("Sure", mine(sara)).click()
    await expect(mine(sara)).to_contain_text("question 2 of 3")
    await sara.button(await letter(workspace, "U0SARA", 2), mine(sara)).click()
    await expect(mine(sara)).to_contain_text("Your answer is kept.")
    await sara.button("Next ›", mine(sara)).click()
    await expect(mine(sara)).to_contain_text("question 3 of 3")
    await expect(posted(sara)).to_contain_text("1 under way")


def mine(screen: Screen) -> Locator:
    """One's own page of the homework."""
    return screen.by("ephemeral").filter(has=screen.page.get_by_role("button", name=STAYS)).last


async def letter(workspace: Workspace, user: str, number: int, *, right: bool = True) -> str:
    """What stands on the button of a right or a wrong choice, in the person's own order."""
    parts = workspace.bot.deps.polls.parts
    [poll] = await parts.polls.of_course(
        parts.workspace, parts.course, states=("open",), kinds=("homework",)
    )
    options = Homework.of(poll).asked(number, user).options
    return "ABCD"[next(n for n, option in enumerate(options) if (option.id == "a") == right)]


async def found_again(sara: Screen, workspace: Workspace) -> None:
    """In the direct message she asks what is open, and finishes there."""
    await sara.go(f"/?user=U0SARA&channel={SARAS_DM}")
    await sara.write("/quiz homework")
    await expect(private(sara)).to_contain_text("2 of 3 answered")
    await sara.button("Go on", private(sara)).click()
    await sara.button(await letter(workspace, "U0SARA", 3, right=False), mine(sara)).click()
    await sara.button("Not sure", mine(sara)).click()
    await expect(mine(sara)).to_contain_text("All 3 answered. Done!")
    await sara.go(f"/?user=U0SARA&channel={CHANNEL}")
    await expect(posted(sara)).to_contain_text("1 finished")


async def answered(tom: Screen, workspace: Workspace) -> None:
    """Tom is sure and wrong, and stops there. He manages nothing."""
    await tom.button("Manage", posted(tom)).click()
    await expect(private(tom)).to_contain_text("Only instructors of this course can do that.")
    await tom.button("Start", posted(tom)).click()
    await tom.button(await letter(workspace, "U0TOM", 1, right=False), mine(tom)).click()
    await expect(mine(tom)).to_contain_text("Your answer is kept.")
    await tom.button("Sure", mine(tom)).click()
    await expect(mine(tom)).to_contain_text("question 2 of 3")


async def closed(
    elena: Screen, sara: Screen, tom: Screen, workspace: Workspace, folder: Path
) -> None:
    """The clock closes it; who comes late is told so, and everybody sees their own result, the lecturer all of it."""
    await move_time(elena, "2021-11-23T08:00")
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.settle()
    await expect(posted(elena)).to_contain_text("2 took part, 1 finished; 50 % of the answers")
    await tom.button("A", mine(tom)).click()
    await expect(private(tom)).to_contain_text("This homework is closed, so nothing was changed.")
    await sara.button("My result", posted(sara)).click()
    result = sara.message("Your result: Reading check")
    await expect(result).to_contain_text("2 of 3 right.")
    await take(sara, POCKET, folder / "quiz-homework-result-phone.png")
    await elena.enter(ELENAS_DM)
    told = elena.message("How it went: Reading check")
    await expect(told).to_contain_text("2 people, 3 questions; 50 % of the answers were right.")
    await expect(told).to_contain_text("1 sure and wrong")
