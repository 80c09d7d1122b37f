"""Dates of the lectures are proposed to the instructors, who confirm, dismiss, choose, and take back."""

from __future__ import annotations

from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

LIST = "/deadlines proposals"


async def proposed(workspace: Workspace, person: Person) -> Seen:
    """What `/deadlines proposals` shows once the lectures were looked through."""
    await workspace.settle()
    await person.types(LIST)
    return await person.told()


async def again(person: Person, message: Seen, words: str) -> Seen:
    """Wait until a private list says something, in its place."""

    async def look() -> Seen | None:
        found = [m for m in await person.private(MAIN) if m.ts == message.ts and words in m.words]
        return found[0] if found else None

    return await person.until(look, f"the list with {words!r}")


async def test_what_the_lecture_names_is_proposed_and_announced_only_when_confirmed(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await proposed(workspace, elena)
    assert "Term Project Check-in" in shown.words
    assert "due Wed 12/1 @ 11:59p" in shown.words
    assert "sample-lecture.txt, lecture 13" in shown.words
    assert f"announced in <#{MAIN}>" in shown.words
    assert "Students hear of nothing that you don't confirm" in shown.words
    await sara.types("/deadlines")
    assert "Nothing is coming up" in (await sara.told()).words
    await elena.presses("Confirm", on=only(shown, "Term Project Check-in"))
    done = await again(elena, shown, f"Confirmed by <@{elena.id}>")
    assert "Undo" in done.buttons
    await sara.types("/deadlines")
    assert "Term Project Check-in" in (await sara.told()).words


async def test_a_decision_can_be_taken_back(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    shown = await proposed(workspace, elena)
    await elena.presses("Dismiss", on=only(shown, "Term Project Check-in"))
    done = await again(elena, shown, f"Dismissed by <@{elena.id}>")
    await elena.presses("Undo", on=done)
    open_again = await again(elena, shown, "2 dates to confirm")
    assert "Dismissed" not in open_again.words


async def test_a_student_sees_no_proposals(workspace: Workspace, sara: Person) -> None:
    await sara.types(LIST)
    assert "Only instructors" in (await sara.told()).words


def only(message: Seen, title: str) -> Seen:
    """The message with the buttons of one date alone."""
    blocks = message.blocks
    at = next(n for n, b in enumerate(blocks) if title in str(b.get("text", "")))
    return Seen({**message.raw, "blocks": blocks[at : at + 2]})
