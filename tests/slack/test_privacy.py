"""What is asked in private stays there: nobody else can find it anywhere they may look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.slack.person import MAIN, STAFF, Person
from tests.slack.workspace import Workspace

SECRET = "What is a unikernel, and why am I so lost?"
WORDS = ("unikernel", "so lost")


async def in_a_direct_message(sara: Person) -> None:
    question = await sara.writes(SECRET)
    answer = await sara.hears(question)
    await sara.presses("Not helpful", on=answer)
    await sara.told(channel=sara.dm, thread=answer)


async def with_a_command(sara: Person) -> None:
    await sara.types(f"/ask {SECRET}")
    await sara.presses("Helpful", on=await sara.told())
    await sara.told()


async def with_a_command_among_others(sara: Person) -> None:
    await sara.types(f"/ask {SECRET}", channel=MAIN)
    await sara.presses("Not helpful", on=await sara.told())
    offered = await sara.told()
    await sara.presses("Rephrase", on=offered)
    await sara.submits(await sara.sees_window("Rephrase"), question=f"{SECRET} Really.")
    await sara.told()


async def in_a_window_that_was_not_sent(sara: Person) -> None:
    answer = await sara.hears(await sara.writes(f"Explain backpropagation. {SECRET}"))
    if "Ask a TA" not in answer.buttons:
        await sara.presses("Not helpful", on=answer)
        answer = await sara.told(channel=sara.dm, thread=answer)
    await sara.presses("Ask a TA", on=answer)
    await sara.closes(await sara.sees_window("Ask a TA"))


@pytest.mark.parametrize(
    "asks",
    [
        in_a_direct_message,
        with_a_command,
        with_a_command_among_others,
        in_a_window_that_was_not_sent,
    ],
)
async def test_nobody_else_sees_it(
    workspace: Workspace, sara: Person, asks: Callable[[Person], Awaitable[None]]
) -> None:
    """Everything that each other person can see, in every channel, thread, window and Home."""
    others = [p for p in workspace.people.values() if p is not sara]
    await asks(sara)
    for other in others:
        await other.opens_app("home")
        await other.sees_home()
    await workspace.settle()
    for other in others:
        seen = await other.everything()
        assert not [w for w in WORDS if w in seen.casefold()], other.name
    assert "unikernel" in await sara.everything()


async def test_a_private_topic_does_not_colour_a_public_answer(
    workspace: Workspace, sara: Person
) -> None:
    """A follow-up in a channel knows nothing of what the same person asked in private."""
    await sara.hears(await sara.writes("What is KVM?"))
    await sara.types("/ask What is KVM?")
    await sara.told()
    workspace.made_public("What is KVM?")
    question = await sara.writes("@Lectern and what is it?", channel=MAIN)
    assert "The lecture doesn't say" in (await sara.hears(question)).words


async def test_the_topic_of_a_private_channel_stays_there(sara: Person, mina: Person) -> None:
    question = await mina.writes("@Lectern What is KVM?", channel=STAFF)
    await mina.hears(question)
    assert "KVM integrates" not in await sara.everything()


async def test_a_vote_and_a_near_miss_are_seen_by_nobody_else(
    workspace: Workspace, sara: Person, tom: Person
) -> None:
    question = await sara.writes("@Lectern What is KVM?", channel=MAIN)
    answer = await sara.hears(question)
    before = await tom.everything()
    await sara.presses("Not helpful", on=answer)
    await sara.told(thread=question)
    await sara.presses("Show slide", on=answer)
    await sara.sees_window("Slide 26")
    await workspace.settle()
    assert await tom.everything() == before
