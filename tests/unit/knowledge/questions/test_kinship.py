"""Wrong answers of the right one's kind: what stands beside it in a list, and not what is only named near by."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.concepts import is_concept
from knowledge.questions.kinship import end_alike, have_one_ending, heads_apart, same_form
from knowledge.questions.material import teaching
from knowledge.questions.meanings import labels_in
from knowledge.questions.texts import is_whole
from tests.unit.knowledge.questions.decks import built

SEEDS = range(12)


def over_seeds(folder: Path, text: str) -> list[QuizQuestion]:
    build = built(folder, lecture=text)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


def choices_of(questions: list[QuizQuestion], answer: str) -> set[str]:
    return {c for q in questions if q.answer == answer for c in q.choices} - {answer}


GUARDS = """# Goals of the archive

- Secrecy: only those who were named may see the scrolls
- Wholeness: the scroll has not been altered by a scribe in the meantime
- Promptness: every named reader finds the scroll on the day of asking

---

# Tools of the archive

- Wax seals of the keepers
- Bronze locks of the gates
"""


def test_sisters_of_the_list_are_the_wrong_answers_even_without_a_meaning(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, GUARDS)
    assert {"Secrecy", "Wholeness"} <= choices_of(found, "Promptness")
    assert choices_of(found, "Promptness") <= {"Secrecy", "Wholeness", "True", "False"}


SCHOOLS = """# Influence

- Persons have influence when others in town do what they ask
- Influence may be bought with gifts of land and of gold

---

# Equality

- Equality of all before the court was promised by the old charter
- Equality in gifts was thought of as bad manners by the nobles

---

# Kantianism

- Kantianism is the thesis that an act is right if its rule could be willed for everybody

---

# Utilitarianism

- Utilitarianism is the thesis that an act is right if its consequences bring most pleasure
"""


def test_everyday_words_of_another_list_do_not_stand_beside_the_only_sister(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, SCHOOLS)
    assert not any({"Influence", "Equality"} & set(q.choices) for q in found)


def test_the_answer_is_not_the_only_one_without_the_last_word_of_the_others() -> None:
    assert heads_apart("Normal form", ["Primary key", "Foreign key"])
    assert not heads_apart("Candidate key", ["Primary key", "Foreign key"])
    assert not heads_apart("Normal form", ["Primary key", "Closure"])


def test_compounds_with_a_hyphen_end_alike() -> None:
    assert end_alike("Fixed-ratio", "Variable-ratio")
    assert not end_alike("Fixed-ratio", "Fixed-interval")


def test_traits_stand_beside_traits() -> None:
    assert same_form("Experimental", "Observational")
    assert not same_form("Experimental", "Confounder")
    assert not same_form("Experimental", "ANOVA")


FIBRES = """# Microtubules

- Function: carries cargo along the axon of the cell
- Polarity: the plus end lies at the tip of the axon

# Filaments

- Function: gives the cell its shape and its strength
- Thickness: about ten nanometres across at all places
"""


def test_a_head_that_returns_on_a_slide_is_a_label(tmp_path: Path) -> None:
    slides = teaching(built(tmp_path, lecture=FIBRES.replace("\n# Filaments\n", "")))
    assert {term for _, term in labels_in(slides)} == {"function"}


LINES = """# Masts

- A mast stands on a hill

---

# Lines to homes

- Cable: reaches houses by the net of the broadcasters
- Cellular: reaches houses by the masts of the telephone net
- Satellite: reaches farms that no wire was laid to

## Lines to firms

- Leased circuit: reserved for one customer at a provider
- Metro ring: stretches the house net over a whole town
- Microwave link: sends between two roofs in sight of each other
"""


def test_the_topic_is_the_heading_right_above_the_line(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, LINES)
    asked = [q.question for q in found if q.explanation.startswith("Metro ring:")]
    assert asked
    assert all("Lines to firms" in question for question in asked)


def test_a_line_of_the_list_may_be_the_heading(tmp_path: Path) -> None:
    head, firms = LINES.split("\n## Lines to firms\n\n")
    found = over_seeds(tmp_path, f"{head}- Lines of firms\n{indent(firms, '  ')}")
    asked = [q.question for q in found if q.explanation.startswith("Metro ring:")]
    assert asked
    assert all("Lines of firms" in question for question in asked)


RATIOS = """# Schedules of feeding

