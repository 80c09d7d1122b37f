"""What is not asked, as a class could not be shown it: misprints, torn sentences, cases, parts for wholes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from knowledge.questions import QuizKind, QuizQuestion, draft_questions
from knowledge.questions.concepts import is_concept
from knowledge.questions.kinship import are_kind_and_sort
from knowledge.questions.known import Known
from knowledge.questions.material import teaching, topic_of
from knowledge.questions.meanings import meant_on
from knowledge.questions.misprints import misprint_in
from knowledge.questions.of_terms import way_to_ask
from knowledge.questions.opposites import opposites_in
from knowledge.questions.telling import hints
from knowledge.questions.texts import is_sentence, is_whole, stands_alone
from tests.unit.knowledge.questions.decks import built

SEEDS = range(12)


def over_seeds(folder: Path, text: str) -> list[QuizQuestion]:
    build = built(folder, lecture=text)
    return [q for seed in SEEDS for q in draft_questions(build, seed=seed).questions]


GRAINS = """# Grains of the valley

- Barley: a hardy grain of the cold upper fields that ripens early
- Spelt: an old grain with a husk that the mill has to take off first
- Rye: a tall grain of poor and sandy soil that sours the bread
"""


def test_a_line_with_a_misprint_is_not_shown_to_a_class(tmp_path: Path) -> None:
    assert any("sandy soil" in q.question for q in over_seeds(tmp_path / "right", GRAINS))
    slipped = over_seeds(tmp_path / "slipped", GRAINS.replace("sandy soil", "sandy enviroment"))
    assert slipped
    assert not any("enviroment" in text for q in slipped for text in (q.question, *q.choices))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the cellular membrane", ""),
        ("the celular membrane", "celular"),
        ("a mutex and a tokenizer", ""),
    ],
)
def test_a_misprint_is_a_word_that_is_none_and_nearly_one(text: str, found: str) -> None:
    assert misprint_in(text, Counter[str]().__getitem__) == found


def test_a_choice_is_no_misprint_with_a_capital_either() -> None:
    none = Counter[str]().__getitem__
    assert misprint_in("Assesment", none) == "assesment"
    assert misprint_in("Golgi apparatus", none) == ""


def test_what_a_course_spells_so_on_three_lines_is_its_word() -> None:
    assert misprint_in("the celular network", Counter(celular=3).__getitem__) == ""


@pytest.mark.parametrize(
    "text",
    [
        "General rule A mill is driven by the water of the brook beside it",
        "Wheels are made of oak In the valley the mills have two of them",
        "Generally performs better than the wheel that is driven from below",
        "Doing without a wheel, when the brook is too low for the mill",
        "All other wheels depend on the water of exactly one brook",
        "Better Yields Miller’s goal is to grind as much as the brook allows",
    ],
)
def test_a_torn_sentence_is_none(text: str) -> None:
    assert not is_sentence(text, "en")


def test_a_sentence_with_a_capital_in_it_is_one() -> None:
    assert is_sentence("The Rhine carries more water than the rivers of the north", "en")


@pytest.mark.parametrize(
    ("term", "meaning", "told"),
    [
        ("Deep learning", "DL is a branch of it with many layers", True),
        ("Deep learning", "an ML branch of it with many layers", False),
        ("Deep learning", "a branch of it with many layers", False),
    ],
)
def test_the_first_letters_of_a_name_tell_it(term: str, meaning: str, told: bool) -> None:
    assert hints(term, meaning) is told


def test_the_first_of_several_lines_under_a_name_does_not_say_what_it_is(tmp_path: Path) -> None:
    one = "# Mills\n\n- Cap mill\n  - Turns as a whole around a trunk of oak\n- Tower mill\n  - Turns only the cap that holds the sails\n"
    two = one.replace("trunk of oak\n", "trunk of oak\n  - Was cheap to build\n").replace(
        "the sails\n", "the sails\n  - Was built of stone\n"
    )
    (alone,), (several,) = (
        teaching(built(tmp_path / n, mills=t)) for n, t in (("a", one), ("b", two))
    )
    assert {m.term for m in meant_on(alone)} == {"Cap mill", "Tower mill"}
    assert not list(meant_on(several))


def test_a_part_of_the_answer_is_no_wrong_answer(tmp_path: Path) -> None:
    text = (
        "# Ways of grinding\n\n- Stone mill: crushes the grain between two flat stones\n- Roller mill: crushes it between turning drums of steel\n"
        "- Mill of hand: crushes a handful in a bowl with a pestle\n\n---\n\n# Roller mill\n\n- Stone mill\n- Drum of steel\n"
    )
    asked = [q for q in over_seeds(tmp_path, text) if q.answer == "Roller mill"]
    assert not any("Stone mill" in q.choices for q in asked)


LIVES = """# The masters

