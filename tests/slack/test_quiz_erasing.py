"""`/quiz erase`: what goes and what stays is said first; who was in what is over is nobody's any more."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.storage.all_tables import metadata
from tests.slack import live_kit as kit
from tests.slack.person import Person
from tests.slack.quiz_kit import reads
from tests.slack.seen import Seen
from tests.slack.test_homework import card, does, given, page
from tests.slack.workspace import Workspace

ASKS = "Erase what I keep of you in quizzes?"


@pytest.fixture(autouse=True)
def meant_for_all(workspace: Workspace) -> None:
    """Words of the form that the class reads."""
    workspace.made_public("homework")


async def played(workspace: Workspace, host: Person, *people: Person) -> Seen:
    """A live quiz of one question, played to its end: all are right."""
    _, quiz = await kit.opened(workspace, host, number="1")
    for person in people:
        await person.presses("Join", quiz)
    await kit.goes_on(workspace, host, "Start")
    _, [question] = await kit.kept(workspace)
    right = next(o.text for o in question.poll.options if o.id in question.correct)
    for person in people:
        await kit.answers(person, quiz, 1, right)
    await kit.goes_on(workspace, host, "Show the answer")
    await kit.goes_on(workspace, host, "Finish: show the podium")
    return await kit.lobby(host)


async def stored(workspace: Workspace, *tables: str) -> str:
    """Every word of these tables."""

    def read(connection: object) -> str:
        rows = [
            row
            for name in tables
            for row in connection.execute(select(metadata.tables[name]))  # type: ignore[attr-defined]
        ]
        return "\n".join(str(tuple(row)) for row in rows)

    return await workspace.bot.storage.database.read(read)


async def test_who_was_in_a_quiz_that_is_over_is_nobody_and_the_channel_says_so(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await kit.approved(workspace)
    quiz = await played(workspace, elena, sara, tom)
    _, [question] = await kit.kept(workspace)
    players = await workspace.bot.deps.quizzes.live.playing.players(question.poll.about)
    hers, his = players[sara.id].name, players[tom.id].name
    thread = [message.words for message in await elena.replies(quiz)]
    assert sum(hers in words for words in thread) == 2, "below the question, and on the podium"
    assert hers in quiz.words

    await sara.types("/quiz erase")
    asks = await reads(sara, ASKS)
    assert "Who you were in 1 live quiz that is over" in asks.words
    assert "Files of results that your teachers have saved already" in asks.words
    assert "still running" not in asks.words
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    await reads(sara, "in what is over you are “Someone” now")
    await workspace.settle()

    assert sara.id not in await stored(workspace, "ballots", "polls")
    after = [await kit.lobby(elena), *await elena.replies(quiz)]
    assert not any(hers in message.words for message in after)
    assert sum("Someone" in message.words for message in after) == 3
    assert his in after[0].words
    await sara.presses("My result", after[0])
    assert "1 of 1 right" not in (await sara.told(thread=None)).words
    _, table = await workspace.bot.deps.quizzes.results.table(question.poll.about)
    rows = table.decode().splitlines()
    assert sorted(row.split(",")[:4] for row in rows[1:]) == sorted(
        [["Someone", "1000", "1", "1"], [his, "1000", "1", "1"]]
    )


async def test_homework_that_is_closed_forgets_who_it_was_and_one_that_is_open_is_left(
    workspace: Workspace, elena: Person, sara: Person, tom: Person
) -> None:
    await given(workspace, elena)
    await does(workspace, sara, "yyn")
    await sara.types("/quiz erase")
    asks = await reads(sara, ASKS)
    assert "1 live quiz or homework that is still running, with your answers" in asks.words
    assert "Only my practice" not in asks.buttons
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    assert (
        "type `/quiz erase` again once it is over" in (await reads(sara, "What still runs")).words
    )
    assert sara.id in await stored(workspace, "ballots")
    await sara.presses("Start", await card(sara))
    await workspace.settle()
    assert "All 3 answered" in (await page(sara)).words

    await does(workspace, tom, "yyy")
    await workspace.later(days=8)
    await workspace.bot.deps.quizzes.homework.tick()
    await workspace.settle()
    before = (await card(elena)).words
    await sara.types("/quiz erase")
    asks = await reads(sara, "Who you were in 1 homework that is over")
    assert "still running" not in asks.words
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    await reads(sara, "in what is over you are “Someone” now")
    assert sara.id not in await stored(workspace, "ballots", "polls")
    assert tom.id in await stored(workspace, "ballots")
    assert (await card(elena)).words == before
    assert "2 took part, 2 finished" in before


async def test_practice_alone_may_go_and_the_results_stay(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await kit.approved(workspace)
    await played(workspace, elena, sara)
    await sara.types("/quiz lecture 13")
    await sara.presses("I don't know", await reads(sara, "Question 1 of"))
    await reads(sara, "Now you know")
    await sara.types("/quiz erase")
    await sara.presses("Only my practice", await reads(sara, ASKS), confirm="Erase it")
    await reads(sara, "Nothing of your practice is kept any more.")
    assert sara.id not in await stored(workspace, "practice_answers", "practice_memories")
    assert sara.id in await stored(workspace, "ballots")


async def test_a_player_with_more_time_is_told_that_it_stays_and_leaves_no_trace_of_it_in_a_quiz(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    """Also where they did not play: a quiz keeps who would have had more."""
    parts, bank = workspace.bot.deps.polls.parts, workspace.bot.storage.bank
    await bank.give_time(parts.workspace, parts.course, sara.id, 50)
    await kit.approved(workspace)
    await played(workspace, elena)
    assert sara.id in await stored(workspace, "polls")
    await sara.types("/quiz erase")
    asks = await reads(sara, "The extra time that your teachers gave you")
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    await reads(sara, "Done.")
    assert sara.id not in await stored(workspace, "polls")
    assert await bank.extra_time(parts.workspace, parts.course) == {sara.id: 50}


async def test_with_nothing_kept_it_says_so_and_keeping_it_erases_nothing(
    workspace: Workspace, elena: Person, sara: Person
) -> None:
    await sara.types("/quiz erase")
    asks = await reads(sara, ASKS)
    assert "This stays" not in asks.words
    await sara.presses("Erase all of it", asks, confirm="Erase it")
    await reads(sara, "There was nothing of yours to erase.")
    await kit.approved(workspace)
    await played(workspace, elena, sara)
    await sara.types("/quiz erase")
    await sara.presses("Keep it", await reads(sara, ASKS))
    await reads(sara, "Nothing was erased.")
    assert sara.id in await stored(workspace, "ballots")
