"""Which dates a question asks for: numbers of homework, however they are written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.course import Course
from knowledge.model import Build, Deadline, Slide
from tests.unit.knowledge.test_asking import slide

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def due(title: str, day: int, quote: str = "") -> Deadline:
    at = datetime(2026, 12, day, 17, tzinfo=UTC)
    return Deadline(title, "due", at, at, False, "UTC", quote or f"{title}: December {day}", 1.0)


DATES = (
    due("Homework 1", 1),
    due("Quiz 1", 3),
    due("Field trip", 5, "Field trip: December 5, 10 AM to 2 PM"),
    due("Homework 2", 9),
)


def asked(
    question: str, *dates: Deadline, now: datetime = NOW, slides: tuple[Slide, ...] = ()
) -> list[str]:
    build = Build(slides=slides, deadlines=dates or DATES)
    course = Course.from_build(build, code="BIO 110", name="Plants", timezone="UTC")
    return [d.title for d in course.ask(question, now=now).deadlines]


@pytest.mark.parametrize(
    "question",
    ["deadline hw2??", "when is hw2 due", "hw 2 due?", "homework 02 deadline"],
)
def test_homework_is_known_by_its_number(question: str) -> None:
    assert asked(question) == ["Homework 2"]


@pytest.mark.parametrize("question", ["deadline hw2", "when is hw#2 due", "hw 02 due"])
def test_homework_is_known_where_the_slides_write_it_short_too(question: str) -> None:
    slides = (slide("Sorting", "HW2 is about sorting", "quicksort is fast"),)
    assert asked(question, slides=slides) == ["Homework 2"]


@pytest.mark.parametrize(
    ("question", "due_then"),
    [
        ("wat is due dis week", ["Homework 1"]),
        ("anything due nxt week?", ["Homework 2"]),
        ("whats due tmrw", ["Homework 1"]),
        ("what is due tomorow", ["Homework 1"]),
    ],
)
def test_a_day_is_understood_however_it_is_typed(question: str, due_then: list[str]) -> None:
    monday = datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert asked(question, DATES[0], DATES[3], now=monday) == due_then


def test_short_and_long_names_of_homework_are_one() -> None:
    assert asked("when is homework 2 due", due("HW 1", 1), due("HW 2", 9)) == ["HW 2"]
    assert asked("deadline hw2", due("Assignment 1", 1), due("Assignment 2", 9)) == ["Assignment 2"]


def test_a_homework_that_has_no_date_is_not_given_another_ones() -> None:
    assert asked("when is hw3 due") == []
    assert asked("deadline 2") == []