- Anna Keller (1598–1662)
- Jost Amman (1539–1591)
- Hans Burgkmair (1473–1531)
- Veit Stoss (1447–1533)

---

# The times

- The Long Famine (1315–1322)
- The Peasants' Revolt (1524–1526)
- The Thirty Years' War (1618–1648)
- The Great Plague (1346–1353)
- The Age of Sails (1571–1862)
"""


def test_dates_of_times_are_asked_and_dates_of_lives_are_not(tmp_path: Path) -> None:
    asked = {q.question for q in over_seeds(tmp_path, LIVES) if q.kind is QuizKind.NUMBER}
    assert any("Revolt" in question for question in asked)
    assert not any(name in question for question in asked for name in ("Keller", "Amman", "Stoss"))


def test_some_years_in_a_lecture_are_cases_and_twelve_are_history(tmp_path: Path) -> None:
    line = "- The guild of the millers was founded in {} by the monks of the {} abbey\n"
    rows = [
        line.format(year, side)
        for year, side in zip(
            range(1284, 1500, 18),
            "old new red east west north south high low grey white black".split(),
            strict=True,
        )
    ]

    def asked(some: list[str]) -> bool:
        text = "# Guilds\n\n" + "\n---\n\n# Guilds\n\n".join(some)
        found = over_seeds(tmp_path / str(len(some)), text)
        return any(q.kind is QuizKind.NUMBER for q in found)

    assert asked(rows)
    assert not asked(rows[:11])


@pytest.mark.parametrize(
    "text",
    [
        "# Prices\n\n- The price of the bread is lower, so the guild sells more of it\n",
        "# Wheels\n\n- The load of the wheels in the table is decreasing from top to bottom\n",
        "# Wheels\n\n- The upper wheel of the mill turns first, the second wheel turns with it\n",
        "# Wheels\n\n- The upper wheel of D carries the load of B for the whole day\n",
        "# Wheels\n\n- When the mill is started:\n  - The upper wheel of the mill carries the load of the stones\n",
    ],
)
def test_a_sentence_that_needs_its_slide_is_not_turned(tmp_path: Path, text: str) -> None:
    assert not [q for q in over_seeds(tmp_path, text) if q.kind is QuizKind.TRUE_FALSE]


def test_a_sentence_that_needs_nothing_is_turned(tmp_path: Path) -> None:
    text = "# Wheels\n\n- The upper wheel of the mill carries the load of the stones\n- A lower one is of oak\n"
    asked = [q for q in over_seeds(tmp_path, text) if q.kind is QuizKind.TRUE_FALSE]
    assert {q.answer for q in asked} == {"True", "False"}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "its opposite is never spoken of",
            "- The external wheel of the mill carries the load of the stones",
        ),
        (
            "another line says it, of another case",
            "- The upper wheel of the mill carries all of the stones\n- The lower wheel of the mill carries all stones",
        ),
        (
            "a line at its level says when it holds",
            "- When the brook is frozen:\n- The upper wheel of the mill carries the load of the stones\n- A lower one rests",
        ),
    ],
)
def test_a_sentence_is_not_turned_where(tmp_path: Path, name: str, lines: str) -> None:
    assert not [
        q
        for q in over_seeds(tmp_path, f"# Wheels\n\n{lines}\n")
        if "upper" in q.explanation or "external" in q.explanation
    ], name


def test_a_sentence_with_an_aside_is_not_turned_as_that_may_tell(tmp_path: Path) -> None:
    text = "# Wheels\n\n- The upper wheel of the mill carries the stones (all of the load)\n- A lower one is of oak\n"
    asked = [q for q in over_seeds(tmp_path, text) if q.kind is QuizKind.TRUE_FALSE]
    assert {q.answer for q in asked} == {"True"}


def test_slides_that_were_skipped_teach_nothing(tmp_path: Path) -> None:
    skipped = GRAINS.replace("# Grains of the valley", "# Things I skipped")
    assert over_seeds(tmp_path / "taught", GRAINS)
    assert not over_seeds(tmp_path / "skipped", skipped)


@pytest.mark.parametrize(
    "title", ["Parsing cont", "Parsing cont.", "Parsing cont'd", "Parsing continued"]
)
def test_a_title_that_goes_on_names_the_same_topic(tmp_path: Path, title: str) -> None:
    (slide,) = built(
        tmp_path, lecture=f"# {title}\n\n- The mill grinds the grain of the whole valley\n"
    ).quoted
    assert topic_of(slide) == "Parsing"


def test_rules_of_dashes_are_read_in_one_go(tmp_path: Path) -> None:
    """A table drawn with dashes took longer than anybody waits: each dash might have ended a word or been one."""
    rules = " ".join(["-" * 19] * 6)
    text = f"{GRAINS}\n---\n\n# Waves\n\n- Signal\n  - Far {rules} away\n- Carrier\n  - Fast {rules} enough\n"
    grains, waves = teaching(built(tmp_path, links=text))
    assert (len(list(meant_on(grains))), list(meant_on(waves))) == (3, [])


@pytest.mark.parametrize(
    ("meaning", "way"),
    [
        ("affects the schedule of the mill", "follows"),
        ("there is a wheel for each stone", "follows"),
        ("compress the bran into flat cakes", "follows"),
        ("a wheel of oak that the brook drives", "label"),
        ("grain from the upper fields", "label"),
    ],
)
def test_what_a_verb_says_stands_for_no_name_in_a_question(meaning: str, way: str) -> None:
    assert way_to_ask(meaning, "en") == way


def test_less_is_fewer_of_what_is_counted(tmp_path: Path) -> None:
    text = "# Mills\n\n- Stone mills need more sacks for a day of work than the mills of oak\n"
    asked = [q for q in over_seeds(tmp_path, text) if q.answer == "False"]
    assert asked
    assert all("fewer sacks" in q.question for q in asked)


def test_a_number_is_asked_of_what_is_told_and_not_of_a_thing_alone(tmp_path: Path) -> None:
    told = "# Mill of the valley\n\n- The mill of the valley uses 400 kg of barley in an hour\n- A brook drives them\n"
    sentence = "The mill of the valley uses 400 kg of barley in an hour"
    others = [
        "A 400 kg stone of the old quarry",
        "Use 400 kg of barley in an hour",
        "The mill of the valley uses nearly 400 kg of barley in an hour",
        "The mill of the valley uses the first 400 kg of barley in an hour",
    ]
    texts = [told, *(told.replace(sentence, other) for other in others)]
    kinds = [{q.kind for q in over_seeds(tmp_path / str(n), t)} for n, t in enumerate(texts)]
    assert [QuizKind.NUMBER in each for each in kinds] == [True, False, False, False, False]


def test_parts_of_a_thing_are_no_concept() -> None:
    assert is_concept("Law of demand", "en")
    assert not is_concept("Key components of mills", "en")


def test_the_article_goes_with_the_word_that_is_exchanged(tmp_path: Path) -> None:
    text = "# Glazes\n\n- A glaze of lead makes an irreversible bond out of the clay of the jar\n- Wax makes a reversible one\n"
    asked = [q for q in over_seeds(tmp_path, text) if q.answer == "False"]
    assert asked
    assert all("makes a reversible bond" in q.question for q in asked)


def test_what_announces_the_steps_is_no_step(tmp_path: Path) -> None:
    plain = (
        "# The kiln\n\n- Phases of the kiln:\n  - Drying\n  - Smoking\n  - Full fire\n  - Cooling\n"
    )
    announced = plain.replace(
        "  - Drying", "  - The burning of a jar has four phases by the law of the guild\n  - Drying"
    )
    texts = {"a": plain, "b": announced}
    kinds = [
        {q.kind for q in over_seeds(tmp_path / n, f"{t}\n---\n\n{GRAINS}")}
        for n, t in texts.items()
    ]
    assert [QuizKind.ORDER in each for each in kinds] == [True, False]


def test_a_sort_is_no_rival_of_its_kind() -> None:
    assert are_kind_and_sort("Mycorrhizal fungi", "Ectomycorrhizal fungi")
    assert not are_kind_and_sort("Endomycorrhizal fungi", "Ectomycorrhizal fungi")
    assert not are_kind_and_sort("Primary key", "Foreign key")


WAYS = """# Ways of grinding

