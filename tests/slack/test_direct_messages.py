"""Asking Lectern in a direct message."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.slack.person import Person
from tests.slack.workspace import Workspace

CHECK_IN_DUE = 1_638_431_940
"""Wednesday 2021-12-01 23:59 in Los Angeles."""


async def test_an_answer_quotes_the_slide_in_the_thread(sara: Person) -> None:
    """ "What is KVM?" is answered in the question's thread with words, title, place and date."""
    question = await sara.writes("What is KVM?")
    answer = await sara.hears(question)
    assert answer.root == question.ts
    assert "KVM integrates hypervisor functionality directly into the" in answer.words
    assert "KERNEL BASED VIRTUAL MACHINES (KVM)" in answer.words
    assert "Lecture 13, slide 26 · November 16, 2021" in answer.words
    assert next(iter(answer.buttons)) == "Show slide"
    assert list(answer.buttons)[-2:] == ["Helpful", "Not helpful"]


async def test_a_screen_reader_hears_the_answer_and_its_place(sara: Person) -> None:
    """The text beside the blocks says the same: it is what notifications show."""
    answer = await sara.hears(await sara.writes("What is KVM?"))
    assert "KVM integrates hypervisor functionality" in answer.text
    assert answer.text.endswith("(Lecture 13, slide 26)")


@pytest.mark.parametrize(
    ("asked", "quoted"),
    [
        ("waht is kmv", "KVM integrates hypervisor functionality"),
        ("what does EKS stand for", "Amazon Elastic Container Service for Kubernetes (EKS)"),
        ("GKE?", "Google Kubernetes Engine (GKE)"),
    ],
)
async def test_typos_and_acronyms_are_understood(sara: Person, asked: str, quoted: str) -> None:
    assert quoted in (await sara.hears(await sara.writes(asked))).words


async def test_each_reader_gets_a_deadline_in_their_own_time(
    sara: Person, tom: Person, aiko: Person
) -> None:
    """One moment for Slack to localise, and a fallback already in the reader's zone."""
    told = {
        person.name: await person.hears(await person.writes("whens teh checkin due"))
        for person in (sara, tom, aiko)
    }
    for answer in told.values():
        assert f"<!date^{CHECK_IN_DUE}^{{date_short_pretty}} at {{time}}|" in answer.markup
        assert "Term Project Check-in - due Wed 12/1 @ 11:59p" in answer.words
    assert "due Thu, December 2, 2021 at 08:59 CET" in told["sara"].words
    assert "due Wed, December 1, 2021 at 23:59 PST" in told["tom"].words
    assert "due Thu, December 2, 2021 at 16:59 JST" in told["aiko"].words
    assert "Thu, December 2, 2021 at 16:59 JST" in told["aiko"].text


async def test_a_deadline_that_has_passed_says_so(empty_workspace: Workspace) -> None:
    await empty_workspace.move_to(datetime.now(UTC))
    await empty_workspace.start()
    sara = empty_workspace.people["sara"]
    answer = await sara.hears(await sara.writes("when is the check-in due?"))
    assert "These dates have passed" in answer.words
    assert "(passed)" in answer.words


async def test_what_the_lecture_does_not_say_is_declined(sara: Person) -> None:
    """Plainly, with ways on: other words, or a person."""
    answer = await sara.hears(await sara.writes("Explain backpropagation"))
    assert answer.words.startswith("*The lecture doesn't say.*")
    assert {"Rephrase", "Ask a TA", "Helpful", "Not helpful"} <= set(answer.buttons)
    assert "Show slide" not in answer.buttons


async def test_a_greeting_gets_a_friendly_line_and_nothing_to_vote_on(sara: Person) -> None:
    answer = await sara.hears(await sara.writes("hi there!"))
    assert answer.words == "Hello! Ask me anything about the lecture."
    assert not answer.buttons


async def test_a_follow_up_takes_its_topic_from_the_thread(sara: Person) -> None:
    """ "And what is it?" means KVM in the thread about KVM, and nothing in a fresh message."""
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await sara.writes("and what is it?", thread=question)
    assert "KVM integrates" in (await sara.hears(question, n=2)).words
    elsewhere = await sara.hears(await sara.writes("and what is it?"))
    assert "The lecture doesn't say" in elsewhere.words


async def test_a_students_file_without_words_is_answered_with_what_can_be_done(
    workspace: Workspace, sara: Person
) -> None:
    await sara.uploads("homework.txt", b"42")
    await workspace.settle()
    (dropped,) = await sara.timeline(sara.dm)
    said = (await sara.hears(dropped)).words
    assert "Only the instructors of this course can teach me files" in said
    assert "Ask me anything" in said


async def test_the_answer_comes_once_whatever_else_happens_to_the_question(
    workspace: Workspace, sara: Person
) -> None:
    """Editing the question, then deleting it, says nothing new to Lectern."""
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await sara.edits(question, "What is Xen?")
    await workspace.settle()
    assert len(await sara.answers(question)) == 1
    await sara.deletes(question)
    await workspace.settle()
    assert len(workspace.posts) == 1


@pytest.mark.parametrize(("yes", "in_thread"), [("yes", False), ("Ja!", True), ("1", False)])
async def test_a_yes_is_answered_with_what_was_offered(
    sara: Person, yes: str, in_thread: bool
) -> None:
    """ "Did you mean …?" "Yes." Now the answer comes with its place, its picture and its buttons."""
    question = await sara.writes("What is FireWalker?")
    assert "Did you mean “firecracker”?" in (await sara.hears(question)).words
    said = await sara.writes(yes, thread=question if in_thread else None)
    answer = await sara.hears(question, n=2) if in_thread else await sara.hears(said)
    assert "Firecracker" in answer.words
    assert "Lecture 13, slide" in answer.words
    assert next(iter(answer.buttons)) == "Show slide"
