"""What is left out of a draft comes back with Undo, to where it was."""

from __future__ import annotations

import pytest

from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.frozen import frozen
from bot.services.quizzes.homework.drafting import Assignment
from bot.services.quizzes.leaving_out import Draft
from bot.services.quizzes.live.drafting import Wish
from tests.unit.services.polls.made import CHANNEL, poll
from tests.unit.services.quizzes.homework.test_service import WEEK, Desk
from tests.unit.services.quizzes.live.room import HOST, questions


def draft(number: int = 3) -> Draft:
    asked = tuple(frozen(one, one.id) for one in questions(number))
    return Draft(poll(), asked)


def ids(of: Draft) -> list[str]:
    return [one.bank_id for one in of.questions]


def test_what_is_left_out_comes_back_where_it_was_the_last_one_first() -> None:
    fewer = draft(4).without("b2").without("b3")
    assert ids(fewer) == ["b1", "b4"]
    for last, after in (("b3", ["b1", "b3", "b4"]), ("b2", ["b1", "b2", "b3", "b4"])):
        out = fewer.last_out()
        assert out is not None
        assert out.bank_id == last
        fewer = fewer.with_again(last)
        assert ids(fewer) == after
    assert fewer.last_out() is None


def test_undo_pressed_twice_brings_one_back() -> None:
    fewer = draft().without("b1").without("b3")
    once = fewer.with_again("b3")
    assert once.with_again("b3") == once
    assert ids(once) == ["b2", "b3"]


def test_the_last_question_stays_and_what_is_not_there_is_not_left_out() -> None:
    one = draft(1)
    assert one.without("b1") is one
    assert draft(2).without("b7") == draft(2)
    assert draft(2).with_again("b7") == draft(2)


def test_what_came_in_again_meanwhile_is_not_there_twice() -> None:
    """A swap may bring in what was left out before."""
    fewer = draft().without("b1")
    swapped = Draft(fewer.poll, (draft().questions[0], fewer.questions[1]))
    assert swapped.last_out() is None
    assert swapped.with_again("b1") == swapped


def test_what_came_back_and_is_swapped_later_is_not_said_to_be_left_out() -> None:
    again = draft().without("b1").with_again("b1")
    swapped = Draft(again.poll, again.questions[1:])
    assert swapped.last_out() is None


async def test_a_live_quiz_and_a_homework_take_back_what_they_left_out() -> None:
    desk = Desk()
    quiz = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    fewer = await desk.drafting.drop(quiz.id, HOST, "b2")
    assert [one.bank_id for one in fewer.questions] == ["b1", "b3"]
    again = await desk.drafting.restore(quiz.id, HOST, "b2")
    assert again.questions == quiz.questions
    assert again.poll.revision > fewer.poll.revision, "what was shown without it opens nothing"

    drafting = desk.homework.drafting
    homework = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    less = await drafting.drop(homework.id, HOST, seen=homework.poll.revision, number=1)
    back = await drafting.restore(homework.id, HOST, "b1")
    assert (len(less.questions), back.questions) == (2, homework.questions)
    assert await drafting.restore(homework.id, HOST, "b1") == back


async def test_a_homework_that_is_chosen_anew_left_nothing_out() -> None:
    desk = Desk()
    drafting = desk.homework.drafting
    homework = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    await drafting.drop(homework.id, HOST, seen=homework.poll.revision, number=1)
    edited = await drafting.draft(Assignment(WEEK, 1), HOST, CHANNEL, draft_id=homework.id)
    assert Draft(edited.poll, edited.questions).last_out() is None


@pytest.mark.parametrize(
    ("topic", "lecture", "field"),
    [
        ("", 2, "lecture"),
        ("quantum", None, "topic"),
        ("quantum", 13, "topic"),
        ("", None, "number"),
    ],
)
async def test_both_forms_say_the_same_beside_the_same_field_where_there_is_nothing(
    topic: str, lecture: int | None, field: str
) -> None:
    bank: list[BankQuestion] = [] if field == "number" else questions(3)
    desk = Desk(bank)
    with pytest.raises(CannotDraft) as live:
        await desk.drafting.draft(Wish(1, topic, lecture), HOST, CHANNEL)
    wanted = Assignment(WEEK, 1, topic=topic, lecture=lecture)
    with pytest.raises(CannotDraft) as homework:
        await desk.homework.drafting.draft(wanted, HOST, CHANNEL)
    assert live.value.field == homework.value.field == field
    assert live.value.for_user == homework.value.for_user
    assert "no approved question" in live.value.for_user
