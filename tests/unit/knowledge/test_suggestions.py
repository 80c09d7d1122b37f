"""What is offered to somebody who does not know what to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.build import read_course
from knowledge.suggestions import suggestions

OLD = (
    "# Lecture 1: Hosts\n\n- Kernel Based Virtual Machine (KVM)\n- Azure Kubernetes Service (AKS)\n"
)
NEW = (
    "# Lecture 2: Guarantees\n\n## Two of three\n\n- Consistency: every copy holds the last write\n"
    "- Reduces latency: copies are nearer\n\n## Consistency in practice\n\n- Quorums\n"
)


def test_every_lecture_has_its_turn_the_newest_first(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD)
    (tmp_path / "b.md").write_text(NEW)
    offered = suggestions(read_course([tmp_path]), 3)
    assert offered[:2] == ("What is Consistency?", "What is KVM?")
    assert len(offered) == 3


def test_what_is_said_once_and_what_is_no_name_is_not_asked_about(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(NEW)
    assert "What is Reduces latency?" not in suggestions(read_course([tmp_path]), 20)


def test_no_question_is_offered_twice_and_none_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(OLD)
    offered = suggestions(read_course([tmp_path]), 20)
    assert len(offered) == len(set(offered))
    assert suggestions(read_course([]), 4) == ()


@pytest.mark.parametrize(
    ("listed", "asked"),
    [
        ("Homework 3", "When is Homework 3 due?"),
        ("HW #2", "When is HW #2 due?"),
        ("Essay", "When is the Essay due?"),
        ("Lab 4 report", "When is the Lab 4 report due?"),
    ],
)
def test_what_is_counted_is_asked_for_without_an_article(
    tmp_path: Path, listed: str, asked: str
) -> None:
    (tmp_path / "a.md").write_text(f"# Dates\n\n- {listed} due December 1, 2021 at 17:00\n")
    assert asked in suggestions(read_course([tmp_path]), 20)
