"""Private extensions: given, changed, withdrawn and taken back; seen by their student and the instructors alone."""

from __future__ import annotations

import pytest

from bot.services.deadlines.ports import DatedItem
from tests.slack.dates_kit import kept, stands, told_anew
from tests.slack.person import Person
from tests.slack.workspace import Workspace


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def test_an_extension_is_seen_by_its_student_and_instructors_alone(
    workspace: Workspace, elena: Person, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines extend check-in")
    window = await elena.sees_window("Extension")
    assert await elena.submits(window, student=sara.id, day="2021-12-05", at="18:00") == {}
    given = await elena.told()
    assert f"<@{sara.id}> has until Sun, December 5, 2021 at 18:00 PST" in given.words
    assert "I have not told them." in given.words
    await sara.types("/deadlines")
    words = (await sara.told()).words
    assert "Due Mon, December 6, 2021 at 03:00 CET" in words
    assert "Extended for you; for everybody else Thu, December 2, 2021 at 08:59 CET" in words
    assert await sara.timeline(sara.dm) == []
    for other in (tom, elena):
        await other.types("/deadlines")
        words = (await other.told()).words
        assert "Wed, December 1, 2021 at 23:59 PST" in words
        assert "Extended" not in words
    await elena.types("/deadlines extensions")
    listed = await elena.told()
    assert f"<@{sara.id}> · *Term Project Check-in*" in listed.words
    await elena.presses("Withdraw", on=listed)
    assert "is withdrawn" in (await told_anew(workspace, elena)).words
    await sara.types("/deadlines")
    assert "Extended" not in (await told_anew(workspace, sara)).words


async def gives(elena: Person, sara: Person, day: str) -> None:
    await elena.types("/deadlines extend check-in")
    window = await elena.sees_window("Extension")
    assert await elena.submits(window, student=sara.id, day=day, at="18:00") == {}


async def until(workspace: Workspace, person: Person) -> str:
    """Until which day of December somebody has for the check-in, by the course's clock."""
    (item,) = await kept(workspace)
    seen = await workspace.bot.deps.deadlines.listing.one(person.id, item.id)
    assert seen is not None
    return f"{seen.target.astimezone(workspace.config.zone):%d}"


async def test_giving_an_extension_can_be_taken_back(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await gives(elena, sara, "2021-12-05")
    given = await elena.told()
    assert list(given.buttons) == ["Undo"]
    await elena.presses("Undo", on=given)
    told = await told_anew(workspace, elena)
    assert f"Taken back. <@{sara.id}> has the same deadline as everybody again." in told.words
    assert not told.buttons
    assert await until(workspace, sara) == "01"


async def test_changing_an_extension_can_be_taken_back_to_the_one_before(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await gives(elena, sara, "2021-12-05")
    first = await elena.told()
    await gives(elena, sara, "2021-12-07")
    await workspace.settle()
    second = (await elena.private())[-1]
    assert list(second.buttons) == ["Undo", "Withdraw"]
    await elena.presses("Undo", on=first)
    await workspace.settle()
    assert "was changed since" in (await elena.private())[0].words
    assert await until(workspace, sara) == "07"
    await elena.presses("Undo", on=second)
    told = await told_anew(workspace, elena)
    assert f"Taken back. <@{sara.id}> has until Sun, December 5" in told.words
    assert await until(workspace, sara) == "05"


async def test_withdrawing_an_extension_can_be_taken_back(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await gives(elena, sara, "2021-12-05")
    await elena.told()
    await elena.types("/deadlines extensions")
    await workspace.settle()
    await elena.presses("Withdraw", on=(await elena.private())[-1])
    withdrawn = await told_anew(workspace, elena)
    assert await until(workspace, sara) == "01"
    await elena.presses("Undo", on=withdrawn)
    assert "has until Sun, December 5" in (await told_anew(workspace, elena)).words
    assert await until(workspace, sara) == "05"


async def test_a_student_is_told_of_their_extension_where_the_instructor_ticks_so(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines extend check-in")
    window = await elena.sees_window("Extension")
    await elena.submits(window, student=sara.id, day="2021-12-05", at="18:00", tell=True)
    assert "They were told by direct message." in (await elena.told()).words
    (letter,) = await sara.timeline(sara.dm)
    assert "You have an extension for *Term Project Check-in*: Mon, December 6" in letter.words
    assert letter.raw["metadata"]["event_type"] == "lectern_extension"


async def test_an_extension_is_later_and_ahead(
    workspace: Workspace, elena: Person, sara: Person, check_in: DatedItem
) -> None:
    await elena.types("/deadlines extend check-in")
    window = await elena.sees_window("Extension")
    assert await elena.submits(window, student=sara.id, day="2021-12-01", at="12:00") == {
        "day": "That is no later than for everybody."
    }
    assert await elena.submits(window, day="2021-12-05") == {"student": "Choose a student."}
    assert await elena.submits(window, student=sara.id, day="2022-03-13", at="02:30") == {
        "at": "The clocks skip this time on that day. Choose another."
    }
