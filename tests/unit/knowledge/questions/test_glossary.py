"""What a lecture defines is asked for, and its other terms stand beside it as wrong answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.defining import defined_on
from knowledge.questions.facts import Meant
from knowledge.questions.genus import genus, kind
from knowledge.questions.material import teaching
from knowledge.questions.numbers import singular
from tests.unit.knowledge.questions.decks import built

SEEDS = range(8)
BELLS = """# How a bell is hung

- The headstock is the timber from which a ringing bell hangs in its tower
- It is made of oak or of steel

---

# What strikes it

- A clapper is the iron tongue that strikes the rim of a bell
- Ringers pull on a long rope

---

# What it sounds like

- The hum tone is the lowest note that a struck bell gives
- It lasts longest
"""


def asked(folder: Path, text: str) -> list[QuizQuestion]:
    build = built(folder, bells=text)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


def terms(found: list[QuizQuestion]) -> list[QuizQuestion]:
    return [q for q in found if q.kind is QuizKind.TERM]


def meant(folder: Path, line: str, topic: str = "Bells") -> list[Meant]:
    text = f"# {topic}\n\n- {line}\n- The ringers stand in the chamber below and count with the others\n"
    build = built(folder, bells=text)
    return [m for slide in teaching(build) for m in defined_on(slide)]


def test_terms_defined_on_slides_of_their_own_are_each_others_wrong_answers(tmp_path: Path) -> None:
    found = terms(asked(tmp_path, BELLS))
    assert {q.answer for q in found} == {"Headstock", "Clapper", "Hum tone"}
    assert all(set(q.choices) == {"Headstock", "Clapper", "Hum tone"} for q in found)
    assert all(q.question.startswith("Which term is defined as “") for q in found)


def test_meanings_are_offered_beside_other_meanings(tmp_path: Path) -> None:
    found = [q for q in asked(tmp_path, BELLS) if q.kind is QuizKind.DEFINITION]
    assert found
    for question in found:
        assert len(question.choices) == 3
        assert all(
            choice.startswith(("The timber", "The iron tongue", "The lowest note"))
            for choice in question.choices
        )


def test_a_term_of_which_two_unlike_things_are_said_is_not_asked_for(tmp_path: Path) -> None:
    twice = (
        BELLS
        + "\n---\n\n# Music\n\n- A clapper is the person that applauds at the end of a concert\n"
        + "\n---\n\n# Frames\n\n- A wheel is the wooden rim beside the beam from which a bell hangs\n"
    )
    found = terms(asked(tmp_path, twice))
    assert found
    assert not [q for q in found if "Clapper" in q.choices]


STROKES = """# Quick strokes

- Short stroke: the ringer pulls late
- Long stroke: the ringer pulls early
- Still stroke: the bell rests on its stay

---

# Clocks

