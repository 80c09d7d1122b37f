"""Where several of a kind are asked for, the list that a line announces comes before a line that only names them."""

from __future__ import annotations

from knowledge.course import Course
from knowledge.model import Answer, Bullet
from tests.unit.knowledge.test_asking import NOW, course_of, slide

IDEA = slide(
    "A watermill as an idea",
    "Stands for the parts of wind and water",
    "The “turning” thought",
    "Told as a story of “slow labour”",
)
MACHINE = slide(
    "A watermill as a machine",
    Bullet("The miller looks after four parts:"),
    Bullet("Wheel", level=1),
    Bullet("Shaft", level=1),
    Bullet("Gear", level=1),
    Bullet("Stone", level=1),
)


def quote(course: Course, question: str) -> str:
    found = course.ask(question, now=NOW)
    return found.quote if isinstance(found, Answer) else ""


def test_an_announced_list_comes_before_a_line_that_names_its_kind() -> None:
    course = course_of(IDEA, MACHINE, slide("Bakers", "Bakers wait for flour"))
    for question in ("what are the parts of a watermill", "list the parts of a watermill"):
        assert "Gear" in quote(course, question)


def test_where_no_list_is_announced_the_best_line_stays() -> None:
    course = course_of(IDEA, slide("Bakers", "Bakers wait for flour", "A watermill feeds them"))
    assert "parts of wind" in quote(course, "what are the parts of a watermill")
