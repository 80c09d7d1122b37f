"""What a lecture shows a subject at work on is not asked as if it were the subject."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.questions import QuizQuestion, draft_questions
from knowledge.questions.material import teaching
from tests.unit.knowledge.questions.decks import built

SEEDS = range(8)
ORDERS = """# Orders of the hive

- Foragers: bees that bring nectar and pollen home from the meadows
- Nurses: bees that feed the young ones in their cells of wax
- Fanners: bees that cool the hive by a current of air

---

# {title}

{lead}
{items}

---

# What they need

- Every colony wants a dry place with a mouth to the south
"""
CASES = (
    "- Scouts: bees that look for a hollow tree in the spring of the year\n"
    "- Guards: bees that stand at the mouth and smell whoever comes home\n"
    "- Drones: bees that leave at noon and come home in the evening"
)


def asked(folder: Path, text: str) -> list[QuizQuestion]:
    build = built(folder, lecture=text)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


def names_in(questions: list[QuizQuestion]) -> set[str]:
    shown = " ".join(f"{q.question} {' '.join(q.choices)}" for q in questions)
    return {name for name in ("Scouts", "Guards", "Drones", "Foragers") if name in shown}


def nested(items: str) -> str:
    return "\n".join(f"  {line}" for line in items.splitlines())


@pytest.mark.parametrize(
    ("title", "lead"),
    [
        ("More of the hive", "- Bee-keeping applications:"),
        ("More of the hive", "- Examples from the orchard: three old hives\n- Orchard examples:"),
        ("More of the hive", "- e.g. a swarm: bees that part from the hive"),
        ("More of the hive", "- Real-world example: the hives of an orchard"),
    ],
)
def test_what_stands_under_a_case_is_not_asked(tmp_path: Path, title: str, lead: str) -> None:
    text = ORDERS.format(title=title, lead=lead, items=nested(CASES))
    assert names_in(asked(tmp_path, text)) == {"Foragers"}


def test_without_a_case_above_it_the_same_list_is_asked(tmp_path: Path) -> None:
    text = ORDERS.format(title="More of the hive", lead="", items=CASES)
    assert names_in(asked(tmp_path, text)) == {"Scouts", "Guards", "Drones", "Foragers"}


@pytest.mark.parametrize("title", ["The orders in action", "Division of labour in practice"])
def test_a_slide_that_shows_its_subject_at_work_is_a_case(tmp_path: Path, title: str) -> None:
    text = ORDERS.format(title=title, lead="", items=CASES)
    assert names_in(asked(tmp_path, text)) == {"Foragers"}


def test_the_field_that_all_is_applied_to_is_made_of_cases(tmp_path: Path) -> None:
    """Three titles that end in one field: each subject has a slide of its own, and one on its cases."""
    slides = [
        f"# {subject}\n\n- {subject} orders who does what in a hive\n\n---\n\n# {subject} in Fruit Growing\n\n- It helps"
        for subject in ("Labour", "Warmth", "Scent")
    ]
    build = built(tmp_path / "three", lecture="\n\n---\n\n".join(slides))
    assert [s.slide.title for s in teaching(build)] == ["Labour", "Warmth", "Scent"]
    two = built(tmp_path / "two", lecture="\n\n---\n\n".join(slides[:2]))
    assert len(teaching(two)) == 4
