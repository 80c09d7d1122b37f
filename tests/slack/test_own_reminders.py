"""Reminders that people ask for themselves: what will come is said; done, silence and snooze are each one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.blocks.answers import Message
from bot.blocks.mrkdwn import actions, button
from bot.services.deadlines.ports import DatedItem
from bot.services.reminding.ports import WAITING, Reminder
from tests.slack.dates_kit import CHECK_IN, SOON, stands
from tests.slack.person import MAIN, Person
from tests.slack.workspace import Workspace


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def coming(workspace: Workspace, person: Person) -> list[Reminder]:
    """What waits for somebody."""
    deps = workspace.bot.deps
    parts = deps.deadlines.parts
    found = await deps.reminders.coming(parts.workspace, parts.course, audiences=(person.id,))
    assert all(row.state == WAITING for row in found)
    return list(found)


async def presses_in_a_reminder(
    workspace: Workspace, person: Person, action_id: str, value: str
) -> None:
    """A click on a reminder's button, as the reminder has it."""
    workspace.made_public("reminders")
    await person.types("/deadlines reminders")
    await workspace.settle()
    await person.presses("Change…", on=(await person.private())[-1])
    await workspace.settle()
    click = workspace.playground.wire.deliveries("block_actions")[-1]
    action = {"type": "button", "block_id": "b", "action_id": action_id, "value": value}
    trigger = f"own-{action_id}-{value}-{len(workspace.playground.wire.entries)}"
    sent = {**click.request, "actions": [action], "trigger_id": trigger}
    for window in await person.windows():
        await person.closes(window)
    assert (await workspace.playground.hub.send("interactive", sent)).ok
    await workspace.settle()


