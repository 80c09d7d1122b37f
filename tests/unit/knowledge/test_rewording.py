"""What students ask of a course in words that it does not use: what counts how much, when and where, whom to reach."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.model import Answer, AnswerKind
from knowledge.rewording import reworded
from tests.unit.knowledge.test_asking import NOW, course_of, slide

POTTERY = course_of(
    slide("Marks", "The vase will count for 30% of your grade", "The kiln log will count for 15%"),
    slide("Meetings", "Class meets Mondays, 9:15am to 10:45am, Kiln Hall"),
    slide("Help", "For clay and tools contact the storekeeper, 555-014-2230 or store@kiln.example"),
    slide(
        "Glazes",
        "A glaze is worth testing",
        "Ash counts as a flux",
        "Lectures on glaze begin with ash",
    ),
)


def quote(question: str) -> str:
    found = POTTERY.ask(question, now=NOW)
    return found.quote if isinstance(found, Answer) else ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how much is the vase worth", "30%"),
        ("how many points is the kiln log worth?", "15%"),
        ("what's the weight of the vase", "30%"),
        ("what time is class", "9:15am"),
        ("when is class?", "9:15am"),
        ("where's class", "Kiln Hall"),
        ("is there class on monday?", "Mondays"),
        ("whats the storekeepers phone number", "555-014-2230"),
        ("storekeeper email?", "store@kiln.example"),
    ],
)
def test_what_the_course_says_in_other_words_is_found(question: str, told: str) -> None:
    assert told in quote(question)


@pytest.mark.parametrize(
    "question", ["how much is a glaze worth", "glazes phone number", "what is ash worth"]
)
def test_what_does_not_hold_what_was_asked_for_is_no_answer(question: str) -> None:
    assert "%" not in quote(question)
    assert "555" not in quote(question)


@pytest.mark.parametrize(
    "question",
    [
        "what is a glaze",
        "when does the lecture on ash begin",
        "how is email sent",
        "what is net worth of a firm",
    ],
)
def test_most_questions_have_no_other_words(question: str) -> None:
    assert reworded(question) == ()


def test_a_lecture_without_an_agenda_is_told_by_its_first_slide() -> None:
    first = replace(slide("Kilns of the north", "Wood and peat"), lecture=4)
    course = course_of(replace(slide("Raku", "Fast and smoky"), lecture=3), first)
    for question in ("what was lecture 4 about", "summarize lecture 4"):
        found = course.ask(question, now=NOW)
        assert isinstance(found, Answer)
        assert (found.quote, found.entry and found.entry.title) == (
            "Wood and peat",
            "Kilns of the north",
        )


def test_no_class_on_a_day_is_not_told_by_another_days() -> None:
    assert quote("is there class on sunday") == ""


def test_three_letters_are_no_slip_of_an_ordinary_word() -> None:
    eras = course_of(slide("Eras", "Each era has its own pots", "An era ends with its kilns"))
    assert not eras.ask("mens rea", now=NOW).answered
    assert eras.ask("what is an ear", now=NOW).kind is not AnswerKind.DEADLINE


def test_a_line_that_tells_when_heads_no_lines_below_it() -> None:
    """A syllabus in plain text is one flat list, and its dated lines have nothing to do with one another."""
    course = course_of(
        slide(
            "Raku, spring",
            "Open kiln: Tuesdays at 9 am",
            "The wheel needs a booking a week ahead",
            "Glaze swap: bring two jars on May 4",
            "Nobody may fire a bowl alone at night",
        )
    )
    for question, line in (
        ("glaze swap?", "Glaze swap: bring two jars on May 4"),
        ("open kiln", "Open kiln: Tuesdays at 9 am"),
    ):
        found = course.ask(question, now=NOW)
        assert isinstance(found, Answer)
        assert found.quote == line


def test_a_line_with_a_year_may_head_what_happened_then() -> None:
    course = course_of(
        slide(
            "Great fires",
            "Harbour fire: May 4, 1874",
            "Two kilns burst in the night",
            "Mill fire: June 9, 1880",
            "The wheel was lost",
        )
    )
    found = course.ask("harbour fire", now=NOW)
    assert isinstance(found, Answer)
    assert "Two kilns burst" in found.quote
