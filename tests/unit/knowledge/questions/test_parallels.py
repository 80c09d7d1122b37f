"""What is asked of tables and of lines that are built alike, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.facts import Meant, Parallel
from knowledge.questions.material import teaching
from knowledge.questions.of_parallels import defined_in
from knowledge.questions.paired import paired_on
from knowledge.questions.tabled import context, meant_in_tables, tabled_on
from knowledge.questions.texts import without_symbol
from knowledge.questions.wording import LANGUAGES, WORDINGS, Way
from tests.unit.knowledge.questions.decks import built

GLANDS = """# Hormones of the pancreas

| # | Hormone | Cell |
|---|---|---|
| 1 | Insulin | Beta cell |
| 2 | Glucagon | Alpha cell |
| 3 | Somatostatin | Delta cell |
"""
SALIVA = """# Salivary glands

| Gland | Secretion | Nerve |
|---|---|---|
| Parotid | Serous fluid | Glossopharyngeal nerve |
| Sublingual | Mucous fluid | Facial nerve |
"""
COMPARED = """# Two ways to heat a house

| Property | Stove | Boiler |
|---|---|---|
| Carrier | Air of the room | Water in pipes |
| Fuel | Logs of wood | Oil or gas |
"""
DRUGS = """# Blood thinners

- Heparin
  - Antidote: protamine
- Warfarin
  - Antidote: vitamin K
- Dabigatran
  - Antidote: idarucizumab
"""
WATER = """# Drugs that drive out water

- Furosemide (loop inhibitor)
- Spironolactone (aldosterone antagonist)
- Acetazolamide (enzyme blocker)
- They are taken in the morning so that nobody has to get up at night
"""
BONES = """# Cranial bones

