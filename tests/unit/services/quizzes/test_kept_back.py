"""What homework asks is not asked live, nor the other way round: the draft goes without it, and knows how much that is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.homework.answering import HomeworkRefused
from bot.services.quizzes.homework.drafting import Assignment, DraftChanged
from bot.services.quizzes.homework.model import Homework
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.live.again import AFTER, Again
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.hosting import HostRefused
from bot.services.quizzes.live.model import Quiz
from bot.services.quizzes.live.rehearsal import Rehearsing
from tests.unit.services.polls.made import CHANNEL
from tests.unit.services.quizzes.homework.test_service import SARA, TOM, WEEK, Desk
from tests.unit.services.quizzes.live.room import HOST, questions


def ids(of: Homework | Quiz) -> set[str]:
    return {one.bank_id for one in of.questions}


async def test_a_live_quiz_goes_without_what_homework_asks_until_that_is_closed() -> None:
    desk = Desk(questions(5))
    homework = await desk.posted(2)
    quiz = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    assert not ids(quiz) & ids(homework)
    assert await desk.drafting.kept_back(quiz) == KeptBack(2, WEEK)
    await desk.homework.move(homework.id, WEEK + timedelta(days=1))
    assert await desk.drafting.kept_back(quiz) == KeptBack(2, WEEK + timedelta(days=1))
    await desk.homework.close(homework.id, HOST)
    assert await desk.drafting.kept_back(quiz) == KeptBack()
    assert len(ids(await desk.drafting.draft(Wish(5), HOST, CHANNEL))) == 5


async def test_only_what_was_about_the_same_is_told_to_be_left_out() -> None:
    desk = Desk([*questions(3)])
    await desk.posted(1)
    with pytest.raises(CannotDraft) as refused:
        await desk.drafting.draft(Wish(1, lecture=2), HOST, CHANNEL)
    assert (refused.value.kept, "homework" in str(refused.value.for_user)) == (KeptBack(), False)


async def test_where_too_few_are_left_it_is_said_how_many_homework_asks() -> None:
    desk = Desk()
    await desk.posted(2)
    with pytest.raises(CannotDraft, match=r"only 1 .*; 2 more are asked in homework that is open.*close the homework first") as few:  # fmt: skip
        await desk.drafting.draft(Wish(2), HOST, CHANNEL)
    assert (few.value.field, few.value.kept) == ("number", KeptBack(2, WEEK))


async def test_where_none_is_left_closing_or_something_else_is_offered() -> None:
    desk = Desk()
    await desk.posted(3)
    with pytest.raises(CannotDraft, match=r"^All 3 approved questions about Lecture 13 are asked in homework that is open. Choose another lecture or topic, or close") as none:  # fmt: skip
        await desk.drafting.draft(Wish(1, lecture=13), HOST, CHANNEL)
    assert none.value.field == "lecture"
    assert not (await desk.drafting.playable()).free
    assert (await desk.drafting.playable()).kept == KeptBack(3, WEEK)


async def test_a_swap_brings_in_nothing_that_homework_asks() -> None:
    desk = Desk(questions(3))
    homework = await desk.posted(1)
    quiz = await desk.drafting.draft(Wish(1), HOST, CHANNEL)
    seen = ids(quiz)
    for _ in range(4):
        [before] = ids(quiz)
        quiz = await desk.drafting.swap(quiz.id, HOST, before)
        seen |= ids(quiz)
    assert not seen & ids(homework)
    assert len(seen) == 2


async def test_a_draft_that_lay_loses_what_became_homework_and_says_so() -> None:
    desk = Desk(questions(3))
    quiz = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    homework = await desk.posted(2)
    after = await desk.drafting.up_to_date(quiz)
    assert after is not None
    assert ids(after) == ids(quiz) - ids(homework)
    assert await desk.drafting.kept_back(after) == KeptBack(2, WEEK)
    await desk.posted(1)
    with pytest.raises(HostRefused, match="Close the homework first"):
        await desk.drafting.up_to_date(after)


async def test_homework_goes_without_what_a_live_quiz_asks_just_now() -> None:
    desk = Desk(questions(5))
    quiz = await desk.lobby(2)
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    assert not ids(draft) & ids(quiz)
    assert await drafting.kept_back(draft) == KeptBack(2, None)
    with pytest.raises(CannotDraft, match=r"; 2 more are asked in a live quiz just now.*wait until it is over"):  # fmt: skip
        await drafting.draft(Assignment(WEEK, 4), HOST, CHANNEL)
    await desk.hosting.end(quiz, HOST)
    assert await drafting.kept_back(draft) == KeptBack()


async def test_homework_goes_without_what_other_homework_and_a_live_quiz_ask() -> None:
    desk = Desk(questions(4))
    first = await desk.posted(2)
    quiz = await desk.lobby(1)
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 1), HOST, CHANNEL)
    assert not ids(draft) & (ids(first) | ids(quiz))
    assert await drafting.kept_back(draft) == KeptBack(3, WEEK, mixed=True)
    with pytest.raises(CannotDraft, match=r"; 3 more are asked in homework that is open or in a live quiz.*close the homework first"):  # fmt: skip
        await drafting.draft(Assignment(WEEK, 2), HOST, CHANNEL)
    await desk.homework.close(first.id, HOST)
    assert await drafting.kept_back(draft) == KeptBack(1, None)


async def test_homework_whose_questions_are_played_meanwhile_is_not_posted_with_them() -> None:
    desk = Desk(questions(3))
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    quiz = await desk.lobby(2)
    with pytest.raises(DraftChanged):
        await drafting.post(draft.id, HOST, seen=draft.poll.revision)
    after = await drafting.mine(draft.id, HOST)
    assert ids(after) == ids(draft) - ids(quiz)
    await desk.hosting.end(quiz, HOST)
    await desk.lobby(3)
    with pytest.raises(HomeworkRefused, match="once it is over"):
        await drafting.post(draft.id, HOST, seen=after.poll.revision)


async def test_a_draft_that_is_made_anew_forgets_what_was_left_out_before() -> None:
    desk = Desk(questions(3))
    quiz, drafting = await desk.lobby(2), desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 1), HOST, CHANNEL)
    await desk.hosting.end(quiz, HOST)
    edited = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL, draft_id=draft.id)
    await desk.lobby(3)
    assert await drafting.kept_back(edited) == KeptBack()


async def test_a_rehearsal_is_of_the_draft_as_it_is_and_keeps_homework_out_of_nothing() -> None:
    """Its host alone sees it, who knows what is right; only opening the lobby shows it to a class."""
    desk = Desk(questions(3))
    draft = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    await desk.posted(2)
    rehearsal = await Rehearsing(desk.drafting, desk.hosting).begin(draft.id, HOST)
    assert ids(rehearsal) == ids(draft)
    assert (await desk.homework.drafting.fitting()).kept == KeptBack(2, WEEK)


# What comes back after a week


async def went_badly(desk: Desk) -> tuple[Again, Quiz, int]:
    """Two of three went badly, and are wished for again."""
    quiz = await desk.start()
    for right in (True, False, False):
        for user in (SARA, TOM):
            await desk.answer(quiz, user, "a" if right else "b")
        quiz = await desk.next(await desk.hosting.reveal(quiz, HOST))
    again = Again(desk.results, desk.drafting)
    coming = await again.wish(quiz.id, HOST)
    assert len(coming.bank_ids) == 2
    desk.clock.move(AFTER)
    return again, quiz, coming.number


async def given(desk: Desk, *asked: str) -> Homework:
    """Homework of these of the three questions, open for a week from now."""
    until, drafting = desk.clock.now() + timedelta(days=7), desk.homework.drafting
    draft = await drafting.draft(Assignment(until, 3), HOST, CHANNEL)
    for out in ids(draft) - {*asked}:
        number = [one.bank_id for one in draft.questions].index(out) + 1
        draft = await drafting.drop(draft.id, HOST, seen=draft.poll.revision, number=number)
    return await drafting.post(draft.id, HOST, seen=draft.poll.revision)


async def test_what_comes_back_goes_without_what_homework_asks_by_then() -> None:
    desk = Desk()
    again, quiz, number = await went_badly(desk)
    homework = await given(desk, "b2")
    back = await again.drafted(quiz.id, number)
    assert back is not None
    assert back.quiz is not None
    assert ids(back.quiz) == {"b3"}
    assert back.kept == KeptBack(1, homework.poll.closes_at)
    assert await again.drafted(quiz.id, number) == back


async def test_where_homework_asks_all_of_it_nothing_is_put_together_before_that_is_closed() -> (
    None
):
    desk = Desk()
    again, quiz, number = await went_badly(desk)
    homework = await given(desk, "b1", "b2", "b3")
    back = await again.drafted(quiz.id, number)
    assert back is not None
    assert (back.quiz, back.kept, back.title) == (None, KeptBack(2, homework.poll.closes_at), quiz.poll.question)  # fmt: skip
    await desk.homework.close(homework.id, HOST)
    back = await again.drafted(quiz.id, number)
    assert back is not None
    assert back.quiz is not None
    assert len(back.quiz.questions) == 2
