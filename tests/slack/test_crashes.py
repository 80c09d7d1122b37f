"""A power cut at the worst moments: nothing is lost, and nothing is said twice.

Lectern runs as a process of its own and is killed; another is started on the same database, an hour
later by its clock, and looks for what was left.
"""

from __future__ import annotations

import signal
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.playground import Entry
from tests.slack.person import MAIN, STAFF, Person
from tests.slack.process import kill_at, start_process
from tests.slack.seen import Seen
from tests.slack.workspace import DURING_THE_COURSE, Workspace

pytestmark = pytest.mark.parametrize("mode", ["socket"])


@pytest.fixture
def workspace(empty_workspace: Workspace) -> Workspace:
    """Lectern is in a process of its own. What was cut off fails, and is delivered again soon."""
    empty_workspace.impatient("message", "app_mention", "block_actions")
    return empty_workspace


@pytest.fixture
async def process(workspace: Workspace) -> AsyncIterator[Process]:
    """Killed at the latest when the test ends."""
    started = await start_process(workspace)
    yield started
    if started.returncode is None:
        started.kill()
    await started.wait()


async def comes_back(workspace: Workspace, process: Process) -> None:
    """The process is dead; Lectern starts anew and has looked for what was left."""
    assert await process.wait() == -signal.SIGKILL
    workspace.clock.move_to(DURING_THE_COURSE + timedelta(hours=1))
    await workspace.start()
    await workspace.bot.recovery.tick()
    await workspace.settle()


def posts_to(question: Seen, workspace: Workspace) -> list[Entry]:
    """What the bot posted where it was asked; what it tells instructors of its lectures goes elsewhere."""
    return [post for post in workspace.posts if post.request["channel"] == question.channel]


async def test_killed_before_the_answer_it_answers_later_once(
    workspace: Workspace, process: Process, sara: Person
) -> None:
    """Accepted and claimed, nothing posted yet: looking up the reader's zone was the last it did."""
    kill_at(workspace, process, lambda e: e.name == "users.info")
    question = await sara.writes("What is KVM?")
    await comes_back(workspace, process)
    assert "KVM integrates" in (await sara.hears(question)).words
    assert len(posts_to(question, workspace)) == 1


async def test_killed_after_the_post_it_does_not_post_again(
    workspace: Workspace, process: Process, sara: Person
) -> None:
    """The answer stands; the process died before it could note that. Its metadata is found."""
    kill_at(
        workspace,
        process,
        lambda e: e.name == "chat.postMessage" and e.request["channel"] == sara.dm,
    )
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await comes_back(workspace, process)
    assert len(await sara.answers(question)) == 1
    assert len(posts_to(question, workspace)) == 1
    assert len(workspace.calls("conversations.replies")) == 1
    assert len(await workspace.questions()) == 1


async def test_killed_when_the_post_did_not_arrive_it_posts_later_once(
    workspace: Workspace, process: Process, sara: Person
) -> None:
    """Asked and recorded, never posted: recorded once all the same."""
    workspace.fail_next("chat.postMessage", "internal_error")
    kill_at(workspace, process, lambda e: e.name == "chat.postMessage")
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await comes_back(workspace, process)
    assert "KVM integrates" in (await sara.hears(question)).words
    assert len(await sara.answers(question)) == 1
    assert len(await workspace.questions()) == 1


async def test_killed_as_the_question_arrives_it_answers_later_once(
    workspace: Workspace, process: Process, sara: Person
) -> None:
    """Whether it was written down before the cut or is delivered again."""
    kill_at(workspace, process, lambda e: e.name == "message")
    question = await sara.writes("What is KVM?")
    await comes_back(workspace, process)
    assert "KVM integrates" in (await sara.hears(question)).words
    assert len(posts_to(question, workspace)) == 1


@pytest.mark.parametrize("arrives", [True, False], ids=["posted", "not posted"])
async def test_killed_while_sharing_it_shares_once(
    workspace: Workspace, process: Process, sara: Person, tom: Person, *, arrives: bool
) -> None:
    await sara.types("/ask What is KVM?")
    answer = await sara.told()
    workspace.made_public("What is KVM?")
    if not arrives:
        workspace.fail_next("chat.postMessage", "internal_error")
    kill_at(workspace, process, lambda e: e.name == "chat.postMessage")
    await sara.presses("Share with channel", on=answer, confirm="Share")
    await comes_back(workspace, process)
    (shared,) = await tom.timeline(MAIN)
    assert "KVM integrates" in shared.words


@pytest.mark.parametrize("arrives", [True, False], ids=["posted", "not posted"])
async def test_killed_while_asking_the_staff_it_asks_once(
    workspace: Workspace, process: Process, sara: Person, mina: Person, *, arrives: bool
) -> None:
    """The window said "Sent": so it is."""
    answer = await sara.hears(await sara.writes("Explain backpropagation"))
    await sara.presses("Ask a TA", on=answer)
    window = await sara.sees_window("Ask a TA")
    workspace.made_public("Explain backpropagation")
    if not arrives:
        workspace.fail_next("chat.postMessage", "internal_error")
    kill_at(workspace, process, lambda e: e.name == "chat.postMessage")
    await sara.submits(window)
    assert "Sent." in (await sara.sees_window("Ask a TA")).words
    await comes_back(workspace, process)
    (asked,) = await mina.timeline(STAFF)
    assert "Explain backpropagation" in asked.words


async def test_asked_to_stop_it_finishes_what_it_began(
    workspace: Workspace, process: Process, sara: Person
) -> None:
    """SIGTERM in the middle of an answer: the answer comes, and the process ends well."""

    def listen(entry: object) -> None:
        if getattr(entry, "name", "") == "users.info" and process.returncode is None:
            process.send_signal(signal.SIGTERM)

    workspace.playground.wire.listeners.append(listen)
    question = await sara.writes("What is KVM?")
    assert "KVM integrates" in (await sara.hears(question)).words
    assert await process.wait() == 0
    await workspace.start()
    await workspace.settle()
    assert await workspace.unfinished() == []
