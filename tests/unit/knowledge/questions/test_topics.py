"""What slides are about, and questions on who or what it is that a sentence tells of."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.model import Slide
from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.concepts import Concept, is_concept
from knowledge.questions.material import sentence_case, teaching, topic_of
from knowledge.questions.meanings import labels_in
from tests.unit.knowledge.questions.decks import built

CASTLES = """# A castle

- Moat
- Barbican
- Donjon
- Portcullis

---

# The moat

- Kept siege towers away from the foot of the walls
- Filled from a stream where the ground allowed it

---

# The barbican

- Protects the way to the gate with a narrow walled passage
- Attackers were shot at from all sides in its yard

---

# The donjon

- Last refuge of the lord when the outer walls had fallen
- Thick masonry with few and narrow openings

---

# The portcullis

- Drops a heavy grille of oak and iron behind the first attackers
- Hung from ropes that a guard could cut

---

# Siege engines

- The trebuchet throws heavy stones with the weight of a falling box
- The mangonel gets its force from a bundle of twisted ropes
- The ballista sends long bolts over the wall with a bent bow
"""


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("J. B. Watson", "J. B. Watson"),
        ("C. V. Raman", "C. V. Raman"),
        ("B. F. Skinner and rewards", "B. F. Skinner and rewards"),
        ("A. Classical conditioning", "Classical conditioning"),
        ("II. Reflexes", "Reflexes"),
        ("1. J. B. Watson", "J. B. Watson"),
        ("a. E. coli", "E. coli"),
    ],
)
def test_a_topic_keeps_the_initials_of_names_and_loses_its_number(title: str, topic: str) -> None:
    assert topic_of(Slide("deck.md", title, language="en")) == topic


def over_seeds(folder: Path, **texts: str) -> list[QuizQuestion]:
    build = built(folder, **texts)
    return [q for seed in range(12) for q in draft_questions(build, seed=seed).questions]


def test_the_subject_of_a_sentence_is_asked_for_by_its_predicate(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, castles=CASTLES)
    question = "Which of these throws heavy stones with the weight of a falling box?"
    asked = next(q for q in found if q.question == question)
    assert asked.answer == "Trebuchet"
    assert {"Trebuchet", "Mangonel"} <= set(asked.choices)


def test_the_topic_is_the_subject_of_a_line_that_begins_with_its_verb(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, castles=CASTLES)
    asked = next(q for q in found if q.question.startswith("Which of these protects the way"))
    assert asked.answer == "Barbican"


def test_slides_that_only_follow_one_another_are_no_choices(tmp_path: Path) -> None:
    """The donjon is a title as the barbican is: only a list sets them side by side."""
    alone = CASTLES.partition("---\n\n")[2]
    asked = [q for q in over_seeds(tmp_path, castles=alone) if "Barbican" in q.choices]
    assert not asked


def test_no_line_is_asked_about_twice(tmp_path: Path) -> None:
    build = built(tmp_path, castles=CASTLES)
    for seed in range(8):
        lines = [
            line
            for q in draft_questions(build, seed=seed).questions
            if q.kind is not QuizKind.ODD_ONE_OUT
            for line in q.explanation.split("\n")
        ]
        assert len(lines) == len(set(lines))


def test_what_heads_lines_on_many_slides_is_a_label_and_no_term(tmp_path: Path) -> None:
    text = "\n---\n".join(
        f"# {name}\n\n- Habitat: {place}\n- Diet of the {name.lower()}: {food}\n"
        for name, place, food in (
            ("Heron", "the shallow edge of lakes and slow rivers", "fish that pass in front of it"),
            ("Kestrel", "open fields with poles to sit on", "voles that it sees from the air"),
            ("Dipper", "fast and stony streams in the hills", "larvae from under the stones"),
        )
    )
    slides = teaching(built(tmp_path, birds=text))
    assert {term for _, term in labels_in(slides)} == {"habitat"}
    found = over_seeds(tmp_path, birds=text)
    assert not any("Habitat" in (*q.choices, q.question) for q in found)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Osmosis", True),
        ("Write-ahead logging", True),
        ("Process control block", True),
        ("Law of demand", True),
        ("Push vs pull", False),
        ("Design challenges", False),
        ("Data and privacy", False),
        ("Introduce a factory", False),
        ("Consumer asks producer", False),
        ("Various methods", False),
    ],
)
def test_a_concept_is_one_thing_with_a_name(name: str, known: bool) -> None:
    assert is_concept(name, "en") is known


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Write-ahead logging (WAL)", "Write-ahead logging"),
        ("Decision trees: properties", "Decision trees"),
        ("Preview: Robustness", "Robustness"),
        ("KINDS OF CLOUD (AWS)", "Kinds of cloud"),
        ("A brief look at glaciers", "Glaciers"),
    ],
)
def test_titles_are_about_what_they_name(tmp_path: Path, title: str, topic: str) -> None:
    text = f"# {title}\n\n- The ice of the valley is as old as the rest of the land around it\n"
    (slide,) = teaching(built(tmp_path, title=text))
    assert slide.topic == topic


def test_slides_in_parts_have_one_topic(tmp_path: Path) -> None:
    line = "The ice of the valley is as old as the rest of the land around it"
    text = f"# Glaciers I\n\n- {line}\n\n---\n\n# Glaciers II\n\n- {line} and more\n"
    assert {s.topic for s in teaching(built(tmp_path, parts=text))} == {"Glaciers"}


def test_capitals_throughout_are_no_way_to_write_a_choice() -> None:
    assert sentence_case("TYPES OF CLOUD AT AWS") == "Types of cloud at AWS"
    assert sentence_case("Types of Cloud") == "Types of Cloud"
    assert sentence_case("NATO") == "NATO"


def test_what_ends_alike_stands_beside_it(tmp_path: Path) -> None:
    text = (
        "# Awards\n\n- Punitive damages\n  - Meant to deter whoever acted with open malice\n"
        "- Compensatory damages\n  - Put back what was lost to where it stood before\n"
        "- Nominal damages\n  - A small sum where a right was broken without loss\n\n---\n\n"
        "# Wrongs\n\n- Battery\n  - Touching somebody on purpose and against their will\n"
        "- Trespass\n  - Setting foot on the ground of another without leave\n"
    )
    asked = [q for q in over_seeds(tmp_path, law=text) if q.answer == "Punitive damages"]
    assert asked
    assert all("Compensatory damages" in q.choices for q in asked)
    assert not any({"Battery", "Trespass"} & set(q.choices) for q in asked)


def test_what_a_concepts_own_slides_say_may_be_said_of_it() -> None:
    moat = Concept("Moat", (0,), frozenset({"water", "ditch", "wall"}))
    assert moat.says(frozenset({"water", "ditch", "tower"}))
    assert not moat.says(frozenset({"water", "gate", "tower"}))


def test_a_name_is_exchanged_for_one_that_differs_in_a_word(tmp_path: Path) -> None:
    text = (
        "# Active transport\n\n- Active transport carries salt through the cell against its gradient\n\n---\n\n"
        "# Passive transport\n\n- Gases cross the thin wall of the lung by themselves\n"
    )
    asked = {
        q.question: q.answer
        for q in over_seeds(tmp_path, cell=text)
        if "carries salt" in q.question
    }
    told = "Passive transport carries salt through the cell"
    assert {answer for question, answer in asked.items() if told in question} == {"False"}


def test_a_name_in_the_plural_is_not_exchanged_for_one_in_the_singular(tmp_path: Path) -> None:
    text = (
        "# Active pumps\n\n- Active pumps carry salt through the cell against its gradient\n\n---\n\n"
        "# Passive pump\n\n- Gases cross the thin wall of the lung by themselves\n"
    )
    asked = [q.question for q in over_seeds(tmp_path, cell=text)]
    assert not [question for question in asked if "assive pump carry" in question]


def test_of_a_sentence_with_two_sides_the_subject_is_not_asked_for(tmp_path: Path) -> None:
    whole = over_seeds(tmp_path / "whole", castles=CASTLES)
    two = CASTLES.replace("with the weight of a falling box", "with a falling box, but slowly")
    assert [q for q in whole if q.question.startswith("Which of these throws")]
    split = over_seeds(tmp_path / "split", castles=two)
    assert not [q for q in split if q.question.startswith("Which of these throws")]
