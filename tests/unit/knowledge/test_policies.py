"""What students ask of a course's rules: late work, AI tools, prerequisites, working together, absences, weights."""

from __future__ import annotations

import pytest

from knowledge.model import Answer, Bullet
from tests.unit.knowledge.test_asking import NOW, course_of, slide

WEAVING = course_of(
    slide("Weaving 2", "Instructor: Ida Thorne", "The loom is the heart of the workshop"),
    slide("What you need", Bullet("Prerequisites"), Bullet("Weaving 1, own scissors", level=1)),
    slide("Working", "Late policy: cloth that comes after the bell scores 60% at most"),
    slide("AI policy", "Do not."),
    slide("Honesty", "Collaboration is welcome, but each warp must be your own"),
    slide("Being there", "Attendance is taken", "Every absence after the third costs half a mark"),
    slide("Marks", "Sampler (35%)", "Open workshop and tidiness (15%)", "CLICK FOR THE WHOLE PLAN"),
    slide("Scale", "Marks are not given on an absolute scale"),
    slide(
        "Apron", "An apron is mandatory.", "Shears are a requirement of few, and no apron has them"
    ),
    slide("How to succeed in Weaving 2", "Warp early", "Ask before you cut"),
    slide("Aims", "The goal of this course is to weave a blanket"),
    slide("Twill", "Success in twill needs an even beat", "The sampler is worth a look"),
    slide("Cloth in Asia", "Silk from the east", "Ikat is dyed before it is woven"),
)


def quote(question: str) -> str:
    found = WEAVING.ask(question, now=NOW)
    return found.quote if isinstance(found, Answer) else ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("do i lose points if i hand in late", "60% at most"),
        ("is late work accepted?", "60% at most"),
        ("can i use chatgpt for the report", "Do not."),
        ("are we allowed to use copilot", "Do not."),
        ("what do i need before taking this course", "Weaving 1"),
        ("can i work with a friend on the blanket", "Collaboration is welcome"),
        ("what happens if i miss 4 lectures", "Every absence after the third"),
        ("is it curved", "absolute scale"),
        ("how do i do well in this course", "Warp early"),
        ("what is this course about", "weave a blanket"),
        ("how much is the sampler worth", "Sampler (35%)"),
        ("is tidiness graded", "tidiness (15%)"),
        ("how are we graded", "Sampler (35%)\nOpen workshop and tidiness (15%)"),
        ("whats the ai policy", "Do not."),
        ("is an apron required", "An apron is mandatory"),
    ],
)
def test_a_rule_is_found_by_the_words_that_courses_have_for_it(question: str, told: str) -> None:
    assert told in quote(question)


def test_a_share_is_quoted_without_the_lines_below_it() -> None:
    assert quote("how much is the sampler worth") == "Sampler (35%)"


@pytest.mark.parametrize(
    "question",
    [
        "can i use chatgpt for twill",
        "can i use a gpt disk",
        "is it graded",
        "do i lose marks if i hand in late",
    ],
)
def test_a_course_without_such_a_rule_is_not_quoted_for_it(question: str) -> None:
    bare = course_of(
        slide("Twill", "Use an even beat for twill", "It is woven on four shafts (20% wool)"),
        slide(
            "The loom", "A loom that runs late in the day makes noise", "A disk holds the thread"
        ),
    )
    assert not bare.ask(question, now=NOW).answered


RULES = course_of(
    slide("Grading", "Exam 60 %, homework 40 %"),
    slide("AI policy", "You may use ChatGPT if you disclose it"),
    slide("Late policy", "Late homework loses 10 % of its points per day"),
    slide("Advice to succeed in this course", "Tips: do the reading early"),
    slide("Grading curve", "Grades are curved at the end of term"),
    slide("Attendance", "Absences: you may miss two classes"),
    slide("Collaboration", "Group work is allowed in pairs"),
    slide("Traffic", "Queues form where arrivals exceed capacity"),
    slide("Prerequisites", "This course requires calculus"),
)


@pytest.mark.parametrize(
    "question",
    [
        "How do I pass an object to a class?",
        "how are they calculated?",
        "can I use AI to model traffic?",
        "is GPT a transformer using attention?",
        "does demand shift the curve?",
        "is the normal distribution a curve?",
        "when is late binding allowed at work?",
        "are late blight reports accepted?",
        "can we do addition in pairs?",
        "what happens when a catch block can miss classes?",
        "what do I need to have before a class can be instantiated?",
    ],
)
def test_what_is_asked_of_the_subject_is_not_answered_by_a_rule(question: str) -> None:
    found = RULES.ask(question, now=NOW)
    assert not found.answered, found


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("can i use ai", "You may use ChatGPT"),
        ("can we use chatgpt for homework?", "You may use ChatGPT"),
        ("is using chatgpt cheating", "You may use ChatGPT"),
        ("is it ok to use copilot in this course", "You may use ChatGPT"),
        ("can i hand in my essay late without losing points", "10 %"),
        ("what happens if i skip a class", "miss two classes"),
        ("is the exam curved", "Grades are curved"),
        ("can we work in pairs", "in pairs"),
        ("what should i know before taking this class", "calculus"),
    ],
)
def test_rules_are_found_beside_one_another(question: str, told: str) -> None:
    found = RULES.ask(question, now=NOW)
    assert isinstance(found, Answer)
    assert told in found.quote
