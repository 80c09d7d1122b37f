"""Several things in one message, and one after the other in a thread: two questions, another date, only "time?"."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from knowledge.course import Course, Topic
from knowledge.model import Abstention, Answer, AnswerKind, Deadline
from knowledge.stories import spelt_out, two_questions
from tests.unit.knowledge.test_asking import NOW, course_of, slide


def _due(title: str, days: int, quote: str) -> Deadline:
    at = datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=days)
    return Deadline(
        title=title,
        kind="due",
        starts_at=at,
        ends_at=at,
        all_day=False,
        timezone="UTC",
        quote=quote,
        file="mills.md",
        confidence=1.0,
    )


@pytest.fixture(scope="module")
def mills() -> Course:
    return course_of(
        slide("Sluice", "A sluice is a gate that lets water onto the wheel"),
        slide("Millstone", "A millstone is dressed with a pick", "It weighs a ton"),
        slide("Grinding time", "Grinding time is an hour a sack"),
        slide("Essays", "Essays are read aloud", "The essay on bridges is the longest"),
    ).with_dates(
        (
            _due("Essay on bridges", 5, "Essay on bridges due January 6"),
            _due("Model of a mill", 9, "Model of a mill due January 10"),
        )
    )


def ask(course: Course, text: str, topic: Topic | None = None) -> Answer | Abstention:
    return course.ask(text, now=NOW, topic=topic)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "what is a sluice and when is the essay due",
            ("what is a sluice", "when is the essay due"),
        ),
        ("what is a sluice? who built it?", ("what is a sluice", "who built it?")),
        ("what is a sluice? also who was Ann Lee?", ("what is a sluice", "who was Ann Lee?")),
        (
            "what is a sluice and how does it open",
            ("what is a sluice", "how does it open"),
        ),
        ("what is a sluice and a millstone", None),
        ("the mill and what is a sluice", None),
        ("what is a sluice, and why is flour white, and when is the essay due", None),
    ],
)
def test_two_questions_are_told_from_one(text: str, parts: tuple[str, str] | None) -> None:
    assert two_questions(text) == parts


def test_two_questions_get_both_answers(mills: Course) -> None:
    found = ask(mills, "what is a sluice and how is a millstone dressed")
    assert isinstance(found, Answer)
    assert "lets water" in found.quote
    assert ["with a pick" in other.quote for other in found.also] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "what is a sluice and when is the essay due",
        "when is the essay due? and what is a sluice?",
    ],
)
def test_a_date_comes_ahead_of_a_quotation_and_hides_nothing(mills: Course, text: str) -> None:
    found = ask(mills, text)
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Essay on bridges"]
    assert ["lets water" in other.quote for other in found.also] == [True]
    assert found.remark == ""


def test_what_points_back_is_of_the_first_question(mills: Course) -> None:
    assert spelt_out("how much is it worth", "essay") == "how much is essay worth"
    found = ask(mills, "when is the model of a mill due and how is it dressed?")
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Model of a mill"]


def test_a_date_beside_a_question_without_an_answer_says_so(mills: Course) -> None:
    found = ask(mills, "what is a heat pump and when is the essay due?")
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Essay on bridges"]
    assert found.remark.startswith("I found nothing in the lectures on the other thing")


def test_two_questions_of_which_one_has_no_answer_get_the_other(mills: Course) -> None:
    found = ask(mills, "what is a sluice? what is a heat pump?")
    assert isinstance(found, Answer)
    assert "lets water" in found.quote
    assert found.also == ()


@pytest.mark.parametrize(
    "text", ["and the model?", "what about the model", "ok and for the model of a mill?"]
)
def test_another_name_in_a_thread_on_a_date_asks_for_its_date(mills: Course, text: str) -> None:
    found = ask(mills, text, Topic("when is the essay due?"))
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Model of a mill"]


def test_a_thread_on_dates_goes_on(mills: Course) -> None:
    found = ask(mills, "and the essay?", Topic("what about the model"))
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Essay on bridges"]


def test_another_name_in_any_other_thread_asks_for_no_date(mills: Course) -> None:
    found = ask(mills, "and the essay?", Topic("what is a sluice"))
    assert found.kind is not AnswerKind.DEADLINE


def test_a_month_is_no_part_of_a_name(mills: Course) -> None:
    found = ask(mills, "when is the flood in january")
    assert found.kind is not AnswerKind.DEADLINE


def test_how_long_an_exam_is_is_told_by_its_hours(mills: Course) -> None:
    begins = datetime(2024, 1, 9, 9, tzinfo=UTC)
    exam = replace(
        _due("Exam on mills", 8, "Exam on mills January 9, 9 to 11"),
        kind="exam",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
    )
    found = ask(
        mills.with_dates((exam, _due("Mill essay", 2, "Mill essay"))), "how long is the exam"
    )
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Exam on mills"]


def test_only_time_asks_when_something_is(mills: Course) -> None:
    found = ask(mills, "essay on bridges time?")
    assert isinstance(found, Answer)
    assert [d.title for d in found.deadlines] == ["Essay on bridges"]


def test_a_name_that_ends_in_time_asks_for_no_date(mills: Course) -> None:
    dated = mills.with_dates((replace(_due("Grinding report", 3, "Grinding report due")),))
    found = ask(dated, "grinding time")
    assert isinstance(found, Answer)
    assert "an hour a sack" in found.quote
