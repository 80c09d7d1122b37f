"""`/poll` as people type it: seen by its maker first, never posted unconfirmed, unclear lines answered and kept."""

from __future__ import annotations

import asyncio

from bot.services.polls.ports import DELETED, DRAFT, OPEN, SCHEDULED, Poll
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

QUESTION = "Which is a type-1 hypervisor?"
LINE = '/poll "Which is a type-1 hypervisor?" "KVM" "VirtualBox"'


async def polls(workspace: Workspace, *states: str) -> list[Poll]:
    parts = workspace.bot.deps.polls.parts
    found = await parts.polls.of_course(
        parts.workspace, parts.course, states=states or {DRAFT, OPEN, SCHEDULED, DELETED}
    )
    return list(found)


async def previewed(person: Person, line: str, channel: str = MAIN) -> Seen:
    await person.types(line, channel=channel)
    shown = await person.told(channel=channel)
    assert {"Edit…", "Discard"} <= set(shown.buttons), shown
    return shown


async def reads(person: Person, words: str, channel: str = MAIN) -> Seen:
    """Wait for words that only this person is shown; what was pressed may have given way to them."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(channel) if words in m.words]
        return found[-1] if found else None

    return await person.until(look, f"{words!r} in {channel}")


# A line, a preview, a poll


async def test_a_line_is_shown_to_its_maker_alone_and_posted_by_a_button(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await previewed(elena, LINE)
    assert "Only you see this" in shown.words
    assert "KVM" in shown.words
    assert await sara.timeline(MAIN) == []
    assert await sara.private() == []
    workspace.made_public(LINE.removeprefix("/poll "))
    await elena.presses("Post", on=shown)
    await reads(elena, "Posted in")
    (poll,) = await polls(workspace, OPEN)
    assert (poll.question, poll.channel, poll.creator) == (QUESTION, MAIN, elena.id)
    assert [option.text for option in poll.options] == ["KVM", "VirtualBox"]


async def test_pressed_twice_it_is_posted_once(workspace: Workspace, elena: Person) -> None:
    shown = await previewed(elena, LINE)
    await asyncio.gather(elena.presses("Post", on=shown), elena.presses("Post", on=shown))
    await reads(elena, "Posted in")
    await workspace.settle()
    assert len(await polls(workspace, OPEN)) == 1


async def test_what_is_discarded_is_never_posted(workspace: Workspace, sara: Person) -> None:
    """A student may make one, too; of what is thrown away no words are kept."""
    shown = await previewed(sara, LINE)
    await sara.presses("Discard", on=shown)
    await reads(sara, "Discarded. Nothing was posted.")
    assert await polls(workspace, DRAFT, OPEN) == []
    assert workspace.posts == []