- Short stroke: a hammer strikes the quarter of an hour
- Long stroke: a hammer strikes the hours alone
- Alarm stroke: a hammer strikes without a pause at fires
"""


def test_names_of_a_list_that_another_list_explains_otherwise_are_not_asked_for(
    tmp_path: Path,
) -> None:
    assert {q.answer for q in terms(asked(tmp_path, STROKES))} == {"Alarm stroke"}


def test_a_word_that_another_term_ends_with_is_short_for_it_and_not_asked_for(
    tmp_path: Path,
) -> None:
    kinds = (
        BELLS + "\n---\n\n# More\n\n- A tone is the part of a sound that has one pitch of its own\n"
    )
    assert not [q for q in asked(tmp_path, kinds) if "Tone" in q.choices]


def test_what_has_most_words_of_the_meaning_is_no_wrong_answer(tmp_path: Path) -> None:
    alike = (
        BELLS
        + "\n---\n\n# More\n\n- A canon is the timber from which a ringing bell hangs in churches of the north\n"
    )
    for question in terms(asked(tmp_path, alike)):
        pair = {"Canon", "Headstock"}
        assert question.answer not in pair or not pair <= set(question.choices)


def test_a_term_in_whose_meaning_the_other_stands_is_no_wrong_answer(tmp_path: Path) -> None:
    inside = (
        BELLS
        + "\n---\n\n# More\n\n- A muffle is the leather tongue that covers a clapper from one side\n"
    )
    for question in terms(asked(tmp_path, inside)):
        pair = {"Muffle", "Clapper"}
        assert question.answer not in pair or not pair <= set(question.choices)


@pytest.mark.parametrize(
    ("line", "term", "meaning"),
    [
        (
            "A dead bell is one in which no clapper strikes the rim.",
            "Dead bell",
            "one in which no clapper strikes the rim",
        ),
        (
            "Overtones are sounds of a higher pitch that ring with the main note",
            "Overtones",
            "sounds of a higher pitch that ring with the main note",
        ),
        (
            "The wooden frame that carries all the bells of a tower is called the bellframe",
            "Bellframe",
            "The wooden frame that carries all the bells of a tower",
        ),
        (
            "A short piece of rope for the hands of ringers is known as a “tailpiece” (Fig. 3)",
            "Tailpiece",
            "A short piece of rope for the hands of ringers",
        ),
        (
            "Clashing occurs when two bells strike at the same moment",
            "Clashing",
            "when two bells strike at the same moment",
        ),
        (
            "Carillon playing is simply movement of batons that pull wires:",
            "Carillon playing",
            "movement of batons that pull wires",
        ),
    ],
)
def test_what_sentences_define(tmp_path: Path, line: str, term: str, meaning: str) -> None:
    assert [(m.term, m.meaning) for m in meant(tmp_path, line)] == [(term, meaning)]


@pytest.mark.parametrize(
    "line",
    [
        "Carillons are useful in towns that have no clock",
        "Carillons are loud",
        "When the rope breaks in the tower, this is called a slip",
        "In the towers of the north such a beam is called a headstock",
        "They are one of the things that ringers like about towers",
        "It is one that nobody has heard in this town for years",
        "People are one that nobody has heard in this town for years",
        "The carillon of the town is called the carillon",
    ],
)
def test_what_sentences_do_not_define(tmp_path: Path, line: str) -> None:
    assert meant(tmp_path, line) == []


SET_OFF = """# Ringing rooms

- **Sally**: woollen grip of a bell rope for both hands
- The ringers look at it

---

# Towers

- **Louvres** the sloping boards in the windows of a belfry
- They keep the rain out

---

# Frames

- **Gudgeon**: metal pin on which a headstock turns
- It needs grease

---

# Funerals

- **Muffle**: leather pad for one side of a bell's metal tongue
- It makes every other stroke soft
"""


def test_terms_that_are_set_off_are_taken_by_their_word(tmp_path: Path) -> None:
    found = terms(asked(tmp_path, SET_OFF))
    assert {"Sally", "Muffle"} <= {q.answer for q in found}
    plain = SET_OFF.replace("**", "")
    assert not terms(asked(tmp_path / "plain", plain))


def test_a_term_that_is_set_off_has_its_meaning_behind_it(tmp_path: Path) -> None:
    found = meant(tmp_path, "**Louvres** the sloping boards in the windows of a belfry")
    assert [(m.term, m.meaning) for m in found] == [
        ("Louvres", "the sloping boards in the windows of a belfry")
    ]
    assert meant(tmp_path, "**Louvres** keep the rain out of the belfry in winter") == []


def test_what_is_so_when_something_happens_is_asked_by_its_case(tmp_path: Path) -> None:
    cases = """# The stroke

- *Handstroke* is when the ringer pulls the woollen grip of the rope
- It comes first

---

# The other stroke

- *Backstroke* is when the ringer pulls the tail end of the rope
- It comes second

---

# At rest

- *Standing* is when a bell rests upside down against its stay
- It is safe then
"""
    found = [q for q in terms(asked(tmp_path, cases)) if q.answer == "Handstroke"]
    assert found
    assert {q.question for q in found} == {
        "What is it called when the ringer pulls the woollen grip of the rope?"
    }


def test_a_line_labelled_definition_says_what_the_title_is(tmp_path: Path) -> None:
    found = meant(tmp_path, "**Definition:** wooden slider that lets a bell swing too far", "Stay")
    assert [(m.term, m.meaning) for m in found] == [
        ("Stay", "wooden slider that lets a bell swing too far")
    ]


@pytest.mark.parametrize("symbol", ["Nt", "rE", "cĒ"])
def test_the_symbols_of_a_formula_are_no_terms(tmp_path: Path, symbol: str) -> None:
    text = f"# Peals\n\n- {symbol}: number of changes in a peal\n- Method: order of the bells in a peal\n- Call: word of the conductor in a peal\n"
    assert not [
        q
        for q in asked(tmp_path, text)
        if symbol in (q.answer, *q.choices) or f"“{symbol}”" in q.question
    ]


def test_what_comes_in_kinds_is_no_wrong_answer_beside_them(tmp_path: Path) -> None:
    text = """# Full ringing

