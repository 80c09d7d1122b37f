"""Mentions in a channel, and the threads that grow from them."""

from __future__ import annotations

import pytest

from tests.slack.person import GENERAL, MAIN, STAFF, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace


async def test_a_mention_is_answered_in_its_thread(tom: Person, sara: Person) -> None:
    """Everybody in the channel can read along; the channel itself gets nothing but the question."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    answer = await tom.hears(question)
    assert answer.root == question.ts
    assert "KVM integrates hypervisor functionality" in answer.words
    assert [m.ts for m in await tom.timeline(MAIN)] == [question.ts]


async def test_a_mention_that_is_also_a_message_is_answered_once(
    workspace: Workspace, sara: Person
) -> None:
    """Slack sends `app_mention` and `message` for the same words."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await workspace.settle()
    wire = workspace.playground.wire
    carried = [
        e.name
        for e in (*wire.deliveries("message"), *wire.deliveries("app_mention"))
        if e.request["event"].get("ts") == question.ts
    ]
    assert sorted(carried) == ["app_mention", "message"]
    assert len(await sara.answers(question)) == 1


async def test_what_does_not_mention_it_is_left_alone(workspace: Workspace, sara: Person) -> None:
    question = await sara.writes("What is KVM?", channel=MAIN)
    await workspace.settle()
    assert await sara.replies(question) == []


async def test_a_follow_up_needs_no_second_mention(sara: Person, tom: Person) -> None:
    """Neither from the person who asked, nor from somebody else."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await sara.writes("and what about Xen?", thread=question)
    assert "XEN" in (await sara.hears(question, n=2)).words
    await tom.writes("is it type-1?", thread=question)
    assert "type-1" in (await tom.hears(question, n=3)).words


async def test_a_yes_to_did_you_mean_needs_no_mention_from_who_was_asked(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    question = await sara.writes("@Lectern What is FireWalker?", channel=MAIN)
    assert "Did you mean “firecracker”?" in (await sara.hears(question)).words
    await tom.writes("yes", thread=question)
    await workspace.settle()
    assert len(await sara.answers(question)) == 1
    await sara.writes("yes", thread=question)
    assert "Firecracker" in (await sara.hears(question, n=2)).words


async def test_a_follow_up_that_nothing_answers_is_declined(sara: Person) -> None:
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await sara.writes("and what about backpropagation?", thread=question)
    assert "The lecture doesn't say" in (await sara.hears(question, n=2)).words


@pytest.mark.parametrize(
    "chat",
    [
        "thanks, see you at lunch",
        "lol",
        "ok",
        "👍",
        "are you coming to lunch?",
        "what's up?",
        "how are you?",
        "I think KVM integrates hypervisor functionality into the kernel",
        "@Tom what is Docker?",
    ],
)
async def test_people_talk_among_themselves_in_its_threads(
    workspace: Workspace, sara: Person, chat: str
) -> None:
    """Chat, and what addresses somebody else, is not answered."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await sara.writes(chat, thread=question)
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


async def test_a_mention_in_a_thread_of_people_is_answered_there(sara: Person, tom: Person) -> None:
    talk = await tom.writes("KVM was confusing today", channel=MAIN)
    asked = await sara.writes("@Lectern What is KVM?", thread=talk)
    answer = await tom.hears(talk)
    assert answer.root == talk.ts == asked.root
    assert "KVM integrates" in answer.words


async def test_a_mention_of_it_and_of_somebody_else_is_for_it(sara: Person) -> None:
    question = await sara.writes("@Lectern @Tom What is KVM?", channel=MAIN)
    assert "KVM integrates" in (await sara.hears(question)).words


async def test_a_mention_alone_is_told_how_to_ask(sara: Person) -> None:
    question = await sara.writes("@Lectern", channel=MAIN)
    assert "Ask me something about the lecture" in (await sara.hears(question)).words


async def test_the_topic_of_a_thread_stays_in_its_channel(
    workspace: Workspace, mina: Person
) -> None:
    """A thread among the staff gives a thread elsewhere no topic, even under the same time stamp."""
    question = await mina.writes("@Lectern What is KVM?", channel=STAFF)
    await mina.hears(question)
    twin = {"user": mina.id, "text": "Quiet here", "ts": question.ts}
    main = workspace.playground.world.channels[MAIN]
    elsewhere = Seen(workspace.playground.hub.post(main, twin))
    await mina.writes("and what is it?", thread=elsewhere)
    await workspace.settle()
    assert await mina.answers(elsewhere) == []
    await mina.writes("@Lectern and what is it?", thread=elsewhere)
    assert "KVM" not in (await mina.hears(elsewhere)).text
    await mina.writes("and what is it?", thread=question)
    assert "KVM" in (await mina.hears(question, n=2)).text


async def test_it_hears_nothing_where_it_was_not_invited(
    workspace: Workspace, sara: Person
) -> None:
    await sara.writes("@Lectern What is KVM?", channel=GENERAL)
    await workspace.settle()
    assert workspace.posts == []


async def test_bots_are_never_answered(workspace: Workspace, sara: Person) -> None:
    """Neither another app's message nor its own, in a channel or in a thread of its own."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    hub = workspace.playground.hub
    channel = workspace.playground.world.channels[MAIN]
    text = "<@U0LECTERN> what is Docker?"
    other_app = {"user": "U0OTHERBOT", "bot_id": "B0OTHER", "text": text}
    hub.post(channel, dict(other_app))
    hub.post(channel, {**other_app, "subtype": "bot_message"})
    hub.post(channel, hub.by_bot({"text": text, "thread_ts": question.ts}))
    await workspace.settle()
    assert len(workspace.posts) == 1


@pytest.mark.parametrize(
    "subtype",
    ["channel_join", "channel_topic", "message_changed", "message_deleted", "message_replied"],
)
async def test_what_slack_itself_reports_is_never_answered(
    workspace: Workspace, sara: Person, subtype: str
) -> None:
    event = {
        "type": "message",
        "subtype": subtype,
        "channel": sara.dm,
        "channel_type": "im",
        "user": sara.id,
        "text": "What is KVM?",
        "ts": "1700000000.000100",
        "event_ts": "1700000000.000100",
    }
    workspace.playground.hub.deliver_event(event)
    await workspace.settle()
    assert workspace.posts == []
