"""A quiz from lobby to podium: steps happen once, time runs by itself, and a restart goes on where it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.polls.ports import CLOSED
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.hosting import HostRefused, MovedOn, Running
from bot.services.quizzes.live.model import ASKING, ENDED, LOBBY, REVEALED
from bot.services.quizzes.live.scoring import counted
from tests.unit.services.polls.made import CHANNEL, WORKSPACE
from tests.unit.services.quizzes.live.room import HOST, Room


async def test_a_quiz_is_played_to_its_end_and_points_are_exact() -> None:
    room = Room()
    quiz = await room.start(3, speed=True)
    for number in (1, 2, 3):
        assert (quiz.state, quiz.at) == (ASKING, number)
        await room.answer(quiz, "U1", "a", after=10)
        await room.answer(quiz, "U2", "a" if number == 1 else "b", after=5)
        quiz = await room.tick(23, quiz)
        assert quiz.state == REVEALED
        quiz = await room.next(quiz)
    assert (quiz.state, quiz.poll.state) == (ENDED, CLOSED)
    assert await room.points(quiz) == {"U1": 2250, "U2": 875}
    told = quiz.poll.result["extra"]
    assert [(one["user"], one["points"], one["right"]) for one in told["standings"]] == [("U1", 2250, 3), ("U2", 875, 1)]  # fmt: skip
    assert room.messages[:4] == ["poll:quiz1", "poll:quiz1-01", "poll:quiz1-02", "poll:quiz1-03"]
    assert room.messages[4:] == ["podium:quiz1", "quiz_result:quiz1"]


async def test_questions_go_into_the_thread_or_into_the_channel() -> None:
    for thread in (True, False):
        room = Room()
        quiz = await room.start(thread=thread)
        message = room.stores.memory.messages["poll:quiz1-01"]
        assert message.channel == CHANNEL
        assert message.thread_ts == (quiz.poll.ts if thread else None)


async def test_a_step_that_is_pressed_twice_happens_once() -> None:
    room = Room()
    lobby = await room.lobby()
    asking = await room.next(lobby)
    with pytest.raises(MovedOn):
        await room.hosting.go_on(lobby)
    await room.hosting.reveal(asking, HOST)
    with pytest.raises(MovedOn):
        await room.hosting.reveal(asking, HOST)
    with pytest.raises(MovedOn):
        await room.hosting.skip(asking, HOST)
    assert room.messages == ["poll:quiz1", "poll:quiz1-01"]


async def test_a_draft_is_opened_once_and_nothing_of_it_is_posted_before() -> None:
    room = Room()
    draft = await room.drafting.draft(Wish(3), HOST, CHANNEL)
    assert room.messages == []
    opened = await room.hosting.open_lobby(draft, HOST)
    again = await room.hosting.open_lobby(draft, HOST)
    assert (again.id, again.state) == (opened.id, LOBBY)
    assert room.messages == ["poll:quiz1"]


async def test_a_second_quiz_in_the_channel_is_refused_with_who_may_end_the_first() -> None:
    room = Room()
    first = await room.lobby()
    with pytest.raises(Running, match=f"hosted by <@{HOST}>.*any other instructor can end it") as refusal:  # fmt: skip
        await room.lobby()
    assert refusal.value.quiz.id == first.id
    await room.hosting.end(first, HOST)
    assert (await room.lobby()).state == LOBBY


async def test_the_first_question_waits_until_the_lobby_is_there() -> None:
    room = Room()
    draft = await room.drafting.draft(Wish(3), HOST, CHANNEL)
    quiz = await room.hosting.open_lobby(draft, HOST)
    with pytest.raises(HostRefused, match="not in the channel yet"):
        await room.hosting.go_on(quiz)


async def test_time_runs_from_when_slack_shows_the_question_not_from_when_it_was_asked() -> None:
    room = Room()
    quiz = await room.hosting.go_on(await room.lobby())
    quiz = await room.tick(120, quiz)
    assert quiz.state == ASKING
    await room.show(quiz)
    assert (await room.tick(21.5, quiz)).state == ASKING
    assert (await room.tick(1, quiz)).state == REVEALED


async def test_it_waits_for_players_with_more_time_who_have_not_answered_and_for_nobody_else() -> (
    None
):
    room = Room()
    for user in ("U1", "U8"):
        await room.bank.give_time(WORKSPACE, room.parts.course, user, 50)
    lobby = await room.lobby()
    await room.join(lobby, "U1", "U2")
    quiz = await room.next(lobby)
    assert (await room.tick(31, quiz)).state == ASKING
    quiz = await room.tick(2, quiz)
    assert quiz.state == REVEALED
    quiz = await room.next(quiz)
    await room.answer(quiz, "U1", "a", after=10)
    assert (await room.tick(23, quiz)).state == REVEALED


async def test_while_it_is_paused_time_stands_still_for_everybody() -> None:
    room = Room()
    quiz = await room.start(speed=True)
    quiz = await room.tick(5, quiz)
    quiz = await room.hosting.pause(quiz)
    quiz = await room.tick(300, quiz)
    assert (quiz.state, quiz.paused) == (ASKING, True)
    quiz = await room.hosting.resume(quiz)
    await room.answer(quiz, "U1", "a", after=5)
    assert (await room.tick(16.5, quiz)).state == ASKING
    quiz = await room.tick(1, quiz)
    assert quiz.state == REVEALED
    assert await room.points(quiz) == {"U1": 750}


async def test_the_next_question_ends_a_pause() -> None:
    room = Room()
    quiz = await room.hosting.reveal(await room.start(), HOST)
    quiz = await room.next(await room.hosting.pause(quiz))
    assert (quiz.state, quiz.at, quiz.paused) == (ASKING, 2, False)


async def test_one_that_goes_on_by_itself_shows_each_answer_for_a_while_and_ends_by_itself() -> (
    None
):
    room = Room()
    quiz = await room.start(2, by_itself=True)
    quiz = await room.tick(23, quiz)
    assert quiz.state == REVEALED
    quiz = await room.hosting.pause(quiz)
    assert (await room.tick(60, quiz)).state == REVEALED
    quiz = await room.hosting.resume(await room.hosting.quiz(quiz.id))
    quiz = await room.show(await room.tick(15, quiz))
    assert (quiz.state, quiz.at) == (ASKING, 2)
    quiz = await room.tick(40, quiz)
    assert quiz.state == ENDED


async def test_a_skipped_question_counts_for_nobody_and_the_next_one_follows() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a")
    quiz = await room.show(await room.hosting.skip(quiz, HOST))
    assert (quiz.state, quiz.at) == (ASKING, 2)
    assert await room.points(quiz) == {"U1": 0}
    assert [one.skipped for one in await room.asked(quiz)] == [True, False]


async def test_ended_early_what_was_played_is_kept_and_the_open_question_counts_for_nobody() -> (
    None
):
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a")
    quiz = await room.next(await room.hosting.reveal(quiz, HOST))
    await room.answer(quiz, "U2", "a", after=1)
    quiz = await room.hosting.end(quiz, "U0OTHER")
    assert (quiz.state, quiz.poll.closed_by) == (ENDED, "U0OTHER")
    assert quiz.poll.result["extra"]["played"] == 1
    assert await room.points(quiz) == {"U1": 1000, "U2": 0}
    with pytest.raises(MovedOn):
        await room.hosting.end(quiz, HOST)


async def test_a_lobby_that_is_ended_has_no_podium() -> None:
    room = Room()
    await room.hosting.end(await room.lobby(), HOST)
    assert room.messages == ["poll:quiz1"]


async def test_after_fifteen_minutes_of_nothing_it_ends_itself() -> None:
    room = Room()
    quiz = await room.lobby()
    quiz = await room.tick(14 * 60, quiz)
    await room.join(quiz, "U1")
    quiz = await room.tick(2 * 60, quiz)
    assert quiz.state == LOBBY
    quiz = await room.tick(12 * 60, quiz)
    quiz = await room.next(quiz)
    await room.answer(quiz, "U1", "a")
    quiz = await room.tick(14 * 60, quiz)
    assert quiz.state == REVEALED
    quiz = await room.tick(2 * 60, quiz)
    assert quiz.state == ENDED
    assert await room.points(quiz) == {"U1": 1000}


async def test_another_instructor_takes_over() -> None:
    room = Room()
    quiz = await room.start()
    taken = await room.hosting.take_over(quiz, "U0OTHER")
    assert taken.host == "U0OTHER"
    with pytest.raises(MovedOn):
        await room.hosting.take_over(quiz, "U0THIRD")


async def test_after_a_restart_it_goes_on_with_its_time_and_its_answers() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a")
    quiz = await room.tick(10, quiz)
    room.restart()
    assert (await room.tick(11, quiz)).state == ASKING
    quiz = await room.tick(2, quiz)
    assert quiz.state == REVEALED
    assert await room.points(quiz) == {"U1": 1000}


async def test_one_that_was_killed_between_closing_and_showing_the_answer_shows_it_afterwards() -> (
    None
):
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a")
    await room.hosting.close(quiz.current, "", counted)
    room.restart()
    await room.ticking.tick()
    quiz = await room.hosting.quiz(quiz.id)
    assert quiz.state == REVEALED
    assert await room.points(quiz) == {"U1": 1000}


async def test_of_two_replicas_that_look_at_once_one_goes_on() -> None:
    room = Room()
    quiz = await room.start(3, by_itself=True)
    quiz = await room.tick(23, quiz)
    room.clock.move(timedelta(seconds=20))
    await room.hosting.go_on(quiz)
    with pytest.raises(MovedOn):
        await room.hosting.go_on(quiz)
    await room.ticking.tick()
    assert room.messages == ["poll:quiz1", "poll:quiz1-01", "poll:quiz1-02"]
