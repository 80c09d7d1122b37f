"""Which dates a question asks for: numbers of homework, however they are written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.answer_report import answer_json
from knowledge.course import Course
from knowledge.model import Answer, Build, Deadline, Slide
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
    course = course_with(*(dates or DATES), slides=slides)
    return [d.title for d in course.ask(question, now=now).deadlines]


def course_with(*dates: Deadline, slides: tuple[Slide, ...] = ()) -> Course:
    build = Build(slides=slides, deadlines=dates)
    return Course.from_build(build, code="BIO 110", name="Plants", timezone="UTC")


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


@pytest.mark.parametrize(
    "question",
    [
        "upcoming",
        "whats next",
        "what's coming up?",
        "what do i have to do",
        "anything next week?",
        "what do i need for friday",
        "what do we have to do until friday",
        "what should i do by friday",
    ],
)
def test_who_asks_what_is_to_come_is_told_the_dates(question: str) -> None:
    thursday = datetime(2026, 12, 3, 12, tzinfo=UTC)
    later = due("Quiz 2", 4), due("Homework 2", 9)
    assert asked(question, *later, now=thursday)


@pytest.mark.parametrize(
    "question",
    [
        "what do we do today",
        "what did we do last monday",
        "what is next week about",
        "agenda",
        "i have a question",
        "i need help",
    ],
)
def test_who_asks_what_a_lecture_is_about_is_not_told_dates(question: str) -> None:
    assert not asked(question)


@pytest.mark.parametrize(
    ("question", "then"),
    [
        ("what do i need for friday", ["Quiz 2"]),
        ("whats due friday", ["Quiz 2"]),
        ("what do i have to do until friday", ["Homework 3", "Quiz 2"]),
        ("what's due by fri", ["Homework 3", "Quiz 2"]),
        ("anything due this weekend", ["Report"]),
        ("what is due next friday", ["Essay"]),
    ],
)
def test_a_weekday_is_the_next_one(question: str, then: list[str]) -> None:
    tuesday = datetime(2026, 12, 1, 12, tzinfo=UTC)
    items = [("Homework 3", 2), ("Quiz 2", 4), ("Report", 5), ("Homework 2", 9), ("Essay", 11)]
    assert asked(question, *(due(*item) for item in items), now=tuesday) == then


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("when are hw 2 and quiz 1", ["Quiz 1", "Homework 2"]),
        ("when is hw2 & quiz 1 due?", ["Quiz 1", "Homework 2"]),
        ("when are homework 1 and 2 due", ["Homework 1", "Homework 2"]),
        ("when are the field trip and quiz 1", ["Quiz 1", "Field trip"]),
        ("hw 2 and quiz 1", ["Quiz 1", "Homework 2"]),
    ],
)
def test_of_two_named_at_once_both_are_told(question: str, found: list[str]) -> None:
    assert asked(question) == found


def test_of_two_named_at_once_the_one_without_a_date_is_not_passed_over() -> None:
    result = course_with(*DATES).ask("when are hw 2 and exam 2", now=NOW)
    assert isinstance(result, Answer)
    assert [d.title for d in result.deadlines] == ["Homework 2"]
    assert result.remark == "I have no date for “exam 2”."


def test_a_name_with_and_in_it_is_one() -> None:
    items = due("Search and rescue", 4), due("Rescue drill", 5)
    assert asked("when is search and rescue due", *items) == ["Search and rescue"]


@pytest.mark.parametrize(
    "question",
    [
        "did the deadline for homework 1 change?",
        "was the deadline of hw1 moved",
        "is the homework 1 deadline still the same",
    ],
)
def test_whether_a_date_has_changed_is_told_by_the_date(question: str) -> None:
    assert asked(question) == ["Homework 1"]


def test_what_is_said_before_the_dates_is_in_the_json_too() -> None:
    result = course_with(*DATES).ask("what is due this week", now=NOW)
    said = answer_json(result)
    assert said["remark"] == "Nothing is due this week. What comes next:"
    assert not answer_json(course_with(*DATES).ask("when is hw 2 due", now=NOW))["remark"]
    assert not answer_json(course_with(*DATES).ask("what is osmosis", now=NOW))["remark"]
