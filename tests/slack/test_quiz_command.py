"""`/quiz` and what may follow it."""

from __future__ import annotations

from tests.slack import quiz_kit as kit
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


async def test_what_begins_like_a_command_of_instructors_is_a_topic_where_there_is_one(
    workspace: Workspace, sara: Person
) -> None:
    await kit.banked(workspace, kit.choice("What does live migration move?", "a guest", "a host"))
    await sara.types("/quiz live migration")
    assert "What does live migration move?" in (await sara.told()).words
    await sara.types("/quiz live marmalade")
    assert "Only instructors of this course can do that." in (await sara.told()).words
    await sara.types("/quiz live")
    assert "Only instructors of this course can do that." in (await sara.told()).words
