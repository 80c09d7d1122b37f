"""What the first lines of slides say that their titles are, and true or false by what sentences say."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.headed import meant_by_titles
from knowledge.questions.material import teaching
from tests.unit.knowledge.questions.decks import built

SEEDS = range(12)
ROOMS = """# The scullery

- A low chamber that has the sink and the drain for washing pots
- It lies next to the yard

---

# The larder

- Area of the cellar where meat and game hang until they are cooked
- It faces north

---

# The buttery

- Place in which the casks of ale stand on their wooden frames
- The butler keeps its key
"""
LEFT_OUT = [
    "Suppose that the cook has no more wood for the fire",
    "Assess the heat of an oven with the back of the hand",
    "Three chambers that lie below the level of the yard",
    "The first thing to learn is the name of each pot",
    "The point of the fire is to keep the stones warm",
    "Some chambers of the house that had a second door",
    "The best place for the meat that hangs in winter",
    "The cook of the house keeps all pots that hang there",
    "Compare places of the cellar that are dry in winter",
    "The chambers below the yard are cold",
    "The parts of the kitchen that follow:",
]


def asked(folder: Path, text: str) -> list[QuizQuestion]:
    build = built(folder, house=text)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


def test_titles_near_each_other_are_asked_by_their_first_lines(tmp_path: Path) -> None:
    found = asked(tmp_path, ROOMS)
    terms = [q for q in found if q.kind is QuizKind.TERM]
    assert {q.answer for q in terms} == {"Scullery", "Larder", "Buttery"}
    assert all(set(q.choices) == {"Scullery", "Larder", "Buttery"} for q in terms)
    assert all(q.explanation.startswith(q.answer) for q in terms)


def test_titles_far_apart_are_no_choices_for_each_other(tmp_path: Path) -> None:
    between = "\n---\n\n".join(f"# Day {n}\n\n- Bread was baked\n" for n in range(8))
    apart = ROOMS.replace("---", f"---\n\n{between}\n---")
    assert not [q for q in asked(tmp_path, apart) if q.kind is QuizKind.TERM]


@pytest.mark.parametrize("line", LEFT_OUT)
def test_a_first_line_that_is_no_noun_says_not_what_its_title_is(tmp_path: Path, line: str) -> None:
    text = f"# The pantry\n\n- {line}\n- Bread and butter are there\n"
    assert not list(meant_by_titles(teaching(built(tmp_path, house=text))))


def test_a_title_that_is_explained_twice_is_not_asked(tmp_path: Path) -> None:
    again = "\n---\n\n# The larder\n\n- Place for all the cheese that the house eats in winter\n"
    slides = teaching(built(tmp_path, house=ROOMS + again))
    assert {m.term for m in meant_by_titles(slides)} == {"Scullery", "Buttery"}


SAID = """# Judging a test

- Reliability refers to the degree to which its results stay the same when it is repeated

---

# Judging further

- Validity refers to the degree to which a test measures the trait that was meant
"""


def test_what_sentences_say_of_two_terms_is_exchanged_for_true_or_false(tmp_path: Path) -> None:
    halves = [q for q in asked(tmp_path, SAID) if q.kind is QuizKind.TRUE_FALSE]
    assert {q.answer for q in halves} == {"True", "False"}
    told = {(("“Validity”" in q.question) == ("trait" in q.question), q.answer) for q in halves}
    assert told == {(True, "True"), (False, "False")}


def test_a_meaning_ends_with_its_sentence_behind_a_short_form_too(tmp_path: Path) -> None:
    text = SAID.replace("that was meant", "that was meant by the BBC. Nobody knows which")
    halves = [q for q in asked(tmp_path, text) if q.kind is QuizKind.TRUE_FALSE]
    assert any("by the BBC”" in q.question for q in halves)
    assert not any("Nobody" in q.question for q in halves)


MIXED = """# Grains of the valley

- Barley: a hardy grain of the cold upper fields that ripens early
- It is sown in the first week without frost
- Spelt: for bread
- The mill takes its husk off before it grinds the corn
- Rye: for sour bread
- The poor soil of the lower fields has nothing else
- Most of the corn goes to the town on the other side
"""


def test_what_lines_with_a_colon_name_is_a_list_among_other_lines(tmp_path: Path) -> None:
    terms = [q for q in asked(tmp_path, MIXED) if q.kind is QuizKind.TERM]
    assert terms
    assert all(set(q.choices) == {"Barley", "Spelt", "Rye"} for q in terms)


def test_recommended_reading_is_no_choice(tmp_path: Path) -> None:
    read = MIXED.replace("- It is sown", "- Recommended reading: Grains of old\n- It is sown")
    assert all("Recommended reading" not in q.choices for q in asked(tmp_path, read))
