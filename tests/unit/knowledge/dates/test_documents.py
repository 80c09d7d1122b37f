"""Dated items of whole slides, lists and tables: what is announced, when, and what it is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.dates.whole import term_date
from knowledge.deadlines import find_deadlines
from knowledge.model import Bullet, Deadline, Form, Slide

FALL = date(2024, 9, 2)


def slide(title: str, *lines: str, levels: str = "") -> Slide:
    depth = [int(c) for c in levels] or [0] * len(lines)
    bullets = (Bullet(text, level) for text, level in zip(lines, depth, strict=True))
    return Slide("s.md", title, tuple(bullets))


def table(title: str, *rows: str) -> Slide:
    return Slide("s.md", title, (Bullet("\n".join(rows), form=Form.TABLE),))


def found(*slides: Slide, zone: str = "America/New_York") -> list[Deadline]:
    return list(find_deadlines(slides, timezone=zone, term=FALL))


def named(items: list[Deadline]) -> list[tuple[str, str]]:
    """Title and end of each."""
    return [
        (d.title, d.ends_at.date().isoformat() if d.all_day else f"{d.ends_at:%Y-%m-%dT%H:%M}")
        for d in items
    ]


def test_a_history_lecture_has_no_deadlines() -> None:
    history = slide(
        "The Terror",
        "21 January: execution of the king",
        "The trial of Danton was due to begin on 2 April, until the Committee intervened",
        "By 4 August the Assembly had abolished feudal dues",
        "On 14 July the crowd stormed the Bastille",
    )
    assert found(history) == []


@pytest.mark.parametrize("line", ["Thursday, October 9, 2025", "PM 301 · October 9, 2025"])
def test_the_day_of_a_lecture_on_project_management_is_no_projects(line: str) -> None:
    opening = slide("Project Management", "Lecture 4", line, "Dr. Amara Okafor")
    dated = replace(opening, page=1, lecture=4, date=date(2025, 10, 9))
    assert found(dated) == []


def test_a_day_on_an_opening_slide_is_due_where_the_slide_says_so() -> None:
    opening = slide(
        "Project Management", "Plan due October 9, 2025", "Project 1", "October 9, 2025"
    )
    dated = replace(opening, page=1, lecture=4, date=date(2025, 10, 9))
    assert [d.title for d in found(dated)] == ["Plan", "Project 1"]


def test_every_line_of_a_list_of_dates_counts() -> None:
    dates = slide("Key deadlines", "Site analysis boards   Oct 21, 12 noon", "Concept model: Nov 8")
    assert named(found(dates)) == [
        ("Site analysis boards", "2024-10-21T12:00"),
        ("Concept model", "2024-11-08"),
    ]
    assert {d.kind for d in found(dates)} == {"due"}


def test_a_line_without_a_name_is_called_by_what_it_hangs_under() -> None:
    nested = slide("Module 3", "Quiz 3", "Due Sep 18 at 11:59pm | 10 pts", levels="01")
    assert named(found(nested)) == [("Quiz 3", "2024-09-18T23:59")]
    flat = slide("Module 3", "Listening exam", "Jan 30 at 2pm")
    assert named(found(flat)) == [("Listening exam", "2025-01-30T14:00")]
    headed = slide("Individual Project 1", "Due: Thursday September 19, 11:00am")
    assert named(found(headed)) == [("Individual Project 1", "2024-09-19T11:00")]


def test_a_slide_of_one_piece_of_work_names_its_date_whatever_stands_in_front() -> None:
    homework = slide(
        "Homework 1", "Measure the transpiration", "Groups of two", "Due Monday, Nov 4"
    )
    assert named(found(homework)) == [("Homework 1", "2024-11-04")]
    report = slide(
        "Lab report 2", "Chromatography of pigments, in pairs", "Due Friday, Nov 8, 5 pm"
    )
    assert named(found(report)) == [("Lab report 2", "2024-11-08T17:00")]
    several = slide("Assignments", "Plant diary", "Due Monday, Nov 4")
    assert named(found(several)) == [("Plant diary", "2024-11-04")]
    part = slide("Term project", "Proposal", "Due Monday, Nov 4")
    assert named(found(part)) == [("Proposal", "2024-11-04")]


def test_when_the_class_meets_next_is_no_date_to_be_minded() -> None:
    dates = slide("Dates", "Next class: December 1", "Next lecture on Dec 3", "Quiz 1: December 5")
    assert named(found(dates)) == [("Quiz 1", "2024-12-05")]


def test_month_and_day_are_read_the_way_round_that_falls_into_the_term() -> None:
    outline = slide("Essay", "Outline due 12/8 by midnight")
    assert named(found(outline, zone="Europe/London")) == [("Outline", "2024-12-08T23:59")]
    near = slide("Essay", "Outline due 10/11 by midnight")
    assert named(found(near, zone="Europe/London")) == [("Outline", "2024-11-10T23:59")]
    told = slide("Essay", "Draft due 25/11", "Revision due 3/12", "Party: 12/8")
    assert named(found(told, zone="Europe/London"))[1] == ("Revision", "2024-12-03")


def test_a_sentence_without_a_name_is_called_by_the_one_before() -> None:
    text = "Comienza el plazo del hito 2. Fecha de entrega: 4 de noviembre."
    assert named(found(slide("Proyecto", text))) == [("Hito 2", "2024-11-04")]


def test_two_things_of_one_sentence_are_two_items() -> None:
    line = slide("Plan", "Literature review: first draft Oct 4, final draft Nov 1 by 5 pm")
    assert [when for _, when in named(found(line))] == ["2024-10-04", "2024-11-01T17:00"]


def test_weekdays_below_a_week_are_days_of_that_week() -> None:
    week = slide("Week 2 (Sep 9–13)", "Mon: JavaScript", "Wed: Quiz 1", "Lab 1 due Friday 11:59pm")
    assert named(found(week)) == [("Quiz 1", "2024-09-11"), ("Lab 1", "2024-09-13T23:59")]


def test_weeks_by_number_count_from_where_classes_begin() -> None:
    plan = slide(
        "Calendar", "Classes begin Sep 3", "Week 3: Essay 1 (due Friday)", "Week 8: midterm exam"
    )
    essay, midterm = found(plan)[1:]
    assert named([essay]) == [("Essay 1", "2024-09-20")]
    assert (midterm.starts_at.date(), midterm.ends_at.date()) == (
        date(2024, 10, 21),
        date(2024, 10, 27),
    )
    assert midterm.warnings == ("only the week is named",)


def test_an_announcement_counts_from_the_day_it_was_posted() -> None:
    news = slide("2024-09-24", "Lab 2 is due tomorrow at 5pm.", "No office hours this Thursday.")
    assert named(found(news)) == [("Lab 2", "2024-09-25T17:00")]
    assert found(slide("News", "Lab 2 is due tomorrow at 5pm.")) == []


def test_what_has_happened_is_not_announced() -> None:
    log = slide(
        "Changes", "9/9/2024: Fixed a typo in the handout", "Sep 12: A1 results have been posted"
    )
    assert found(log) == []


def test_a_rule_that_names_no_day_is_no_item() -> None:
    rule = slide("2024-09-24", "All assignments are due at 11:59pm.")
    assert found(rule) == []


def test_the_order_of_a_documents_dates_is_told_by_those_that_have_only_one() -> None:
    dates = slide("Deadlines", "Report: 5/10", "Poster: 25/10")
    assert named(found(dates)) == [("Report", "2024-10-05"), ("Poster", "2024-10-25")]


def test_rows_say_what_is_due_on_their_day_an_exam_or_an_event() -> None:
    rows = table(
        "Schedule",
        "Week | Date | Topic | Reading | Homework",
        "1 | Tue 9/3 | Introduction | Test of time, ch. 3 | HW1 out",
        "2 | Thu 9/12 | Graphs | KT 3.1-3.6 | HW1 due (11:59pm), HW2 out",
        "3 | Tue 9/17 | Midterm 1",
        "4 | Thu 9/26 | No class (break)",
    )
    due = [d for d in found(rows) if d.kind != "release"]
    assert named(due) == [
        ("HW1", "2024-09-12T23:59"),
        ("Midterm 1", "2024-09-17"),
        ("No class", "2024-09-26"),
    ]


def test_a_number_in_a_row_is_named_by_its_column() -> None:
    rows = table("Übungsblätter", "Blatt | Ausgabe | Abgabe", "1 | 14.10. | 28.10., 10:00")
    assert named(found(rows, zone="Europe/Berlin")) == [("Blatt 1", "2024-10-28T10:00")]


def test_start_and_end_columns_are_a_range() -> None:
    (exam,) = found(
        table("Exams", "Name | Start date | End date", "Exam 1 | 2025-02-16 | 2025-02-18")
    )
    assert (exam.title, exam.kind) == ("Exam 1", "exam")
    assert (exam.starts_at.date(), exam.ends_at.date()) == (date(2025, 2, 16), date(2025, 2, 18))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fall 2022", date(2022, 9, 15)),
        ("Autumn Term 2025", date(2025, 9, 15)),
        ("Wintersemester 2024/25", date(2024, 9, 15)),
        ("Winter 2024", date(2024, 1, 20)),
        ("curso 2024-2025", date(2024, 9, 15)),
        ("lines 2024-2030 of the log", None),
        ("no term", None),
    ],
)
def test_a_term_gives_a_day_to_place_dates_by(text: str, day: date | None) -> None:
    assert term_date(text) == day


def test_a_file_that_names_no_year_takes_it_from_the_courses_others(tmp_path: Path) -> None:
    (tmp_path / "1-syllabus.md").write_text("# Syllabus\n\nFall 2024\n", encoding="utf-8")
    (tmp_path / "2-project.md").write_text("# Project\n\n- Due Wed Oct 9, 5pm\n", encoding="utf-8")
    build = read_course([tmp_path / "1-syllabus.md", tmp_path / "2-project.md"])
    assert named(list(build.deadlines)) == [("Project", "2024-10-09T17:00")]
    assert read_course([tmp_path / "2-project.md"]).deadlines == ()
