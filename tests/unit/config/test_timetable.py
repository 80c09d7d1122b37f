"""The timetable of the course file: written as people write it, and every mistake named by its field."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.errors import ConfigurationError
from config.course import CourseFacts, load_course
from config.settings import DEFAULT_COURSE_FILE

TERM = "term: {starts: 2021-09-29, ends: 2021-12-17}"
SLOT = "days: Tuesday, starts: 16:30, ends: 18:30"


def course(tmp_path: Path, *lines: str) -> CourseFacts:
    """A course file with these lines in its course section."""
    head = ["course:", "  id: c1", "  code: C 1", "  name: Clouds"]
    path = tmp_path / "course.yaml"
    path.write_text("\n".join([*head, *(f"  {line}" for line in lines)]), encoding="utf-8")
    return load_course(path).course


def slot(tmp_path: Path, row: str) -> CourseFacts:
    return course(tmp_path, TERM, f"timetable: [{{{row}}}]")


def test_the_sample_course_meets_on_tuesdays_and_thursdays_but_not_on_holidays() -> None:
    facts = load_course(DEFAULT_COURSE_FILE).course
    assert [one.days for one in facts.timetable] == [(1, 3)]
    assert (facts.timetable[0].starts, facts.timetable[0].ends) == (time(17), time(19))
    assert [one.reason for one in facts.no_class] == ["Veterans Day", "Thanksgiving", "Finals week"]


def test_the_example_of_the_guide_is_a_course(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[3] / "docs" / "install-in-slack.md").read_text(encoding="utf-8")
    example = guide.split("```yaml\n")[1].split("```")[0]
    facts = course(tmp_path, *(line[2:] for line in example.splitlines()))
    assert [(one.days, one.title) for one in facts.timetable] == [
        ((1, 3), "Lecture"),
        ((4,), "Lab"),
    ]
    assert len(facts.no_class) == 2


def test_a_course_without_a_timetable_is_a_course(tmp_path: Path) -> None:
    facts = course(tmp_path)
    assert (facts.timetable, facts.no_class) == ((), ())


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("Tuesday", (1,)),
        ("[tue, Thursdays]", (1, 3)),
        ("Mondays and Wednesdays", (0, 2)),
        ("Thu., Tue.", (1, 3)),
        ("Tue/Thu", (1, 3)),
        ("TTh", (1, 3)),
        ("TR", (1, 3)),
        ("MWF", (0, 2, 4)),
        ("dienstags und Freitag", (1, 4)),
        ("[Sunday, sunday]", (6,)),
    ],
)
def test_weekdays_are_read_in_the_words_people_write(
    tmp_path: Path, written: str, days: tuple[int, ...]
) -> None:
    row = f"days: {written}" if written.startswith("[") else f'days: "{written}"'
    assert slot(tmp_path, f"{row}, starts: 8:00, ends: 9:00").timetable[0].days == days


@pytest.mark.parametrize(
    ("starts", "ends", "read"),
    [
        ("16:30", "18:30", (time(16, 30), time(18, 30))),
        ("4:30 PM", "6:30pm", (time(16, 30), time(18, 30))),
        ("9 am", "noon", (time(9), time(12))),
        ("10:20", "11:05", (time(10, 20), time(11, 5))),
        ("5:30 AM", "06:15", (time(5, 30), time(6, 15))),
        ("9h15", "9 PM", (time(9, 15), time(21))),
        ("07:30", "12:30", (time(7, 30), time(12, 30))),
    ],
)
def test_times_are_read_as_people_write_them(
    tmp_path: Path, starts: str, ends: str, read: tuple[time, time]
) -> None:
    """16:30 without quotes too, which YAML 1.1 takes for a number."""
    found = slot(tmp_path, f"days: Monday, starts: {starts}, ends: {ends}").timetable[0]
    assert (found.starts, found.ends) == read


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "days: Tuesdey, starts: 16:30, ends: 18:30",
            r'timetable\.0\.days: "Tuesdey" is not a weekday',
        ),
        ("days: Mon-Fri, starts: 16:30, ends: 18:30", "name each by itself"),
        ("days: [], starts: 16:30, ends: 18:30", "must name weekdays"),
        ("days: [2], starts: 16:30, ends: 18:30", '"2" is not a weekday'),
        (
            "days: Tuesday, starts: 25:00, ends: 18:30",
            r"timetable\.0\.starts: is not a time of day",
        ),
        ("days: Tuesday, starts: 1630, ends: 18:30", r"timetable\.0\.starts: is not a time of day"),
        ("days: Tuesday, starts: 4 to 5 PM, ends: 18:30", r"timetable\.0\.starts"),
        (
            "days: Tuesday, starts: 4:30, ends: 6:30",
            "could be morning or evening: write 04:30 or 16:30",
        ),
        (
            "days: Tuesday, starts: 16:30, ends: 14:00",
            r"timetable\.0\.ends: 14:00 is not after it starts",
        ),
        ("days: Tuesday, starts: 16:30, ends: 16:30", r"timetable\.0\.ends"),
        ("days: Tuesday, starts: 16:30", r"timetable\.0\.ends: is missing"),
        (f"{SLOT}, room: CP 229", r"timetable\.0\.room"),
        (f"{SLOT}, title: ''", r"timetable\.0\.title"),
    ],
)
def test_each_mistake_in_a_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        slot(tmp_path, row)


def test_days_without_class_are_single_dates_or_ranges(tmp_path: Path) -> None:
    facts = course(
        tmp_path, TERM, "no_class: [2021-11-11, {from: 2021-11-25, to: 2021-11-26, reason: Thanks}]"
    )
    assert [(d.first, d.last, d.reason) for d in facts.no_class] == [
        (date(2021, 11, 11), date(2021, 11, 11), ""),
        (date(2021, 11, 25), date(2021, 11, 26), "Thanks"),
    ]


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        ("2021-09-28", "no_class: 2021-09-28 is before the term, which starts 2021-09-29"),
        ("{from: 2021-12-16, to: 2021-12-18}", "2021-12-18 is after the term"),
        ("{from: 2021-11-26, to: 2021-11-25}", r"no_class\.0\.to: 2021-11-25 is before 2021-11-26"),
        ("{from: 2021-11-26}", r"no_class\.0: needs both from and to"),
        ("{reason: Thanksgiving}", r"no_class\.0: needs a date, or from and to"),
        ("{date: 2021-11-11, from: 2021-11-11, to: 2021-11-12}", r"no_class\.0: needs a date"),
        ("Thanksgiving", r"no_class\.0\.date"),
        ("{on: 2021-11-11}", r"no_class\.0"),
    ],
)
def test_each_mistake_in_the_days_without_class_is_named(
    tmp_path: Path, days: str, complaint: str
) -> None:
    with pytest.raises(ConfigurationError, match=complaint):
        course(tmp_path, TERM, f"no_class: [{days}]")


def test_a_term_that_ends_before_it_starts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"course\.term\.ends: 2021-09-01 is before"):
        course(tmp_path, "term: {starts: 2021-09-29, ends: 2021-09-01}")