- Stone mill: crushes the grain between two flat stones
- Roller mill: crushes it between turning drums of steel
"""


def test_what_stands_under_a_name_is_no_rival_of_it(tmp_path: Path) -> None:
    beside = Known.of(built(tmp_path / "a", lecture=WAYS), 1).kinship
    parts = f"{WAYS}\n---\n\n# Roller mill\n\n- Stone mill\n- Drum of steel\n"
    under = Known.of(built(tmp_path / "b", lecture=parts), 1).kinship
    assert beside.are_rivals("lecture.md", "Roller mill", "Stone mill")
    assert under.are_siblings("lecture.md", "Roller mill", "Stone mill")
    assert not under.are_rivals("lecture.md", "Roller mill", "Stone mill")
    assert not under.are_rivals("lecture.md", "Stone mill", "Roller mill")


def test_names_that_end_alike_are_rivals_but_for_a_sort_of_the_other(tmp_path: Path) -> None:
    kinship = Known.of(built(tmp_path, lecture=WAYS), 1).kinship
    assert kinship.are_rivals("lecture.md", "Endomycorrhizal fungi", "Ectomycorrhizal fungi")
    assert not kinship.are_rivals("lecture.md", "Mycorrhizal fungi", "Ectomycorrhizal fungi")


def test_a_meaning_that_says_one_of_two_names_is_not_asked_about(tmp_path: Path) -> None:
    text = (
        "# Cares of the miller\n\n- Flood watch: watch the brook in spring and after long rain\n"
        "- Frost guard: cover the wheel with straw before the cold\n"
    )
    halves = [q for q in over_seeds(tmp_path, text) if q.kind is QuizKind.TRUE_FALSE]
    assert not any("Flood watch" in q.question for q in halves)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("An over.the.counter market for loans of grain", False),
        ("Shares in the mill. publicly or privately sold", False),
        ("A note, a bill etc. and a coin of the town", True),
    ],
)
def test_points_where_hyphens_were_make_a_line_garbled(text: str, whole: bool) -> None:
    assert is_whole(text, "en") is whole


def test_an_age_that_was_true_once_is_not_asked_for(tmp_path: Path) -> None:
    told = "# The oak\n\n- The oldest oak of the whole valley is {}400 years old\n- A brook runs below it\n"
    kinds = [
        {q.kind for q in over_seeds(tmp_path / n, told.format(when))}
        for n, when in (("a", ""), ("b", "now "))
    ]
    assert [QuizKind.NUMBER in each for each in kinds] == [True, False]


def test_the_meaning_of_a_kind_is_no_wrong_one_of_its_sort(tmp_path: Path) -> None:
    kind = "taking what somebody else has sown"
    text = (
        f"# Thefts\n\n- Crop theft: {kind}\n- Armed crop theft: coming after dusk with a long pike\n"
        "- Tool theft: carrying off a plough left in a field\n- Cattle theft: driving off cows from a far meadow\n"
    )
    asked = [q for q in over_seeds(tmp_path, text) if "“Armed crop theft”" in q.question]
    assert any(len(q.choices) > 2 for q in asked)
    assert not any(kind in choice.casefold() for q in asked for choice in q.choices)


def test_no_name_is_exchanged_for_the_slides_own_topic(tmp_path: Path) -> None:
    """A line that contradicts its title is a slip of the slide."""
    line = "Active transport carries salt through the cell against its gradient"
    other = "Gases cross the thin wall of the lung by themselves"
    right = f"# Active transport\n\n- {line}\n\n---\n\n# Passive transport\n\n- {other}\n"
    slipped = f"# Active transport\n\n- {other}\n\n---\n\n# Passive transport\n\n- {line}\n"
    answers = [
        {q.answer for q in over_seeds(tmp_path / n, t) if "carries salt" in q.question}
        for n, t in (("a", right), ("b", slipped))
    ]
    assert ["False" in each for each in answers] == [True, False]


def test_a_heading_of_kinds_fills_no_gap(tmp_path: Path) -> None:
    slides = (
        ("Types of milling", "The guild knows three types of milling for the grain of the valley"),
        ("Dry milling", "Dry milling is the slow work of crushing seeds between warm stones"),
        ("Wet milling", "Wet milling is the work of washing starch out of soaked kernels"),
        ("Cold milling", "Cold milling is the work of breaking spices that would melt"),
        ("Damp milling", "Damp milling is the work of bruising oats that took up some steam"),
    )
    text = "\n---\n\n".join(f"# {title}\n\n- {line}\n" for title, line in slides)
    asked = over_seeds(tmp_path, text)
    assert not any("Types of milling" in q.choices for q in asked)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ("Left", "the jar as it stands before the fire of the kiln"),
        ("Double", "two coats of the same glaze on one jar"),
        ("Coat", "one piece of the glaze that is left"),
        ("Slip", "includes not only the clay that is thinned with water"),
    ],
)
def test_captions_shares_and_halves_of_a_meaning_are_not_asked(
    tmp_path: Path, term: str, told: str
) -> None:
    text = f"# Glazes\n\n- {term}: {told}\n- Crackle: fine lines of a glaze that has shrunk\n- Celadon: green glaze of wood ash and iron\n"
    slides = teaching(built(tmp_path, pots=text))
    assert {m.term for slide in slides for m in meant_on(slide)} == {"Crackle", "Celadon"}


def test_a_part_of_something_is_not_asked_for_by_a_sentence(tmp_path: Path) -> None:
    text = "# Glazes\n\n- Glazing is the result of wood ash and of heat\n- The jars stand in the kiln for two days and a night\n"
    texts = {"whole": text, "part": text.replace("Glazing is", "Much of glazing is")}
    found = {n: teaching(built(tmp_path / n, pots=t)) for n, t in texts.items()}
    terms = {n: [m.term for s in slides for m in meant_on(s)] for n, slides in found.items()}
    assert terms == {"whole": ["Glazing"], "part": []}


PLAIN = """# Machines at work

