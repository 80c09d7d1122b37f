"""The weekly digest: Monday morning on the course's clocks, once, and only where there is something to tell."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.composers.digest import DigestComposer
from bot.delivery.composing import Composed, Dropped
from bot.services.deadlines.digest import Digests, last_moment, week_of
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import CONFIRMED, PROPOSED, Announcing, DatedItem
from bot.services.deadlines.wanting import Wanting
from tests.unit.fakes import FakeClock
from tests.unit.services.deadlines.stores import FakeItems, FakeOutbox, FakePlanner

OSLO = "Europe/Oslo"
CHANNEL = Announcing(channels=("C1", "C2"))
MONDAY = datetime(2026, 10, 5, 6, 0, tzinfo=UTC)
"""08:00 in Oslo."""
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (MONDAY, MONDAY),
        (MONDAY - MINUTE, MONDAY - 7 * DAY),
        (MONDAY + 6 * DAY, MONDAY),
        # The clocks go back on October 25 and forward on March 28: still 08:00 in Oslo.
        (datetime(2026, 10, 26, 7, 0, tzinfo=UTC), datetime(2026, 10, 26, 7, 0, tzinfo=UTC)),
        (datetime(2026, 10, 26, 6, 59, tzinfo=UTC), datetime(2026, 10, 19, 6, 0, tzinfo=UTC)),
        (datetime(2027, 3, 29, 6, 0, tzinfo=UTC), datetime(2027, 3, 29, 6, 0, tzinfo=UTC)),
    ],
)
def test_it_goes_out_on_monday_at_eight_on_the_courses_clocks(
    now: datetime, moment: datetime
) -> None:
    assert last_moment(CHANNEL, OSLO, now) == moment


def test_another_weekday_and_minute_can_be_chosen_and_weeks_have_names() -> None:
    friday = Announcing(digest_weekday=4, digest_minute=17 * 60 + 30)
    moment = last_moment(friday, OSLO, MONDAY)
    assert f"{moment:%a %H:%M}" == "Fri 17:30"
    assert week_of(moment) == "2026-W40"


class Settings:
    """What a course announces with."""

    def __init__(self, announcing: Announcing) -> None:
        self.now = announcing

    async def announcing(self, workspace: str, course: str) -> Announcing:
        return self.now


def item(at: datetime, *, confirmed: datetime = MONDAY - DAY, state: str = CONFIRMED) -> DatedItem:
    key = f"{at:%d%H}"
    return DatedItem(
        "T1",
        "c1",
        key,
        f"Homework {key}",
        "due",
        at,
        at,
        False,
        OSLO,
        state,
        "person",
        key,
        "U1",
        confirmed,
        "U1",
        confirmed,
    )


class Course:
    def __init__(self, *items: DatedItem, announcing: Announcing = CHANNEL) -> None:
        self.clock, self.outbox = FakeClock(MONDAY), FakeOutbox()
        self.items = FakeItems({i.id: i for i in items})
        self.settings = Settings(announcing)
        wishes: Any = self.settings
        unused: Any = None
        self.parts = Parts(
            "T1", "c1", OSLO, self.items, unused, wishes, FakePlanner(), self.clock, str
        )

    async def tick(self) -> list[str]:
        """Keys of what is in the outbox after a look."""
        outbox: Any = self.outbox
        await Digests(self.parts, Wanting(self.parts), outbox).tick()
        return list(self.outbox.messages)

    async def composed(self) -> Composed | Dropped:
        wishes: Any = self.settings
        composer = DigestComposer(self.items, wishes, self.clock, "CS 1", OSLO)
        return await composer(next(iter(self.outbox.messages.values())))


async def test_each_channel_gets_one_a_week() -> None:
    course = Course(item(MONDAY + DAY), item(MONDAY + 8 * DAY))
    assert await course.tick() == ["digest:c1:2026-W41:C1", "digest:c1:2026-W41:C2"]
    course.clock.move(timedelta(hours=3))
    assert len(await course.tick()) == 2
    course.clock.at = MONDAY + 7 * DAY
    assert len(await course.tick()) == 4


@pytest.mark.parametrize(
    "course",
    [
        Course(),
        Course(item(MONDAY + 8 * DAY)),
        Course(item(MONDAY + DAY, state=PROPOSED)),
        Course(item(MONDAY + DAY), announcing=Announcing(channels=("C1",), digest=False)),
        Course(item(MONDAY + DAY), announcing=Announcing()),
        Course(item(MONDAY + DAY, confirmed=MONDAY + MINUTE)),
    ],
    ids=["empty", "later", "unconfirmed", "switched off", "no channel", "confirmed afterwards"],
)
async def test_there_is_none_without_anything_to_tell_or_where_nobody_wants_it(
    course: Course,
) -> None:
    course.clock.move(2 * MINUTE)
    assert await course.tick() == []


async def test_one_whose_time_passed_a_day_ago_is_left_out() -> None:
    course = Course(item(MONDAY + 3 * DAY))
    course.clock.at = MONDAY + DAY
    assert len(await course.tick()) == 2
    course.outbox.messages.clear()
    course.clock.at = MONDAY + DAY + MINUTE
    assert await course.tick() == []


async def test_it_lists_the_week_as_it_is_when_it_goes_out() -> None:
    course = Course(item(MONDAY + 2 * DAY), item(MONDAY + DAY), item(MONDAY + 8 * DAY))
    await course.tick()
    course.items.items["0708"] = item(MONDAY + 2 * DAY + timedelta(hours=2))
    said = await course.composed()
    assert isinstance(said, Composed)
    text = str(said.message.blocks)
    assert "This week in CS 1" in text
    assert text.index("Homework 0606") < text.index("Homework 0706") < text.index("Homework 0708")
    assert "Homework 1306" not in text


async def test_it_is_dropped_where_it_has_nothing_to_tell_any_more() -> None:
    course = Course(item(MONDAY + DAY))
    await course.tick()
    course.settings.now = Announcing(channels=("C1",), digest=False)
    assert isinstance(await course.composed(), Dropped)
    course.settings.now = CHANNEL
    course.clock.at = MONDAY + DAY + MINUTE
    late = await course.composed()
    assert isinstance(late, Dropped)
    assert late.state == "missed"
    course.clock.at = MONDAY
    course.items.items.clear()
    assert isinstance(await course.composed(), Dropped)
