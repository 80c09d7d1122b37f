"""What may be asked by now: nothing under embargo, and nothing from lectures that are still to be held."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.held import Schedule, askable, lecture_days, opens_at
from bot.services.timetable import Timetable
from config.embargo import Embargo
from config.timetable import NoClass, Slot
from knowledge.exchange import Item, Kind, Text
from knowledge.model import Build, Slide, Source

ZONE = "America/Los_Angeles"
NOON = datetime(2021, 11, 16, 20, tzinfo=UTC)
"""12:00 on November 16 in Seattle."""
SOURCE = Source("13.pdf", "KVM", lecture=13, slide=4)


def about(source: Source | None) -> BankQuestion:
    item = Item(Kind.TRUE_FALSE, Text("Is it?"))
    return BankQuestion("T1", "q1", "c1", item, "drafted", NOON, source=source)


def dated(day: date, lecture: int | None = 13) -> BankQuestion:
    return about(Source("13.pdf", "KVM", lecture=lecture, date=day))


def test_what_names_no_slide_is_always_asked() -> None:
    rule = Embargo(file="13.pdf", until=date(2030, 1, 1))
    assert opens_at(about(None), Schedule(ZONE, (rule,))) is None
    assert askable(about(SOURCE), NOON, Schedule(ZONE))


def test_a_lecture_is_asked_about_from_the_beginning_of_its_day_in_the_course_s_zone() -> None:
    question = dated(date(2021, 11, 16))
    assert askable(question, datetime(2021, 11, 16, 8, 0, tzinfo=UTC), Schedule(ZONE))
    assert not askable(question, datetime(2021, 11, 16, 7, 59, tzinfo=UTC), Schedule(ZONE))


def test_a_lecture_of_tomorrow_is_not_asked_about() -> None:
    assert not askable(dated(date(2021, 11, 17)), NOON, Schedule(ZONE))


def test_the_lecture_s_day_counts_where_the_slide_has_none() -> None:
    schedule = Schedule(ZONE, days={13: date(2021, 11, 18)})
    assert not askable(about(SOURCE), NOON, schedule)
    assert askable(dated(date(2021, 11, 1)), NOON, schedule)


@pytest.mark.parametrize(
    ("embargo", "open_"),
    [
        (Embargo(file="13.PDF", until=date(2021, 11, 17)), False),
        (Embargo(file="13.pdf", until=date(2021, 11, 16)), True),
        (Embargo(lecture=13, until=date(2021, 11, 17)), False),
        (Embargo(lecture=14, until=date(2021, 11, 17)), True),
        (Embargo(file="14.pdf", until=date(2021, 11, 17)), True),
        (Embargo(lecture=13, until=datetime(2021, 11, 16, 12, 1)), False),  # noqa: DTZ001
        (Embargo(lecture=13, until=datetime(2021, 11, 16, 12, 0)), True),  # noqa: DTZ001
        (Embargo(lecture=13, until=datetime(2021, 11, 16, 20, 1, tzinfo=UTC)), False),
    ],
)
def test_an_embargo_ends_on_its_day(embargo: Embargo, open_: bool) -> None:
    assert askable(about(SOURCE), NOON, Schedule(ZONE, (embargo,))) is open_


def test_the_last_of_all_bounds_counts() -> None:
    early, late = (Embargo(lecture=13, until=date(2021, 12, day)) for day in (1, 9))
    opens = opens_at(dated(date(2021, 12, 5)), Schedule(ZONE, (late, early)))
    assert opens == datetime(2021, 12, 9, 8, tzinfo=UTC)


TIMETABLE = Timetable(
    ZONE,
    (Slot.model_validate({"days": "Tuesday, Thursday", "starts": "17:00", "ends": "19:00"}),),
    (NoClass(day=date(2021, 11, 11)),),
    date(2021, 9, 29),
    date(2021, 12, 10),
)


def build(*lectures: tuple[int | None, date | None]) -> Build:
    return Build(tuple(Slide("a.pdf", "", lecture=n, date=day) for n, day in lectures))


def test_a_lecture_has_the_day_that_its_slides_bear() -> None:
    days = lecture_days(build((13, None), (13, date(2021, 11, 16)), (None, None)), TIMETABLE)
    assert days == {13: date(2021, 11, 16)}


def test_a_lecture_without_a_date_is_counted_from_the_one_before_it() -> None:
    days = lecture_days(build((12, date(2021, 11, 9)), (13, None), (14, None)), TIMETABLE)
    assert days[13] == date(2021, 11, 16)  # the 11th has no class
    assert days[14] == date(2021, 11, 18)


def test_a_lecture_without_a_date_is_counted_from_the_term_s_first_day() -> None:
    assert lecture_days(build((1, None), (13, None)), TIMETABLE) == {
        1: date(2021, 9, 30),
        13: date(2021, 11, 16),
    }


def test_a_lecture_is_no_later_than_the_next_one_that_has_a_date() -> None:
    assert lecture_days(build((9, None), (10, date(2021, 10, 5))), TIMETABLE)[9] == date(
        2021, 10, 5
    )


def test_labs_are_no_lectures() -> None:
    lab = Slot.model_validate({"days": "Monday", "starts": "9:00", "ends": "10:00", "title": "Lab"})
    table = Timetable(ZONE, (*TIMETABLE.slots, lab), (), TIMETABLE.starts, TIMETABLE.ends)
    assert lecture_days(build((2, None)), table) == {2: date(2021, 10, 5)}


@pytest.mark.parametrize("table", [Timetable(ZONE), Timetable(ZONE, TIMETABLE.slots)])
def test_nothing_is_counted_without_a_timetable_and_a_term(table: Timetable) -> None:
    assert lecture_days(build((2, None), (500, None)), table) == {}


def test_a_number_beyond_the_term_has_no_day() -> None:
    assert lecture_days(build((500, None), (0, None)), TIMETABLE) == {}
