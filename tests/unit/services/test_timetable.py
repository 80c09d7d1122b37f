"""When the class meets: by the course's clock, through both nights on which clocks change, and in any term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.timetable import Meeting, Timetable, lecture_of
from knowledge.course import Course
from knowledge.model import Build, Slide, SlideKind

LA = "America/Los_Angeles"
TUESDAY = date(2021, 11, 9)
FORWARD, BACK = date(2021, 3, 14), date(2021, 11, 7)
"""Sundays on which Los Angeles skipped 2:00 to 3:00, and had 1:00 to 2:00 twice."""


@dataclass(frozen=True)
class Row:
    days: tuple[int, ...]
    starts: time
    ends: time
    title: str = "Lecture"
    place: str = ""


@dataclass(frozen=True)
class Holiday:
    first: date
    last: date
    reason: str = ""


LECTURE = Row((1, 3), time(16, 30), time(18, 30), place="CP 101")
LAB = Row((1,), time(9), time(10), "Lab")
VETERANS = Holiday(date(2021, 11, 11), date(2021, 11, 11), "Veterans Day")
FALL = Timetable(LA, (LECTURE,), (VETERANS,), date(2021, 9, 29), date(2021, 12, 17))


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(LA))


def test_a_meeting_is_told_in_utc_with_a_key_of_the_courses_own_day_and_time() -> None:
    (found,) = FALL.on(TUESDAY)
    assert found == Meeting(
        "2021-11-09T16:30",
        datetime(2021, 11, 10, 0, 30, tzinfo=UTC),
        datetime(2021, 11, 10, 2, 30, tzinfo=UTC),
        "Lecture",
        "CP 101",
    )
    assert found.starts_at.tzinfo is UTC
    assert found.day == TUESDAY


def test_nothing_meets_on_other_weekdays_on_holidays_and_out_of_term() -> None:
    assert FALL.on(date(2021, 11, 10)) == ()
    assert (FALL.on(VETERANS.first), FALL.no_class(VETERANS.first)) == ((), "Veterans Day")
    assert FALL.no_class(TUESDAY) is None
    assert FALL.on(date(2021, 9, 28)) == FALL.on(date(2021, 12, 21)) == ()


def test_a_holiday_without_a_reason_is_one() -> None:
    assert Timetable(LA, (LECTURE,), (Holiday(TUESDAY, TUESDAY),)).no_class(TUESDAY) == ""


def test_the_meetings_of_a_day_come_in_order_and_those_at_one_time_have_keys_of_their_own() -> None:
    other = Row((1,), time(9), time(11), "Lab B")
    found = Timetable(LA, (LECTURE, LAB, other)).on(TUESDAY)
    assert [one.title for one in found] == ["Lab", "Lab B", "Lecture"]
    assert [one.key[10:] for one in found] == ["T09:00", "T09:00~2", "T16:30"]
    assert {one.day for one in found} == {TUESDAY}


def test_the_last_one_counts_from_the_moment_it_ends_and_the_next_one_starts_later() -> None:
    (found,) = FALL.on(TUESDAY)
    second = timedelta(seconds=1)
    assert FALL.last_ended(found.ends_at) == found
    assert FALL.last_ended(found.ends_at - second) == FALL.on(date(2021, 11, 4))[0]
    assert FALL.next_after(found.starts_at - second) == found
    assert FALL.next_after(found.starts_at) == FALL.on(date(2021, 11, 16))[0]


def test_before_the_first_there_was_none_and_after_the_last_there_is_none() -> None:
    first, last = FALL.on(date(2021, 9, 30))[0], FALL.on(date(2021, 12, 16))[0]
    assert FALL.last_ended(first.starts_at) is None
    assert FALL.next_after(at(date(2021, 1, 1), time(12))) == first
    assert FALL.next_after(last.starts_at) is None
    assert FALL.last_ended(at(date(2031, 1, 1), time(12))) == last


def test_without_a_timetable_there_is_nothing() -> None:
    now = at(TUESDAY, time(12))
    empty = Timetable(LA)
    assert not empty
    assert (empty.on(TUESDAY), empty.last_ended(now), empty.next_after(now)) == ((), None, None)


def test_a_term_without_end_is_looked_through_in_few_steps_also_over_a_break_of_centuries() -> None:
    looks = [0]

    class Counting(Holiday):
        def __getattribute__(self, name: str) -> object:
            looks[0] += 1
            return super().__getattribute__(name)

    forever = Counting(date(1700, 1, 1), date(9998, 12, 31))
    closed = Timetable(LA, (LECTURE,), (forever,))
    now = at(TUESDAY, time(12))
    assert closed.next_after(now) is None
    assert closed.last_ended(now) == closed.on(date(1699, 12, 31))[0]
    until = Timetable(LA, (LECTURE,), (Counting(date(2, 1, 1), date(9000, 1, 1)),))
    found = until.next_after(now)
    assert found is not None
    assert found.day == date(9000, 1, 2)
    assert until.last_ended(now) is None
    assert looks[0] < 200


@pytest.mark.parametrize(
    ("day", "starts", "ends", "first", "last"),
    [
        (FORWARD, time(1, 30), time(3, 30), "01:30 PST", "03:30 PDT"),
        (FORWARD, time(2, 30), time(2, 50), "03:30 PDT", "03:50 PDT"),
        (FORWARD, time(2, 30), time(3, 15), "03:30 PDT", "04:15 PDT"),
        (BACK, time(1, 30), time(1, 45), "01:30 PDT", "01:45 PDT"),
        (BACK, time(0, 30), time(2, 30), "00:30 PDT", "02:30 PST"),
        (BACK, time(9), time(10), "09:00 PST", "10:00 PST"),
    ],
)
def test_in_the_nights_on_which_clocks_change(
    day: date, starts: time, ends: time, first: str, last: str
) -> None:
    """What clocks skip is taken as they would go on, what they show twice as the first; keys stay as written."""
    (found,) = Timetable(LA, (Row((6,), starts, ends),)).on(day)
    shown = [f"{one.astimezone(ZoneInfo(LA)):%H:%M %Z}" for one in (found.starts_at, found.ends_at)]
    assert shown == [first, last]
    assert found.key == f"{day}T{starts:%H:%M}"


def test_a_day_that_a_zone_left_out_has_no_class() -> None:
    """Apia went from Thursday, December 29 to Saturday, December 31, 2011."""
    apia = Timetable("Pacific/Apia", (Row((4,), time(9), time(10)),))
    assert apia.on(date(2011, 12, 30)) == ()
    found = apia.next_after(datetime(2011, 12, 29, tzinfo=UTC))
    assert found is not None
    assert found.day == date(2012, 1, 6)


clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))
days = st.dates(date(1980, 1, 1), date(2035, 12, 31))
rows = st.tuples(st.sets(st.integers(0, 6), min_size=1), clocks, clocks).filter(
    lambda row: row[1] < row[2]
)
holidays = st.tuples(days, st.integers(0, 400)).map(
    lambda one: Holiday(one[0], one[0] + timedelta(days=one[1]))
)
tables = st.builds(
    Timetable,
    st.sampled_from(
        [LA, "Europe/Berlin", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo"]
    ),
    st.lists(rows.map(lambda r: Row(tuple(r[0]), r[1], r[2])), max_size=4).map(tuple),
    st.lists(holidays, max_size=4).map(tuple),
    st.none() | days,
    st.none() | days,
)
moments = st.builds(datetime.combine, days, st.times(), st.just(UTC))


@given(tables, days)
def test_every_meeting_lasts_is_in_order_and_has_a_key_of_its_own(
    table: Timetable, day: date
) -> None:
    found = table.on(day)
    assert all(one.starts_at < one.ends_at for one in found)
    assert [one.starts_at for one in found] == sorted(one.starts_at for one in found)
    assert len({one.key for one in found}) == len(found)
    assert all(one.day == day == table.day_of(one.starts_at) for one in found)


@given(tables, moments)
def test_the_last_and_the_next_are_the_nearest_of_all(table: Timetable, now: datetime) -> None:
    """Against looking at each day by itself, over the three weeks around."""
    today = table.day_of(now)
    near = [one for n in range(-10, 11) for one in table.on(today + timedelta(days=n))]
    ended = [one.ends_at for one in near if one.ends_at <= now]
    coming = [one.starts_at for one in near if one.starts_at > now]
    last, later = table.last_ended(now), table.next_after(now)
    if ended:
        assert last is not None
        assert last.ends_at == max(ended)
    if coming:
        assert later is not None
        assert later.starts_at == min(coming)
    assert last is None or (last.ends_at <= now and last in table.on(last.day))
    assert later is None or (later.starts_at > now and later in table.on(later.day))


def slide(title: str, kind: SlideKind = SlideKind.CONTENT, **changes: object) -> Slide:
    fields = {"date": TUESDAY, "lecture": 12} | changes
    return Slide("l12.pdf", title, kind=kind, **fields)  # type: ignore[arg-type]


def known(*slides: Slide) -> Course:
    return Course.from_build(Build(slides=slides), code="TCSS 562", name="Clouds", timezone=LA)


def test_the_lecture_of_a_meeting_is_the_one_whose_slides_bear_its_day() -> None:
    """The course's day: in UTC it is Wednesday already."""
    course = known(
        slide("TCSS 562: Clouds", SlideKind.TITLE),
        slide("Lecture 12: Containers", SlideKind.TITLE),
        slide("Docker"),
        slide("Docker", hidden=True),
        slide("Kubernetes", date=date(2021, 11, 10), lecture=13),
    )
    found = lecture_of(FALL.on(TUESDAY)[0], course)
    assert found is not None
    assert (found.number, found.title, found.topics) == (12, "Containers", ("Docker",))
    assert [one.title for one in found.slides][-1] == "Docker"
    assert len(found.slides) == 3


def test_a_lecture_that_tells_no_title_has_none() -> None:
    found = lecture_of(FALL.on(TUESDAY)[0], known(slide("TCSS 562: Clouds", SlideKind.TITLE)))
    assert found is not None
    assert (found.number, found.title) == (12, "")


def test_there_is_no_lecture_where_no_slide_bears_the_day_and_in_a_lab() -> None:
    course = known(slide("Docker"))
    assert lecture_of(FALL.on(date(2021, 11, 16))[0], course) is None
    lab, lecture = Timetable(LA, (LAB, LECTURE)).on(TUESDAY)
    assert lecture_of(lab, course) is None
    assert lecture_of(lecture, course) is not None
