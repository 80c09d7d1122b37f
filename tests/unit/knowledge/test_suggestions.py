"""What is offered to somebody who does not know what to ask."""

from __future__ import annotations

from pathlib import Path

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
