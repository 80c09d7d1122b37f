"""Dates in tables: a row a phrase, and a column called due names what is due on the row's day."""

from __future__ import annotations

from datetime import date

from knowledge.deadlines import find_deadlines
from knowledge.model import Bullet, Form, Slide


def due(table: str) -> list[tuple[str, str]]:
    slide = Slide("s.md", "Schedule", (Bullet(table, form=Form.TABLE),), date=date(2022, 8, 29))
    found = find_deadlines([slide], timezone="America/New_York")
    return [(d.title, d.ends_at.date().isoformat()) for d in found]


def test_what_stands_in_a_column_called_due_is_due_on_the_rows_day() -> None:
    table = (
        "Date | Topic | Assignment due\nMon, Aug 29 | Introduction\n"
        "Wed, Sep 07 | Model quality | I1: ML Product\n | Teamwork\nWed, Oct 05 | Midterm\nMon, Oct 17 | Fall break"
    )
    assert due(table) == [
        ("I1: ML Product", "2022-09-07"),
        ("Midterm", "2022-10-05"),
        ("Fall break", "2022-10-17"),
    ]


def test_a_day_in_a_column_called_due_belongs_to_what_its_row_names() -> None:
    assert due("Homework | Out | Due\nHW1 | Sep 1 | Sep 9, 5pm\nHW2 | Sep 10 | Sep 19") == [
        ("HW1", "2022-09-09"),
        ("HW2", "2022-09-19"),
    ]


def test_days_of_a_table_that_speaks_of_nothing_due_are_no_deadlines() -> None:
    assert due("Version | Day\n1.0 | Sep 1\n2.0 | Sep 9") == []
