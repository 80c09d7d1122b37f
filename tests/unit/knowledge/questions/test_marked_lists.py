"""Terms that a list sets off within its lines, with the rest of the line as their meaning."""

from __future__ import annotations

from pathlib import Path

from knowledge.questions import QuizKind, draft_questions
from knowledge.questions.facts import Meant
from knowledge.questions.marked_lists import meant_by_marks
from knowledge.questions.material import teaching
from knowledge.questions.meanings import meant_on
from tests.unit.knowledge.questions.decks import built

WHICH = """# Who works in a hive

1. **Foragers**, which bring nectar and pollen from the meadows.
2. **Fanners**, providing a cool draught through all the combs.
3. **Guards**, which keep strangers away from the mouth of the hive.
"""
BEHIND = """# What may happen to a text

- A letter being left out by the scribe (**omission**)
- A letter being written twice by mistake (**dittography**)
- Two lines being exchanged by the binder (**transposition**)
"""
SHORT = """# Three records

- **Day book (DB)** - list of all sales of one day
- **Stock book (SB)** - list of what lies in the cellar
- **Cash book (CB)** - list of coins taken and given
"""


def found(folder: Path, text: str) -> list[Meant]:
    begin = (
        "# Work\n\n- What everybody in a house of this size has to do before the evening\n\n---\n\n"
    )
    slides = teaching(built(folder, work=begin + text))
    return [m for slide in slides for m in (*meant_by_marks(slide), *meant_on(slide))]


def test_a_marked_term_is_what_its_clause_says(tmp_path: Path) -> None:
    assert [(m.term, m.meaning) for m in found(tmp_path, WHICH)] == [
        ("Foragers", "bring nectar and pollen from the meadows"),
        ("Fanners", "providing a cool draught through all the combs"),
        ("Guards", "keep strangers away from the mouth of the hive"),
    ]


def test_a_marked_term_in_brackets_is_what_stands_ahead_of_it(tmp_path: Path) -> None:
    assert [(m.term, m.meaning) for m in found(tmp_path, BEHIND)] == [
        ("Omission", "A letter being left out by the scribe"),
        ("Dittography", "A letter being written twice by mistake"),
        ("Transposition", "Two lines being exchanged by the binder"),
    ]


def test_without_marks_or_with_two_lines_nothing_is_meant(tmp_path: Path) -> None:
    for n, text in enumerate((WHICH, BEHIND)):
        assert found(tmp_path / f"plain{n}", text.replace("**", "")) == []
        two = text.rsplit("\n", 2)[0] + "\n"
        assert found(tmp_path / f"two{n}", two) == []


def test_a_short_form_behind_a_term_is_no_part_of_it(tmp_path: Path) -> None:
    terms = [m.term for m in found(tmp_path, SHORT)]
    assert terms == ["Day book", "Stock book", "Cash book"]


def test_terms_of_such_lists_stand_beside_each_other(tmp_path: Path) -> None:
    build = built(tmp_path, hive=WHICH, texts=BEHIND)
    asked = [q for seed in range(8) for q in draft_questions(build, seed=seed).questions]
    terms = [q for q in asked if q.kind is QuizKind.TERM]
    lists = ({"Foragers", "Fanners", "Guards"}, {"Omission", "Dittography", "Transposition"})
    assert terms
    assert all(set(q.choices) in lists for q in terms)
