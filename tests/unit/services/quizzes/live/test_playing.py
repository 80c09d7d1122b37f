"""Joining and answering: which clicks count, and what those are told whose click does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.services.quizzes.live.clicks import PlayRefused
from bot.services.quizzes.live.model import HIDDEN, NAME, Answer
from knowledge.exchange import Kind
from tests.unit.services.polls.made import WORKSPACE
from tests.unit.services.quizzes.live.room import Room, banked, item


async def _mine(room: Room, poll_id: str, user: str) -> Answer:
    return Answer.of(await room.stores.ballots.mine(WORKSPACE, poll_id, user))


async def test_joining_gives_a_name_that_stays_and_is_nobody_elses() -> None:
    room = Room()
    quiz = await room.lobby()
    users = [f"U{n}" for n in range(40)]
    await room.join(quiz, *users, *users)
    players = await room.playing.players(quiz.id)
    assert len({player.name for player in players.values()}) == 40
    room.restart()
    await room.join(quiz, "U1", "U99")
    later = await room.playing.players(quiz.id)
    assert {user: later[user] for user in players} == players
    assert len({player.name for player in later.values()}) == 41


async def test_players_choose_how_they_stand_on_the_board_and_keep_their_name() -> None:
    room = Room()
    quiz = await room.lobby()
    await room.join(quiz, "U1")
    name = (await room.playing.players(quiz.id))["U1"].name
    for shown in (NAME, HIDDEN):
        await room.playing.join(room.click("U1", quiz.id), shown)
        player = (await room.playing.players(quiz.id))["U1"]
        assert (player.name, player.shown) == (name, shown)
    await room.join(quiz, "U1")
    assert (await room.playing.players(quiz.id))["U1"].shown == HIDDEN
    with pytest.raises(PlayRefused):
        await room.playing.join(room.click("U1", quiz.id), "loudly")


async def test_outsiders_cannot_play() -> None:
    room = Room()
    quiz = await room.start()
    with pytest.raises(PlayRefused, match="Only members of the channel can play"):
        await room.join(quiz, "U0STRANGER")
    with pytest.raises(PlayRefused, match="Only members"):
        await room.answer(quiz, "U0STRANGER", "a")


async def test_a_button_names_a_choice_by_the_place_where_it_is_shown() -> None:
    room = Room()
    quiz = await room.start()
    (asked,) = await room.asked(quiz)
    for place, option in enumerate(asked.poll.options):
        await room.answer(quiz, "U1", str(place), after=place + 1)
        assert (await _mine(room, quiz.current, "U1")).picked == (option.id,)
    for stranger in (str(len(asked.poll.options)), "-1", "٣", ""):
        with pytest.raises(PlayRefused, match="does not belong"):
            await room.answer(quiz, "U1", stranger, after=9)


async def test_the_last_choice_counts_and_says_that_it_was_another_one() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "b", after=2)
    await room.playing.sure(room.click("U1", quiz.current, 3), sure=True)
    first = await _mine(room, quiz.current, "U1")
    assert (first.picked, first.sure, round(first.took), first.changed) == (("b",), True, 2, False)
    await room.answer(quiz, "U1", "a", after=6)
    last = await _mine(room, quiz.current, "U1")
    assert (last.picked, last.sure, round(last.took), last.changed) == (("a",), None, 6, True)


async def test_choosing_the_same_again_takes_no_time_and_no_certainty_away() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a", after=2)
    await room.playing.sure(room.click("U1", quiz.current, 3), sure=False)
    before = await _mine(room, quiz.current, "U1")
    await room.answer(quiz, "U1", "a", after=9)
    assert await _mine(room, quiz.current, "U1") == before


async def test_a_click_that_is_delivered_twice_counts_once() -> None:
    room = Room([banked(1, item("Which?", "A", "B", kind=Kind.MULTIPLE, right=2))])
    quiz = await room.start(1)
    click = room.click("U1", quiz.current, 1)
    await room.playing.answer(click, "a", click.order)
    again = await room.playing.answer(click, "a", click.order)
    assert again.stale
    assert (await _mine(room, quiz.current, "U1")).picked == ("a",)


async def test_of_several_choices_each_click_adds_or_takes_out() -> None:
    room = Room([banked(1, item("Which?", "A", "B", "C", kind=Kind.MULTIPLE, right=2))])
    quiz = await room.start(1)
    for second, option in enumerate("cab", 1):
        await room.answer(quiz, "U1", option, after=second)
    await room.answer(quiz, "U1", "b", after=4)
    assert set((await _mine(room, quiz.current, "U1")).picked) == {"a", "c"}
    for second, option in enumerate("ac", 5):
        await room.answer(quiz, "U1", option, after=second)
    assert await _mine(room, quiz.current, "U1") == Answer()


async def test_time_is_slacks_from_the_message_to_the_click_with_two_seconds_for_the_way() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a", after=21.9)
    assert (await _mine(room, quiz.current, "U1")).took == pytest.approx(21.9, abs=0.01)
    with pytest.raises(PlayRefused, match=r"too late. The next one is yours"):
        await room.answer(quiz, "U2", "a", after=22.1)
    with pytest.raises(PlayRefused, match="what you chose before counts"):
        await room.answer(quiz, "U1", "b", after=22.1)
    assert (await _mine(room, quiz.current, "U1")).picked == ("a",)


async def test_a_click_before_we_know_where_the_question_stands_is_timed_by_its_own_message() -> (
    None
):
    room = Room()
    quiz = await room.hosting.go_on(await room.lobby())
    click = room.click("U1", quiz.current, after=7)
    shown = room.click("U1", quiz.current, after=4).order
    await room.playing.answer(click, "a", shown)
    assert (await _mine(room, quiz.current, "U1")).took == pytest.approx(3, abs=0.01)


async def test_who_has_extra_time_may_answer_when_others_may_not() -> None:
    room = Room()
    await room.bank.give_time(WORKSPACE, room.parts.course, "U1", 50)
    quiz = await room.start()
    await room.answer(quiz, "U1", "a", after=31)
    with pytest.raises(PlayRefused):
        await room.answer(quiz, "U2", "a", after=31)


async def test_buttons_of_closed_skipped_and_paused_questions_say_so_and_change_nothing() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "b")
    paused = await room.hosting.pause(quiz)
    with pytest.raises(PlayRefused, match="paused"):
        await room.answer(quiz, "U1", "a", after=1)
    await room.hosting.skip(await room.hosting.resume(paused), "U0ELENA")
    with pytest.raises(PlayRefused, match="skipped"):
        await room.answer(quiz, "U1", "a", after=2)
    assert (await _mine(room, quiz.current, "U1")).picked == ("b",)
    with pytest.raises(PlayRefused, match="does not belong"):
        await room.answer(replace(quiz, at=2), "U1", "z")
    with pytest.raises(PlayRefused, match="no longer have"):
        await room.answer(replace(quiz, at=9), "U1", "a")


async def test_answering_is_joining_also_in_a_process_that_has_just_begun() -> None:
    room = Room()
    quiz = await room.start()
    await room.answer(quiz, "U1", "a")
    first = await room.playing.players(quiz.id)
    assert set(first) == {"U1"}
    room.restart()
    await room.answer(quiz, "U1", "b", after=1)
    assert await room.playing.players(quiz.id) == first


async def test_being_sure_needs_an_answer() -> None:
    room = Room()
    quiz = await room.start()
    with pytest.raises(PlayRefused, match="Choose an answer first"):
        await room.playing.sure(room.click("U1", quiz.current), sure=True)


async def test_somebody_sees_their_own_answer_and_place_also_when_they_hide() -> None:
    room = Room()
    quiz = await room.start()
    await room.join(quiz, "U3")
    await room.playing.join(room.click("U1", quiz.id), HIDDEN)
    await room.answer(quiz, "U1", "a")
    await room.answer(quiz, "U2", "b")
    early = await room.playing.mine(quiz.id, "U1", 1)
    assert early.answer is not None
    assert early.answer.picked == ("a",)
    await room.hosting.reveal(quiz, "U0ELENA")
    mine = await room.playing.mine(quiz.id, "U1", 1)
    assert mine.answer is not None
    assert mine.standing is not None
    assert (mine.answer.points, mine.standing.points, mine.standing.place) == (1000, 1000, 1)
    nothing = await room.playing.mine(quiz.id, "U3", 1)
    assert nothing.answer is None
