"""Dates have a say in answers about dates alone: all others are the same whichever dates a course has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.loading import load_course_knowledge
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE
from knowledge.course import Course, Topic
from knowledge.model import Answer
from tests.unit.knowledge.test_asking import course_of, slide

NOW = datetime(2021, 11, 20, 18, tzinfo=UTC)
QUESTIONS = """What is KVM?|whats kvm|difference between containers and vms|what's on slide 26?|what was lecture 13 about?
what do we do today?|when is the check-in due?|whens teh checkin due|what's due|any deadlines this week?|due tomorrow?
how long is the group presentation|who invented xen|why unikernels|is there a quiz|when was xen invented|hello|thanks!|
deadline|when|what is the date|how many points is the check-in|where is the check-in|wann ist die Abgabe|¿cuándo es?""".replace(
    "\n", "|"
).split("|")


@pytest.fixture(scope="module")
def course() -> Course:
    return load_course_knowledge(load_course(DEFAULT_COURSE_FILE))


@pytest.mark.parametrize("topic", [None, Topic("what is kvm", None), Topic("when is it due", None)])
def test_what_is_answered_without_dates_is_answered_so_with_any(
    course: Course, topic: Topic | None
) -> None:
    later = [
        replace(d, ends_at=d.ends_at + timedelta(days=1), starts_at=d.starts_at)
        for d in course.build.deadlines
    ]
    asked_for = set()
    for question in [*QUESTIONS, *(f"and {q}" for q in QUESTIONS)]:
        result = course.ask_of_no_date(question, now=NOW, topic=topic)
        if result is None:
            asked_for.add(question)
            continue
        for dates in (course.build.deadlines, later, ()):
            assert course.with_dates(dates).ask(question, now=NOW, topic=topic) == result
    assert {"when is the check-in due?", "what's due", "any deadlines this week?"} <= asked_for
    assert not asked_for & {"What is KVM?", "hello", "who invented xen", "what's on slide 26?"}


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what is the left hand rule", "The thumb shows where the current goes"),
        ("left hand rule", "The thumb shows where the current goes"),
        ("explain a hairpin turn", "The chain folds back on itself"),
    ],
)
def test_a_hand_and_a_turn_are_not_what_is_handed_or_turned_in(
    course: Course, question: str, line: str
) -> None:
    small = course_of(
        slide("Left Hand Rule", "The thumb shows where the current goes", "Fingers show the field"),
        slide("Hairpin Turn", "The chain folds back on itself", "Four links are needed"),
    ).with_dates(course.build.deadlines)
    answer = small.ask(question, now=NOW)
    assert isinstance(answer, Answer)
    assert line in answer.quote


@pytest.mark.parametrize(
    "question",
    [
        "when do i hand it in",
        "what must be turned in",
        "when do we turn the check-in in",
        "hand in?",
    ],
)
def test_what_is_handed_in_is_told_by_its_date(course: Course, question: str) -> None:
    answer = course.ask(question, now=NOW)
    assert isinstance(answer, Answer)
    assert answer.deadlines