- Full ringing: sound of a bell that swings in a whole circle

---

# Three kinds of full ringing

- Call ringing: a conductor calls each change to the ringers
- Method ringing: a rule learnt by heart gives each change
- Cartwheel ringing: bells turn all the way without a stop
"""
    for question in asked(tmp_path, text):
        if "ringing" in question.answer and question.answer != "Full ringing":
            assert "Full ringing" not in question.choices


COSTS = """# Costs of a mill

- What a miller pays for

---

# Costs that stay

- *Fixed costs* are costs of milling that do not vary with the number of sacks milled

---

# Costs that come

- The marginal cost is the rise in the cost of milling when one more sack is milled
- The average cost is the whole cost of a day at the mill divided by the sacks
"""
SUNK = "# What is gone\n\n- A sunk cost is a cost that was paid and does not come back\n"


def test_the_number_of_a_term_does_not_tell_it(tmp_path: Path) -> None:
    found = terms(asked(tmp_path, COSTS))
    assert {frozenset(q.choices) for q in found} == {
        frozenset({"Fixed cost", "Marginal cost", "Average cost"})
    }


def test_terms_of_other_lectures_that_end_alike_are_wrong_answers(tmp_path: Path) -> None:
    build = built(tmp_path, costs=COSTS, gone=SUNK)
    found = [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]
    sunk = [q for q in terms(found) if q.answer == "Sunk cost"]
    assert sunk
    assert all(
        {"Fixed cost", "Marginal cost", "Average cost"} >= set(q.choices) - {q.answer} for q in sunk
    )
    alone = built(tmp_path / "alone", gone=SUNK)
    assert not [q for seed in SEEDS for q in draft_questions(alone, seed=seed).questions]


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Fixed costs", "Fixed cost"),
        ("Public policies", "Public policy"),
        ("Losses", "Loss"),
        ("Economics", "Economics"),
        ("Lens", "Lens"),
        ("Analyses", "Analyses"),
        ("Leaves", "Leaves"),
        ("Analysis", "Analysis"),
    ],
)
def test_a_name_is_put_in_the_singular_where_it_has_one(name: str, one: str) -> None:
    assert singular(name) == one


@pytest.mark.parametrize(
    ("meaning", "noun", "of_kind"),
    [
        ("the heavy beam from which a bell hangs", "beam", "thing"),
        ("a type of biological cell", "cell", "thing"),
        ("the making of a protein off a template", "making", "act"),
        ("movement of genes between populations", "movement", "act"),
        ("the study of old bells", "study", "field"),
        ("a ratio of two weights", "ratio", "quantity"),
        ("organisms whose cells have a nucleus", "organisms", "living"),
        ("a sub-compartment that holds what is inherited", "sub-compartment", "thing"),
    ],
)
def test_a_meaning_begins_with_what_kind_of_thing_the_term_is(
    meaning: str, noun: str, of_kind: str
) -> None:
    assert genus(meaning) == noun
    assert kind(meaning) == of_kind


CELLS = """# Inside

- The nucleus is a sub-compartment that holds what a cell inherits
- It is small

---

# Readers

- Transcription is the making of a copy of it on a strand of letters
- They move along

---

# Chemists

- Replication is the doubling of all of it ahead of a division
- They tire
"""


def test_things_and_acts_are_not_each_others_wrong_answers(tmp_path: Path) -> None:
    acts = {"Transcription", "Replication"}
    for question in terms(asked(tmp_path, CELLS)):
        assert not ({"Nucleus"} & set(question.choices) and acts & set(question.choices))


TWINS = """# Two steps

- Transcription is the making of a strand of letters off a double strand
- Translation is the making of a chain of acids off a strand of letters
- Replication is the making of a double strand off a double strand
"""


def test_twins_of_one_slide_are_rivals_however_alike_they_are(tmp_path: Path) -> None:
    found = terms(asked(tmp_path, TWINS))
    assert found
    assert all(set(q.choices) == {"Transcription", "Translation", "Replication"} for q in found)