async def test_somebody_chooses_for_one_deadline_and_hears_what_will_come(
    workspace: Workspace, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines remind chekc-in")
    window = await sara.sees_window("Remind me")
    assert "*Term Project Check-in*" in window.words
    assert await sara.submits(window, leads=["1 day before", "1 hour before"]) == {}
    told = await sara.told()
    assert told.words.splitlines() == [
        "I will write to you about *Term Project Check-in*:",
        "• Wed, December 1, 2021 at 08:59 CET (Tue, November 30 at 23:59 PST, course time) (1 day before)",
        "• Thu, December 2, 2021 at 07:59 CET (Wed, December 1 at 22:59 PST, course time) (1 hour before)",
    ]
    times = [CHECK_IN - timedelta(days=1), CHECK_IN - timedelta(hours=1)]
    assert [row.due_at for row in await coming(workspace, sara)] == times
    assert await coming(workspace, tom) == []
    assert await tom.private() == []


async def test_somebody_chooses_for_all_deadlines_also_those_to_come(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines remind")
    window = await sara.sees_window("Remind me")
    assert await sara.submits(window, leads=["2 days before"]) == {}
    assert "*Term Project Check-in* (2 days before)" in (await sara.told()).words
    await stands(workspace, "Tutorial 9", CHECK_IN + timedelta(days=1))
    assert len(await coming(workspace, sara)) == 2


async def test_from_one_deadlines_window_all_can_be_chosen(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    await stands(workspace, "Tutorial 9", CHECK_IN + timedelta(days=1))
    await sara.types("/deadlines")
    await sara.picks("Remind me…", on=await sara.told())
    window = await sara.sees_window("Remind me")
    await sara.submits(window, scope="All deadlines", leads=["1 day before"])
    assert "I will write to you about all deadlines" in (await sara.told()).words
    assert {row.item_id for row in await coming(workspace, sara)} != {check_in.id}


async def test_nothing_ticked_is_no_reminder(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    """Of one deadline, where the others are wanted."""
    await sara.types("/deadlines remind")
    await sara.submits(await sara.sees_window("Remind me"), leads=["1 day before"])
    await sara.told()
    await sara.types("/deadlines remind check-in")
    await sara.submits(await sara.sees_window("Remind me"), leads=[])
    assert "No reminder of *Term Project Check-in* is ahead." in (await sara.told()).words
    assert await coming(workspace, sara) == []


async def test_the_list_of_ones_own(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines reminders")
    told = await sara.told()
    assert "For all deadlines: none" in told.words
    assert "Nothing is on its way to you." in told.words
    await sara.presses("Change…", on=told)
    await sara.submits(
        await sara.sees_window("Remind me"), leads=["1 week before", "2 hours before"]
    )
    await sara.presses("My reminders", on=await sara.told())
    told = await sara.told()
    assert "For all deadlines: 1 week and 2 hours before" in told.words
    assert "*Coming*\n• Thu, November 25" in told.words
    assert told.words.count("Term Project Check-in") == 2
    await sara.types("/deadlines done check-in")
    await sara.told()
    await sara.types("/deadlines reminders")
    told = await sara.told()
    assert "*Single deadlines*\n*Term Project Check-in* · ✓ done" in told.words
    assert "Coming" not in told.words


async def test_done_is_ones_own_and_can_be_taken_back(
    workspace: Workspace, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    for person in (sara, tom):
        await person.types("/deadlines remind")
        await person.submits(await person.sees_window("Remind me"), leads=["1 day before"])
        await person.told()
    await presses_in_a_reminder(workspace, sara, "reminder_done", check_in.id)
    told = (await sara.private())[-1]
    assert told.words.startswith("Done. I won't remind you of it any more.")
    assert await coming(workspace, sara) == []
    assert len(await coming(workspace, tom)) == 1
    await sara.presses("Not done yet", on=told)
    await workspace.settle()
    assert len(await coming(workspace, sara)) == 1


async def test_muting_one_or_all(workspace: Workspace, sara: Person, check_in: DatedItem) -> None:
    await stands(workspace, "Tutorial 9", CHECK_IN + timedelta(days=1))
    await sara.types("/deadlines remind")
    await sara.submits(await sara.sees_window("Remind me"), leads=["1 day before"])
    await sara.told()
    await presses_in_a_reminder(workspace, sara, "reminder_mute", check_in.id)
    muted = (await sara.private())[-1]
    assert "Muted: you get no direct reminders of it." in muted.words
    assert [row.item_id for row in await coming(workspace, sara)] != [check_in.id]
    assert len(await coming(workspace, sara)) == 1
    await sara.types("/deadlines mute")
    await workspace.settle()
    assert await coming(workspace, sara) == []
    await sara.types("/deadlines unmute")
    await workspace.settle()
    assert len(await coming(workspace, sara)) == 1
    await sara.types("/deadlines unmute check-in")
    await workspace.settle()
    assert len(await coming(workspace, sara)) == 2


async def test_silence_for_all_is_said_where_somebody_asks_for_one(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines mute")
    await sara.told()
    await sara.types("/deadlines remind check-in")
    await sara.submits(await sara.sees_window("Remind me"), leads=["1 day before"])
    told = await sara.told()
    assert "You have muted all direct reminders" in told.words
    await sara.presses("Unmute all", on=told)
    await workspace.settle()
    assert len(await coming(workspace, sara)) == 1


@pytest.mark.parametrize(("span", "hours"), [("1h", 1), ("4h", 4), ("1d", 24)])
async def test_snoozing_rings_once_more(
    workspace: Workspace, sara: Person, check_in: DatedItem, span: str, hours: int
) -> None:
    await presses_in_a_reminder(workspace, sara, "reminder_snooze_1", f"{check_in.id}:{span}")
    assert "I will remind you of *Term Project Check-in* again" in (await sara.private())[-1].words
    (row,) = await coming(workspace, sara)
    expected = workspace.clock.now() + timedelta(hours=hours)
    assert abs(row.due_at - expected) < timedelta(minutes=5)


async def test_there_is_no_snoozing_past_the_deadline(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    workspace.clock.move_to(CHECK_IN - timedelta(minutes=20))
    await presses_in_a_reminder(workspace, sara, "reminder_snooze_0", f"{check_in.id}:4h")
    assert "There is no time to remind you" in (await sara.private())[-1].words
    assert await coming(workspace, sara) == []
    workspace.clock.move_to(CHECK_IN + timedelta(minutes=20))
    await presses_in_a_reminder(workspace, sara, "reminder_snooze_0", f"{check_in.id}:1h")
    assert "This deadline is over." in (await sara.private())[-1].words


async def test_a_reminders_button_for_everybody_opens_each_ones_own_window(
    workspace: Workspace, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    offer = [actions(button("Remind me", "remind_me", check_in.id))]
    await workspace.bot.deps.slack.post(MAIN, Message("Check-in", offer), key="r1", kind="reminder")
    (posted,) = await sara.timeline(MAIN)
    for person in (sara, tom):
        await person.presses("Remind me", on=posted)
        await person.submits(await person.sees_window("Remind me"), leads=["1 hour before"])
        assert "I will write to you" in (await person.told()).words
    assert [len(await coming(workspace, person)) for person in (sara, tom)] == [1, 1]


async def test_a_button_of_what_is_gone_or_nonsense_says_so(
    workspace: Workspace, sara: Person, elena: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines cancel check-in")
    await elena.presses("Cancel it", on=await elena.told())
    for value in (check_in.id, "nothing", "", "a:b:c"):
        await presses_in_a_reminder(workspace, sara, "remind_me", value)
        assert "I no longer have that deadline." in (await sara.private())[-1].words


async def test_ones_own_reminders_move_with_ones_extension(
    workspace: Workspace, sara: Person, elena: Person, check_in: DatedItem
) -> None:
    await sara.types("/deadlines remind")
    await sara.submits(await sara.sees_window("Remind me"), leads=["1 hour before"])
    await sara.told()
    await elena.types("/deadlines extend check-in")
    window = await elena.sees_window("Extension")
    await elena.submits(window, student=sara.id, day="2021-12-05", at="18:00")
    await elena.told()
    (row,) = await coming(workspace, sara)
    assert row.target_at - row.due_at == timedelta(hours=1)
    assert row.target_at > CHECK_IN + timedelta(days=3)


async def test_of_several_that_fit_one_is_chosen(workspace: Workspace, sara: Person) -> None:
    for n in (6, 7):
        await stands(workspace, f"Tutorial {n}", SOON)
    await sara.types("/deadlines mute tutorial")
    told = await sara.told()
    assert "Which one? Choose it from its menu." in told.words
    await sara.picks("Mute", on=told, beside="Tutorial 7")
    assert "Muted" in (await sara.told()).words
    await sara.types("/deadlines mute underwater")
    assert "I know no deadline like that." in (await sara.told()).words
