"""Windows that buttons open: the slide, other words, and a question to a person."""

from __future__ import annotations

import pytest

from tests.slack.person import MAIN, STAFF, Person
from tests.slack.seen import Seen, Window
from tests.slack.workspace import Workspace

ODD = "Explain backpropagation"


async def declined(person: Person) -> Seen:
    """Lectern's word that the lecture does not say."""
    return await person.hears(await person.writes(ODD))


async def asks_a_ta(person: Person, answer: Seen) -> Window:
    await person.presses("Ask a TA", on=answer)
    return await person.sees_window("Ask a TA")


async def test_show_slide_opens_the_whole_slide(sara: Person) -> None:
    """With what was repaired in the scan beside the original."""
    answer = await sara.hears(await sara.writes("What is a type-1 hypervisor in KVM?"))
    await sara.presses("Show slide", on=answer)
    window = await sara.sees_window("Slide 26")
    assert "KERNEL BASED VIRTUAL MACHINES (KVM)" in window.words
    assert "VMs are implemented as regular Linux processes" in window.words
    assert "Lecture 13, slide 26" in window.words


async def test_a_near_miss_is_shown_to_the_one_who_presses(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    answer = await sara.hears(question)
    label = next(b for b in answer.buttons if b.startswith("See also"))
    await tom.presses(label, on=answer)
    shown = await tom.told(thread=question)
    assert "Lighter weight alternative to full VM (KVM, XEN, VirtualBox)" in shown.words
    assert await sara.private(thread=question) == []
    assert len(await sara.answers(question)) == 1


async def test_rephrasing_asks_again_in_the_same_thread(sara: Person) -> None:
    """The window starts from the words there were; the answer stands below the refusal."""
    answer = await declined(sara)
    await sara.presses("Rephrase", on=answer)
    window = await sara.sees_window("Rephrase")
    assert window.inputs["question"]["element"]["initial_value"] == ODD
    assert await sara.submits(window, question="What is KVM?") == {}
    again = await sara.hears(answer, n=2)
    assert "You asked again:_ What is KVM?" in again.words
    assert "KVM integrates" in again.words
    assert await sara.windows() == []


async def test_an_empty_rephrasing_is_refused_beside_the_field(
    workspace: Workspace, sara: Person
) -> None:
    """The window stays open with what it had, and takes the next try."""
    answer = await declined(sara)
    await sara.presses("Rephrase", on=answer)
    window = await sara.sees_window("Rephrase")
    for nothing in ("", "   \n"):
        errors = await sara.submits(window, question=nothing)
        assert errors == {"question": "Write your question first."}
    (still,) = await sara.windows()
    assert still.inputs["question"]["element"]["initial_value"] == ODD
    assert await sara.submits(still, question="What is KVM?") == {}
    assert "KVM integrates" in (await sara.hears(answer, n=2)).words
    assert len(workspace.posts) == 2


async def test_rephrasing_a_question_from_a_channel_is_answered_in_private(
    sara: Person, tom: Person
) -> None:
    question = await sara.writes(f"@Lectern {ODD}", channel=MAIN)
    answer = await sara.hears(question)
    await sara.presses("Rephrase", on=answer)
    await sara.submits(await sara.sees_window("Rephrase"), question="What is KVM?")
    assert "KVM integrates" in (await sara.told(thread=question)).words
    assert len(await tom.answers(question)) == 1
    assert await tom.private(thread=question) == []


async def test_somebody_else_rephrases_from_an_empty_window(sara: Person, tom: Person) -> None:
    """The words prefilled are one's own or none."""
    answer = await sara.hears(await sara.writes(f"@Lectern {ODD}", channel=MAIN))
    await tom.presses("Rephrase", on=answer)
    window = await tom.sees_window("Rephrase")
    assert "initial_value" not in window.inputs["question"]["element"]


async def test_a_rephrased_question_after_ask_is_answered_in_private(
    sara: Person, tom: Person
) -> None:
    await sara.types(f"/ask {ODD}")
    await sara.presses("Rephrase", on=await sara.told())
    await sara.submits(await sara.sees_window("Rephrase"), question="What is KVM?")
    assert "KVM integrates" in (await sara.told()).words
    assert await tom.timeline(MAIN) == []


async def test_a_question_goes_to_the_staff_with_the_askers_name(
    workspace: Workspace, sara: Person, mina: Person
) -> None:
    """Only once it was sent, to where the window says."""
    answer = await declined(sara)
    window = await asks_a_ta(sara, answer)
    assert f"posted in <#{STAFF}>" in window.words
    await workspace.settle()
    assert await mina.timeline(STAFF) == []
    workspace.made_public(ODD)
    assert await sara.submits(window, name=True) == {}
    assert "will get back to you" in (await sara.sees_window("Ask a TA")).words
    await workspace.settle()
    (asked,) = await mina.timeline(STAFF)
    assert asked.markup == f"<@{sara.id}> asks the teaching staff:\n{ODD}"


async def test_a_question_to_the_staff_can_be_anonymous(
    workspace: Workspace, sara: Person, mina: Person
) -> None:
    """Nothing of the message says who asked, and the window says what that means."""
    window = await asks_a_ta(sara, await declined(sara))
    workspace.made_public("Is the exam open book?")
    await sara.submits(window, question="Is the exam open book?", name=False)
    assert "without your name" in (await sara.sees_window("Ask a TA")).words
    await workspace.settle()
    (asked,) = await mina.timeline(STAFF)
    assert asked.words == "A student asks the teaching staff:\nIs the exam open book?"
    for trace in (sara.id, sara.name, "Sara", sara.dm):
        assert trace not in str(asked.raw)


async def test_an_empty_question_to_the_staff_is_refused_beside_the_field(
    workspace: Workspace, sara: Person
) -> None:
    window = await asks_a_ta(sara, await declined(sara))
    assert await sara.submits(window, question=" ") == {"question": "Write your question first."}
    await workspace.settle()
    assert len(workspace.posts) == 1


async def test_sending_the_same_window_twice_asks_the_staff_once(
    workspace: Workspace, sara: Person, mina: Person
) -> None:
    window = await asks_a_ta(sara, await declined(sara))
    workspace.made_public(ODD)
    await sara.submits(window)
    await sara.submits(window)
    await workspace.settle()
    assert len(await mina.timeline(STAFF)) == 1


async def test_the_person_learns_that_the_staff_was_not_reached(
    workspace: Workspace, sara: Person, mina: Person
) -> None:
    window = await asks_a_ta(sara, await declined(sara))
    workspace.fail_next("chat.postMessage", "is_archived")
    await sara.submits(window)
    assert "they have not seen it" in (await sara.sees_window("Not sent")).words
    assert await mina.timeline(STAFF) == []


async def test_the_person_learns_it_also_with_the_window_closed(
    workspace: Workspace, sara: Person
) -> None:
    answer = await declined(sara)
    window = await asks_a_ta(sara, answer)
    workspace.fail_next("chat.postMessage", "is_archived")
    workspace.fail_next("views.update", "not_found")
    workspace.expected_errors |= {"handler_failed"}
    await sara.submits(window)
    assert "they have not seen it" in (await sara.told(channel=sara.dm, thread=answer)).words


async def test_without_a_help_channel_no_ta_is_offered(empty_workspace: Workspace) -> None:
    slack = empty_workspace.config.slack.model_copy(update={"help_channel": None})
    empty_workspace.config = empty_workspace.config.model_copy(update={"slack": slack})
    await empty_workspace.start()
    answer = await declined(empty_workspace.people["sara"])
    assert "Ask a TA" not in answer.buttons
    assert "Rephrase" in answer.buttons


async def test_a_window_that_comes_too_late_is_told_in_words(
    workspace: Workspace, sara: Person
) -> None:
    """A trigger lasts three seconds; after that the person hears a plain sentence with a number."""
    answer = await sara.hears(await sara.writes("What is KVM?"))
    workspace.fail_next("views.open", "expired_trigger_id")
    workspace.expected_errors |= {"handler_failed"}
    await sara.presses("Show slide", on=answer)
    told = await sara.told(channel=sara.dm, thread=answer)
    assert told.words.startswith("Something went wrong on my side. Please try again in a moment.")
    (logged,) = workspace.logs.events("handler_failed")
    assert logged["reference"] in told.words


@pytest.mark.parametrize("button", ["Show slide", "Helpful"])
async def test_a_button_of_a_question_no_longer_stored_says_so(
    workspace: Workspace, sara: Person, button: str
) -> None:
    answer = await sara.hears(await sara.writes("What is KVM?"))
    await workspace.forget_questions()
    workspace.expected_errors |= {"handler_failed"}
    await sara.presses(button, on=answer)
    told = await sara.told(channel=sara.dm, thread=answer)
    assert "I no longer have that question. Please ask it again." in told.words
