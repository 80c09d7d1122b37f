"""After a live quiz, and before it: how it went, what comes back, one's own result; a rehearsal."""

from __future__ import annotations

import asyncio

from bot.services.quizzes.live.model import Question
from tests.slack import live_kit as kit
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import Workspace


def _text(question: Question, *, right: bool) -> str:
    return next(o.text for o in question.poll.options if (o.id in question.correct) == right)


async def played(workspace: Workspace, elena: Person, sara: Person, tom: Person) -> Seen:
    """Three questions, of which both miss the second, Tom sure of it; the quiz's message."""
    await kit.approved(workspace)
    _, quiz = await kit.opened(workspace, elena)
    await kit.goes_on(workspace, elena, "Start")
    for number in (1, 2, 3):
        question = (await kit.kept(workspace))[1][-1]
        for person in (sara, tom):
            said = await kit.answers(person, quiz, number, _text(question, right=number != 2))
            await person.presses("Sure" if person is tom else "Not sure", said)
            await workspace.settle()
        await kit.goes_on(workspace, elena, "Show the answer")
        await kit.goes_on(
            workspace, elena, "Next question" if number < 3 else "Finish: show the podium"
        )
    return await kit.lobby(elena)


async def test_the_host_is_told_how_it_went_and_students_are_not(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await played(workspace, elena, sara, tom)
    told = await elena.reads("How it went")

    assert "2 players, 3 questions; 67 % of the answers were right." in told.words
    assert "Question 2: 0 of 2 right, *1 sure and wrong*" in told.words
    for person in (sara, tom):
        assert "How it went" not in await person.everything()
    await asyncio.gather(elena.presses("CSV", told), elena.presses("CSV", told))
    await workspace.settle()
    said = [m.words for m in await elena.private(elena.dm)]
    assert any("You asked for this file a moment ago" in words for words in said)
    [message] = [m for m in await elena.timeline(elena.dm) if m.raw.get("files")]
    assert message.raw["files"][0]["name"] == "quiz-live-quiz.csv"


async def test_a_player_sees_all_of_their_own_result_in_the_end(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    quiz = await played(workspace, elena, sara, tom)
    await tom.presses("My result", quiz)
    await workspace.settle()

    mine = (await tom.private())[-1]
    assert "2 of 3 right" in mine.words
    assert "You were sure of it" in mine.words
    assert "It says" in mine.words
    assert "Only you see this" in mine.words


async def test_what_went_badly_comes_back_after_a_week_and_opens_a_lobby(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await played(workspace, elena, sara, tom)
    await elena.presses("Ask this again next week", await elena.reads("How it went"))
    await workspace.settle()
    said = (await elena.private(elena.dm))[-1]
    assert "The question comes back to you" in said.words

    await workspace.later(days=7, minutes=1)
    back = await elena.reads("As you asked a week ago")
    assert "Again: Live quiz" in back.words
    await elena.presses("Open the lobby", back)
    await workspace.settle()
    assert "Again: Live quiz" in (await kit.lobby(sara)).words


async def test_undo_brings_nothing_back(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await played(workspace, elena, sara, tom)
    await elena.presses("Ask this again next week", await elena.reads("How it went"))
    await workspace.settle()
    await elena.presses("Undo", (await elena.private(elena.dm))[-1])
    await workspace.settle()
    assert "Undone" in (await elena.private(elena.dm))[-1].words

    await workspace.later(days=8)
    assert not [m for m in await elena.timeline(elena.dm) if "a week ago" in m.words]


async def test_a_rehearsal_is_played_in_the_direct_message_by_invented_players(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    before = len(await sara.timeline(MAIN))
    await elena.presses("Rehearse", await kit.formed(elena, seconds="20"))
    await workspace.settle()
    lobby = await kit.lobby(elena, elena.dm)
    assert "Rehearsal" in lobby.words
    assert "8 players" in lobby.words
    await elena.presses("Host controls", lobby)
    await workspace.settle()
    for number in (1, 2, 3):
        await elena.presses("Start" if number == 1 else "Next question", await _panel(elena))
        await workspace.settle()
        await kit.look(workspace)
        await workspace.later(seconds=15)
        await kit.look(workspace)
        await workspace.settle()
        await elena.presses("Show the answer", await _panel(elena))
        await workspace.settle()
    await elena.presses("Finish: show the podium", await _panel(elena))
    await workspace.settle()
    over = await kit.lobby(elena, elena.dm)
    assert "(invented)" in over.words
    assert "(rehearsal)" not in over.words
    told = await elena.reads("How it went")
    assert "The players were invented" in told.words
    assert "8 players, 3 questions" in told.words
    assert "again next week" not in told.words
    assert len(await sara.timeline(MAIN)) == before
    assert "rehearsal" not in (await sara.everything()).casefold()


async def test_a_rehearsal_that_is_being_played_is_gone_on_with_or_started_again(
    workspace: Workspace, elena: Person
) -> None:
    """Pressing Rehearse again began it anew each time, and what had been played was gone."""
    await kit.approved(workspace)
    preview = await kit.formed(elena)
    for _ in range(2):
        await elena.presses("Rehearse", preview)
        await workspace.settle()
        assert "our direct message" in (await elena.told()).words
    lobby = await kit.lobby(elena, elena.dm)
    await elena.presses("Host controls", lobby)
    await workspace.settle()
    await elena.presses("Start", await _panel(elena))
    await workspace.settle()
    await elena.presses("Rehearse", preview)
    told = await elena.told()
    assert "*Your rehearsal is under way*, at question 1 of 3." in told.words
    assert "our direct message" in told.words
    hosting = workspace.bot.deps.quizzes.live.hosting
    (before,) = await hosting.running()
    await elena.presses("Start again", told)
    await workspace.settle()
    (after,) = await hosting.running()
    assert (before.at, after.at, before.id != after.id) == (1, 0, True)
    assert "The rehearsal is in" in (await elena.told()).words
    await elena.presses("Start again", told)
    await workspace.settle()
    assert [quiz.id for quiz in await hosting.running()] == [after.id]


async def _panel(host: Person) -> Seen:
    shown = await host.private(host.dm)
    return next(m for m in reversed(shown) if "End" in m.buttons)
