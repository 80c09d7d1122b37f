"""What a lecturer set off is answered with the line that says what it is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.course import Course
from knowledge.model import Answer, AnswerKind

DECK = """---
marp: true
---
# Networks

---
# Performance of networks

- Latency matters for games, latency hurts calls
- **Latency** the time between sending a packet and its arrival
- Queues form when packets arrive faster than they leave

---
# Memory

- The serial position curve has two parts
- **Primacy effect** better memory for the first items of a list
- The primacy effect is stronger when items are shown slowly
"""
NOW = datetime(2021, 11, 20, tzinfo=UTC)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    deck = tmp_path / "networks.md"
    deck.write_text(DECK, "utf-8")
    return Course.from_build(read_course([deck]), code="", name="", timezone="UTC")


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what is latency?", "Latency the time between sending a packet and its arrival"),
        ("define latency", "Latency the time between sending a packet and its arrival"),
    ],
)
def test_what_a_marked_term_is_is_told_by_its_line_alone(
    course: Course, question: str, line: str
) -> None:
    found = course.ask(question, now=NOW)
    assert isinstance(found, Answer)
    assert found.quote == line


def test_marked_terms_become_definitions_of_the_course(course: Course) -> None:
    defined = {e.title: e.text for e in course.build.entries if e.kind is AnswerKind.DEFINITION}
    assert defined["Latency"] == "Latency the time between sending a packet and its arrival"
    assert defined["Primacy effect"].startswith("Primacy effect better memory")