- Frontal bone: forehead
- Occipital bone: back of the head
- Temporal bone: region of the ear
- Parietal bone: roof of the head
"""


def all_of(folder: Path, text: str, seeds: int = 8) -> Sequence[QuizQuestion]:
    """Every question that some seed drafts, with a line of prose that tells the language."""
    told = "\n\n---\n\n# On bodies\n\n- They have many parts and each of the parts has some use of its own\n"
    build = built(folder, deck=text + told)
    found = [q for seed in range(seeds) for q in draft_questions(build, seed=seed).questions]
    return list({q.question: q for q in found}.values())


def parallels(folder: Path, text: str) -> Sequence[Parallel]:
    slides = teaching(built(folder, deck=text + "\n\n- It is the line that has the words\n"))
    return [p for slide in slides for on in (tabled_on, paired_on) for p in on(slide)]


def pairs(folder: Path, text: str) -> Sequence[tuple[str, str]]:
    return [(p.name, p.value) for each in parallels(folder, text) for p in each.pairs]


def test_a_cell_is_asked_for_beside_those_of_its_column(tmp_path: Path) -> None:
    asked = {q.question: q for q in all_of(tmp_path, GLANDS)}
    cell = "What does the course give as “Cell” for “Insulin” (topic: Hormones of the pancreas)?"
    assert asked[cell].answer == "Beta cell"
    assert set(asked[cell].choices) == {"Beta cell", "Alpha cell", "Delta cell"}
    assert asked[cell].kind is QuizKind.TABLE
    assert asked[cell].explanation == "# | Hormone | Cell\n1 | Insulin | Beta cell"


def test_a_row_is_asked_for_by_a_cell_of_its_own(tmp_path: Path) -> None:
    asked = {q.question: q for q in all_of(tmp_path, GLANDS)}
    row = "For which of these does the course give “Alpha cell” as “Cell” (topic: Hormones of the pancreas)?"
    assert asked[row].answer == "Glucagon"
    assert set(asked[row].choices) == {"Insulin", "Glucagon", "Somatostatin"}


def test_a_cell_that_stands_twice_in_its_column_is_not_asked_about(tmp_path: Path) -> None:
    text = GLANDS + "| 4 | Ghrelin | Alpha cell |\n"
    told = {q.question: q for q in all_of(tmp_path, text)}
    assert any("“Beta cell”" in q for q in told)
    assert not any("“Alpha cell”" in q or "“Ghrelin”" in q or "“Glucagon”" in q for q in told)


def test_of_two_rows_the_cells_are_kept_or_exchanged(tmp_path: Path) -> None:
    asked = all_of(tmp_path, SALIVA, seeds=20)
    own = {
        ("Parotid", "Serous fluid"),
        ("Sublingual", "Mucous fluid"),
        ("Parotid", "Glossopharyngeal nerve"),
        ("Sublingual", "Facial nerve"),
    }
    assert {q.kind for q in asked} == {QuizKind.TRUE_FALSE}
    assert {q.answer for q in asked} == {"True", "False"}
    for q in asked:
        right = any(f"“{row}”" in q.question and f"“{cell}”" in q.question for row, cell in own)
        assert q.answer == str(right)


def test_a_column_of_two_rows_is_asked_about_once(tmp_path: Path) -> None:
    build = built(tmp_path, deck=SALIVA + "\n- It is the line that has the words of the slide\n")
    for seed in range(10):
        asked = [q.question for q in draft_questions(build, seed=seed).questions]
        assert sum("as “Nerve”" in q for q in asked) <= 1


def test_what_a_nameless_first_column_compares_is_named_by_the_heads_beside_it(
    tmp_path: Path,
) -> None:
    """Row names may be nothing that names anything ("Cost"), and cells may look like names."""
    found = parallels(
        tmp_path,
        "# Two ways across a river\n\n| | Ferry | Bridge |\n|---|---|---|\n| Crossing | slow but scenic | quick but dull |\n"
        "| Upkeep | paid by the ride | paid by the toll |\n| Weather | stops in storms | open all year |\n",
    )
    assert {p.name for each in found for p in each.pairs} <= {"Ferry", "Bridge"}
    assert ("Ferry", "slow but scenic") in [(p.name, p.value) for each in found for p in each.pairs]


def test_a_table_that_compares_two_things_is_read_by_its_columns(tmp_path: Path) -> None:
    found = parallels(tmp_path, COMPARED)
    assert [p.relation for p in found] == ["Carrier", "Fuel"]
    assert [(p.name, p.value) for p in found[0].pairs] == [
        ("Stove", "Air of the room"),
        ("Boiler", "Water in pipes"),
    ]
    assert found[0].pairs[0].text == (
        "Property | Stove | Boiler\nCarrier | Air of the room | Water in pipes"
    )


def test_empty_cells_and_amounts_are_left_out(tmp_path: Path) -> None:
    text = (
        "# Enzymes of the gut\n\n| Enzyme | Inhibitor | Length |\n|---|---|---|\n"
        "| Trypsin | Aprotinin | 223 units |\n| Pepsin |  | 326 units |\n"
        "| Lipase | Orlistat | 449 units |\n| Amylase | Acarbose | 496 units |\n"
    )
    assert pairs(tmp_path, text) == [
        ("Trypsin", "Aprotinin"),
        ("Lipase", "Orlistat"),
        ("Amylase", "Acarbose"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Week | Chapter | Instructor |\n|---|---|---|\n| One | Cells | Miller |\n| Two | Organs | Brown |\n| Three | Limbs | Smith |\n",
        "| Current assets | Fixed assets |\n|---|---|\n| Cash | Land |\n| Claims | Machines |\n| Stock | Patents |\n",
        "| Six organs | Six tissues |\n|---|---|\n| Heart | Muscle |\n| Brain | Nerve |\n| Skin | Lining |\n",
        "| Paid | Owed |\n|---|---|\n| 1. Cash | 1. Loans |\n| 2. Claims | 2. Taxes |\n| 3. Stock | 3. Wages |\n",
        "| Part | Example |\n|---|---|\n| Root | Carrot |\n| Stem | Celery |\n| Leaf | Spinach |\n",
        "| user_name | last_login |\n|---|---|\n| Miller | Berlin |\n| Brown | Vienna |\n| Smith | Zurich |\n",
    ],
)
def test_plans_lists_side_by_side_and_data_are_no_facts(tmp_path: Path, table: str) -> None:
    assert parallels(tmp_path, f"# Overview of the parts\n\n{table}") == []


def test_a_column_of_descriptions_among_others_tells_meanings(tmp_path: Path) -> None:
    text = (
        "# Ways of seeds\n\n| Factor | Description | Example |\n|---|---|---|\n"
        "| Wind dispersal | carries light seeds through the air | dandelion |\n"
        "| Water dispersal | floats hard nuts across the sea | coconut |\n"
        "| Animal dispersal | hides sweet fruits in many stomachs | cherry |\n"
    )
    slides = teaching(
        built(
            tmp_path,
            acid=text + "\n- It is the line that has the words and the language of the slide\n",
        )
    )
    found = [(m.term, m.meaning) for slide in slides for m in meant_in_tables(slide)]
    assert ("Water dispersal", "floats hard nuts across the sea") in found
    assert len(found) == 3
    assert not any(p.relation == "Description" for s in slides for p in tabled_on(s))


def test_a_class_in_brackets_is_asked_for_and_by(tmp_path: Path) -> None:
    asked = {q.question: q for q in all_of(tmp_path, WATER)}
    on = "(topic: Drugs that drive out water)"
    what = asked[f"What does the course describe as “enzyme blocker” {on}?"]
    assert what.answer == "Acetazolamide"
    assert set(what.choices) == {"Furosemide", "Spironolactone", "Acetazolamide"}
    how = asked[f"How does the course describe “Furosemide” {on}?"]
    assert how.answer == "Loop inhibitor"
    assert set(how.choices) == {"Loop inhibitor", "Aldosterone antagonist", "Enzyme blocker"}


def test_classes_in_brackets_may_stand_under_headings_side_by_side(tmp_path: Path) -> None:
    text = (
        "# Drugs that drive out water\n\n- At the loop\n  - Furosemide (loop inhibitor)\n- Further on\n"
        "  - Spironolactone (aldosterone antagonist)\n  - Acetazolamide (enzyme blocker)\n"
    )
    (found,) = parallels(tmp_path, text)
    assert found.topic == "Drugs that drive out water"
    assert [p.name for p in found.pairs] == ["Furosemide", "Spironolactone", "Acetazolamide"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Supreme Court (SC)", "Court of Appeal (CoA)", "Federal Circuit (FC)"],
        ["Access Control List (ACL)", "ACM (Access Control Matrix)", "Role Model (RM)"],
        ["Damages (s)", "Injunctions (1990)", "Rescission (p. 30)"],
        ["Quartz (e.g. amethyst)", "Feldspar (such as albite)", "Mica (for example biotite)"],
        ["Ann Miller (lecturer)", "Bob Brown (tutor of a group)", "Carl Smith (author of a book)"],
        ["Brinner (breakfast+dinner)", "Brunch (breakfast+lunch)", "Smog (smoke+fog)"],
        ["Quartz (see below)", "Feldspar (important)", "Mica (not in the test)"],
        ["Pram (from “perambulator”)", "Fridge (“refrigerator”)", "Flu (from “influenza”)"],
    ],
)
def test_other_brackets_say_nothing_of_what_stands_ahead(tmp_path: Path, lines: list[str]) -> None:
    text = "# Words of the trade\n\n" + "\n".join(f"- {line}" for line in lines)
    assert parallels(tmp_path, text) == []


def test_english_brackets_of_a_german_lecture_are_translations(tmp_path: Path) -> None:
    text = (
        "# Schichten im Netz\n\n- Vermittlungsschicht (network layer)\n- Transportschicht (transport layer)\n"
        "- Anwendungsschicht (application layer)\n- Die Schicht ist der Teil, der auf dem anderen liegt und ihn nutzt\n"
    )
    slides = teaching(built(tmp_path, netz=text))
    assert slides[0].slide.language == "de"
    assert [p for slide in slides for p in paired_on(slide)] == []


def test_a_few_brackets_in_a_list_of_other_names_are_remarks(tmp_path: Path) -> None:
    text = (
        "# Rocks of the crust\n\n- Granite (deep rock)\n- Basalt\n- Gabbro\n- Marble (changed chalk)\n"
        "- Gneiss\n- Sandstone (pressed sand)\n- Schist\n"
    )
    assert parallels(tmp_path, text) == []


def test_one_or_two_words_behind_a_colon_are_matched(tmp_path: Path) -> None:
    asked = {q.question: q for q in all_of(tmp_path, BONES, seeds=20)}
    on = "(topic: Cranial bones)?"
    value = asked[f"How does the course describe “Temporal bone” {on}"]
    assert value.answer == "Region of the ear"
    name = asked[f"What does the course describe as “region of the ear” {on}"]
    assert name.answer == "Temporal bone"
    bones = {"Frontal bone", "Occipital bone", "Temporal bone", "Parietal bone"}
    assert set(name.choices) <= bones
    assert asked[f"Which of these goes with “forehead” {on}"].answer == "Frontal bone"


def test_lists_behind_a_colon_are_matched(tmp_path: Path) -> None:
    text = "# Parts of speech\n\n- Nouns: house, river, bread\n- Verbs: walk, drink, sleep\n- Adverbs: gladly, slowly, seldom\n"
    asked = {q.question: q for q in all_of(tmp_path, text)}
    name = asked[
        "Which of these goes with “Gladly, slowly, seldom” (topic: Parts of speech)?".replace(
            "Gladly", "gladly"
        )
    ]
    assert name.answer == "Adverbs"


def test_a_name_with_two_values_in_a_file_is_not_asked_about(tmp_path: Path) -> None:
    other = "\n\n---\n\n# Bones of birds\n\n- Frontal bone: beak\n- They have many more bones than that\n"
    asked = [q.question for q in all_of(tmp_path, BONES + other, seeds=20)]
    assert any("“Temporal bone”" in q for q in asked)
    assert not any("“Frontal bone”" in q for q in asked)


def test_nothing_is_matched_where_the_slide_names_no_topic(tmp_path: Path) -> None:
    asked = all_of(tmp_path, BONES.replace("Cranial bones", "What a happy chance!"))
    assert not any("bone" in q.question for q in asked)


def test_a_line_under_each_of_three_names_is_matched(tmp_path: Path) -> None:
    text = "# Shapes in space\n\n- Dots\n  - zero dimensions\n- Curves\n  - one dimension\n- Surfaces\n  - two dimensions\n"
    asked = {q.question: q for q in all_of(tmp_path, text)}
    name = asked["Which of these goes with “two dimensions” (topic: Shapes in space)?"]
    assert name.answer == "Surfaces"
    assert name.explanation == "Surfaces\ntwo dimensions"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_way_of_asking_has_words_in_each_language(language: str) -> None:
    english = {"subject", "when"} if language != "en" else set[str]()
    assert set(WORDINGS[language]) == set(get_args(Way)) - english


def test_a_meaning_with_a_verb_is_described_so(tmp_path: Path) -> None:
    text = (
        "# Kinds of budgeting\n\n- Zero budgeting: a way in which each year starts from nothing\n"
        "- Fixed budgeting: a way in which the budget is kept for the whole year\n"
        "- Rolling budgeting: a way in which a month is added whenever one has passed\n"
    )
    found = [
        q
        for seed in range(12)
        for q in draft_questions(built(tmp_path, text=text), seed=seed).questions
    ]
    assert {"Zero budgeting", "Fixed budgeting"} <= {c for q in found for c in q.choices}


def test_meanings_of_one_list_are_asked_for_beside_each_other_only(tmp_path: Path) -> None:
    text = (
        "# Kinds of upkeep\n\n- Fault repair\n  - Changing a system so that its faults are gone\n"
        "- Adaptation\n  - Moving a system to other hardware\n"
        "- Extension of services\n  - Building new parts into a system\n"
    )
    asked = all_of(tmp_path, text, seeds=12)
    names = {"Fault repair", "Adaptation", "Extension of services"}
    of_list = [q for q in asked if q.kind is QuizKind.DEFINITION]
    assert {q.answer for q in of_list} >= {"Moving a system to other hardware"}
    assert all(set(q.choices) <= names for q in asked if q.kind is QuizKind.TERM)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "# Parties to a loan\n\n- Lender: somebody who gives money for a time\n- Borrower: somebody who gets money and pays it back\n",
            True,
        ),
        (
            "# What they meant\n\n- Owner: “I want the names of all who came”\n- Builder: “I show the names of one day”\n",
            False,
        ),
        (
            "# Agents of harm\n\n- Human agents: harm that is caused by what a human does\n- Technical agents: harm that no human has ever wanted\n",
            False,
        ),
        (
            "# What a happy chance!\n\n- Lender: somebody who gives money for a time\n- Borrower: somebody who gets money and pays it back\n",
            False,
        ),
    ],
)
def test_two_meanings_are_kept_or_exchanged(tmp_path: Path, text: str, *, asked: bool) -> None:
    found = all_of(tmp_path, text)
    assert any(q.kind is QuizKind.TRUE_FALSE for q in found) is asked


@pytest.mark.parametrize(
    ("topic", "terms", "peers", "found"),
    [
        ("Pulleys", ("Fixed pulley", "Movable pulley"), 2, 1),
        ("", ("Fixed pulley", "Movable pulley"), 2, 1),
        ("Pulleys", ("Fixed pulley", "Movable pulley"), 7, 0),
        ("Laws of nature", ("Newton", "Einstein"), 2, 1),
        ("", ("Newton", "Einstein"), 2, 0),
        ("Einstein", ("Newton", "Einstein"), 2, 0),
        ("Gaps", ("User intention", "Builder understanding"), 2, 0),
    ],
)
def test_two_terms_are_a_pair_if_of_one_kind(
    tmp_path: Path, topic: str, terms: tuple[str, str], peers: int, found: int
) -> None:
    slide = built(tmp_path, "cells.md").quoted[1]
    told = ("force that draws bodies together", "bending of space by a mass")
    meant = [
        Meant(term, told, f"{term}: {told}", slide, topic, said=False, group="list", peers=peers)
        for term, told in zip(terms, told, strict=True)
    ]
    assert len(list(defined_in(meant))) == found


def test_a_label_under_several_names_is_asked_for(tmp_path: Path) -> None:
    asked = {q.question: q for q in all_of(tmp_path, DRUGS)}
    value = asked["What does the course give as “Antidote” for “Heparin” (topic: Blood thinners)?"]
    assert value.answer == "Protamine"
    assert set(value.choices) == {"Protamine", "Vitamin K", "Idarucizumab"}
    assert value.explanation == "Heparin\nAntidote: protamine"


def test_a_label_under_numbered_lines_is_that_of_the_line(tmp_path: Path) -> None:
    text = "# Coats of animals\n\n**1. Feathers**\n- Origin: pits of the skin\n\n**2. Scales**\n- Origin: folds of the skin\n"
    found = parallels(tmp_path, text)
    assert [(p.relation, [(x.name, x.value) for x in p.pairs]) for p in found] == [
        (
            "Origin",
            [("Feathers", "pits of the skin"), ("Scales", "folds of the skin")],
        )
    ]


def test_examples_under_several_names_are_not_asked_for(tmp_path: Path) -> None:
    assert parallels(tmp_path, DRUGS.replace("Antidote", "Example")) == []


@pytest.mark.parametrize(
    ("text", "openings"),
    [
        (
            "# Drüsen des Menschen\n\n| Drüse | Hormon |\n|---|---|\n| Schilddrüse | Thyroxin |\n| Nebenniere | Cortisol |\n"
            "| Bauchspeicheldrüse | Insulin |\n\n---\n\n# Gesteine der Erde\n\n- Basalt (Ergussgestein)\n- Granit (Tiefengestein)\n"
            "- Kreide (Ablagerung)\n- Das Gestein ist der Stoff, aus dem die Erde in der Tiefe besteht\n",
            ["Was nennt die Vorlesung als „Hormon“ für „", "Was davon gehört zu „"],
        ),
        (
            "# Les instruments de l'orchestre\n\n| Instrument | Famille |\n|---|---|\n| Hautbois | Bois |\n| Trompette | Cuivres |\n"
            "| Violon | Cordes |\n\n---\n\n# Les muscles du bras\n\n- Biceps : flexion\n- Triceps : extension\n- Deltoïde : élévation\n"
            "- Le muscle est une partie du corps qui se contracte pour que le bras se lève\n",
            ["Qu’est-ce que le cours indique comme « Famille » pour « ", "va avec « "],
        ),
        (
            "# Las vitaminas\n\n| Vitamina | Carencia |\n|---|---|\n| Retinol | Ceguera nocturna |\n| Tiamina | Beriberi |\n"
            "| Ácido ascórbico | Escorbuto |\n\n---\n\n# Los músculos del brazo\n\n- Bíceps: flexión\n- Tríceps: extensión\n- Deltoides: elevación\n"
            "- El músculo es una parte del cuerpo que se contrae para que el brazo se mueva\n",
            ["¿Qué indica el curso como «Carencia» para «", "¿Cuál de estos elementos va con «"],
        ),
    ],
)
def test_each_language_asks_in_its_words(tmp_path: Path, text: str, openings: list[str]) -> None:
    build = built(tmp_path, deck=text)
    asked = [q.question for seed in range(12) for q in draft_questions(build, seed=seed).questions]
    for opening in openings:
        assert any(opening in q for q in asked)


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("There are many kinds of clouds", "kinds of clouds"),
        ("Comparing: oil vs. gas heating", "oil vs. gas heating"),
        ("What a happy chance!", ""),
        ("Rare birds are often seen", ""),
    ],
)
def test_a_title_tells_what_a_list_is_of(tmp_path: Path, title: str, topic: str) -> None:
    text = f"# {title}\n\n- It is the line that has the words and the language of the slide\n"
    assert [context(slide) for slide in teaching(built(tmp_path, deck=text))] == [topic]


MOTION = """# Three records of one shake

