"""Homework and live quizzes that are opened at the same moment ask a class nothing twice, and who is late is told why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import pytest

from bot.services.polls.ports import DRAFT, Beside, Poll
from bot.services.quizzes.homework.drafting import Assignment, DraftChanged, HomeworkDrafting
from bot.services.quizzes.in_use import KeptBack
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.hosting import Hosting, Overtaken
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.stock import Parted
from bot.services.quizzes.what_changed import changed
from bot.services.reminding.ports import Outgoing
from tests.unit.services.polls.made import CHANNEL
from tests.unit.services.polls.stores import FakePolls
from tests.unit.services.quizzes.homework.test_service import WEEK, Desk
from tests.unit.services.quizzes.live.room import HOST, known, questions
from tests.unit.services.quizzes.outcomes import frozen, item

Meanwhile = Callable[[], Awaitable[object]]


@dataclass
class Overtaking(FakePolls):
    """Something else happens once between what was read and the change that follows from it."""

    meanwhile: Meanwhile | None = None

    async def change(
        self,
        before: Poll,
        after: Poll,
        messages: Sequence[Outgoing] = (),
        adding: Sequence[Poll] = (),
        *,
        beside: Beside | None = None,
    ) -> Poll | None:
        if self.meanwhile is not None:
            other, self.meanwhile = self.meanwhile, None
            await other()
        return await super().change(before, after, messages, adding, beside=beside)


def overtaken(desk: Desk, meanwhile: Meanwhile) -> HomeworkDrafting:
    """Whose next change comes second."""
    parts = replace(desk.parts, polls=Overtaking(desk.stores.memory, meanwhile))
    return HomeworkDrafting(parts, desk.bank, lambda question: True, known)


async def test_of_two_homeworks_that_are_posted_at_once_the_second_goes_without_what_the_first_asks() -> (
    None
):
    desk = Desk(questions(3))
    drafting = desk.homework.drafting
    first = await drafting.draft(Assignment(WEEK, 2), HOST, CHANNEL)
    second = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    late = overtaken(desk, lambda: drafting.post(first.id, HOST, seen=first.poll.revision))

    with pytest.raises(DraftChanged, match=r"^2 of these questions are asked in other homework by now, so they are left out"):  # fmt: skip
        await late.post(second.id, HOST, seen=second.poll.revision)

    left = await drafting.mine(second.id, HOST)
    assert desk.messages == [f"poll:{first.id}"]
    assert len(left.questions) == 1
    assert await drafting.kept_back(left) == KeptBack(2, WEEK)
    posted = await late.post(second.id, HOST, seen=left.poll.revision)
    assert posted.questions == left.questions


async def test_two_that_share_nothing_are_both_posted() -> None:
    desk = Desk(questions(4))
    drafting = desk.homework.drafting
    first = await drafting.draft(Assignment(WEEK, 2), HOST, CHANNEL)
    theirs = {one.bank_id for one in first.questions}
    second = await drafting.draft(Assignment(WEEK, 4), HOST, CHANNEL)
    for one in theirs:
        number = [q.bank_id for q in second.questions].index(one) + 1
        second = await drafting.drop(second.id, HOST, seen=second.poll.revision, number=number)
    late = overtaken(desk, lambda: drafting.post(first.id, HOST, seen=first.poll.revision))
    await late.post(second.id, HOST, seen=second.poll.revision)
    assert desk.messages == [f"poll:{first.id}", f"poll:{second.id}"]


async def test_a_draft_that_was_changed_at_the_same_moment_is_not_posted() -> None:
    desk = Desk(questions(3))
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    seen = draft.poll.revision
    late = overtaken(desk, lambda: drafting.drop(draft.id, HOST, seen=seen, number=1))
    with pytest.raises(DraftChanged):
        await late.post(draft.id, HOST, seen=seen)
    assert desk.messages == []


async def test_a_lobby_is_not_opened_with_what_homework_began_to_ask_at_the_same_moment() -> None:
    desk = Desk(questions(3))
    quiz = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    parts = replace(desk.parts, polls=Overtaking(desk.stores.memory, lambda: desk.posted(1)))
    with pytest.raises(Overtaken, match=r"Press .Open the lobby. once more"):
        await Hosting(parts, desk.bank).open_lobby(quiz, HOST)
    assert (await desk.drafting.mine(quiz.id, HOST)).poll.state == DRAFT
    less = await desk.drafting.up_to_date(quiz)
    assert less is not None
    assert len(less.questions) == 2


async def test_a_rehearsal_is_begun_all_the_same() -> None:
    desk = Desk(questions(3))
    quiz = await desk.drafting.draft(Wish(3), HOST, CHANNEL)
    await desk.posted(1)
    rehearsal = await Rehearsing(desk.drafting, desk.hosting).begin(quiz.id, HOST)
    assert len(rehearsal.questions) == 3


async def test_what_became_of_a_draft_is_told_by_number_and_cause() -> None:
    asked = tuple(frozen(n, item()) for n in range(1, 6))
    ids = [one.bank_id for one in asked]
    same = Parted(asked, (), KeptBack())
    assert changed(asked, same) == ""
    edited = replace(asked[0], luck="other")
    less = Parted((edited, asked[1]), (ids[2],), KeptBack(1))
    assert changed(asked, less) == (
        "1 of these questions is asked in a live quiz by now, so it is left out. "
        "2 of these questions were rejected or are not to be asked yet, so they are left out. "
        "1 of these questions was edited, and is shown as edited."
    )
    both = Parted(asked[2:], (ids[0], ids[1]), KeptBack(2, WEEK, mixed=True))
    assert changed(asked, both) == (
        "2 of these questions are asked in other homework or a live quiz by now, so they are left out."
    )
