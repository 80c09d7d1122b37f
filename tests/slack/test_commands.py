"""Slash commands: private answers, sharing, help, and what only instructors see."""

from __future__ import annotations

import pytest

from tests.slack.person import GENERAL, MAIN, Person
from tests.slack.workspace import Workspace

SHARE = "Share with channel"


async def test_ask_is_answered_for_the_asker_alone(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    assert await sara.types("/ask What is KVM?")
    answer = await sara.told()
    assert answer.words.startswith("_You asked:_ What is KVM?\n")
    assert "KVM integrates hypervisor functionality" in answer.words
    assert {SHARE, "Show slide", "Helpful", "Not helpful"} <= set(answer.buttons)
    assert await tom.private() == []
    assert await tom.timeline(MAIN) == []


async def test_a_shared_answer_stands_in_the_channel_with_its_question(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    """After a confirmation, with the name of the person who shares, and their own words."""
    await sara.types("/ask What is KVM?")
    answer = await sara.told()
    workspace.made_public("What is KVM?")
    await sara.presses(SHARE, on=answer, confirm="Share")
    assert (await sara.told()).words == "Shared with the channel."
    (shared,) = await tom.timeline(MAIN)
    assert shared.markup.startswith(f"<@{sara.id}> asked: What is KVM?")
    assert "KVM integrates hypervisor functionality" in shared.words
    assert "Lecture 13, slide 26" in shared.words


async def test_sharing_twice_posts_once(workspace: Workspace, sara: Person) -> None:
    """Also when both clicks are on their way at the same time."""
    await sara.types("/ask What is KVM?")
    answer = await sara.told()
    workspace.made_public("What is KVM?")
    await workspace.at_once(*(sara.presses(SHARE, on=answer, confirm="Share") for _ in range(2)))
    said = {(await sara.told()).words, (await sara.told()).words}
    assert said == {"Shared with the channel.", "This is shared already."}
    assert len(workspace.posts) == 1


async def test_only_the_asker_can_share(workspace: Workspace, sara: Person, tom: Person) -> None:
    """A forged click on somebody else's answer is refused, in private."""
    await sara.types("/ask What is KVM?")
    await sara.told()
    (question,) = await workspace.questions()
    await tom.types("/ask what's due?")
    await tom.presses("Helpful", on=await tom.told())
    await tom.told()
    (click,) = workspace.playground.wire.deliveries("block_actions")
    share = {"type": "button", "block_id": "b", "action_id": "share_answer", "value": question.id}
    forged = {**click.request, "actions": [share], "trigger_id": "forged"}
    assert (await workspace.playground.hub.send("interactive", forged)).ok
    assert (await tom.told()).words == "Only the person who asked can share this."
    assert workspace.posts == []


async def test_sharing_where_it_is_not_invited_says_so_and_may_be_tried_again(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    await sara.types("/ask What is KVM?", channel=GENERAL)
    answer = await sara.told(channel=GENERAL)
    workspace.made_public("What is KVM?")
    workspace.foresee("chat.postMessage", "not_in_channel")
    await sara.presses(SHARE, on=answer, confirm="Share")
    assert "Invite me with `/invite @Lectern`" in (await sara.told(channel=GENERAL)).words
    workspace.invite_bot(GENERAL)
    await sara.presses(SHARE, on=answer, confirm="Share")
    assert (await sara.told(channel=GENERAL)).words == "Shared with the channel."
    assert len(await tom.timeline(GENERAL)) == 1


async def test_a_declined_question_cannot_be_shared(sara: Person) -> None:
    await sara.types("/ask Explain backpropagation")
    answer = await sara.told()
    assert "The lecture doesn't say" in answer.words
    assert SHARE not in answer.buttons


async def test_there_is_nobody_to_share_with_in_a_direct_message(sara: Person) -> None:
    await sara.types("/ask What is KVM?", channel=sara.dm)
    assert SHARE not in (await sara.told(channel=sara.dm)).buttons


@pytest.mark.parametrize("line", ["/ask", "/ask   ", "/ask help", "/ask HELP", "/ask ?"])
async def test_ask_without_a_question_shows_how(sara: Person, line: str) -> None:
    await sara.types(line)
    told = await sara.told()
    assert "`/ask What is KVM?`" in told.words
    assert "For example:" in told.words


@pytest.mark.parametrize("line", ["/lectern", "/lectern help"])
async def test_lectern_help_names_to_each_what_they_may_do(
    sara: Person, elena: Person, line: str
) -> None:
    await sara.types(line)
    words = (await sara.told()).words
    assert "`/deadlines`" in words
    assert "`/lectern status`" not in words
    await elena.types(line)
    assert "`/lectern status`" in (await elena.told()).words


async def test_a_misspelt_subcommand_is_guessed(sara: Person) -> None:
    await sara.types("/lectern hlep")
    words = (await sara.told()).words
    assert "I don't know `/lectern hlep`. Did you mean `/lectern help`?" in words


async def test_an_unknown_subcommand_cannot_ping_or_format(sara: Person) -> None:
    await sara.types("/lectern <!channel>*")
    told = await sara.told()
    assert "I don't know `/lectern" in told.words
    assert "<!channel" not in told.markup


async def test_status_for_an_instructor(workspace: Workspace, sara: Person, elena: Person) -> None:
    """What is known, from which files, since when, and what was asked."""
    await sara.types("/ask Explain backpropagation")
    await sara.told()
    await elena.types("/lectern status")
    told = await elena.told()
    assert "TCSS 562" in told.words
    assert "sample-lecture.txt" in told.words
    assert "1 question: 0 answered, 1 not in the lecture" in told.words
    assert "Built Sat, November 20, 2021 at 10:00 PST" in told.words
    assert "<!date^" in told.markup


@pytest.mark.parametrize("line", ["/lectern status", "/lectern unanswered"])
async def test_students_are_refused_what_is_for_instructors(
    workspace: Workspace, sara: Person, tom: Person, line: str
) -> None:
    await tom.types("/ask Explain backpropagation")
    await tom.told()
    await sara.types(line)
    assert (await sara.told()).words == "Only instructors of this course can do that."


async def test_instructors_see_what_was_not_answered_and_not_by_whom(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    await sara.types("/ask Explain backpropagation")
    await sara.told()
    await elena.types("/lectern unanswered")
    workspace.made_public("Explain backpropagation")
    told = await elena.told()
    assert "Explain backpropagation" in told.words
    for trace in (sara.id, sara.name, "Sara"):
        assert trace not in f"{told.markup}{told.text}"


async def test_nothing_unanswered_is_said_so(elena: Person) -> None:
    await elena.types("/lectern unanswered")
    assert "No question has gone unanswered" in (await elena.told()).words
