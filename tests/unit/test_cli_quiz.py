"""`lectern quiz`: the contract's shape, GIFT, and one line where something is wrong or there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.knowledge.questions.decks import CELLS, ROME
from tests.unit.test_cli import Lectern, lectern

__all__ = ["lectern"]
QUESTION = {
    "question": str,
    "kind": str,
    "choices": list,
    "answer": str,
    "explanation": str,
    "source": dict,
    "difficulty": float,
}


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    (tmp_path / "cells.md").write_text(CELLS)
    (tmp_path / "rome.md").write_text(ROME)
    return tmp_path


def test_questions_come_in_the_contracts_shape(lectern: Lectern, decks: Path) -> None:
    ran = lectern("quiz", "cells.md", "rome.md", "--count", "6", "--seed", "2")
    questions = json.loads(ran.out)
    assert ran.status == 0
    assert len(questions) == 6
    for question in questions:
        assert {k: type(question[k]) for k in QUESTION} == QUESTION
        assert question["answer"] in question["choices"]
    assert {q["source"]["file"] for q in questions} == {"cells.md", "rome.md"}


def test_the_same_seed_prints_the_same(lectern: Lectern, decks: Path) -> None:
    first = lectern("quiz", "cells.md", "--seed", "5")
    assert lectern("quiz", "cells.md", "--seed", "5").out == first.out
    assert lectern("quiz", "cells.md", "--seed", "-6").out != first.out


def test_gift_is_printed_for_moodle(lectern: Lectern, decks: Path) -> None:
    ran = lectern("quiz", "cells.md", "--count", "2", "--format", "gift")
    assert ran.status == 0
    assert "$CATEGORY: cells.md\n" in ran.out
    assert ran.out.count("####") == 2


def test_a_lecture_with_nothing_to_ask_says_so_in_one_line(lectern: Lectern, decks: Path) -> None:
    (decks / "plan.md").write_text("# Agenda\n\n- Cells\n- Transport\n")
    ran = lectern("quiz", "plan.md", "rome.md")
    assert ran.status == 0
    assert ran.err == "lectern: plan.md: there is nothing in it to ask about\n"
    alone = lectern("quiz", "plan.md")
    assert (alone.status, json.loads(alone.out)) == (0, [])
    assert lectern("quiz", "plan.md", "--format", "gift").out == ""


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("missing.md",),
        ("cells.md", "--count", "0"),
        ("cells.md", "--count", "many"),
        ("cells.md", "--count", "-3"),
        ("cells.md", "--seed", "1.5"),
        ("cells.md", "--format", "xml"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_one_line(
    lectern: Lectern, decks: Path, arguments: tuple[str, ...]
) -> None:
    ran = lectern("quiz", *arguments)
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