| Quantity | Periods | Engineers use it for |
|---|---|---|
| **Displacement** $u$ | Long periods | Static offsets |
| **Velocity** $v$ | Medium periods | Damage estimates |
| **Acceleration** $a$ | Short periods | Forces on walls |
"""


def test_the_symbol_of_a_row_is_no_part_of_its_name(tmp_path: Path) -> None:
    """Else its first column named no rows, and one property was asked of another."""
    begin = (
        "# Shakes\n\n- What a record of the ground is used for by those who build on it\n\n---\n\n"
    )
    slide = teaching(built(tmp_path, motion=begin + MOTION))[-1]
    names = {p.name for parallel in tabled_on(slide) for p in parallel.pairs}
    assert names == {"Displacement", "Velocity", "Acceleration"}


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Dip δ", "Dip"),
        ("Strike ϕₛ", "Strike"),
        ("Velocity v", "Velocity"),
        ("Vitamin C", "Vitamin C"),
        ("Interferon γ", "Interferon γ"),
        ("TNF α", "TNF α"),
        ("Programming in c", "Programming in c"),
        ("Type I", "Type I"),
        ("Plan b2", "Plan b2"),
    ],
)
def test_letters_that_stand_for_a_name_are_no_part_of_it(name: str, plain: str) -> None:
    assert without_symbol(name) == plain
