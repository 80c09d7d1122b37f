"""`/quiz` and what may follow it."""

from __future__ import annotations

from tests.slack.person import Person
from tests.slack.workspace import Workspace


async def test_help_is_private_and_names_the_instructors_part_to_instructors_alone(
    workspace: Workspace, sara: Person, elena: Person
) -> None:
    await sara.types("/quiz help")
    told = await sara.told()
    assert "`/quiz lecture 13`" in told.markup
    assert "/quiz review" not in told.markup
    await elena.types("/quiz ?")
    assert "`/quiz review`" in (await elena.told()).markup
