"""Polls that are to come: listed, changed, stopped, and coming again by the course's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.services.polls.ports import DELETED, OPEN, SCHEDULED, SINGLE, Poll
from tests.slack import polls_kit as kit
from tests.slack.person import Person
from tests.slack.poll_kit import polls, previewed, reads
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

LINE = '/poll "Ready?" "Yes" "Not yet"'


async def scheduled(workspace: Workspace, elena: Person, flags: str) -> Poll:
    """Type it, look at it, and schedule it."""
    shown = await previewed(elena, f"{LINE} {flags}")
    await elena.presses("Schedule", on=shown)
    await reads(elena, "Scheduled for")
    (poll,) = await polls(workspace, SCHEDULED)
    return poll


async def managed(person: Person) -> Seen:
    """The panel of the first poll in the list."""
    await person.types("/poll list")
    listed = await person.told()
    while "Manage" not in listed.buttons:
        listed = await person.told()
    await person.presses("Manage", on=listed)
    return await reads(person, "Not posted yet")


async def test_a_scheduled_poll_is_listed_and_not_posted_when_it_was_stopped(
    workspace: Workspace, elena: Person
) -> None:
    poll = await scheduled(workspace, elena, "--at 14:00")
    shown = await managed(elena)
    assert "Close now" not in shown.buttons
    await elena.presses("Don't post it…", on=shown, confirm="Don't post it")
    await reads(elena, "It will not be posted.")
    await workspace.later(hours=5)
    assert (await kit.stored(workspace, poll)).state == DELETED
    assert workspace.posts == []


async def test_a_poll_that_opened_while_somebody_looked_is_told(
    workspace: Workspace, elena: Person
) -> None:
    workspace.made_public(LINE.removeprefix("/poll ") + " --at 14:00")
    await scheduled(workspace, elena, "--at 14:00")
    shown = await managed(elena)
    await workspace.later(hours=5)
    await elena.presses("Don't post it…", on=shown, confirm="Don't post it")
    await reads(elena, "It has just been posted")
    assert len(await polls(workspace, OPEN)) == 1


async def test_its_time_is_changed_in_its_window(workspace: Workspace, elena: Person) -> None:
    poll = await scheduled(workspace, elena, "--at 14:00")
    await elena.presses("Edit…", on=await managed(elena))
    window = await elena.sees_window("Edit poll")
    errors = await elena.submits(window, opens_day="2021-11-19", opens_at="09:00")
    assert "in the past" in errors["opens_at"]
    assert await elena.submits(window, opens_day="2021-11-22", opens_at="09:00") == {}
    await reads(elena, "Changed.")
    assert (await kit.stored(workspace, poll)).opens_at == datetime(2021, 11, 22, 17, tzinfo=UTC)


async def test_a_weekly_poll_comes_again_until_it_is_stopped(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    workspace.made_public(LINE.removeprefix("/poll ") + " --every monday 9am --close 1h")
    first = await scheduled(workspace, elena, "--every monday 9am --close 1h")
    assert first.opens_at == datetime(2021, 11, 22, 17, tzinfo=UTC)
    await workspace.move_to(first.opens_at)
    (second,) = await polls(workspace, SCHEDULED)
    assert second.opens_at == first.opens_at + timedelta(days=7)
    await workspace.move_to(second.opens_at)
    assert len([m for m in await sara.timeline(kit.CLASS) if "Ready?" in m.words]) == 2
    (running,) = await polls(workspace, OPEN)
    assert running.id == second.id
    await elena.presses("Manage", await kit.shown(elena, running))
    shown = await reads(elena, "Comes again")
    await elena.presses("Stop repeating…", on=shown, confirm="Stop it")
    await reads(elena, "Stopped. It will not come again.")
    assert await polls(workspace, SCHEDULED) == []
    await workspace.later(days=14)
    assert len([m for m in await sara.timeline(kit.CLASS) if "Ready?" in m.words]) == 2


async def test_students_stop_nothing_that_is_not_theirs(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    poll = await kit.asked(workspace, SINGLE, "Yes", "No", repeats="weekly")
    await sara.presses("Manage", await kit.shown(sara, poll))
    assert "Only whoever made this poll" in (await sara.told()).words
