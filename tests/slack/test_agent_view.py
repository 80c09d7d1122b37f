"""The app opened: suggested prompts, the status while it works, and the Home tab."""

from __future__ import annotations

from tests.slack.person import Person
from tests.slack.workspace import Workspace


async def test_opening_the_app_suggests_questions_that_it_answers(sara: Person) -> None:
    await sara.opens_app()
    prompts = await sara.prompts()
    assert 1 <= len(prompts) <= 4
    for prompt in prompts:
        answer = await sara.hears(await sara.writes(prompt["message"]))
        assert "The lecture doesn't say" not in answer.words
        assert "Helpful" in answer.buttons


async def test_it_says_that_it_works_until_the_answer_is_there(
    workspace: Workspace, sara: Person
) -> None:
    question = await sara.writes("What is KVM?")
    await sara.hears(question)

    async def statuses() -> list[str] | None:
        told = [e for e in sara.live if e["type"] == "status" and e["thread_ts"] == question.ts]
        shown = [e["status"] for e in told]
        return shown if "" in shown else None

    shown = await sara.until(statuses, "the end of what it is doing")
    assert shown == ["is looking through the slides…", ""]
    await workspace.settle()
    assert workspace.playground.world.statuses == {}


async def test_a_status_that_fails_does_not_keep_the_answer_back(
    workspace: Workspace, sara: Person
) -> None:
    workspace.fail_next("assistant.threads.setStatus", "not_allowed")
    assert "KVM integrates" in (await sara.hears(await sara.writes("What is KVM?"))).words


async def test_a_students_home_explains_and_offers_examples(sara: Person) -> None:
    await sara.opens_app("home")
    home = await sara.sees_home()
    assert "TCSS 562" in home.words
    assert "the lecture's own words" in home.words
    assert "slides from 1 lecture file" in home.words
    assert "What is KVM?" in home.buttons
    assert "For the teaching staff" not in home.words


async def test_an_instructors_home_also_counts_questions(sara: Person, elena: Person) -> None:
    await sara.hears(await sara.writes("Explain backpropagation"))
    await elena.opens_app("home")
    home = await elena.sees_home()
    assert "For the teaching staff" in home.words
    assert "1 question so far, 1 not answered by the lecture" in home.words


async def test_an_example_of_the_home_tab_is_answered_in_a_window(sara: Person) -> None:
    await sara.opens_app("home")
    await sara.presses("What is KVM?", on=await sara.sees_home())
    window = await sara.sees_window("Answer")
    assert "KVM integrates" in window.words
    assert "Lecture 13, slide 26" in window.words
    assert not window.buttons


async def test_every_example_of_the_home_tab_is_answered(sara: Person) -> None:
    await sara.opens_app("home")
    home = await sara.sees_home()
    examples = [label for label in home.buttons if label.endswith("?")]
    assert len(examples) == 4
    for label in examples:
        await sara.presses(label, on=home)
        window = await sara.sees_window("Answer")
        assert "The lecture doesn't say" not in window.words
        assert label in window.words
        await sara.closes(window)


async def test_opening_home_again_shows_it_fresh(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    await elena.opens_app("home")
    assert "0 questions so far" in (await elena.sees_home()).words
    await sara.hears(await sara.writes("What is KVM?"))
    await elena.opens_app("home")
    await workspace.settle()
    assert "1 question so far, 0 not answered" in (await elena.sees_home()).words
