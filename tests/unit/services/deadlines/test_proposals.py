"""Proposals: told of once, decided once, taken back; nothing is announced that nobody confirmed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from bot.services.deadlines.found import Statement
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import CANCELLED, CONFIRMED, DISMISSED, PROPOSED, DatedItem
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.proposing import alternatives, says_now
from tests.unit.fakes import FakeClock
from tests.unit.services.deadlines.made import DUE, NOW, OSLO, on_calendar, said
from tests.unit.services.deadlines.stores import FakeItems, FakeOutbox, FakePlanner

DAY = timedelta(days=1)
ANNA, BEN = "U1", "U2"


@dataclass
class Course:
    """A course with two instructors, on stores in memory."""

    items: FakeItems = field(default_factory=FakeItems)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    planner: FakePlanner = field(default_factory=FakePlanner)
    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))

    def service(self) -> ProposalService:
        ids = count(len(self.items.history))
        nothing: Any = None
        parts = Parts(
            "T1",
            "c1",
            OSLO,
            self.items,
            nothing,
            nothing,
            self.planner,
            self.clock,
            lambda: f"change{next(ids)}",
        )
        outbox: Any = self.outbox
        return ProposalService(parts, outbox, (ANNA, BEN), "TCSS 562")

    async def one(self, *found: Statement) -> DatedItem:
        await self.service().observe(found or (said(),))
        (item,) = self.items.items.values()
        return item


@pytest.fixture
def course() -> Course:
    return Course()


async def test_each_instructor_is_told_once_of_what_was_found(course: Course) -> None:
    service = course.service()
    observed = await service.observe([said(), said("Homework 4")])
    assert (observed.asked, observed.passed) == (2, 0)
    assert [(m.channel, m.kind, m.about) for m in course.outbox.messages.values()] == [
        (ANNA, "proposals", observed.batch),
        (BEN, "proposals", observed.batch),
    ]
    await course.service().observe([said(), said("Homework 4")])
    assert len(course.outbox.messages) == 2
    assert len(await service.batch(observed.batch)) == 2


async def test_what_a_crash_left_untold_is_told_by_the_next_reading(course: Course) -> None:
    await course.service().observe([said()])
    course.outbox.messages.clear()
    await course.service().observe([said()])
    assert len(course.outbox.messages) == 2
    course.outbox.messages.clear()
    course.clock.move(timedelta(days=4))
    await course.service().observe([said()])
    assert course.outbox.messages == {}, "what waits for days is not news"


async def test_nothing_new_tells_nothing(course: Course) -> None:
    observed = await course.service().observe([said(at=NOW - DAY)])
    assert (observed.asked, observed.passed, observed.batch) == (0, 1, "")
    assert course.outbox.messages == {}


async def test_a_confirmed_proposal_is_planned_and_can_be_taken_back(course: Course) -> None:
    item = await course.one()
    done = await course.service().confirm(item.id, item.revision, ANNA)
    assert done is not None
    assert (done.state, done.changed_by, done.revision) == (CONFIRMED, ANNA, 2)
    assert course.planner.planned == [item.id]
    back = await course.service().reopen(item.id, done.revision, BEN)
    assert back is not None
    assert (back.state, back.ends_at) == (PROPOSED, DUE)
    assert await course.service().reopen(item.id, back.revision, BEN) is None


async def test_the_second_of_two_who_press_at_once_changes_nothing(course: Course) -> None:
    item = await course.one()
    assert await course.service().dismiss(item.id, item.revision, ANNA) is not None
    assert await course.service().confirm(item.id, item.revision, BEN) is None
    assert course.items.items[item.id].state == DISMISSED


async def test_confirm_all_leaves_what_needs_a_choice_or_a_second_look(course: Course) -> None:
    doubtful = replace(said("Essay"), warnings=("the text names another weekday than …",))
    found = [said(), on_calendar(at=DUE + DAY), said("Homework 4"), doubtful, said("Quiz 1")]
    service = course.service()
    observed = await service.observe(found)
    done = await service.confirm_all(observed.batch, ANNA)
    assert sorted(i.title for i in done) == ["Homework 4", "Quiz 1"]
    assert sorted(i.title for i in await service.waiting()) == ["Essay", "Homework 3"]


async def test_where_sources_disagree_one_is_chosen_and_not_simply_confirmed(
    course: Course,
) -> None:
    item = await course.one(said(), on_calendar(at=DUE + DAY))
    service = course.service()
    assert await service.confirm(item.id, item.revision, ANNA) is None
    assert await service.choose(item.id, item.revision, 2, ANNA) is None
    done = await service.choose(item.id, item.revision, 1, ANNA)
    assert done is not None
    assert (done.state, done.ends_at, done.title) == (CONFIRMED, DUE + DAY, "Homework 3")
    assert (await service.observe([said(), on_calendar(at=DUE + DAY)])).asked == 0
    back = await service.reopen(item.id, done.revision, ANNA)
    assert back is not None
    assert len(alternatives(back)) == 2


async def test_a_changed_source_moves_a_confirmed_date_only_when_told_to(course: Course) -> None:
    item = await course.one()
    service = course.service()
    confirmed = await service.confirm(item.id, item.revision, ANNA)
    assert confirmed is not None
    observed = await service.observe([said(at=DUE + DAY)])
    assert observed.asked == 1
    assert course.items.items[item.id].ends_at == DUE
    moved = await service.follow(item.id, confirmed.revision, BEN)
    assert moved is not None
    assert (moved.ends_at, says_now(moved)) == (DUE + DAY, None)
    back = await service.reopen(item.id, moved.revision, BEN)
    assert back is not None
    told = says_now(back)
    assert (back.ends_at, told.ends_at if told else None) == (DUE, DUE + DAY)


async def test_a_changed_source_can_be_left_alone_and_then_says_nothing_more(
    course: Course,
) -> None:
    item = await course.one()
    service = course.service()
    confirmed = await service.confirm(item.id, item.revision, ANNA)
    assert confirmed is not None
    await service.observe([said(at=DUE + DAY)])
    kept = await service.keep(item.id, confirmed.revision, ANNA)
    assert kept is not None
    assert (kept.ends_at, kept.revision) == (DUE, confirmed.revision)
    assert (await service.observe([said(at=DUE + DAY)])).asked == 0
    assert await service.waiting() == []


async def test_what_a_followed_calendar_lost_is_cancelled_only_when_told_to(
    course: Course,
) -> None:
    listed = on_calendar(calendar="cal1")
    service = course.service()
    await service.observe([listed], calendar="cal1", whole=True)
    (item,) = course.items.items.values()
    confirmed = await service.confirm(item.id, item.revision, ANNA)
    assert confirmed is not None
    assert (await service.observe([], calendar="cal1", whole=True)).asked == 1
    assert course.items.items[item.id].state == CONFIRMED
    gone = await service.follow(item.id, confirmed.revision, ANNA)
    assert gone is not None
    assert gone.state == CANCELLED


async def test_what_is_over_waits_for_nobody(course: Course) -> None:
    await course.one()
    course.clock.move(DUE - NOW + DAY)
    assert await course.service().waiting() == []


async def test_what_was_just_decided_stays_on_the_list_for_a_while(course: Course) -> None:
    item = await course.one()
    service = course.service()
    await service.confirm(item.id, item.revision, ANNA)
    assert [i.state for i in await service.batch("")] == [CONFIRMED]
    course.clock.move(timedelta(minutes=11))
    assert await service.batch("") == []


async def test_items_of_another_course_are_out_of_reach(course: Course) -> None:
    item = await course.one()
    course.items.items[item.id] = replace(item, course="other")
    assert await course.service().confirm(item.id, item.revision, ANNA) is None
