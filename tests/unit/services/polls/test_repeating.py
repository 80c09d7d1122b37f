"""Polls that come again, by the course's clock on the wall."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.services.polls.managing import Overtaken
from bot.services.polls.ports import DELETED, OPEN, SCHEDULED, Poll
from bot.services.polls.repeating import Repeating, wall_problem
from bot.services.timetable import Timetable
from tests.unit.fakes import NOON, FakeClock
from tests.unit.services.polls.examples import a_poll, parts_of
from tests.unit.services.polls.stores import Stores

ZONE = "America/Los_Angeles"


@dataclass(frozen=True)
class Slot:
    days: tuple[int, ...] = (1, 3)
    starts: time = time(15, 40)
    ends: time = time(17, 40)
    title: str = "Lecture"
    place: str = ""


@dataclass(frozen=True)
class Break:
    first: date
    last: date
    reason: str = "Thanksgiving"


def repeating(timetable: Timetable | None = None, stores: Stores | None = None) -> Repeating:
    return Repeating(parts_of(stores or Stores(), FakeClock()), timetable or Timetable(ZONE))


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def recurring(repeats: str, opens: str, **fields: Any) -> Poll:
    poll = a_poll(settings={"repeats": repeats}, state=SCHEDULED, opens_at=wall(opens))
    return replace(poll, **fields)


def local(at: datetime | None) -> str:
    assert at is not None
    assert at.utcoffset() == timedelta(0)
    return at.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%d %H:%M")


def test_a_daily_poll_keeps_its_time_on_the_wall_over_both_changes_of_the_clocks() -> None:
    back = recurring("daily", "2021-11-06T09:00")
    found = repeating().next_occurrence(back, back.opens_at or NOON)
    assert local(found) == "2021-11-07 09:00"
    assert found is not None
    assert found - wall("2021-11-06T09:00") == timedelta(hours=25)
    forward = recurring("daily", "2021-03-13T09:00")
    assert local(repeating().next_occurrence(forward, wall("2021-03-13T09:00"))) == (
        "2021-03-14 09:00"
    )


def test_a_time_that_the_clocks_skip_comes_back_on_the_next_day() -> None:
    service, poll = repeating(), recurring("daily", "2021-03-13T02:30")
    skipped = service.following(poll, wall("2021-03-13T02:30"))
    assert skipped is not None
    assert local(skipped.opens_at) == "2021-03-14 03:30"
    after = service.following(skipped, skipped.opens_at or NOON)
    assert after is not None
    assert local(after.opens_at) == "2021-03-15 02:30"


def test_a_time_that_comes_twice_opens_one_poll() -> None:
    poll = recurring("daily", "2021-11-06T01:30")
    first = repeating().next_occurrence(poll, wall("2021-11-06T01:30"))
    assert local(first) == "2021-11-07 01:30"
    assert first is not None
    assert local(repeating().next_occurrence(poll, first)) == "2021-11-08 01:30"


def test_a_weekly_poll_comes_on_the_same_weekday_and_skips_what_was_missed() -> None:
    poll = recurring("weekly", "2021-10-05T09:00")
    assert local(repeating().next_occurrence(poll, wall("2021-10-05T09:00"))) == "2021-10-12 09:00"
    assert local(repeating().next_occurrence(poll, wall("2021-11-04T00:00"))) == "2021-11-09 09:00"
    years = recurring("daily", "2011-10-05T09:00")
    assert local(repeating().next_occurrence(years, wall("2021-11-04T10:00"))) == "2021-11-05 09:00"


def test_a_poll_after_each_class_opens_when_the_class_is_over() -> None:
    service = repeating(Timetable(ZONE, (Slot(),)))
    poll = recurring("class", "2021-11-02T17:40")
    during = wall("2021-11-04T16:00")
    assert local(service.next_occurrence(poll, during)) == "2021-11-04 17:40"
    assert local(service.next_occurrence(poll, wall("2021-11-04T17:40"))) == "2021-11-09 17:40"


def test_days_without_class_are_left_out_and_nothing_comes_after_the_term() -> None:
    closed = Break(date(2021, 11, 25), date(2021, 11, 26))
    timetable = Timetable(ZONE, (Slot(),), (closed,), ends=date(2021, 12, 10))
    service = repeating(timetable)
    daily = recurring("daily", "2021-11-24T09:00")
    assert local(service.next_occurrence(daily, wall("2021-11-24T09:00"))) == "2021-11-27 09:00"
    assert service.next_occurrence(daily, wall("2021-12-10T09:00")) is None
    each = recurring("class", "2021-11-23T17:40")
    assert local(service.next_occurrence(each, wall("2021-11-23T17:40"))) == "2021-11-30 17:40"
    assert service.next_occurrence(each, wall("2021-12-09T18:00")) is None


def test_what_does_not_repeat_or_has_no_timetable_does_not_come_again() -> None:
    assert repeating().next_occurrence(recurring("", "2021-11-02T09:00"), NOON) is None
    assert repeating().next_occurrence(recurring("class", "2021-11-02T09:00"), NOON) is None
    daily = replace(recurring("daily", "2021-11-02T09:00"), opens_at=None)
    assert repeating().next_occurrence(daily, NOON) is None


def test_the_next_of_a_series_is_the_same_whoever_asks_and_starts_without_votes() -> None:
    poll = replace(
        recurring("weekly", "2021-11-02T09:00"),
        state=OPEN,
        ts="1.2",
        result={"voters": 3},
        notes={"picture": "F1", "nudged": "x"},
    )
    one, two = (repeating().following(poll, poll.opens_at or NOON) for _ in range(2))
    assert one == two
    assert one is not None
    assert (one.state, one.ts, one.result) == (SCHEDULED, None, {})
    assert one.notes == {"series": "p1", "wall": "09:00:00"}
    assert one.id != "p1"
    third = repeating().following(one, one.opens_at or NOON)
    assert third is not None
    assert third.notes["series"] == "p1"


async def test_a_series_is_listed_by_what_comes_next_and_stopped_once() -> None:
    stores = Stores()
    first = recurring("weekly", "2021-11-02T09:00", state=OPEN)
    service = repeating(stores=stores)
    second = service.following(first, first.opens_at or NOON)
    assert second is not None
    for poll in (first, second, replace(second, id="later", opens_at=wall("2021-12-01T09:00"))):
        await stores.polls.add(poll)
    assert [poll.id for poll in await service.coming()] == [second.id, "later"]
    found = await service.next_of(first)
    assert found is not None
    assert found.id == second.id
    stopped = await service.stop(second.id, "U_ADA")
    assert stopped.state == DELETED
    with pytest.raises(Overtaken, match="stopped already"):
        await service.stop(second.id, "U_ADA")
    with pytest.raises(Overtaken, match="just been posted"):
        await service.stop(first.id, "U_ADA")


@pytest.mark.parametrize(
    ("day", "at", "why"),
    [
        (date(2022, 3, 13), time(2, 30), "skip that time"),
        (date(2021, 11, 16), time(3, 59), "in the past"),
        (date(2021, 11, 16), time(4, 0), "in the past"),
        (date(2023, 11, 16), time(9, 0), "more than a year"),
        (date(2021, 11, 17), time(9, 0), ""),
    ],
)
def test_times_that_cannot_be_are_refused_with_the_reason(day: date, at: time, why: str) -> None:
    """It is four in the morning in Los Angeles."""
    assert why in wall_problem(day, at, ZONE, NOON)[1]
    assert bool(why) == bool(wall_problem(day, at, ZONE, NOON)[1])
