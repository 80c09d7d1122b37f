"""What a class is asked in homework is not shown to it in a live quiz meanwhile, nor the other way round; the draft says so."""

from __future__ import annotations

import pytest

from tests.slack import live_kit as kit
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace

UNTIL = "homework asks them until "


@pytest.fixture(autouse=True)
def meant_for_all(workspace: Workspace) -> None:
    """Words of the form that the class reads."""
    workspace.made_public("homework")


async def formed(elena: Person, number: int) -> Seen:
    """The private look at a homework of so many questions."""
    await elena.types("/quiz homework")
    window = await elena.sees_window("Homework")
    assert await elena.submits(window, number=str(number)) == {}
    return await elena.told()


async def given(workspace: Workspace, elena: Person, number: int) -> Seen:
    """Homework of so many of the four approved questions, as it stands in the channel."""
    await elena.presses("Post", await formed(elena, number))
    await workspace.settle()
    return [m for m in await elena.timeline(MAIN) if "Homework:" in m.words][-1]


async def now(elena: Person) -> Seen:
    """The last word that she alone is shown."""
    return (await elena.private())[-1]


async def test_a_live_quiz_goes_without_what_homework_asks_and_its_host_reads_that(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    await given(workspace, elena, 3)
    [homework] = await workspace.bot.deps.quizzes.homework.running()
    asked = {one.item.stem.text for one in homework.questions}
    [free] = {stem for stem, *_ in kit.QUESTIONS} - asked

    await elena.types("/quiz live")
    window = await elena.sees_window("Live quiz")
    errors = await elena.submits(window, number="2", lecture="13")
    assert errors["number"].startswith("There is only 1 approved question about Lecture 13")
    assert "3 more are asked in homework that is open." in errors["number"]
    assert "close the homework first. It is open until " in errors["number"]

    assert await elena.submits(window, number="1", lecture="13") == {}
    draft = await elena.told()
    assert free in draft.words
    assert f"3 questions are left out: {UNTIL}" in draft.words
    await elena.presses("Swap", draft)
    await workspace.settle()
    swapped = (await now(elena)).words
    assert "that can be asked now are in the quiz already" in swapped
    assert not any(stem in swapped for stem in asked)


async def test_where_homework_asks_all_of_it_it_can_be_closed_from_there(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace, [kit.item(*each) for each in kit.QUESTIONS[:3]])
    await given(workspace, elena, 3)
    await elena.types("/quiz live")
    said = await elena.told()
    assert "All 3 approved questions are asked in homework that is open until " in said.words
    await elena.presses("Show the homework", said)
    await workspace.settle()
    await elena.presses("Manage", await now(elena))
    await workspace.settle()
    await elena.presses("Close now", await now(elena), confirm="Close it")
    await workspace.settle()
    assert "left out" not in (await kit.formed(elena)).words


async def test_a_draft_that_lay_opens_no_lobby_with_what_became_homework(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    draft = await kit.formed(elena, number="3")
    await given(workspace, elena, 2)
    await elena.presses("Open the lobby", draft)
    await workspace.settle()
    changed = next(m for m in await elena.private() if "Open the lobby" in m.buttons)
    assert "are asked in homework or" in changed.words
    assert "left out: homework asks" in changed.words
    assert not [m for m in await elena.timeline(MAIN) if m.words.startswith("Live quiz")]


async def test_homework_goes_without_what_a_live_quiz_asks(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    await kit.opened(workspace, elena)
    draft = await formed(elena, 1)
    assert "3 questions are left out: a live quiz asks them just now." in draft.words
    await kit.goes_on(workspace, elena, "End", confirm="End it")
    assert "left out" not in (await formed(elena, 3)).words


async def test_a_second_homework_goes_without_what_the_first_asks_and_its_maker_reads_that(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace)
    await given(workspace, elena, 3)
    [first] = await workspace.bot.deps.quizzes.homework.running()
    await elena.types("/quiz homework lecture 13")
    window = await elena.sees_window("Homework")
    errors = await elena.submits(window, number="2")
    assert (
        "There is only 1 approved question about Lecture 13 that can be asked now"
        in errors["number"]
    )
    assert "3 more are asked in homework that is open. Choose a smaller number" in errors["number"]
    assert await elena.submits(window, number="1") == {}
    draft = await elena.told()
    assert "3 questions are left out: other homework asks them until" in draft.words
    assert "live quiz" not in draft.words
    await elena.presses("Post", draft)
    await workspace.settle()
    running = await workspace.bot.deps.quizzes.homework.running()
    asked = [one.bank_id for homework in running for one in homework.questions]
    assert len(running) == 2
    assert len(asked) == len(set(asked)) == 4
    await elena.types("/quiz homework")
    said = await elena.told()
    assert "All 4 approved questions are asked in homework that is open until" in said.words
    assert "Close that homework first, or approve more" in said.words
    assert first.id in {homework.id for homework in running}


async def test_two_drafts_of_the_same_questions_do_not_both_become_homework(
    workspace: Workspace, elena: Person
) -> None:
    await kit.approved(workspace, [kit.item(*each) for each in kit.QUESTIONS[:3]])
    one, other, third = [await formed(elena, number) for number in (2, 3, 2)]
    await elena.presses("Post", one)
    await workspace.settle()
    await elena.presses("Post", other)
    await workspace.settle()
    words = "2 of these questions are asked in other homework by now, so they are left out."
    [changed] = [m for m in await elena.private() if words in m.words]
    assert "2 questions are left out: other homework asks them until" in changed.words
    await elena.presses("Post", changed)
    await workspace.settle()
    await elena.presses("Post", third)
    await workspace.settle()
    assert "Other homework that is open asks all of these" in (await now(elena)).words
    assert len(await workspace.bot.deps.quizzes.homework.running()) == 2


async def test_what_comes_back_after_a_week_waits_for_the_homework_that_asks_it(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace, [kit.item(*each) for each in kit.QUESTIONS[:3]])
    _, quiz = await kit.opened(workspace, elena)
    await kit.goes_on(workspace, elena, "Start")
    for number in (1, 2, 3):
        question = (await kit.kept(workspace))[1][-1]
        wrong = next(o.text for o in question.poll.options if o.id not in question.correct)
        for person in (sara, tom):
            await kit.answers(person, quiz, number, wrong)
        await kit.goes_on(workspace, elena, "Show the answer")
        on = "Next question" if number < 3 else "Finish: show the podium"
        await kit.goes_on(workspace, elena, on)
    went = await elena.reads("How it went")
    await elena.presses("Ask these 3 again next week", went)
    await workspace.settle()
    await workspace.later(days=5)
    await given(workspace, elena, 3)
    await workspace.later(days=2, minutes=1)
    back = await elena.reads("As you asked a week ago")
    assert "the 3 questions that went badly in “Live quiz”. Homework asks them until " in back.words
    await elena.presses("Make the quiz", back)
    await workspace.settle()
    again = (await elena.private(elena.dm))[-1]
    assert "Homework asks them until " in again.words
    [homework] = await workspace.bot.deps.quizzes.homework.running()
    await workspace.bot.deps.quizzes.homework.close(homework.id, elena.id)
    await elena.presses("Make the quiz", again)
    await workspace.settle()
    draft = (await elena.private(elena.dm))[-1]
    assert "Again: Live quiz" in draft.words
    assert "Open the lobby" in draft.buttons
