"""One rehearsal at a time, which is gone on with: nothing that was played is lost by a press of "Rehearse"."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.services.polls.ports import CLOSED, OPEN
from bot.services.quizzes.live.drafting import Wish
from bot.services.quizzes.live.model import ASKING, LOBBY, Quiz
from bot.services.quizzes.live.rehearsal import Rehearsed, Rehearsing
from tests.unit.services.polls.made import CHANNEL
from tests.unit.services.quizzes.live.room import HOST, Room, questions

SOON = timedelta(seconds=5)


class Desk(Room):
    """A host with a draft, who rehearses."""

    def __init__(self) -> None:
        super().__init__(questions(5))
        self.rehearsing = Rehearsing(self.drafting, self.hosting)

    async def draft(self, number: int = 3) -> Quiz:
        return await self.drafting.draft(Wish(number), HOST, CHANNEL)

    async def begin(self, draft: Quiz, instead_of: str = "") -> Quiz:
        return await self.rehearsing.begin(draft.id, HOST, instead_of=instead_of)

    async def running(self) -> list[tuple[str, str, int]]:
        return [(q.id, q.state, q.at) for q in await self.hosting.running()]

    async def played(self, draft: Quiz) -> Quiz:
        """A rehearsal that is at its first question."""
        return await self.next(await self.show(await self.begin(draft)))


@pytest.mark.parametrize("shown", [True, False])
async def test_one_that_waits_in_its_lobby_goes_on(shown: bool) -> None:
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.begin(draft)
    if shown:
        await desk.show(begun)
    desk.clock.move(SOON)
    assert (await desk.begin(draft)).id == begun.id
    assert await desk.running() == [(begun.id, LOBBY, 0)]


async def test_one_that_is_being_played_goes_on_and_is_told_of() -> None:
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.played(draft)
    with pytest.raises(Rehearsed) as told:
        await desk.begin(draft)
    assert (told.value.quiz.id, told.value.quiz.at, told.value.same) == (begun.id, 1, True)
    assert await desk.running() == [(begun.id, ASKING, 1)]


async def test_it_starts_again_once_where_that_is_asked_for() -> None:
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.played(draft)
    anew = await desk.begin(draft, begun.id)
    assert (await desk.hosting.quiz(begun.id)).poll.state == CLOSED
    assert (await desk.begin(draft, begun.id)).id == anew.id
    assert await desk.running() == [(anew.id, LOBBY, 0)]


async def test_two_presses_at_once_start_it_again_once() -> None:
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.played(draft)
    one, other = await asyncio.gather(desk.begin(draft, begun.id), desk.begin(draft, begun.id))
    assert one.id == other.id != begun.id
    assert len(await desk.running()) == 1


async def test_another_quiz_ends_a_rehearsal_of_which_nothing_was_played_and_asks_otherwise() -> (
    None
):
    desk = Desk()
    first, second = await desk.draft(), await desk.draft(2)
    waiting = await desk.show(await desk.begin(first))
    begun = await desk.begin(second)
    assert (await desk.hosting.quiz(waiting.id)).poll.state == CLOSED
    await desk.next(await desk.show(begun))
    with pytest.raises(Rehearsed) as told:
        await desk.begin(first)
    assert (told.value.quiz.id, told.value.same) == (begun.id, False)


async def test_a_draft_that_was_changed_is_rehearsed_as_it_is_now() -> None:
    desk = Desk()
    draft = await desk.draft()
    waiting = await desk.show(await desk.begin(draft))
    less = await desk.drafting.drop(draft.id, HOST, draft.questions[0].bank_id)
    begun = await desk.begin(less)
    assert (begun.id != waiting.id, len(begun.questions)) == (True, 2)
    await desk.next(await desk.show(begun))
    await desk.drafting.restore(draft.id, HOST, draft.questions[0].bank_id)
    with pytest.raises(Rehearsed) as told:
        await desk.begin(draft)
    assert not told.value.same


async def test_one_whose_message_was_deleted_is_begun_anew() -> None:
    """There is nothing to go on with: no button of it stands anywhere."""
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.show(await desk.begin(draft))
    await desk.stores.polls.posted(begun.poll.workspace, begun.id, channel=None, ts=None)
    desk.clock.move(timedelta(minutes=2))
    anew = await desk.begin(draft)
    assert (anew.id != begun.id, anew.poll.state) == (True, OPEN)


async def test_once_it_is_over_it_is_begun_anew() -> None:
    desk = Desk()
    draft = await desk.draft()
    begun = await desk.played(draft)
    await desk.hosting.end(begun, HOST)
    assert (await desk.begin(draft)).state == LOBBY
