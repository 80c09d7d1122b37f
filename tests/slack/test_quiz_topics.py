"""A topic is read alike wherever it is typed, with slips; where there is none of it, the nearest are offered."""

from __future__ import annotations

from tests.slack import live_kit as kit
from tests.slack.person import Person
from tests.slack.quiz_kit import reads
from tests.slack.workspace import Workspace

SLIP, WRONG = "hypervizor", "marmalade"
FIRST = "What runs on bare metal?"


async def test_a_slip_is_understood_by_practice_live_homework_review_and_export(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    workspace.made_public(SLIP)
    await kit.approved(workspace)
    await sara.types(f"/quiz {SLIP}")
    assert FIRST in (await reads(sara, "Question 1 of 3")).words
    for command, title in (("live", "Live quiz"), ("homework", "Homework")):
        await elena.types(f"/quiz {command} {SLIP}")
        window = await elena.sees_window(title)
        assert await elena.submits(window, number="3") == {}
        assert FIRST in (await reads(elena, FIRST)).words
    await elena.types(f"/quiz review approved {SLIP}")
    seen = await reads(elena, "1 of 3")
    assert FIRST in seen.words
    await elena.types(f"/quiz export gift {SLIP}")
    await reads(elena, "3 questions of the course")


async def test_where_nothing_is_about_it_the_nearest_are_offered(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    for command, title in (("live", "Live quiz"), ("homework", "Homework")):
        await elena.types(f"/quiz {command} {WRONG}")
        window = await elena.sees_window(title)
        errors = await elena.submits(window, number="1")
        assert list(errors) == ["topic"]
        assert "Near it: KVM, Virtualization" in errors["topic"]
        await elena.closes(window)
    await elena.types(f"/quiz export gift {WRONG}")
    await reads(
        elena,
        "There are no approved questions about “marmalade” yet. Near it: KVM, Virtualization.",
    )
    await elena.types(f"/quiz review approved {WRONG}")
    said = await reads(elena, "There is no question about “marmalade”. The closest I have:")
    await elena.presses("Virtualization", said)
    assert FIRST in (await reads(elena, "1 of 4")).words
