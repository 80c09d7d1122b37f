"""Asking Lectern in a window: the answer, its slide, the refusal, the thread, the vote."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_an_answer_comes_with_its_slide(sara: Screen) -> None:
    """The lecture's own words, where they stand, and the whole slide on demand."""
    await sara.write("What is KVM?")
    answer = sara.message("Lecture 13, slide 26")
    await expect(answer).to_contain_text("directly into the Linux kernel")
    await expect(sara.by("status")).to_have_count(0)
    await sara.button("Show slide", answer).click()
    await expect(sara.modal.get_by_role("heading").first).to_be_visible()
    await expect(sara.modal).to_contain_text("KVM")


async def test_what_the_lecture_does_not_say_is_declined(sara: Screen) -> None:
    await sara.write("Explain backpropagation")
    refusal = sara.message("The lecture doesn't say")
    await expect(sara.button("Rephrase", refusal)).to_be_visible()
    await expect(sara.button("Ask a TA", refusal)).to_be_visible()


async def test_a_due_date_is_told_in_the_readers_zone(window: Opener) -> None:
    """23:59 on December 1 in Seattle is the next morning in Stockholm."""
    for user, day in (("U0SARA", "Dec 2, 2021 at 8:59 AM"), ("U0TOM", "Dec 1, 2021 at 11:59 PM")):
        screen = await window(f"/?user={user}")
        await screen.write("whens teh checkin due")
        await expect(screen.message("Term Project Check-in")).to_contain_text(day)


async def test_an_example_of_the_welcome_asks(sara: Screen) -> None:
    await sara.by("example").filter(has_text="What does EKS stand for?").click()
    await expect(sara.message("Amazon Elastic Container Service for Kubernetes")).to_be_visible()


async def test_a_suggested_prompt_asks(sara: Screen) -> None:
    prompt = sara.by("prompts").get_by_role("button").first
    words = await prompt.inner_text()
    await prompt.click()
    await expect(sara.message(words)).to_be_visible()
    await expect(sara.message(re.compile("Lecture 13"))).to_be_visible()


async def test_a_follow_up_in_a_channels_thread_needs_no_mention(sara: Screen) -> None:
    await sara.enter("C0TCSS562")
    await sara.write("@Lectern What is KVM?")
    await sara.by("thread-link").click()
    await expect(sara.message("Lecture 13, slide 26", "thread-pane")).to_be_visible()
    await sara.write("and what about Xen?", "thread-composer")
    await expect(sara.message("XEN", "thread-pane")).to_contain_text("Lecture 13")
    await expect(sara.by("thread-link")).to_contain_text("3 replies")


async def test_a_vote_is_kept_and_can_be_changed(sara: Screen, workspace: Workspace) -> None:
    """The pressed button shows it; "not helpful" offers other ways, privately."""
    await sara.write("What is KVM?")
    answer = sara.message("Lecture 13, slide 26")
    up, down = answer.get_by_text("Helpful", exact=True), answer.get_by_text("Not helpful")
    await up.click()
    await expect(answer.locator("[aria-pressed=true]")).to_have_text("Helpful")
    await expect(sara.message("noted as helpful")).to_be_visible()
    await down.click()
    await expect(answer.locator("[aria-pressed=true]")).to_have_text("Not helpful")
    private = sara.message("noted as not helpful")
    await expect(private).to_contain_text("Only visible to you")
    await workspace.settle()
    counts = await workspace.bot.storage.questions.counts("T0LECTERN", "tcss562")
    assert (counts["helpful"], counts["not_helpful"]) == (0, 1)


async def test_a_near_miss_is_quoted_to_the_one_who_pressed_it(window: Opener) -> None:
    sara, tom = await window("/?user=U0SARA"), await window("/?user=U0TOM&channel=C0TCSS562")
    await sara.enter("C0TCSS562")
    await sara.write("@Lectern What is KVM?")
    await sara.by("thread-link").click()
    near = sara.thread.get_by_role("button", name="See also:").first
    await near.click()
    shown = sara.thread.get_by_test_id("ephemeral").last
    await expect(shown).to_contain_text("Only visible to you")
    await tom.by("thread-link").click()
    await expect(tom.message("Lecture 13, slide 26", "thread-pane")).to_be_visible()
    await expect(tom.by("ephemeral")).to_have_count(0)


async def test_home_asks_its_examples(sara: Screen) -> None:
    """The Home tab is published when it is opened, and its buttons answer in a window."""
    await sara.by("tab-home").click()
    home = sara.by("home")
    await expect(home).to_contain_text("TCSS 562")
    await sara.button("What is KVM?", home).click()
    await expect(sara.modal).to_contain_text("Lecture 13")


async def test_a_message_is_looked_up_by_its_shortcut(sara: Screen) -> None:
    """ "Answer this", from the menu of somebody's message, answers privately."""
    await sara.enter("C0TCSS562")
    await sara.write("what is Docker?")
    await sara.message("what is Docker").hover()
    await sara.button("More actions").click()
    await sara.page.get_by_role("menuitem", name="Answer this").click()
    await expect(sara.page.get_by_test_id("ephemeral").last).to_contain_text("Lecture 13")
