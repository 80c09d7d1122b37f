"""Bad weather on the wire: lost connections, rate limits, lost answers, a revoked token."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.playground import Failure
from tests.slack.person import MAIN, Person
from tests.slack.workspace import DURING_THE_COURSE, Workspace

SOCKET_ONLY = pytest.mark.parametrize("mode", ["socket"])


async def recovers_later(workspace: Workspace) -> None:
    """An hour goes by, and what was left is looked at."""
    await workspace.settle()
    workspace.clock.move_to(DURING_THE_COURSE + timedelta(hours=1))
    await workspace.restart()
    await workspace.bot.recovery.tick()
    await workspace.settle()


@SOCKET_ONLY
async def test_a_refreshed_connection_in_the_middle_of_a_question(
    workspace: Workspace, sara: Person
) -> None:
    """Slack asks every client to reconnect once in a while; the answer comes all the same, once."""
    workspace.impatient("message", "app_mention")
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    await workspace.playground.socket_mode.disconnect()
    assert "KVM integrates" in (await sara.hears(question)).words
    await workspace.playground.hub.reachable.wait()
    await workspace.settle()
    assert len(await sara.answers(question)) == 1
    again = await sara.writes("What is Docker?")
    assert "Docker" in (await sara.hears(again)).words


@SOCKET_ONLY
async def test_a_connection_lost_while_the_answer_is_being_posted(
    workspace: Workspace, sara: Person
) -> None:
    workspace.impatient("message", "app_mention")
    wire = workspace.playground.wire
    question = await sara.writes("What is KVM?")
    await wire.wait_for(lambda e: e.name == "chat.postMessage")
    await workspace.playground.socket_mode.close()
    await workspace.playground.hub.reachable.wait()
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


@SOCKET_ONLY
async def test_what_is_asked_while_it_is_away_is_answered_when_it_is_back(
    workspace: Workspace, sara: Person
) -> None:
    workspace.impatient("message", "app_mention")
    await workspace.stop(workspace.bot)
    question = await sara.writes("What is KVM?")
    await workspace.start()
    assert "KVM integrates" in (await sara.hears(question)).words
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


@SOCKET_ONLY
async def test_a_command_while_it_is_away_fails_as_slack_shows_it(
    workspace: Workspace, sara: Person
) -> None:
    """Commands are never delivered again."""
    await workspace.stop(workspace.bot)
    await sara.listens()
    assert not await sara.types("/ask What is KVM?")
    await sara.until_noticed("/ask failed with the error")


async def test_told_to_slow_down_it_waits_as_long_as_it_is_told(
    workspace: Workspace, sara: Person
) -> None:
    workspace.playground.faults.fail_next(
        "chat.postMessage", Failure(status=429, error="ratelimited", retry_after=1)
    )
    workspace.foresee("chat.postMessage", "ratelimited")
    question = await sara.writes("What is KVM?")
    assert "KVM integrates" in (await sara.hears(question)).words
    refused, posted = workspace.posts
    assert posted.started - refused.started >= 1.0
    await workspace.settle()
    assert len(await sara.answers(question)) == 1


async def test_a_burst_of_questions_is_answered_within_slacks_limits(
    workspace: Workspace, sara: Person
) -> None:
    """Ten at once in one channel, where eight may pass and one a second after that."""
    workspace.tolerate("chat.postMessage", "ratelimited")
    asked = [await sara.writes("@Lectern What is KVM?", channel=MAIN) for _ in range(10)]
    for question in asked:
        assert "KVM integrates" in (await sara.hears(question)).words
    await workspace.settle()
    assert [len(await sara.answers(question)) for question in asked] == [1] * 10


async def test_an_answer_posted_whose_confirmation_is_lost_is_not_posted_again(
    workspace: Workspace, sara: Person
) -> None:
    """Nor is the person told that something went wrong: the answer stands there."""
    workspace.fail_next("chat.postMessage", "", after_effect=True)
    question = await sara.writes("What is KVM?")
    await sara.hears(question)
    await recovers_later(workspace)
    assert len(await sara.answers(question)) == 1
    assert await sara.private(channel=sara.dm) == []
    assert len(workspace.posts) == 1


async def test_a_share_whose_confirmation_is_lost_is_not_posted_again(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    await sara.types("/ask What is KVM?")
    answer = await sara.told()
    workspace.made_public("What is KVM?")
    workspace.fail_next("chat.postMessage", "", after_effect=True)
    await sara.presses("Share with channel", on=answer, confirm="Share")
    assert "Slack has not confirmed it yet" in (await sara.told()).words
    await sara.presses("Share with channel", on=answer, confirm="Share")
    assert (await sara.told()).words == "This is shared already."
    await recovers_later(workspace)
    assert len(await tom.timeline(MAIN)) == 1


async def test_a_refused_answer_is_told_and_tried_again_later(
    workspace: Workspace, sara: Person
) -> None:
    """Slack's own trouble: the person hears a plain sentence now and the answer when it is over."""
    workspace.fail_next("chat.postMessage", "internal_error")
    workspace.expected_errors |= {"handler_failed"}
    question = await sara.writes("What is KVM?")
    told = await sara.told(channel=sara.dm)
    assert told.words.startswith("Something went wrong on my side.")
    (logged,) = workspace.logs.events("handler_failed")
    assert logged["reference"] in told.words
    await recovers_later(workspace)
    assert "KVM integrates" in (await sara.hears(question)).words
    assert len(await sara.answers(question)) == 1


async def test_a_revoked_token_is_survived(workspace: Workspace, sara: Person) -> None:
    """Nothing can be said with it; with the app installed again it goes on, and catches up."""
    api, hub = workspace.playground.web_api, workspace.playground.hub
    workspace.expected_errors |= {"handler_failed"}
    for method in ("users.info", "assistant.threads.setStatus", "chat.postMessage"):
        workspace.tolerate(method, "token_revoked", "account_inactive")
    workspace.tolerate("chat.postEphemeral", "token_revoked", "account_inactive")
    api.revoked = True
    hub.emit("tokens_revoked", {"tokens": {"oauth": [], "bot": ["U0LECTERN"]}})
    missed = await sara.writes("What is KVM?")
    await workspace.settle()
    assert await sara.answers(missed) == []
    assert workspace.logs.events("token_gone")
    api.revoked = False
    question = await sara.writes("What is Docker?")
    assert "Docker" in (await sara.hears(question)).words
    await recovers_later(workspace)
    assert "KVM integrates" in (await sara.hears(missed)).words


async def test_an_unknown_time_zone_is_the_courses(workspace: Workspace, sara: Person) -> None:
    """A profile that cannot be read does not keep the answer back."""
    workspace.fail_next("users.info", "user_not_found")
    answer = await sara.hears(await sara.writes("when is the check-in due?"))
    assert "Wed, December 1, 2021 at 23:59 PST" in answer.words


async def test_a_database_that_fails_leaves_the_event_to_be_sent_again(
    workspace: Workspace, sara: Person
) -> None:
    """What could not be written down is not acknowledged."""
    workspace.impatient("message", seconds=0.3)
    failed = "timeout" if workspace.mode == "socket" else "http 500"
    workspace.tolerate("message", failed)
    workspace.expected_errors |= {"listener_failed"}
    async with workspace.broken_inbox():
        question = await sara.writes("What is KVM?")
        await workspace.playground.wire.wait_for(
            lambda e: e.name == "message" and e.status == failed
        )
    assert "KVM integrates" in (await sara.hears(question)).words
    await workspace.settle()
    assert len(await sara.answers(question)) == 1