- Customer support: talking programs that answer at night
- Public transport: timetables that follow the weather
- Health care: pictures that are read for a doctor
"""


def test_everyday_phrases_are_worth_less_than_what_is_defined(tmp_path: Path) -> None:
    def best(text: str) -> float:
        asked = over_seeds(tmp_path / str(len(text)), text)
        return max(q.quality for q in asked if q.kind is QuizKind.DEFINITION)

    assert best(PLAIN) < best(PLAIN.replace(": ", ": the ")) - 0.1
    assert best(PLAIN) < best(PLAIN.replace("Customer support", "Osmosis")) - 0.1


def test_a_number_is_asked_of_what_the_slide_is_about(tmp_path: Path) -> None:
    line = "The mill of the valley uses 400 kg of barley in an hour"
    texts = (f"# {title}\n\n- {line}\n" for title in ("Mill of the valley", "Bread"))
    kinds = [{q.kind for q in over_seeds(tmp_path / str(n), t)} for n, t in enumerate(texts)]
    assert [QuizKind.NUMBER in each for each in kinds] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Every mill of the valley has one",
        "The old miller rejects that because of four reasons",
        "The young miller denies that",
    ],
)
def test_what_ends_by_a_word_that_points_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text, "en")


def test_one_and_that_in_the_midst_point_at_nothing() -> None:
    assert stands_alone("Every mill of the valley has one wheel", "en")
    assert stands_alone("The old miller denies that wheels turn backwards", "en")


def test_more_than_once_has_no_opposite() -> None:
    assert not opposites_in("A relationship in which some sack takes part more than once")
    assert opposites_in("A relationship in which one sack weighs more than all others")


@pytest.mark.parametrize(
    ("title", "other", "asked"),
    [("Mills", "Bread", True), ("Bread", "Stone mills", True), ("Bread", "Ovens", False)],
)
def test_a_sentence_begins_with_what_was_taught(
    tmp_path: Path, title: str, other: str, asked: bool
) -> None:
    line = "Stone mills need more sacks for a day of work than the mills of oak"
    more = "Stone mills stand where the brook falls and keep their wheels for years"
    text = f"# {title}\n\n- {line}\n\n---\n\n# {other}\n\n- {more}\n"
    found = [q for q in over_seeds(tmp_path, text) if q.explanation == line]
    assert bool(found) is asked


@pytest.mark.parametrize(
    "text",
    [
        "The payment that a miller would ask for the opposite",
        "The mill of the former is driven by water",
    ],
)
def test_what_is_told_by_its_contrary_does_not_stand_alone(text: str) -> None:
    assert not stands_alone(text, "en")
