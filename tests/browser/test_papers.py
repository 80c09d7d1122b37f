"""A minute paper as people see it: answered in the message, told to the instructor, answered to the class."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.pool import PHONE, Kind
from tests.browser.screen import Screen
from tests.slack.papers_kit import NEXT, at, earlier_paper, switched_on
from tests.slack.workspace import Workspace

pytestmark = BROWSER
CLASS, ELENAS_DM = "channel=C0TCSS562", "channel=D0LECTERN5"


async def asked(workspace: Workspace) -> None:
    """Lecture 13 is over, and the class is asked; there were papers before."""
    await switched_on(workspace, workspace.people["elena"])
    for day, new, pace in (("2021-11-04", 6, 6.5), ("2021-11-09", 7, 6)):
        await earlier_paper(workspace, day, new, pace)
    await workspace.move_to(at("2021-11-16", "19:06"))


@pytest.mark.parametrize("kind", [Kind(), Kind(PHONE, touch=True)], ids=["desk", "phone"])
async def test_two_taps_and_a_few_words_are_answered_in_the_message(
    window: Opener, workspace: Workspace, kind: Kind
) -> None:
    await asked(workspace)
    sara: Screen = await window(f"/?user=U0SARA&{CLASS}", kind)
    paper = sara.message("Minute paper · Lecture 13")
    await expect(paper).to_contain_text("Anonymous, and you can check it.")
    await paper.get_by_role("button", name="How new: 7 of 10").click()
    await expect(sara.message("How new: 7")).to_contain_text("Only visible to you")
    await paper.get_by_role("button", name="Pace: 5 of 10").click()
    await expect(sara.message("Pace: 5")).to_contain_text("How new: 7")
    await paper.get_by_label("What is still unclear, in your words?").fill("what is a unikernel")
    await paper.get_by_role("combobox").click()
    await sara.page.get_by_role("option", name="26 · KERNEL").click()
    await sara.press("Escape")
    await sara.button("Send", paper).click()
    kept = sara.message("Still unclear: what is a unikernel")
    await expect(kept).to_contain_text("26 · KERNEL BASED VIRTUAL MACHINES (KVM)")
    assert await sara.faults() == []
    await sara.button("Take back", kept).click()
    await sara.button("Take back", sara.by("confirm")).click()
    await expect(sara.message("Nothing of yours is kept")).to_be_visible()
    workspace.made_public("what is a unikernel")


async def test_what_is_being_typed_stays_while_others_answer(
    window: Opener, workspace: Workspace
) -> None:
    await asked(workspace)
    sara, tom = [await window(f"/?user={user}&{CLASS}") for user in ("U0SARA", "U0TOM")]
    words = sara.message("Minute paper").get_by_label("What was the main thing?")
    await words.fill("half a sen")
    await tom.message("Minute paper").get_by_role("button", name="How new: 3 of 10").click()
    await expect(tom.message("How new: 3")).to_be_visible()
    await expect(words).to_be_focused()
    await sara.page.keyboard.type("tence")
    await expect(words).to_have_value("half a sentence")


@pytest.mark.parametrize("kind", [Kind(), Kind(PHONE, touch=True)], ids=["desk", "phone"])
async def test_the_instructor_reads_what_came_of_it_and_answers_the_class(
    window: Opener, workspace: Workspace, kind: Kind
) -> None:
    await asked(workspace)
    sara = await window(f"/?user=U0SARA&{CLASS}")
    paper = sara.message("Minute paper · Lecture 13")
    await paper.get_by_role("button", name="How new: 8 of 10").click()
    await paper.get_by_label("What is still unclear, in your words?").fill("what is a unikernel")
    workspace.made_public("what is a unikernel")
    await sara.button("Send", paper).click()
    await expect(sara.message("Still unclear: what is")).to_be_visible()
    await workspace.move_to(at(NEXT, "16:01"))
    await expect(sara.message("One person answered")).to_be_visible()
    elena: Screen = await window(f"/?user=U0RIVERA&{ELENAS_DM}", kind)
    digest = elena.message("Still unclear")
    plot = digest.get_by_role("img", name="11/16: how new 8.0, pace none")
    await expect(plot).to_be_visible()
    await expect(digest).to_contain_text("The course answers it")
    assert await elena.faults() == []
    await elena.button("Post to class…", digest).click()
    await elena.modal.get_by_label("Answer").first.fill("An operating system with one process.")
    await elena.modal.get_by_label("What will change").first.fill("A demo on Thursday")
    assert await elena.faults() == []
    await elena.button("Preview", elena.modal).click()
    preview = elena.message("This is what will be posted in")
    await expect(preview).to_contain_text("A demo on Thursday")
    await elena.button("Post", preview).click()
    post = sara.message("Questions from 11/16")
    await expect(post).to_contain_text("An operating system with one process.")
    await sara.button("Show slide", post).click()
    await expect(sara.modal).to_contain_text("Unikernel")
    await sara.press("Escape")
    await elena.button("Delete it", elena.message("is on its way")).click()
    await elena.button("Delete", elena.by("confirm")).click()
    await expect(sara.message("Questions from 11/16")).to_have_count(0)
