"""Never twice: what Slack delivers again is not answered again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.slack.person import MAIN, Person
from tests.slack.workspace import DURING_THE_COURSE, Workspace

SOCKET_ONLY = pytest.mark.parametrize("mode", ["socket"])


async def test_an_event_delivered_twice_at_once_is_answered_once(
    workspace: Workspace, sara: Person
) -> None:
    """Both deliveries are acknowledged."""
    workspace.playground.faults.duplicate_events = 1
    question = await sara.writes("What is KVM?")
    await workspace.settle()
    delivered = [
        e
        for e in workspace.playground.wire.deliveries("message")
        if e.request["event"].get("ts") == question.ts
    ]
    assert [e.status for e in delivered] == ["acked", "acked"]
    assert len({e.request["event_id"] for e in delivered}) == 1
    assert len(await sara.answers(question)) == 1
    assert len(await workspace.questions()) == 1


async def test_opening_the_app_delivered_twice_is_worked_on_once(
    workspace: Workspace, elena: Person
) -> None:
    """Also where nothing is said, the same event is not worked on again."""
    workspace.playground.faults.duplicate_events = 1
    await elena.opens_app("home")
    await elena.sees_home()
    await workspace.settle()
    assert len(workspace.playground.wire.deliveries("app_home_opened")) == 2
    assert len(workspace.calls("views.publish")) == 1


async def test_an_event_delivered_again_after_a_restart_is_answered_once(
    workspace: Workspace, sara: Person
) -> None:
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await workspace.settle()
    await workspace.restart()
    assert await workspace.deliver(workspace.event_of(question))
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


async def test_the_same_message_under_another_event_id_is_answered_once(
    workspace: Workspace, sara: Person
) -> None:
    """As when `app_mention` and `message` come, the second after a restart."""
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await workspace.settle()
    await workspace.restart()
    payload = workspace.event_of(question) | {"event_id": "Ev0ANOTHER"}
    assert await workspace.deliver(payload)
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


async def test_a_lost_acknowledgement_brings_the_event_again_and_no_second_answer(
    workspace: Workspace, sara: Person
) -> None:
    workspace.impatient("message", seconds=0.3)
    workspace.playground.faults.lose_acks = 1
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await workspace.settle()
    delivered = [
        e.status
        for e in workspace.playground.wire.deliveries("message")
        if e.request["event"].get("ts") == question.ts
    ]
    assert (delivered[0], delivered[-1]) == ("timeout", "acked")
    assert len(await sara.answers(question)) == 1


async def test_a_redelivery_long_after_is_still_known(workspace: Workspace, sara: Person) -> None:
    """Slack's last retry comes after five minutes; the inbox remembers for a week."""
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await workspace.settle()
    workspace.clock.move_to(DURING_THE_COURSE + timedelta(days=6))
    await workspace.restart()
    await workspace.bot.recovery.prune()
    assert await workspace.deliver(workspace.event_of(question))
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


@SOCKET_ONLY
async def test_two_replicas_answer_a_mention_once(workspace: Workspace, sara: Person) -> None:
    """Two processes' worth of Lectern on one database: the two events go to different sockets."""
    await workspace.start()
    assert workspace.playground.socket_mode.connections == 2
    workspace.playground.faults.duplicate_events = 4
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await workspace.settle()
    assert len(await sara.answers(question)) == 1
    followed = await sara.writes("and what about Xen?", thread=question)
    await workspace.settle()
    assert followed.in_thread
    assert len(await sara.answers(question)) == 2
    assert len(await workspace.questions()) == 2


@SOCKET_ONLY
async def test_two_replicas_share_an_answer_once(workspace: Workspace, sara: Person) -> None:
    """Clicks go to the replicas in turn."""
    await workspace.start()
    await sara.types("/ask What is KVM?")
    answer = await sara.told()
    workspace.made_public("What is KVM?")
    for _ in range(4):
        await sara.presses("Share with channel", on=answer, confirm="Share")
    await workspace.settle()
    assert len(workspace.posts) == 1


async def test_buttons_work_after_a_restart(workspace: Workspace, sara: Person) -> None:
    """All that a button needs is in the database."""
    answer = await sara.hears(await sara.writes("What is KVM?"))
    refusal = await sara.hears(await sara.writes("Explain backpropagation"))
    await workspace.settle()
    await workspace.restart()
    await sara.presses("Show slide", on=answer)
    assert "KERNEL BASED" in (await sara.sees_window("Slide 26")).words
    await sara.presses("Helpful", on=answer)
    assert "noted as helpful" in (await sara.told(channel=sara.dm, thread=answer)).words
    near = next(b for b in answer.buttons if b.startswith("See also"))
    await sara.presses(near, on=answer)
    assert "Lighter weight" in (await sara.told(channel=sara.dm, thread=answer)).words
    await sara.presses("Rephrase", on=refusal)
    window = await sara.sees_window("Rephrase")
    await workspace.restart()
    await sara.submits(window, question="What is KVM?")
    assert "KVM integrates" in (await sara.hears(refusal, n=2)).words


async def test_a_thread_goes_on_after_a_restart(workspace: Workspace, sara: Person) -> None:
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await sara.hears(question)
    await workspace.settle()
    await workspace.restart()
    await sara.writes("and what is it?", thread=question)
    assert "KVM integrates" in (await sara.hears(question, n=2)).words
