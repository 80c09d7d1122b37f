"""What meets on a reader's own day, what is on, what is over, and what comes next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.services.timetable import Timetable
from bot.services.todays_class import Today, todays_class
from knowledge.course import Course
from knowledge.model import Build, Slide
from tests.unit.services.test_timetable import FALL, LA, LAB, LECTURE, TUESDAY, VETERANS, Row, at

SLIDES = (Slide("l13.pdf", "Docker", lecture=13, date=date(2021, 11, 16)),)
COURSE = Course.from_build(Build(slides=SLIDES), code="TCSS 562", name="Clouds", timezone=LA)


def told(now: datetime, zone: str = LA, table: Timetable = FALL) -> Today:
    found = todays_class(table, COURSE, now, zone)
    assert found is not None
    return found


def keys(found: Today) -> list[str]:
    return [one.meeting.key for one in found.classes]


def test_a_course_without_a_timetable_tells_nothing() -> None:
    assert todays_class(Timetable(LA), COURSE, at(TUESDAY, time(12)), LA) is None


@pytest.mark.parametrize("clock", [time(0), time(16), time(17), time(18, 29)])
def test_todays_class_is_told_until_it_is_over_and_then_the_next_one_too(clock: time) -> None:
    found = told(at(TUESDAY, clock))
    assert (keys(found), found.next, found.holiday) == (["2021-11-09T16:30"], None, None)
    over = told(at(TUESDAY, time(18, 30)))
    assert keys(over) == ["2021-11-09T16:30"]
    assert over.next is not None
    assert over.next.meeting.key == "2021-11-16T16:30"


def test_the_next_one_comes_with_its_lecture_where_its_slides_are_known() -> None:
    found = told(at(date(2021, 11, 15), time(12)))
    assert (found.classes, found.holiday) == ((), None)
    assert found.next is not None
    assert found.next.lecture is not None
    assert found.next.lecture.number == 13


def test_a_holiday_is_told_by_its_name() -> None:
    found = told(at(VETERANS.first, time(12)))
    assert (found.classes, found.holiday) == ((), "Veterans Day")
    assert found.next is not None


def test_two_meetings_of_a_day_are_both_told_until_the_last_is_over() -> None:
    table = Timetable(LA, (LECTURE, LAB))
    found = told(at(TUESDAY, time(12)), table=table)
    assert keys(found) == ["2021-11-09T09:00", "2021-11-09T16:30"]
    assert found.next is None


def test_the_day_is_the_readers_own() -> None:
    """Tuesday's class at 16:30 in Los Angeles is on Wednesday at 9:30 in Tokyo."""
    tokyo = ZoneInfo("Asia/Tokyo")
    tuesday = told(datetime(2021, 11, 9, 20, tzinfo=tokyo), "Asia/Tokyo")
    wednesday = told(datetime(2021, 11, 10, 23, 59, tzinfo=tokyo), "Asia/Tokyo")
    assert keys(tuesday) == []
    assert tuesday.next is not None
    assert tuesday.next.meeting.key == "2021-11-09T16:30"
    assert keys(wednesday) == ["2021-11-09T16:30"]


def test_what_goes_on_since_yesterday_is_told() -> None:
    late = Timetable(LA, (Row((1,), time(20), time(22)),))
    east = "America/New_York"
    found = told(datetime(2021, 11, 10, 5, 30, tzinfo=UTC), east, late)
    assert keys(found) == ["2021-11-09T20:00"]
    assert found.next is None
    assert keys(told(datetime(2021, 11, 10, 6, tzinfo=UTC), east, late)) == []


def test_before_the_term_the_first_one_comes_and_after_it_none() -> None:
    before, after = told(at(date(2021, 9, 1), time(12))), told(at(date(2022, 1, 4), time(12)))
    assert before.next is not None
    assert (before.next.meeting.key, before.was) == ("2021-09-30T16:30", False)
    assert (after.next, after.was, after.classes) == (None, True, ())


def test_every_moment_of_a_week_finds_the_readers_day_in_every_zone() -> None:
    """Against looking at each meeting by itself."""
    daily = Timetable(
        LA, (Row(tuple(range(7)), time(19), time(23, 50)), Row((0, 6), time(0), time(1)))
    )
    meetings = [m for n in range(-5, 12) for m in daily.on(TUESDAY + timedelta(days=n))]
    for zone in ("Pacific/Kiritimati", "Pacific/Niue", "America/New_York", LA):
        here = ZoneInfo(zone)
        for hours in range(0, 24 * 7, 5):
            now = at(TUESDAY, time(0, 30)) + timedelta(hours=hours)
            todays = {
                m.key
                for m in meetings
                if m.starts_at.astimezone(here).date() == now.astimezone(here).date()
            }
            on = {m.key for m in meetings if m.starts_at <= now < m.ends_at}
            assert set(keys(told(now, zone, daily))) == todays | on
