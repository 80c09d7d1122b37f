"""Ways of asking: citations for "who", conditions for "when", units, prices, numbers and slips."""

from __future__ import annotations

import pytest

from knowledge.asks import Asks, asks_of
from knowledge.credits import credits_somebody
from knowledge.model import Bullet, Form
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

GARDEN = course_of(
    slide("Leaf counting (Okafor, 1961)", "Says how old a seedling is", "Works up to six leaves"),
    slide("Pruning", "Prune the roses only if the frost is over", "Cut above a bud"),
    slide("Resting seeds", "lupins: decades", "poppies rest as well"),
    slide("Task set 4", "Draw a root, due on March 3"),
    slide("Grafting", "Trillions of cells grow together", "Rose grafting has been done for long"),
    slide("Shade", "Full shade for ferns, partial shade for hostas"),
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Working memory (Baddeley & Hitch, 1974)", True),
        ("Miller (1956): seven chunks", True),
        ("Craik and Lockhart (1972)", True),
        ("drawn by Ada Lovelace", True),
        ("Hulten, Geoff. Building Intelligent Systems", True),
        ("Virtual Memory", False),
        ("done by hand", False),
        ("Since 1956", False),
    ],
)
def test_citations_and_bylines_credit_somebody(text: str, named: bool) -> None:
    assert credits_somebody(text) is named


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who proposed leaf counting", "Says how old a seedling is"),
        ("when should i prune the roses", "only if the frost is over"),
        ("how long do lupins rest", "lupins: decades"),
        ("what do i draw for ts 04", "Draw a root"),
        ("how many cells grow together", "Trillions"),
        ("full vs partial shade", "Full shade for ferns"),
    ],
)
def test_what_was_asked_for_is_found_in_the_forms_slides_have(question: str, said: str) -> None:
    assert said in quote(GARDEN, question)


@pytest.mark.parametrize("question", ["who invented grafting", "who discovered the root"])
def test_nobody_is_credited_where_nobody_is_named(question: str) -> None:
    assert not GARDEN.ask(question, now=NOW).answered


@pytest.mark.parametrize(
    "question",
    [
        "when should i prun eroses",
        "which seed srest for decades",
        "whta rests fodr decades",
    ],
)
def test_slips_and_slipped_spaces_are_undone(question: str) -> None:
    assert GARDEN.ask(question, now=NOW).answered


def test_an_unknown_name_alone_is_not_guessed_to_be_an_english_word() -> None:
    sharing = course_of(slide("Locks", "Shared locks are for reading"))
    assert not sharing.ask("what is sharding", now=NOW).answered


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("how does a monopolist choose its price", Asks.ANYTHING),
        ("what are sunk costs", Asks.DEFINITION),
        ("how long is the short run for a bakery", Asks.NUMBER),
        ("what is hhi short for", Asks.EXPANSION),
        ("price of eks", Asks.PRICE),
        ("what does fargate cost", Asks.PRICE),
    ],
)
def test_a_word_about_money_or_length_is_not_always_what_is_asked_for(
    text: str, asks: Asks
) -> None:
    assert asks_of(text, text, "en") is asks


def test_an_acronym_is_spelt_by_the_bullets_under_it() -> None:
    care = course_of(
        slide("RAIN: plant care", "Roots first", "Air the soil", "In spring, feed", "Never flood"),
        slide("Watering", "Rain is soft water"),
    )
    assert quote(care, "what does rain stand for").split("\n")[2] == "In spring, feed"
    assert not care.ask("what does soil stand for", now=NOW).answered


def test_the_first_row_of_a_table_is_quoted_with_the_others() -> None:
    rows = "Plant | Wet feet\nWillow | fine\nRose | no"
    table = course_of(slide("Water", Bullet(rows, form=Form.TABLE)), slide("Rest", "Poppies rest"))
    assert "Willow" in quote(table, "which plant likes wet feet")


def test_short_and_long_count_where_they_are_compared() -> None:
    day = course_of(
        slide(
            "Day length", "Short days: poppies sleep", "Long days: lupins bloom", "It all varies"
        ),
        slide("Beds", "Dig in March"),
    )
    said = quote(day, "difference between short days and long days")
    assert said.startswith("Short days: poppies sleep\nLong days: lupins bloom")


def test_a_reference_does_not_answer_what_it_is_about() -> None:
    papers = course_of(
        slide("Soil", "Okafor et al., Worms used for soil care, arXiv:1811.0 (2018)")
    )
    assert not papers.ask("how are worms used for soil care", now=NOW).answered


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when is the harvest", Asks.DATE),
        ("do you know when the harvest is", Asks.DATE),
        ("what and when do i prune", Asks.DATE),
        ("should i water when it rains", Asks.ANYTHING),
        ("what happens when it freezes", Asks.DEFINITION),
        ("why do leaves fall when it is cold", Asks.REASON),
    ],
)
def test_when_asks_for_a_date_only_where_it_asks(text: str, asks: Asks) -> None:
    assert asks_of(text, text, "en") is asks


FIELD = course_of(
    slide("COMPOST: Example Mixtures", "Two parts straw, one part grass"),
    slide("COMPOST Making", "A slow process of turning waste into soil", "Turn the heap"),
    slide("Grey mould: a fungus of wet years", "Infects: grapes", "Spreads by spores"),
    slide("Crop rotation (CR)", "Legumes first", "Then cereals"),
    slide("Peat", "It holds water", "Peat is a soil of dead moss"),
    slide("Ploughing", "Peat and clay are hard to plough", "Clay and peat"),
    slide("Clay", "Clay is a soil of very fine grains"),
    slide("Sowing", "Happens in May"),
    slide("Weather", "Hail (ice from tall clouds) breaks stems", "After hail, prune"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is compost", "A slow process"),
        ("what is grey mould", "Infects: grapes"),
        ("what is cr", "Legumes first"),
        ("what does CR stand 4", "Crop rotation (CR)"),
        ("what is peat", "Peat is a soil"),
        ("what is hail", "Hail (ice"),
        ("when is sowing", "Happens in May"),
        ("wher is clay", ""),
    ],
)
def test_what_says_it_is_quoted_before_what_only_speaks_of_it(question: str, said: str) -> None:
    assert said in quote(FIELD, question)


def test_each_side_of_a_comparison_is_quoted_from_its_own_slide() -> None:
    found = FIELD.ask("difference between peat and clay", now=NOW)
    said = "\n".join([found.quote, *(other.quote for other in found.also)])
    assert "Peat is a soil" in said
    assert "Clay is a soil" in said


def test_a_part_of_a_compound_is_not_the_compound() -> None:
    termine = course_of(
        slide("Termine", "Klausur am 8. Februar im Audimax", "Abgabe der Hausarbeit am 3. März"),
        slide("Fristen", "Verjährungsfrist: drei Jahre"),
    )
    assert termine.ask("wann ist die klausur", now=NOW).answered
    assert termine.ask("wie lange ist die frist", now=NOW).answered
    assert not termine.ask("wann ist die nachklausur", now=NOW).answered
