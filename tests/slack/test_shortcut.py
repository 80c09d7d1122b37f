"""The message shortcut "Answer this"."""

from __future__ import annotations

from tests.slack.person import GENERAL, MAIN, Person
from tests.slack.workspace import Workspace

SHARE = "Share with channel"


async def test_somebody_elses_message_is_answered_for_oneself(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    question = await tom.writes("What is KVM?", channel=MAIN)
    assert await sara.uses_shortcut("answer_this", on=question)
    answer = await sara.told()
    assert "Only you see this." in answer.words
    assert "KVM integrates" in answer.words
    await workspace.settle()
    assert await tom.private() == []
    assert await tom.replies(question) == []


async def test_it_can_be_shared_into_the_messages_thread(sara: Person, tom: Person) -> None:
    question = await tom.writes("What is KVM?", channel=MAIN)
    await sara.uses_shortcut("answer_this", on=question)
    await sara.presses(SHARE, on=await sara.told(), confirm="Share")
    shared = await tom.hears(question)
    assert f"<@{sara.id}> asked: What is KVM?" in shared.markup
    assert (await sara.told()).words == "Shared with the channel."


async def test_from_a_reply_it_is_shared_into_the_same_thread(sara: Person, tom: Person) -> None:
    talk = await tom.writes("I am lost", channel=MAIN)
    reply = await tom.writes("What is KVM?", thread=talk)
    await sara.uses_shortcut("answer_this", on=reply)
    await sara.presses(SHARE, on=await sara.told(thread=talk), confirm="Share")
    assert (await tom.hears(talk)).root == talk.ts


async def test_looking_a_thread_up_in_private_does_not_make_it_lecterns(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    """What Tom writes next is still none of its business."""
    question = await tom.writes("What is KVM?", channel=MAIN)
    await sara.uses_shortcut("answer_this", on=question)
    await sara.told()
    await tom.writes("and what about Xen?", thread=question)
    await workspace.settle()
    assert await tom.answers(question) == []


async def test_it_works_where_lectern_was_not_invited(sara: Person, tom: Person) -> None:
    question = await tom.writes("What is KVM?", channel=GENERAL)
    await sara.uses_shortcut("answer_this", on=question)
    assert "KVM integrates" in (await sara.told(channel=GENERAL)).words


async def test_a_message_without_text_is_said_to_have_none(
    workspace: Workspace, sara: Person
) -> None:
    await sara.uploads("homework.txt", b"42")
    await workspace.settle()
    (dropped,) = await sara.timeline(sara.dm)
    await sara.uses_shortcut("answer_this", on=dropped)
    told = await sara.told(channel=sara.dm, thread=dropped)
    assert told.words == "There is no text in that message to look up."


async def test_mentions_in_the_message_are_no_words_of_the_question(
    sara: Person, tom: Person
) -> None:
    question = await tom.writes("@Aiko What is KVM?", channel=MAIN)
    await sara.uses_shortcut("answer_this", on=question)
    assert "KVM integrates" in (await sara.told()).words
