"""Steps with deadlines that several browser tests take."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

CHECK_IN = "Term Project Check-in"
TOMS_DM = "D0LECTERN2"


async def lecture_is_read(workspace: Workspace) -> None:
    """Its dates are proposed, as they are whenever Lectern starts."""
    workspace.bot.watch.seen = None
    await workspace.bot.wake()


async def confirm_all(elena: Screen) -> None:
    """What was found in the lecture stands in the instructor's direct message; all of it is right."""
    asked = elena.message("dates to confirm")
    await expect(asked).to_contain_text("due Wed 12/1 @ 11:59p")
    await elena.page.get_by_role("button", name=re.compile("^Confirm all")).click()
    await elena.button("Confirm all", elena.by("confirm")).click()
    await expect(elena.message("Confirmed by")).to_contain_text(CHECK_IN)


async def move_time(screen: Screen, wall: str) -> None:
    """Move the drawer's clock to a time on the person's wall."""
    await screen.by("wire-toggle").click()
    await screen.page.get_by_label("A date and time to move to").fill(wall)
    async with screen.page.expect_response("**/client/move_time"):
        await screen.button("Go").click()
    await expect(screen.by("time")).to_have_class(re.compile("moved"))
    await screen.by("wire-toggle").click()


async def remind_me(screen: Screen) -> None:
    """Ask for reminders of one's own, a day and two hours before, in the list of deadlines."""
    await screen.write("/deadlines")
    listed = screen.message("Upcoming deadlines")
    await listed.get_by_role("button", name="More actions").first.click()
    await screen.page.get_by_role("menuitem", name="Remind me…").click()
    await expect(screen.modal).to_contain_text("1 day before")
    await screen.button("Save", screen.modal).click()
    await expect(screen.message("I will write to you about")).to_be_visible()