- Fixed ratio
  - feed the bird after a certain number of pecks
- Variable ratio
  - feed the bird after a number of pecks that changes
- Fixed span
  - feed the bird after a certain time has gone by
- Variable span
  - feed the bird after a time that nobody can tell
"""


def test_a_term_is_told_by_the_line_under_it_in_small_letters(tmp_path: Path) -> None:
    found = over_seeds(tmp_path, RATIOS)
    answers = {q.answer for q in found if q.kind is QuizKind.TERM}
    assert answers & {"Fixed ratio", "Variable ratio", "Fixed span", "Variable span"}


@pytest.mark.parametrize("title", ["Chapter 7: Guards of the archive", "Copyright and the archive"])
def test_a_numbered_chapter_and_the_word_copyright_silence_no_lecture(
    tmp_path: Path, title: str
) -> None:
    assert over_seeds(tmp_path, GUARDS.replace("Goals of the archive", title))


def test_what_notes_cut_short_is_not_asked(tmp_path: Path) -> None:
    text = GUARDS.replace("Promptness", "neg. promptness").replace("may see", "b/w them see")
    found = over_seeds(tmp_path, text)
    assert not any("neg. p" in q.question + q.explanation for q in found)
    assert not any("b/w" in q.question + "".join(q.choices) for q in found)
    assert is_whole("The gate lies between the moat and the yard", "en")
    assert not is_whole("The gate lies b/w the moat and the yard", "en")
    assert is_whole("The wall keeps its negative charge inside", "en")
    assert not is_whole("The wall keeps its neg. charge inside", "en")


def test_an_adverb_names_nothing(tmp_path: Path) -> None:
    text = GUARDS.replace("Promptness", "Dynamically")
    found = over_seeds(tmp_path, text)
    assert not any("Dynamically" in q.choices for q in found)


TERMS = """# The crown

- The crown protects a song of the first treaty for 50 years after it was sung
- The crown protects a song of the second treaty for 25 years after it was sung
- The crown protects a map for 70 years by the act on registers
"""


def test_a_number_is_not_asked_where_another_line_says_the_same_with_another(
    tmp_path: Path,
) -> None:
    asked = [q for q in over_seeds(tmp_path, TERMS) if q.kind is QuizKind.NUMBER]
    assert {q.answer for q in asked} == {"70"}


def test_true_and_false_of_one_slide_do_not_quote_the_same(tmp_path: Path) -> None:
    """Nor do they quote what a term is asked for by."""
    build = built(tmp_path, lecture=RATIOS)
    for seed in range(30):
        told = [
            q.question.split("“")[-1].split("”")[0].casefold()
            for q in draft_questions(build, seed=seed).questions
            if q.kind in {QuizKind.TRUE_FALSE, QuizKind.TERM}
        ]
        assert len(told) == len(set(told))


def test_what_begins_by_a_pronoun_is_no_meaning(tmp_path: Path) -> None:
    text = GUARDS.replace(
        "every named reader finds", "in the vault it is found, and every reader finds"
    )
    found = over_seeds(tmp_path, text)
    assert not any("in the vault it is found" in q.question for q in found)


def test_two_names_in_one_are_no_concept() -> None:
    assert is_concept("Archive", "en")
    assert not is_concept("Archive / vault", "en")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Determinism", "Libertarianism", True),
        ("Genotype", "Phenotype", True),
        ("Photoreceptors", "Nociceptors", True),
        ("Theism", "Polytheism", False),
        ("Application", "Information", False),
        ("Genotype", "Genotypes", False),
    ],
)
def test_learned_endings_make_rivals_but_no_kind_one_of_its_sorts(
    one: str, other: str, *, alike: bool
) -> None:
    assert have_one_ending(one, other) is alike


def test_subjects_of_one_learned_ending_are_asked_for_on_slides_of_their_own(
    tmp_path: Path,
) -> None:
    slides = (
        "Pictorialism copies the soft light of paintings with lenses of its own",
        "Futurism shows the speed of machines in many short strokes of colour",
        "Tachism drips thick paint onto the cloth without a plan beforehand",
    )
    text = "\n\n---\n\n".join(f"# {s.split()[0]}\n\n- {s}\n- It came early" for s in slides)
    found = choices_of(over_seeds(tmp_path, text), "Futurism")
    assert found == {"Pictorialism", "Tachism"}
