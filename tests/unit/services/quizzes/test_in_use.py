"""Questions that a class is being asked are kept out of practice, all of it, until that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.polls.ports import OPEN
from bot.services.quizzes.asking import Response
from bot.services.quizzes.in_use import InUse
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.practice.sessions import DUE, LECTURE, TOPIC, Scope
from bot.services.quizzes.practice.stepping import Step
from bot.services.quizzes.practice.views import Nothing, Posed, Summary, Why, Withdrawn
from tests.unit.services.polls.made import CHANNEL, NOW
from tests.unit.services.quizzes.homework.test_service import WEEK, Desk
from tests.unit.services.quizzes.live.room import HOST, Room
from tests.unit.services.quizzes.practising import SARA, World, question

# What a class is being asked


async def test_homework_that_is_open_is_in_use_until_it_closes_a_draft_is_not() -> None:
    desk = Desk()
    homework = await desk.posted(2)
    ids = {one.bank_id for one in homework.questions}
    assert await InUse(desk.parts).until() == dict.fromkeys(ids, WEEK)
    await desk.homework.move(homework.id, NOW + timedelta(days=2))
    assert set((await InUse(desk.parts).until()).values()) == {NOW + timedelta(days=2)}
    await desk.homework.close(homework.id, HOST)
    assert await InUse(desk.parts).until() == {}


async def test_what_two_ask_is_in_use_until_both_are_over() -> None:
    """Homework of before does so: now a second one goes without what the first asks."""
    desk = Desk()
    sooner = await desk.posted(3)
    later = replace(sooner.poll, id="later", closes_at=WEEK + timedelta(days=1))
    assert await desk.parts.polls.add(later)
    assert set((await InUse(desk.parts).until()).values()) == {WEEK + timedelta(days=1)}
    await desk.homework.close(later.id, HOST)
    assert set((await InUse(desk.parts).until()).values()) == {WEEK}
    await desk.homework.close(sooner.id, HOST)
    assert await InUse(desk.parts).until() == {}


async def test_a_live_quiz_is_in_use_from_its_lobby_to_its_end_a_rehearsal_is_not() -> None:
    room = Room()
    quiz = await room.lobby()
    ids = {one.bank_id for one in quiz.questions}
    assert await InUse(room.parts).until() == dict.fromkeys(ids)
    quiz = await room.next(quiz)
    assert await InUse(room.parts).until() == dict.fromkeys(ids)
    await room.hosting.end(quiz, HOST)
    assert await InUse(room.parts).until() == {}
    draft = await room.drafting.draft(Wish(3), HOST, CHANNEL)
    rehearsal = await Rehearsing(room.drafting, room.hosting).begin(draft.id, HOST)
    assert rehearsal.poll.state == OPEN
    assert await InUse(room.parts).until() == {}


# Practice meanwhile


async def world() -> World:
    """Lecture 1 about KVM and Xen, lecture 2 about KVM."""
    return await World.of([question(1, 1, 1), question(2, 1, 2), question(3, 2, 1)])


@pytest.mark.parametrize("kind", ["all", LECTURE, TOPIC])
async def test_what_is_in_use_is_not_chosen(kind: str) -> None:
    made = await world()
    made.in_use.questions = {"q1": None}
    asked = await made.practises(Scope(kind, topic="kvm" if kind == TOPIC else "", lecture=1))
    assert asked == {"all": ["q2", "q3"], LECTURE: ["q2"], TOPIC: ["q3"]}[kind]
    made.in_use.questions = {}
    assert await made.practises(Scope(kind, topic="kvm", lecture=1)) == ["q1"]


async def test_what_is_in_use_counts_nowhere() -> None:
    made = await world()
    await made.practises(right=False)
    made.later(days=1)
    made.in_use.questions = {"q1": None, "q3": WEEK}
    assert await made.service.due(SARA) == 1
    stats = await made.service.stats(SARA)
    assert (stats.due, [each.total for each in stats.lectures], len(stats.doubts)) == (1, [1], 1)
    assert list(stats.forecast.values()) == [1, 0, 0, 0, 0, 0, 0]
    assert await made.practises(Scope(DUE)) == ["q2"]


async def test_a_practice_that_was_begun_before_leaves_it_out() -> None:
    made = await world()
    first = await made.answers(await made.begins())
    made.in_use.questions = {"q2": None}
    second = await made.goes_on(first)
    assert isinstance(second, Posed)
    assert second.question.id == "q3"
    assert isinstance(await made.goes_on(await made.answers(second)), Summary)


async def test_a_card_that_is_open_takes_no_answer_and_tells_none() -> None:
    made = await world()
    posed = await made.begins()
    assert isinstance(posed, Posed)
    step, steps = Step.of(posed.place.key), made.service.steps
    made.in_use.questions = {"q1": WEEK}
    withdrawn = Withdrawn(posed.place, in_use=True)
    assert await steps.look(SARA, step) == withdrawn
    assert await steps.answer(SARA, step, Response(("a",)), sure=True) == withdrawn
    assert made.practice.answers == {}
    following = await steps.go_on(SARA, step)
    assert isinstance(following, Posed)
    assert following.question.id == "q2"


async def test_a_practice_that_goes_on_later_asks_it_once_that_is_over() -> None:
    made = await world()
    posed = await made.begins()
    made.in_use.questions = {"q1": WEEK, "q2": WEEK, "q3": WEEK}
    made.in_use.questions = {}
    again = await made.begins()
    assert isinstance(posed, Posed)
    assert isinstance(again, Posed)
    assert again.question.id == posed.question.id


async def test_where_a_practice_has_nothing_left_but_what_is_in_use_that_is_said() -> None:
    """Not that nothing was answered: neither to "Next question" nor to `/quiz`."""
    made = await world()
    posed = await made.begins()
    made.in_use.questions = {"q1": WEEK, "q2": WEEK, "q3": WEEK}
    assert isinstance(posed, Posed)
    on = await made.service.steps.go_on(SARA, Step.of(posed.place.key))
    assert isinstance(on, Nothing)
    assert on.why == Why.IN_USE
    assert await made.begins() == on


async def test_where_all_there_is_of_it_is_in_use_that_is_said() -> None:
    made = await world()
    made.in_use.questions = {"q1": WEEK, "q2": WEEK + timedelta(days=1)}
    for scope in (Scope(LECTURE, lecture=1), Scope(TOPIC, topic="xen")):
        found = await made.begins(scope)
        assert isinstance(found, Nothing)
        assert (found.why, found.lectures) == (Why.IN_USE, [2])
    made.in_use.questions |= {"q3": None}
    every = await made.begins()
    assert isinstance(every, Nothing)
    assert (every.why, every.in_use, every.closes) == (Why.IN_USE, 3, WEEK), "the first of them"


async def test_what_was_answered_today_does_not_stand_for_what_is_in_use() -> None:
    made = await world()
    made.in_use.questions = {"q1": WEEK}
    await made.practises(Scope(LECTURE, lecture=1))
    found = await made.begins(Scope(LECTURE, lecture=1))
    assert isinstance(found, Nothing)
    assert (found.why, found.in_use) == (Why.DONE, 1)


async def test_a_topic_that_is_in_use_is_still_a_topic() -> None:
    """So that a student's "/quiz live migration" is not taken for the instructors' "/quiz live"."""
    made = await world()
    made.in_use.questions = {"q2": None}
    assert await made.service.knows(SARA, "xen")
    found = await made.begins(Scope(TOPIC, topic="zorkmid"))
    assert isinstance(found, Nothing)
    assert found.why == Why.NO_TOPIC
    assert not any("Xen" in near for near in found.near)
