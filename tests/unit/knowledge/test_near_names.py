"""Names that the course lacks beside near ones that it has: another thing, or a slip?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Entry, KnowledgeBase
from knowledge.answer_report import render_answer
from knowledge.likeness import is_double
from knowledge.model import Abstention, Answer
from knowledge.spelling import Speller
from knowledge.strangers import is_likely_slip, slip_cost
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

MARKETS = course_of(
    slide("Monopoly", "One seller and no close substitute", "Sets the price, not the amount"),
    slide("Sharing", "Sharing a resource needs a rule for who goes first"),
    slide("Isotopes", "An isotope has the same protons and other neutrons"),
    slide("Phenotype", "A phenotype is what can be seen of an organism"),
    slide("Covariance", "Covariance tells how two quantities vary together"),
    slide("Sftp", "Sftp copies files over an encrypted channel"),
)


@pytest.mark.parametrize(
    "foreign",
    [
        "monopsony",
        "sharding",
        "isotone",
        "genotype",
        "smtp",
        "shearing",
        "sharpening",
    ],
)
@pytest.mark.parametrize("asked", ["what is {}", "define {}", "how does {} work"])
def test_a_name_that_the_course_lacks_is_not_answered_as_a_near_one(
    foreign: str, asked: str
) -> None:
    assert not MARKETS.ask(asked.format(foreign), now=NOW).answered


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("monpoly", "One seller"),
        ("monoply", "One seller"),
        ("momopoly", "One seller"),
        ("monopolly", "One seller"),
        ("mnoopoly", "One seller"),
        ("omnopoly", "One seller"),
        ("shairng", "Sharing a resource"),
        ("isotpoe", "An isotope"),
        ("fenotype", "A phenotype"),
        ("covarience", "Covariance tells"),
        ("stfp", "Sftp copies"),
    ],
)
def test_a_slip_in_a_name_that_the_course_has_is_undone(typed: str, said: str) -> None:
    assert said in quote(MARKETS, f"what is {typed}")


def test_what_a_near_name_would_have_got_is_offered_with_the_word_that_may_be_meant() -> None:
    found = MARKETS.ask("what is sharding", now=NOW)
    assert isinstance(found, Abstention)
    assert found.undecided
    assert found.meant == ("sharing",)
    assert found.near_misses[0].quote.startswith("Sharing a resource")
    assert "Did you mean “sharing”? The closest I have:" in render_answer(found)


def test_both_of_two_near_names_are_looked_for() -> None:
    asked = "difference between sharing and sharding"
    assert not MARKETS.ask(asked, now=NOW).answered


@pytest.mark.parametrize("word", ["herd", "simplex", "toddy", "bots"])
def test_an_english_word_is_no_misspelt_question_word(word: str) -> None:
    farm = course_of(
        slide("Agenda", "What we do today", "Simple things"), slide("Here", "Both are here")
    )
    assert not farm.ask(f"what is a {word}", now=NOW).answered


@pytest.mark.parametrize("typed", ["qhat", "ehat", "qwhat", "whaat"])
def test_a_question_word_is_found_also_where_its_first_letter_slipped(typed: str) -> None:
    assert "One seller" in quote(MARKETS, f"{typed} is a monopoly")


@pytest.mark.parametrize(
    ("typed", "meant", "likely"),
    [
        ("definately", "definitely", True),
        ("hypervizor", "hypervisor", True),
        ("kubernets", "kubernetes", True),
        ("neccessary", "necessary", True),
        ("runing", "running", True),
        ("severless", "serverless", True),
        ("packagess", "package", True),
        ("sharding", "sharing", False),
        ("livelock", "liveloch", False),
        ("exothermic", "endothermic", False),
        ("grpc", "gpc", False),
        ("tuna", "tune", False),
    ],
)
def test_slips_are_told_from_words_of_their_own(typed: str, meant: str, likely: bool) -> None:
    assert is_likely_slip(typed, meant) is likely


WORDS = st.text(alphabet="abcdeinrst", min_size=1, max_size=8)


@given(WORDS, WORDS)
def test_only_a_word_itself_costs_no_slip(typed: str, meant: str) -> None:
    cost = slip_cost(typed, meant)
    assert cost >= 0
    assert (cost == 0) is (typed == meant)


@given(WORDS, st.integers(0, 7))
def test_a_doubled_letter_is_the_least_slip(word: str, at: int) -> None:
    doubled = word[: at + 1] + word[at : at + 1] + word[at + 1 :]
    assert slip_cost(doubled, word) <= 0.5


@pytest.mark.parametrize(
    ("word", "other", "double"),
    [
        ("genotype", "phenotype", True),
        ("meditation", "mediation", True),
        ("plaintiff", "plaintive", True),
        ("competition", "competitive", False),
        ("explanation", "explain", False),
        ("program", "programme", False),
        ("car", "automobile", False),
    ],
)
def test_words_that_only_look_alike_are_told_from_a_family(
    word: str, other: str, double: bool
) -> None:
    assert is_double(word, other) is double


def test_a_guess_is_bolder_than_a_correction() -> None:
    speller = Speller()
    speller.add(["sharing"])
    assert (speller.correct("sharding"), speller.guess("sharding")) == ("sharding", "sharing")
    assert (speller.correct("shring"), speller.guess("shring")) == ("sharing", "sharing")


ENTRIES = KnowledgeBase(
    Entry(id=term, title=f"What is {term}?", text=f"{term.capitalize()} is taught in week {n}.")
    for n, term in enumerate(("a monopoly", "sharing", "a phenotype", "covariance", "an isotope"))
)


@pytest.mark.parametrize("foreign", ["monopsony", "sharding", "genotype", "isotone"])
def test_a_collection_offers_an_entry_of_like_name_and_does_not_answer_with_it(
    foreign: str,
) -> None:
    result = ENTRIES.ask(f"what is {foreign}")
    assert isinstance(result, Abstention)
    assert result.confidence < 0.49
    assert result.near_misses


@pytest.mark.parametrize(
    ("typed", "entry"), [("monoply", "a monopoly"), ("phenotpye", "a phenotype")]
)
def test_a_collection_answers_a_name_with_a_slip_in_it(typed: str, entry: str) -> None:
    result = ENTRIES.ask(f"what is {typed}")
    assert isinstance(result, Answer)
    assert result.entry is not None
    assert result.entry.id == entry
