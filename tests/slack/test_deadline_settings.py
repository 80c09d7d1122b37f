"""Where and when the course announces: chosen by instructors, shown before it happens."""

from __future__ import annotations

import pytest

from bot.services.deadlines.ports import Announcing, DatedItem
from tests.slack.dates_kit import REFUSED, stands, told_anew
from tests.slack.person import GENERAL, MAIN, STAFF, Person
from tests.slack.workspace import Workspace


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def test_what_will_be_posted_is_shown_before(elena: Person, check_in: DatedItem) -> None:
    await elena.types("/deadlines preview")
    words = (await elena.told()).words
    assert words.count(f"<#{MAIN}> · *Term Project Check-in*") == 3
    assert "Tue, November 30, 2021 at 23:59 PST" not in words, "quiet hours put it off"
    assert "(1 day before)" in words
    assert "*Weekly digest:* Mondays at 08:00" in words
    assert "*Quiet hours:* 22:00 to 07:00" in words


async def test_an_instructor_chooses_and_the_reminders_follow(
    workspace: Workspace, elena: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines settings")
    window = await elena.sees_window("Announcements")
    chosen: dict[str, str | bool | list[str]] = {
        "leads": ["3 days before"],
        "quiet_from": "",
        "quiet_to": "",
        "digest": False,
        "channels": [MAIN, STAFF],
    }
    assert await elena.submits(window, **chosen) == {}
    told = await elena.told()
    assert f"*Announced in:* <#{MAIN}>, <#{STAFF}>" in told.words
    assert "*Reminders:* 3 days before" in told.words
    assert "*Weekly digest:* off" in told.words
    await elena.presses("What will be posted", on=told)
    words = (await elena.told()).words
    assert words.count("Sun, November 28, 2021 at 23:59 PST") == 2
    stored = await workspace.bot.deps.deadlines.wanting.announcing()
    assert stored == Announcing((MAIN, STAFF), (3 * 24 * 60,), None, digest=False)
    await elena.types("/deadlines settings")
    again = await elena.sees_window("Announcements")
    assert again.inputs["channels"]["element"]["initial_conversations"] == [MAIN, STAFF]


async def test_only_channels_that_it_is_in_can_be_chosen(
    workspace: Workspace, elena: Person
) -> None:
    await elena.types("/deadlines settings")
    window = await elena.sees_window("Announcements")
    errors = await elena.submits(window, channels=[MAIN, GENERAL], quiet_to="")
    assert "I am not in 1 of these channels." in errors["channels"]
    assert errors["quiet_to"] == "Choose both, or leave both empty."
    workspace.invite_bot(GENERAL)
    assert await elena.submits(window, channels=[MAIN, GENERAL]) == {}
    assert f"<#{GENERAL}>" in (await elena.told()).words


async def test_announcing_nowhere_is_possible_and_said_so(
    workspace: Workspace, elena: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines settings")
    await elena.submits(await elena.sees_window("Announcements"), channels=[])
    assert "*Announced in:* nowhere" in (await elena.told()).words
    await elena.types("/deadlines preview")
    assert "No reminder is waiting." in (await told_anew(workspace, elena)).words


@pytest.mark.parametrize("typed", ["settings", "preview"])
async def test_students_neither_set_nor_see_it(sara: Person, typed: str) -> None:
    await sara.types(f"/deadlines {typed}")
    assert (await sara.told()).words == REFUSED
    assert await sara.windows() == []


async def test_a_students_forged_settings_are_refused(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await elena.types("/deadlines settings")
    await elena.submits(await elena.sees_window("Announcements"), leads=["1 day before"])
    await elena.told()
    (sent,) = workspace.playground.wire.deliveries("view_submission")
    forged = {**sent.request, "user": {"id": sara.id}, "trigger_id": "forged"}
    assert REFUSED in str(await workspace.playground.hub.send("interactive", forged))
    stored = await workspace.bot.deps.deadlines.wanting.announcing()
    assert stored.leads == (24 * 60,)
