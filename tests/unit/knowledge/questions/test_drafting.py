"""What is asked of small lectures, in which words, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.normalise import words
from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.headed import meant_by_titles
from knowledge.questions.listed import is_category
from knowledge.questions.material import teaching
from knowledge.questions.texts import is_sentence, is_whole
from tests.unit.knowledge.questions.decks import COURSES, built


def drafted(folder: Path, *names: str, **texts: str) -> tuple[QuizQuestion, ...]:
    return draft_questions(built(folder, *names, **texts), seed=1).questions


def of_kind(questions: tuple[QuizQuestion, ...], kind: QuizKind) -> list[QuizQuestion]:
    return [q for q in questions if q.kind is kind]


def test_a_term_is_asked_for_beside_its_neighbours(tmp_path: Path) -> None:
    build = built(tmp_path, "cells.md")
    found = [q for seed in range(12) for q in draft_questions(build, seed=seed).questions]
    terms = of_kind(tuple(found), QuizKind.TERM)
    asked = next(q for q in terms if "digestive enzymes" in q.question)
    assert asked.answer == "Lysosome"
    assert set(asked.choices) == {"Lysosome", "Ribosome", "Mitochondrion", "Golgi apparatus"}
    assert asked.explanation == "Lysosome: breaks down waste material with digestive enzymes"
    assert (asked.source.file, asked.source.title) == ("cells.md", "Organelles")


def test_the_meaning_of_a_term_is_asked_for(tmp_path: Path) -> None:
    build = built(tmp_path, "cells.md")
    found = [q for seed in range(12) for q in draft_questions(build, seed=seed).questions]
    meanings = of_kind(tuple(found), QuizKind.DEFINITION)
    asked = next(q for q in meanings if "Mitochondrion" in q.question)
    assert asked.answer == "Produces most of the chemical energy that reactions need"


def test_a_wrong_long_form_has_the_same_initials(tmp_path: Path) -> None:
    text = (
        "# Heat\n\n- The Basal Metabolic Rate (BMR) is the heat that a body at rest gives off\n"
        "\n---\n\n# Sleep\n\n- At night the BMR falls by a tenth\n"
    )
    build = built(tmp_path, heat=text)
    found = [q for seed in range(12) for q in draft_questions(build, seed=seed).questions]
    asked = of_kind(tuple(found), QuizKind.ACRONYM)[0]
    assert asked.question == "What does “BMR” stand for?"
    assert asked.answer == "Basal Metabolic Rate"
    assert {tuple(w[0] for w in c.split()) for c in asked.choices} == {("B", "M", "R")}


def test_the_odd_one_out_is_of_another_list(tmp_path: Path) -> None:
    odd = of_kind(drafted(tmp_path, "cells.md"), QuizKind.ODD_ONE_OUT)
    passive = {"Simple diffusion", "Facilitated diffusion", "Osmosis"}
    asked = next(q for q in odd if "passive" in q.question)
    assert asked.answer not in passive
    assert set(asked.choices) - {asked.answer} == passive


def test_an_advantage_stands_beside_those_of_other_things(tmp_path: Path) -> None:
    """Beside disadvantages its tone would tell it."""
    assert not any("advantage of" in q.question for q in drafted(tmp_path / "one", "cells.md"))
    text = "\n---\n\n".join(
        f"# {name}\n\n- Pros:\n  - {one}\n  - {two}\n- Cons:\n  - {three}\n  - {four}\n"
        for name, one, two, three, four in (
            (
                "Water mill",
                "Runs by day and night",
                "Needs few hands",
                "Freezes in winter",
                "Floods the meadow",
            ),
            (
                "Wind mill",
                "Stands on any hill",
                "Spares the fish",
                "Rests in calm air",
                "Burns in storms",
            ),
        )
    )
    build = built(tmp_path, mills=text)
    found = [q for seed in range(12) for q in draft_questions(build, seed=seed).questions]
    asked = [q for q in found if "an advantage of “Water mill”" in q.question]
    assert asked
    for each in asked:
        assert each.answer in {"Runs by day and night", "Needs few hands"}
        assert set(each.choices) - {each.answer} == {"Stands on any hill", "Spares the fish"}


def test_what_comes_next_is_asked_where_the_slide_gives_an_order(tmp_path: Path) -> None:
    phases = ["Interphase", "Prophase", "Metaphase", "Anaphase", "Telophase"]
    orders = of_kind(drafted(tmp_path, "cells.md"), QuizKind.ORDER)
    after = next(q for q in orders if "directly after" in q.question)
    before = next(p for p in phases if f"“{p}”" in after.question)
    assert after.answer == phases[phases.index(before) + 1]
    whole = next(q for q in orders if "Which order" in q.question)
    assert whole.answer == " → ".join(phases)


def test_a_turned_sentence_is_false_and_a_kept_one_true(tmp_path: Path) -> None:
    build = built(tmp_path, "cells.md")
    right = "Osmosis is the movement of water through a membrane towards the higher concentration"
    seen = set()
    for seed in range(120):
        for q in draft_questions(build, seed=seed).questions:
            if q.kind is QuizKind.TRUE_FALSE and "Osmosis is" in q.question:
                assert q.answer == ("True" if right in q.question else "False")
                seen.add(q.answer)
    assert seen == {"True", "False"}


def test_years_are_asked_beside_the_other_years_of_the_list(tmp_path: Path) -> None:
    numbers = of_kind(drafted(tmp_path, "rome.md"), QuizKind.NUMBER)
    asked = next(q for q in numbers if "one kingdom" in q.question)
    assert asked.answer == "1861"
    assert set(asked.choices) == {"1453", "1527", "1861", "1922"}


@pytest.mark.parametrize(
    ("name", "language", "opening"),
    [
        ("netze.md", "de", "Was beschreibt die Vorlesung als „"),
        ("droit.md", "fr", "Qu’est-ce que le cours décrit comme « "),
        ("nube.md", "es", "¿Qué describe el curso como «"),
    ],
)
def test_slides_in_other_languages_are_asked_about_in_theirs(
    tmp_path: Path, name: str, language: str, opening: str
) -> None:
    questions = drafted(tmp_path, name)
    assert {q.language for q in questions} == {language}
    assert any(q.question.startswith(opening) for q in questions)


def test_nothing_is_asked_in_a_language_without_words_for_it(tmp_path: Path) -> None:
    dutch = (
        "# De cel\n\n- Ribosoom: de plaats waar het eiwit van de cel wordt gemaakt\n"
        "- Lysosoom: een blaasje met enzymen dat het afval van de cel opruimt\n"
        "- Kern: het deel van de cel waar het erfelijk materiaal van de cel is\n"
    )
    found = draft_questions(built(tmp_path, nl=dutch))
    assert (found.questions, found.silent) == ((), ("nl.md",))


@pytest.mark.parametrize(
    "slide",
    [
        "# Agenda\n\n- Ribosome: the site of protein synthesis in the cell\n- Lysosome: a bag of digestive enzymes\n",
        "# Homework 3\n\n- Part one: an essay on the cell and its membrane\n- Part two: a drawing of the cell\n",
        "# Grading\n\n- Midterm: a written exam that counts for a third of the grade\n- Final: an oral exam\n",
        "# Further readings\n\n- Cell biology: a book by Alberts on the cell and its parts\n",
        "# Staff\n\n- The instructor is a professor of biology who has an office in the main building\n",
        "# Thanks\n\n- Questions: a good moment to ask them is now and after the class\n",
    ],
)
def test_what_only_organises_the_course_is_not_asked(tmp_path: Path, slide: str) -> None:
    found = draft_questions(built(tmp_path, plan=slide))
    assert (found.questions, found.silent) == ((), ("plan.md",))


def test_what_stands_under_examples_is_not_asked(tmp_path: Path) -> None:
    text = (
        "# Division of a system\n\n- Each system is different, and its parts are too\n\nExamples:\n\n"
        "- Keyboard: a small model on the device of the user that sends no data away\n"
        "- Transcription: a large model in the cloud that few people ever use\n"
        "- Car: hardware on board that answers in time and is safe for people\n"
    )
    assert drafted(tmp_path, parts=text) == ()


def test_goals_of_one_case_are_no_kind_of_things() -> None:
    assert is_category("Redesign goals", "en")
    assert not is_category("Acme's redesign goals", "en")


def test_headlines_and_diagrams_are_no_sentences() -> None:
    assert is_sentence("The table has addresses of 16 bits for all of its rows", "en")
    assert not is_sentence("Choose how many pages a table may hold before it is split", "en")
    assert not is_sentence("16 Bits Logical Address Table (HEX)", "en")
    assert not is_sentence("Multiple Address Variable With Over 4 Bytes", "en")
    assert not is_whole("Assembler output → the file of the linker", "en")


def test_a_german_first_sentence_is_no_meaning_of_its_title(tmp_path: Path) -> None:
    text = (
        "# Angebot und Annahme\n\n- Ein Vertrag kommt durch zwei Erklärungen der Parteien zustande\n"
        "- Das Schweigen gilt in der Regel nicht als eine Annahme des Angebots\n\n---\n\n"
        "# Der Notar\n\n- Ein Amt, das die Unterschriften und die Urkunden der Bürger prüft\n"
        "- Der Notar ist bei der Form der Urkunde an das Gesetz des Landes gebunden\n"
    )
    slides = teaching(built(tmp_path, vertrag=text))
    assert [m.term for m in meant_by_titles(slides)] == ["Notar"]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        (
            "# Die Form\n\n- Vorteile der Formpflicht:\n  - Schutz vor schnellen Entscheidungen\n  - Sicherung des Beweises\n"
            "- Vorteile der Formfreiheit:\n  - Schneller Abschluss ohne Amt\n  - Geringe Kosten für alle\n",
            "Was davon ist ein Vorteil von „Formpflicht“?",
        ),
        (
            "# Le tempo\n\n- Avantages du métronome :\n  - Un repère régulier pour l'élève\n  - Une mesure des progrès de la vitesse\n"
            "- Avantages du chant :\n  - Un souffle libre entre les phrases\n  - Une oreille plus attentive aux voix\n",
            "Lequel de ces points est un avantage de « Métronome » ?",
        ),
    ],
)
def test_advantages_are_asked_for_in_other_languages(
    tmp_path: Path, text: str, opening: str
) -> None:
    build = built(tmp_path, pro=text)
    found = [q.question for seed in range(6) for q in draft_questions(build, seed=seed).questions]
    assert opening in found


def test_lines_that_point_elsewhere_are_not_quoted_in_questions(tmp_path: Path) -> None:
    questions = drafted(tmp_path, *COURSES)
    asked = [set(words(q.question)) for q in questions]
    assert not any(said & {"this", "here", "slide", "exam"} for said in asked)


def test_a_small_count_is_spread_over_the_lectures(tmp_path: Path) -> None:
    build = built(tmp_path, *COURSES)
    few = draft_questions(build, count=5).questions
    assert {q.source.file for q in few} == set(COURSES)


def test_a_small_count_is_spread_over_the_slides(tmp_path: Path) -> None:
    few = draft_questions(built(tmp_path, "cells.md"), count=3).questions
    assert len({q.source.page for q in few}) == 3


def test_another_seed_asks_other_questions_and_the_same_seed_the_same(tmp_path: Path) -> None:
    build = built(tmp_path, *COURSES)
    first, again, other = (draft_questions(build, count=12, seed=s) for s in (3, 3, 4))
    assert first == again
    assert {q.question for q in first.questions} != {q.question for q in other.questions}


def test_questions_come_in_the_order_of_the_course(tmp_path: Path) -> None:
    questions = drafted(tmp_path, *COURSES)
    places = [(q.source.file, q.source.page or 0) for q in questions]
    assert places == sorted(places)


def test_an_empty_course_has_no_questions(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Nothing\n")
    assert draft_questions(built(tmp_path)).questions == ()
