"""Questions that the timetable answers, and those that it leaves to the lecture."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.services.timetable import Timetable
from bot.services.timetable_answers import TimetableAnswers
from knowledge.course import Course
from knowledge.model import Build, Slide
from tests.unit.services.test_timetable import FALL, LA, LAB, LECTURE, TUESDAY, VETERANS, at

SLIDES = (Slide("l13.pdf", "Docker", lecture=13, date=date(2021, 11, 16)),)
COURSE = Course.from_build(Build(slides=SLIDES), code="TCSS 562", name="Clouds", timezone=LA)
ANSWERS = TimetableAnswers(FALL)
MONDAY = at(date(2021, 11, 8), time(12))
NEXT = "The next class is on Tuesday, November 9, 2021 at 16:30 PST: Lecture, CP 101."


@pytest.mark.parametrize(
    "asked",
    [
        "when is the next lecture",
        "When's the next class?",
        "when is class?",
        "Where is the lecture?",
        "what time does class start",
        "at what time is our next lecture??",
        "When does the class meet again?",
        "next lecture",
        "hey lectern, when is the next class please",
        "which lecture is next",
        "when is the next tutorial",
    ],
)
def test_who_asks_when_or_where_is_told_the_next_one(asked: str) -> None:
    assert ANSWERS.answer(asked, COURSE, MONDAY) == NEXT


@pytest.mark.parametrize(
    "asked",
    [
        "when is the next lecture on containers",
        "when is the lab due",
        "what is a class in Java",
        "is the lecture recorded",
        "what was the last lecture about",
        "is class cancelled today",
        "when is the exam",
        "class",
        "",
    ],
)
def test_everything_else_is_left_to_the_lecture(asked: str) -> None:
    assert ANSWERS.answer(asked, COURSE, MONDAY) is None


def test_without_a_timetable_nothing_is_answered() -> None:
    assert TimetableAnswers(Timetable(LA)).answer("when is class", COURSE, MONDAY) is None


def test_today_and_tomorrow_are_told_by_themselves() -> None:
    today = ANSWERS.answer("is there class today?", COURSE, at(date(2021, 11, 16), time(9)))
    assert today == "Today: Lecture 13, 16:30 PST to 18:30 PST, CP 101."
    tomorrow = ANSWERS.answer("do we have class tomorrow", COURSE, MONDAY)
    assert tomorrow == "Tomorrow: Lecture, 16:30 PST to 18:30 PST, CP 101."


def test_a_day_without_class_is_told_with_its_reason_and_what_comes() -> None:
    said = ANSWERS.answer("Is there a lecture today", COURSE, at(VETERANS.first, time(9)))
    assert said == (
        "Today there is no class (Veterans Day). "
        "The next class is on Tuesday, November 16, 2021 at 16:30 PST: Lecture 13, CP 101."
    )


def test_one_that_is_on_is_told_first_and_after_the_last_there_is_none() -> None:
    said = ANSWERS.answer("when is class", COURSE, at(TUESDAY, time(17)))
    assert said is not None
    assert said.startswith("Lecture is on now, until 18:30 PST, CP 101. The next class is on")
    over = ANSWERS.answer("next class", COURSE, at(date(2022, 1, 1), time(12)))
    assert over == "The last class of the term is over."
    assert (
        TimetableAnswers(Timetable(LA, (LECTURE,), (), TUESDAY, TUESDAY)).answer(
            "next class", COURSE, at(TUESDAY, time(17))
        )
        == "Lecture is on now, until 18:30 PST, CP 101."
    )


def test_who_asks_for_the_lab_is_told_the_lab_and_not_what_comes_before() -> None:
    both = TimetableAnswers(Timetable(LA, (LECTURE, LAB)))
    now = at(TUESDAY, time(12))
    lab, lecture = (
        both.answer(f"when is the next {what}", COURSE, now) for what in ("lab", "lecture")
    )
    assert lab == "The next class is on Tuesday, November 16, 2021 at 09:00 PST: Lab."
    assert lecture == NEXT
    assert both.answer("any class today", COURSE, now) is None
    today = both.answer("is there any class today", COURSE, now)
    assert today == ("Today: Lab, 09:00 PST to 10:00 PST; Lecture, 16:30 PST to 18:30 PST, CP 101.")
