"""What is told once a quiz is over, and what comes back a week later."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.polls.ports import DRAFT
from bot.services.quizzes.bank.ports import REJECTED
from bot.services.quizzes.live.again import AFTER, QUIZ_AGAIN, Again
from bot.services.quizzes.live.model import NAME, Quiz
from bot.services.quizzes.live.results import Results, ResultsRefused, telling
from tests.unit.services.polls.made import CHANNEL, WORKSPACE
from tests.unit.services.quizzes.live.room import HOST, Room

SARA, TOM, AIKO = "U0SARA", "U0TOM", "U0AIKO"


async def names(users: Collection[str]) -> Mapping[str, str]:
    return {user: user.removeprefix("U0").title() for user in users}


def after(room: Room) -> tuple[Results, Again]:
    results = Results(room.parts, names)
    return results, Again(results, room.drafting)


async def played(room: Room) -> Quiz:
    """Question 1 went well; question 2 badly, with Tom sure of it; question 3 was skipped."""
    quiz = await room.start()
    for user in (SARA, TOM, AIKO):
        await room.answer(quiz, user, "a")
    quiz = await room.next(await room.hosting.reveal(quiz, HOST))
    await room.answer(quiz, SARA, "a")
    await room.answer(quiz, TOM, "b")
    await room.playing.sure(room.click(TOM, quiz.current), sure=True)
    await room.answer(quiz, AIKO, "c")
    await room.answer(quiz, AIKO, "b", after=1)
    quiz = await room.next(await room.hosting.reveal(quiz, HOST))
    await room.answer(quiz, SARA, "b")
    return await room.hosting.end(quiz, HOST)


async def test_the_outcome_has_what_everybody_answered_but_for_what_was_skipped() -> None:
    room = Room()
    quiz = await played(room)
    outcome = await after(room)[0].outcome(quiz.id)

    assert [put.number for put in outcome.questions] == [1, 2]
    [well, badly] = outcome.items()
    assert (well.right, well.answered, well.went_badly) == (3, 3, False)
    assert (badly.right, badly.answered, badly.confident_errors) == (1, 3, 1)
    assert badly.changed == 1
    assert badly.went_badly


async def test_nothing_is_told_of_a_quiz_that_is_still_played() -> None:
    room = Room()
    quiz = await room.start()
    results, _ = after(room)

    with pytest.raises(ResultsRefused):
        await results.outcome(quiz.id)
    with pytest.raises(ResultsRefused):
        await results.outcome("nothing")


async def test_the_table_names_who_wanted_that() -> None:
    room = Room()
    quiz = await room.lobby()
    await room.playing.join(room.click(SARA, quiz.id), NAME)
    quiz = await room.next(quiz)
    await room.answer(quiz, SARA, "a")
    await room.answer(quiz, TOM, "b")
    await room.hosting.end(await room.hosting.reveal(quiz, HOST), HOST)

    name, data = await after(room)[0].table(quiz.id)

    assert name == "quiz-live-quiz.csv"
    assert b"Sara" in data
    assert b"Tom" not in data


async def test_the_host_is_told_under_one_key_however_often_it_is_asked_for() -> None:
    room = Room()
    quiz = await played(room)
    one, other = (telling(quiz.poll, HOST, room.clock.now()) for _ in range(2))

    assert one.key == other.key
    assert one.channel == HOST


async def test_what_went_badly_comes_back_after_a_week_once() -> None:
    room = Room()
    quiz = await played(room)
    _, again = after(room)
    badly = (await room.asked(quiz))[1].frozen.bank_id

    first = await again.wish(quiz.id, HOST)
    second = await again.wish(quiz.id, HOST)

    assert first == second
    assert first.bank_ids == (badly,)
    [message] = [m for m in room.stores.memory.messages.values() if m.kind == QUIZ_AGAIN]
    assert message.due_at == room.clock.now() + AFTER
    assert (message.channel, message.about) == (HOST, quiz.id)


async def test_what_comes_back_is_a_draft_for_the_host_that_nobody_else_sees() -> None:
    room = Room()
    quiz = await played(room)
    _, again = after(room)
    coming = await again.wish(quiz.id, HOST)
    room.clock.move(AFTER + timedelta(minutes=1))

    back = await again.drafted(quiz.id, coming.number)
    same = await again.drafted(quiz.id, coming.number)

    assert back is not None
    assert back == same
    draft = back.quiz
    assert draft is not None
    assert (draft.poll.state, draft.poll.creator, draft.poll.channel) == (DRAFT, HOST, CHANNEL)
    assert [one.bank_id for one in draft.questions] == list(coming.bank_ids)
    assert (await room.drafting.mine(draft.id, HOST)).poll.question.startswith("Again: ")
    lobby = await room.hosting.open_lobby(draft, HOST)
    assert f"poll:{lobby.id}" in room.messages


async def test_undo_brings_nothing_back_and_it_can_be_wished_for_anew() -> None:
    room = Room()
    quiz = await played(room)
    _, again = after(room)
    first = await again.wish(quiz.id, HOST)

    await again.undo(quiz.id)
    await again.undo(quiz.id)
    assert await again.drafted(quiz.id, first.number) is None

    second = await again.wish(quiz.id, HOST)
    assert second.number == first.number + 1
    assert await again.drafted(quiz.id, first.number) is None
    assert await again.drafted(quiz.id, second.number) is not None


async def test_a_question_that_was_rejected_meanwhile_does_not_come_back() -> None:
    room = Room()
    quiz = await played(room)
    _, again = after(room)
    coming = await again.wish(quiz.id, HOST)
    place = WORKSPACE, coming.bank_ids[0]
    room.bank.kept[place] = replace(room.bank.kept[place], state=REJECTED)

    assert await again.drafted(quiz.id, coming.number) is None


async def test_where_all_went_well_nothing_can_be_asked_again() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, SARA, "a")
    await room.hosting.end(await room.hosting.reveal(quiz, HOST), HOST)

    with pytest.raises(ResultsRefused):
        await after(room)[1].wish(quiz.id, HOST)


async def test_a_button_names_a_question_by_quiz_and_number() -> None:
    room = Room()
    quiz = await played(room)
    results, _ = after(room)

    put = await results.put(f"{quiz.id}:2")
    assert put is not None
    assert put.number == 2
    assert await results.put(f"{quiz.id}:9") is None
