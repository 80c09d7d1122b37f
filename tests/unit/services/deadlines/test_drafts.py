"""Filled forms and moves: both ends, whole days, and the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.services.deadlines.drafts import Draft, Form, moved, noted
from bot.services.deadlines.moving import moved_to, splits
from bot.services.deadlines.zones import GAP, TWICE

ZONE = "America/Los_Angeles"
NOW = datetime(2021, 11, 1, tzinfo=UTC)


def draft(**changes: object) -> Draft:
    fields = {
        "title": "Quiz",
        "kind": "exam",
        "starts_at": datetime(2021, 12, 1, 18, 0, tzinfo=UTC),
        "ends_at": datetime(2021, 12, 1, 20, 0, tzinfo=UTC),
        "all_day": False,
        "timezone": ZONE,
    }
    return Draft(**(fields | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "at", "odd", "moment"),
    [
        (date(2022, 3, 13), time(2, 30), GAP, datetime(2022, 3, 13, 10, 30, tzinfo=UTC)),
        (date(2021, 11, 7), time(1, 30), TWICE, datetime(2021, 11, 7, 8, 30, tzinfo=UTC)),
        (date(2021, 11, 7), time(3, 0), "", datetime(2021, 11, 7, 11, 0, tzinfo=UTC)),
        (date(2024, 2, 29), time(23, 59), "", datetime(2024, 3, 1, 7, 59, tzinfo=UTC)),
    ],
)
def test_a_forms_time_is_on_the_courses_wall(
    day: date, at: time, odd: str, moment: datetime
) -> None:
    made, found = Form("Quiz", "due", day, at, ZONE).draft()
    assert (made.ends_at, found) == (moment, odd)
    assert made.starts_at == made.ends_at


def test_of_a_time_that_comes_twice_the_first_is_taken_and_said() -> None:
    made, odd = Form("Quiz", "due", date(2021, 11, 7), time(1, 30), ZONE).draft()
    (note,) = noted(made, NOW, odd).notes
    assert note == "The clocks go back that night and show this time twice; I took the first (PDT)."


def test_a_day_of_23_hours_is_a_whole_day() -> None:
    made, odd = Form("Quiz", "due", date(2022, 3, 13), None, ZONE).draft()
    assert made.ends_at - made.starts_at == timedelta(hours=23) - timedelta(seconds=1)
    assert (made.all_day, odd) == (True, "")


def test_the_other_end_is_where_the_kind_has_it() -> None:
    """A range begins there, an exam is over there, and what is due has none."""
    day, other = date(2021, 12, 5), date(2021, 12, 1)
    range_, _ = Form("Lab", "range", day, time(17), ZONE, "", other, time(9)).draft()
    assert range_.starts_at == datetime(2021, 12, 1, 17, 0, tzinfo=UTC)
    assert range_.target == range_.ends_at == datetime(2021, 12, 6, 1, 0, tzinfo=UTC)
    exam, _ = Form("Exam", "exam", day, time(9), ZONE, "", None, time(11)).draft()
    assert exam.target == exam.starts_at
    assert exam.ends_at - exam.starts_at == timedelta(hours=2)
    due, _ = Form("Essay", "due", day, time(17), ZONE, "", other, time(9)).draft()
    assert due.starts_at == due.ends_at


def test_a_moved_exam_keeps_its_length_and_a_moved_range_its_beginning() -> None:
    to = datetime(2021, 12, 8, 18, 0, tzinfo=UTC)
    exam = moved(draft(), to, all_day=False)
    assert (exam.starts_at, exam.ends_at) == (to, to + timedelta(hours=2))
    range_ = moved(draft(kind="range"), to, all_day=False)
    assert (range_.starts_at, range_.ends_at) == (draft().starts_at, to)
    earlier = moved(draft(kind="range"), draft().starts_at - timedelta(days=3), all_day=False)
    assert earlier.starts_at < earlier.ends_at


def test_words_that_move_keep_what_they_do_not_name() -> None:
    due = draft(kind="due", starts_at=draft().ends_at)
    day = moved_to(due, "December 8", NOW)
    hour = moved_to(due, "5pm", NOW)
    assert day is not None
    assert hour is not None
    assert day.ends_at == datetime(2021, 12, 8, 20, 0, tzinfo=UTC)
    assert hour.ends_at == datetime(2021, 12, 2, 1, 0, tzinfo=UTC)
    assert moved_to(due, "the library", NOW) is None


def test_a_name_with_to_in_it_is_read_both_ways() -> None:
    read = [(s.what, s.to) for s in splits("letter to the editor to Friday")]
    assert read == [
        ("letter to the editor", "Friday"),
        ("letter", "the editor to Friday"),
        ("letter to the editor to Friday", ""),
    ]


def test_a_draft_survives_a_buttons_value() -> None:
    assert Draft.from_json(draft().to_json()) == draft()
    with pytest.raises((ValueError, LookupError)):
        Draft.from_json({**draft().to_json(), "timezone": "Mars/Olympus"})
