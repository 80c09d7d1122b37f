"""A Home tab that somebody has open shows what they did elsewhere, without being opened again."""

from __future__ import annotations

import pytest

from bot.playground.faults import Failure
from bot.services.deadlines.ports import DatedItem
from tests.slack.dates_kit import stands
from tests.slack.person import Person
from tests.slack.workspace import Workspace

NONE_YET = "None yet. `/deadlines remind`"


@pytest.fixture
async def check_in(workspace: Workspace) -> DatedItem:
    return await stands(workspace, "Term Project Check-in")


async def home_of(person: Person, words: str, *, there: bool = True) -> None:
    """Wait until their Home tab says so, or says so no more."""

    async def look() -> bool | None:
        return ((words in (await person.sees_home()).words) is there) or None

    await person.until(look, f"a Home tab with{'' if there else 'out'} {words!r}")


async def test_home_follows_what_is_typed_and_pressed_elsewhere(
    sara: Person, check_in: DatedItem
) -> None:
    await sara.opens_app("home")
    await home_of(sara, "*Term Project Check-in*")
    await home_of(sara, NONE_YET)
    await sara.types("/deadlines remind check-in")
    await sara.submits(await sara.sees_window("Remind me"), leads=["1 day before"])
    await sara.told()
    await home_of(sara, NONE_YET, there=False)
    await sara.types("/deadlines done check-in")
    done = await sara.told()
    await home_of(sara, "~Term Project Check-in~")
    await sara.presses("Not done yet", on=done)
    await home_of(sara, "*Term Project Check-in*")
    await sara.types("/deadlines mute check-in")
    await home_of(sara, NONE_YET)
    await sara.types("/deadlines unmute check-in")
    await home_of(sara, NONE_YET, there=False)
    await sara.types("/deadlines mute")
    await home_of(sara, NONE_YET)
    await sara.types("/deadlines unmute")
    await home_of(sara, NONE_YET, there=False)


async def test_home_of_somebody_else_stays(
    workspace: Workspace, sara: Person, tom: Person, check_in: DatedItem
) -> None:
    await tom.opens_app("home")
    await sara.types("/deadlines done check-in")
    await sara.told()
    await workspace.settle()
    assert "~Term Project Check-in~" not in (await tom.sees_home()).words


async def test_a_home_that_cannot_be_shown_fails_nothing(
    workspace: Workspace, sara: Person, check_in: DatedItem
) -> None:
    workspace.playground.faults.fail_next("views.publish", Failure())
    workspace.foreseen[("views.publish", "internal_error")] += 1
    await sara.types("/deadlines done check-in")
    assert (await sara.told()).words.startswith("Done. I won't remind you of it any more.")
    await workspace.settle()
    assert len(await sara.private()) == 1
    seen = await workspace.bot.deps.deadlines.listing.one(sara.id, check_in.id)
    assert seen is not None
    assert seen.done
