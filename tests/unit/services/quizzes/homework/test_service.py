"""A homework from its draft to its end, over one memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.services.polls.ports import CLOSED, OPEN
from bot.services.quizzes.bank.ports import DRAFT as UNREVIEWED
from bot.services.quizzes.bank.ports import REJECTED
from bot.services.quizzes.chosen import CannotDraft
from bot.services.quizzes.homework.answering import HomeworkRefused, answer, pick, show_as
from bot.services.quizzes.homework.drafting import (
    Assignment,
    DraftChanged,
    HomeworkDrafting,
)
from bot.services.quizzes.homework.model import OVERVIEW, Homework, Work
from bot.services.quizzes.homework.outcome import of_homework, own
from bot.services.quizzes.homework.service import HomeworkService
from bot.services.quizzes.live.model import NAME
from bot.services.quizzes.live.results import QUIZ_RESULT, Results
from tests.unit.services.papers.made import FakeOutbox
from tests.unit.services.polls.made import CHANNEL, NOW, WORKSPACE
from tests.unit.services.quizzes.live.room import HOST, Room, banked, item, known
from tests.unit.services.quizzes.live.test_afterwards import names

SARA, TOM, STRANGER = "U0SARA", "U0TOM", "U0STRANGER"
WEEK = NOW + timedelta(days=7)


class Desk(Room):
    """A room with homework in it."""

    def restart(self) -> None:
        super().restart()
        outbox: Any = FakeOutbox(self.stores)
        drafting = HomeworkDrafting(self.parts, self.bank, lambda question: True, known)
        self.homework = HomeworkService(self.parts, drafting, outbox)
        self.results = Results(self.parts, names)

    async def posted(self, number: int = 2, **wanted: Any) -> Homework:
        drafting = self.homework.drafting
        draft = await drafting.draft(Assignment(WEEK, number, **wanted), HOST, CHANNEL)
        return await drafting.post(draft.id, HOST, seen=draft.poll.revision)

    async def answers(self, homework: Homework, user: str, *picked: str, sure: bool = True) -> Work:
        """Begin, and answer the first questions."""
        _, work = await self.homework.begin(self.click(user, homework.id))
        for number, option in enumerate(picked, 1):
            now = self.clock.now()
            await self.homework.click(self.click(user, homework.id), pick(number, option, now))
            decide = answer(number, sure=sure, now=now)
            _, work = await self.homework.click(self.click(user, homework.id), decide)
        return work

    def results_sent(self) -> list[str]:
        return [m.channel for m in self.stores.memory.messages.values() if m.kind == QUIZ_RESULT]


async def test_a_draft_is_seen_by_its_maker_alone_and_posts_nothing() -> None:
    desk = Desk()
    draft = await desk.homework.drafting.draft(Assignment(WEEK, 2), HOST, CHANNEL)

    assert desk.messages == []
    assert len(draft.questions) == 2
    with pytest.raises(HomeworkRefused):
        await desk.homework.drafting.mine(draft.id, SARA)
    with pytest.raises(HomeworkRefused):
        await desk.homework.begin(desk.click(SARA, draft.id))


async def test_post_opens_it_with_its_message_once_and_only_as_it_was_seen() -> None:
    desk = Desk()
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    fewer = await drafting.drop(draft.id, HOST, seen=draft.poll.revision, number=2)

    assert len(fewer.questions) == 2
    with pytest.raises(DraftChanged):
        await drafting.post(draft.id, HOST, seen=draft.poll.revision)
    homework = await drafting.post(draft.id, HOST, seen=fewer.poll.revision)
    with pytest.raises(HomeworkRefused):
        await drafting.post(draft.id, HOST, seen=fewer.poll.revision)
    assert homework.poll.state == OPEN
    assert desk.messages == [f"poll:{homework.id}"]


async def test_an_edited_draft_stays_one_draft() -> None:
    desk = Desk()
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 3), HOST, CHANNEL)
    edited = await drafting.draft(
        Assignment(WEEK, 1, "Reading check", at_once=True), HOST, CHANNEL, draft_id=draft.id
    )

    assert edited.id == draft.id
    assert (edited.title, len(edited.questions), edited.at_once) == ("Reading check", 1, True)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (Assignment(NOW, 1), "time"),
        (Assignment(NOW + timedelta(days=121), 1), "day"),
        (Assignment(WEEK, 4), "number"),
        (Assignment(WEEK, 1, topic="quantum"), "topic"),
        (Assignment(WEEK, 1, lecture=2), "lecture"),
    ],
)
async def test_what_cannot_be_is_told_beside_its_field(wanted: Assignment, field: str) -> None:
    with pytest.raises(CannotDraft) as refused:
        await Desk().homework.drafting.draft(wanted, HOST, CHANNEL)
    assert refused.value.field == field


async def test_only_approved_questions_are_asked() -> None:
    desk = Desk([replace(banked(1, item("One?", "Right", "Wrong")), state=UNREVIEWED)])

    with pytest.raises(CannotDraft):
        await desk.homework.drafting.draft(Assignment(WEEK, 1), HOST, CHANNEL)


async def test_somebody_goes_through_it_stops_and_goes_on_after_a_restart() -> None:
    desk = Desk()
    homework = await desk.posted()
    await desk.answers(homework, SARA, "a")
    desk.restart()

    _, work = await desk.homework.begin(desk.click(SARA, homework.id))

    assert work.at == 2
    assert len(work.answers) == 1


async def test_who_is_not_in_the_channel_cannot_take_part() -> None:
    desk = Desk()
    homework = await desk.posted()

    with pytest.raises(HomeworkRefused):
        await desk.homework.begin(desk.click(STRANGER, homework.id))


async def test_the_message_is_drawn_when_somebody_begins_or_finishes_and_not_in_between() -> None:
    desk = Desk()
    homework = await desk.posted(3)
    await desk.answers(homework, SARA, "a", "b")
    assert desk.redrawn == [homework.id]

    await desk.answers(homework, SARA, "a", "b", "a")
    assert desk.redrawn == [homework.id] * 2
    tally = await desk.homework.tally(homework)
    assert (tally.voters, tally.extra["finished"]) == (1, 1)


async def test_a_click_that_is_delivered_twice_counts_once() -> None:
    desk = Desk()
    homework = await desk.posted()
    await desk.homework.begin(desk.click(SARA, homework.id))
    click = desk.click(SARA, homework.id)

    await desk.homework.click(click, pick(1, "a", NOW))
    _, work = await desk.homework.click(click, pick(1, "b", NOW))

    assert work.picked == ("a",)


async def test_it_closes_by_the_clock_also_when_nobody_clicks_and_tells_its_maker_once() -> None:
    desk = Desk()
    homework = await desk.posted()
    await desk.answers(homework, SARA, "a", "a")
    await desk.answers(homework, TOM, "b")
    desk.clock.move(timedelta(days=7, seconds=1))
    await desk.homework.tick()
    assert (await desk.homework.homework(homework.id)).poll.state == OPEN

    desk.clock.move(timedelta(seconds=2))
    await desk.homework.tick()
    await desk.homework.tick()
    desk.restart()
    await desk.homework.tick()

    closed = await desk.homework.homework(homework.id)
    assert closed.poll.state == CLOSED
    assert desk.results_sent() == [HOST]
    tally = await desk.homework.tally(closed)
    assert (tally.voters, dict(tally.extra)) == (2, {"finished": 1, "answered": 3, "right": 2})


async def test_a_crash_between_closing_and_telling_is_made_good_by_the_next_tick() -> None:
    desk = Desk()
    homework = await desk.posted()
    at = desk.clock.now()
    await desk.parts.polls.close(WORKSPACE, homework.id, by=HOST, at=at, count=lambda *_: {})
    assert desk.results_sent() == []

    await desk.homework.tick()

    assert desk.results_sent() == [HOST]


async def test_its_date_can_be_changed_while_it_is_open() -> None:
    desk = Desk()
    homework = await desk.posted()
    sooner = NOW + timedelta(hours=1)

    moved = await desk.homework.move(homework.id, sooner)
    assert moved.poll.closes_at == sooner
    with pytest.raises(CannotDraft):
        await desk.homework.move(homework.id, NOW)
    await desk.homework.close(homework.id, HOST)
    with pytest.raises(HomeworkRefused):
        await desk.homework.move(homework.id, WEEK)


async def test_closed_early_it_takes_no_answers_and_keeps_those_there_are() -> None:
    desk = Desk()
    homework = await desk.posted()
    await desk.answers(homework, SARA, "a")

    closed = await desk.homework.close(homework.id, HOST)
    again = await desk.homework.close(homework.id, HOST)
    with pytest.raises(HomeworkRefused):
        await desk.homework.click(desk.click(SARA, homework.id), pick(2, "a", NOW))

    assert (closed.poll.closed_by, again.poll.closed_at) == (HOST, closed.poll.closed_at)
    assert desk.results_sent() == [HOST]


async def test_its_results_are_those_of_a_live_quiz() -> None:
    desk = Desk()
    homework = await desk.posted()
    await desk.answers(homework, SARA, "a", "b")
    await desk.homework.click(desk.click(SARA, homework.id), show_as(NAME, NOW))
    await desk.answers(homework, TOM, "a")
    await desk.homework.close(homework.id, HOST)

    outcome = await desk.results.outcome(homework.id)
    [first, second] = outcome.items()
    _, data = await desk.results.table(homework.id)

    assert (first.right, first.answered) == (2, 2)
    assert (second.right, second.confident_errors) == (0, 1)
    assert b"Sara" in data
    assert b"Tom" not in data
    assert [given.right for _, given in outcome.of(SARA) if given] == [True, False]


async def test_where_it_is_told_at_once_only_what_was_answered_is_told() -> None:
    desk = Desk()
    homework = await desk.posted(at_once=True)
    await desk.answers(homework, SARA, "b")

    _, number = await desk.homework.settled(f"{homework.id}:1", SARA)
    assert number == 1
    for value, user in ((f"{homework.id}:2", SARA), (f"{homework.id}:1", TOM), (homework.id, SARA)):
        with pytest.raises(HomeworkRefused):
            await desk.homework.settled(value, user)


async def test_ones_own_outcome_has_nobody_elses_answers() -> None:
    desk = Desk()
    homework = await desk.posted()
    work = await desk.answers(homework, SARA, "a")

    mine = own(homework.poll, SARA, work)

    assert set(mine.players) == {SARA}
    assert own(homework.poll, TOM, Work()).players == {}
    assert of_homework(homework.poll, ()).items()[0].answered == 0
    assert work.at in (2, OVERVIEW)


async def test_what_was_rejected_since_it_was_drafted_is_not_posted_and_the_rest_is_looked_at_again() -> (
    None
):
    desk = Desk()
    drafting = desk.homework.drafting
    draft = await drafting.draft(Assignment(WEEK, 2), HOST, CHANNEL)
    (gone,) = await desk.bank.several(WORKSPACE, [draft.questions[0].bank_id])
    await desk.bank.change(gone, replace(gone, state=REJECTED))
    with pytest.raises(
        DraftChanged, match=r"1 of these questions was rejected.*Look at it once more"
    ):
        await drafting.post(draft.id, HOST, seen=draft.poll.revision)
    left = await drafting.mine(draft.id, HOST)
    assert left.questions == draft.questions[1:]
    posted = await drafting.post(draft.id, HOST, seen=left.poll.revision)
    assert posted.questions == left.questions
