"""The README's pictures, taken from the page itself."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import FilePayload, expect

from tests.browser.album import DESK, NIGHT, POCKET, TALL, dismiss_all, take
from tests.browser.conftest import Opener
from tests.browser.dates import (
    CHECK_IN,
    TOMS_DM,
    confirm_all,
    lecture_is_read,
    move_time,
    remind_me,
)
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.decks import CORRECTED, TIDES, Deck, pdf
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_asking(window: Opener, folder: Path) -> None:
    """asking.png: a direct message, the lecture's words with their slide, found helpful."""
    screen = await window("/?user=U0SARA", DESK)
    await screen.write("What is KVM?")
    answer = screen.message("Lecture 13, slide 26")
    await expect(answer).to_be_visible()
    await answer.get_by_text("Helpful", exact=True).click()
    await expect(answer.locator("[aria-pressed=true]")).to_be_visible()
    await screen.page.get_by_test_id("ephemeral").get_by_role("button", name="Dismiss").click()
    await expect(screen.page.get_by_test_id("ephemeral")).to_have_count(0)
    await take(screen, DESK, folder / "asking.png")


async def test_declining(window: Opener, folder: Path) -> None:
    """declined.png: what the lecture doesn't say, the nearest it does, and a person to ask."""
    screen = await window("/?user=U0AIKO", DESK)
    await screen.write("What is the difference between Docker and Podman?")
    await expect(screen.message("Closest I have")).to_be_visible()
    await take(screen, DESK, folder / "declined.png")


async def test_a_thread(window: Opener, folder: Path) -> None:
    """thread.png: a mention in a channel, the answer in its thread, a follow-up without a mention."""
    tom = await window("/?user=U0TOM&channel=C0TCSS562", NIGHT)
    await tom.write("The check-in template is on the course page.")
    await tom.write("@Lectern what is Docker?")
    await tom.by("thread-link").click()
    await expect(tom.message("Application containers", "thread-pane")).to_be_visible()
    sara = await window("/?user=U0SARA&channel=C0TCSS562")
    await sara.by("thread-link").click()
    await sara.write("and what about Xen?", "thread-composer")
    await expect(tom.message("Lighter weight", "thread-pane")).to_be_visible()
    await take(tom, NIGHT, folder / "thread.png")


async def test_on_a_phone(window: Opener, folder: Path) -> None:
    """phone.png: an acronym, and a date in the reader's own zone."""
    screen = await window("/?user=U0AIKO", POCKET)
    await screen.write("What does EKS stand for?")
    await expect(screen.message("Amazon Elastic Container Service")).to_be_visible()
    await screen.write("whens teh checkin due")
    await expect(screen.message("Term Project Check-in")).to_be_visible()
    await take(screen, POCKET, folder / "phone.png")


async def test_teaching(window: Opener, folder: Path) -> None:
    """teach.png, changes.png, slide.png: a deck is taught and replaced; the slide stands in the answer."""
    elena = await window("/?user=U0RIVERA", DESK)
    sara = await window("/?user=U0SARA", TALL)
    await drop(elena, TIDES)
    await expect(elena.message("from now on")).to_be_visible()
    await sara.write("What are neap tides?")
    answer = sara.message("Neap tides are the weakest tides")
    await expect(answer.get_by_role("img", name="Slide 3")).to_be_visible()
    await expect(sara.button("Show slide", answer)).to_be_in_viewport()
    await take(sara, TALL, folder / "slide.png")
    await drop(elena, CORRECTED)
    report = elena.message("This would replace")
    await expect(report).to_be_visible()
    await take(elena, DESK, folder / "teach.png")
    await elena.button("Show what changed", report).click()
    await expect(elena.modal).to_contain_text("Answers that change")
    await take(elena, DESK, folder / "changes.png")


async def drop(screen: Screen, deck: Deck) -> None:
    """Attach a deck as tides.pdf, and send it."""
    file: FilePayload = {"name": "tides.pdf", "mimeType": "application/pdf", "buffer": pdf(deck)}
    await screen.page.locator(".attach input[type=file]").first.set_input_files([file])
    await screen.button("Send").first.click()


async def test_proposals(window: Opener, workspace: Workspace, folder: Path) -> None:
    """proposals.png, edit.png: what was found in the lecture, and one of it being edited."""
    elena = await window("/?user=U0RIVERA", TALL)
    await lecture_is_read(workspace)
    asked = elena.message("dates to confirm")
    await expect(asked).to_contain_text(CHECK_IN)
    await take(elena, TALL, folder / "proposals.png")
    await asked.get_by_role("button", name="Edit", exact=True).first.click()
    await expect(elena.modal).to_contain_text("Time zone")
    await take(elena, TALL, folder / "edit.png")


async def test_reminders(window: Opener, workspace: Workspace, folder: Path) -> None:
    """reminder.png, home.png, reminder-phone.png: in the channel, at home, and one's own in Tokyo."""
    await lecture_is_read(workspace)
    await confirm_all(await window("/?user=U0RIVERA"))
    tom = await window("/?user=U0TOM&channel=C0TCSS562", DESK)
    aiko = await window("/?user=U0AIKO", POCKET)
    for screen in (tom, aiko):
        await remind_me(screen)
    await move_time(tom, "2021-11-24T23:59")
    await move_time(tom, "2021-11-25T07:05")
    reminded = tom.message(f"{CHECK_IN} is due in 6 days")
    await expect(reminded).to_be_in_viewport()
    await dismiss_all(tom)
    await take(tom, DESK, folder / "reminder.png")
    await tom.enter(TOMS_DM)
    await tom.page.get_by_role("tab", name="Home").click()
    await expect(tom.by("home")).to_contain_text(CHECK_IN)
    await expect(tom.by("home")).to_contain_text("No class today: Thanksgiving")
    await take(tom, DESK, folder / "home.png")
    await dismiss_all(aiko)
    await move_time(tom, "2021-11-30T23:59")
    await expect(aiko.message(f"{CHECK_IN} is due in 24 hours")).to_be_in_viewport()
    await take(aiko, POCKET, folder / "reminder-phone.png")


async def test_behind_the_scenes(window: Opener, folder: Path) -> None:
    """behind-the-scenes.png: the events and calls of one question, one of them open."""
    screen = await window("/?user=U0SARA&channel=C0TCSS562", DESK)
    await screen.write("/ask what is Docker?")
    await expect(screen.by("ephemeral")).to_contain_text("Lecture 13, slide 33")
    await screen.by("wire-toggle").click()
    await screen.button("Taller").click()
    await screen.by("wire-entry").filter(has_text="/ask").locator("summary").click()
    await expect(screen.page.locator(".json").first).to_be_visible()
    await take(screen, DESK, folder / "behind-the-scenes.png")
