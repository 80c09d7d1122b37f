"""Will it be on the exam? Only what speaks of the exam says; and a plan of the day tells no way to do a thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.course import Course
from knowledge.model import Abstention, Answer, SlideKind
from tests.unit.knowledge.test_asking import NOW, course_of, slide

PLAN = replace(slide("Outline", "Tides", "Harbours", "Locks"), kind=SlideKind.AGENDA)
HARBOURS = course_of(
    PLAN,
    slide("Spring tides", "Spring tides come at full and new moon"),
    slide("About the final exam", "Locks will be on the final exam", "Tides are not examined"),
)


def ask(question: str, course: Course = HARBOURS) -> Answer | Abstention:
    return course.ask(question, now=NOW)


@pytest.mark.parametrize(
    "question",
    [
        "will spring tides be on the exam?",
        "are spring tides on the midterm",
        "do we need spring tides for the final",
    ],
)
def test_a_line_on_the_subject_does_not_say_what_is_examined(question: str) -> None:
    found = ask(question)
    assert not (isinstance(found, Answer) and "full and new moon" in found.quote)


def test_a_line_on_the_exam_says_what_is_examined() -> None:
    found = ask("will locks be on the final exam?")
    assert isinstance(found, Answer)
    assert "Locks will be" in found.quote


def test_a_subject_asked_of_no_exam_is_answered() -> None:
    found = ask("when do spring tides come")
    assert isinstance(found, Answer)
    assert "full and new moon" in found.quote


def test_a_plan_answers_what_is_done_and_not_how_to_do_it() -> None:
    assert isinstance(ask("what do we do today"), Answer)
    for question in ("how do i outline", "who is here today", "any class on sunday"):
        assert isinstance(ask(question), Abstention)
