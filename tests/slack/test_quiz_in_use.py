"""What a class is being asked in homework or a live quiz is not practised meanwhile: practice would tell what is right."""

from __future__ import annotations

import pytest

from tests.slack import live_kit
from tests.slack.person import MAIN, Person
from tests.slack.quiz_kit import reads
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

THIRTEEN = "/quiz lecture 13"
STEMS = [stem for stem, *_ in live_kit.QUESTIONS]


@pytest.fixture(autouse=True)
def meant_for_all(workspace: Workspace) -> None:
    """Words of the form that the class reads."""
    for words in ("homework", "lecture 13"):
        workspace.made_public(words)


async def given(workspace: Workspace, elena: Person, number: int) -> Seen:
    """Homework of so many of the four approved questions, as it stands in the channel."""
    await elena.types("/quiz homework")
    window = await elena.sees_window("Homework")
    assert await elena.submits(window, number=str(number)) == {}
    await elena.presses("Post", await elena.told())
    await workspace.settle()
    return [m for m in await elena.timeline(MAIN) if "Homework:" in m.words][-1]


async def closed(workspace: Workspace, elena: Person, homework: Seen) -> None:
    await elena.presses("Manage", homework)
    await elena.presses("Close now", await elena.told(), confirm="Close it")
    await workspace.settle()


async def asked_in(workspace: Workspace) -> set[str]:
    """What the open homework asks."""
    [homework] = await workspace.bot.deps.quizzes.homework.running()
    return {one.item.stem.text for one in homework.questions}


async def test_questions_of_homework_are_practised_once_it_is_closed(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await live_kit.approved(workspace)
    homework = await given(workspace, elena, 3)
    [left] = {*STEMS} - await asked_in(workspace)
    await sara.types(THIRTEEN)
    assert left in (await reads(sara, "Question 1 of 1")).words
    await sara.presses("Stop", await reads(sara, "Question 1 of 1"))
    await closed(workspace, elena, homework)
    await sara.types(THIRTEEN)
    await reads(sara, "Question 1 of 4")


async def test_where_homework_asks_all_there_is_it_is_said_until_when(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await live_kit.approved(workspace)
    await given(workspace, elena, 3)
    stems = await asked_in(workspace)
    bank = workspace.bot.storage.bank
    parts = workspace.bot.deps.quizzes.practising.parts
    for one in await parts.practised():
        if one.item.stem.text not in stems:
            await bank.remove(one.workspace, one.id)
    for line in ("/quiz", THIRTEEN, "/quiz hypervisor", "/quiz due"):
        await sara.types(line)
        said = await reads(sara, "asked in homework that is open until")
        assert not any(stem in said.words for stem in stems)


async def test_an_open_card_is_refused_once_homework_asks_the_same(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """Neither a choice nor an answer on it tells anything, nor is it asked by the practice that was begun before."""
    await live_kit.approved(workspace, [live_kit.item(*each) for each in live_kit.QUESTIONS[:3]])
    await sara.types(THIRTEEN)
    first = await reads(sara, "Question 1 of 3")
    await sara.presses(next(iter(first.buttons)), first)
    await workspace.settle()
    [card] = await sara.private(MAIN)
    homework = await given(workspace, elena, 3)
    await sara.presses("Sure", card)
    said = await reads(sara, "homework or a live quiz just now")
    assert "It says" not in said.words
    assert "does not count" in said.words
    await sara.presses("Next question", said)
    await reads(sara, "All questions about lecture 13 are asked in homework that is open until")
    await closed(workspace, elena, homework)
    await sara.types(THIRTEEN)
    await reads(sara, "Question 1 of 3")


async def test_what_is_due_leaves_out_what_a_live_quiz_asks(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """From the lobby on, until it is over; a rehearsal, which nobody else sees, holds nothing back."""
    await live_kit.approved(workspace)
    await sara.types(THIRTEEN)
    for number in range(1, 5):
        seen = await reads(sara, f"Question {number} of 4")
        await sara.presses("I don't know", seen)
        on = await reads(sara, "Now you know")
        await sara.presses("Next question" if number < 4 else "See how it went", on)
    await reads(sara, "You answered 4 questions")
    await workspace.later(days=1)
    service = workspace.bot.deps.quizzes.practising
    assert await service.due(sara.id) == 4
    await elena.presses("Rehearse", await live_kit.formed(elena))
    assert "The rehearsal is in our direct message" in (await elena.told()).words
    assert await service.due(sara.id) == 4
    await live_kit.opened(workspace, elena)
    assert await service.due(sara.id) == 1
    await sara.opens_app("home")

    async def due() -> bool | None:
        return "1 question due." in (await sara.sees_home()).words or None

    await sara.until(due, "what is due on the Home tab")
    await live_kit.goes_on(workspace, elena, "Start")
    assert await service.due(sara.id) == 1
    await live_kit.goes_on(workspace, elena, "End", confirm="End it")
    assert await service.due(sara.id) == 4
