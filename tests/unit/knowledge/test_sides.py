"""What two things a question compares: nouns that both share, names within names, lines that tell of each."""

from __future__ import annotations

import pytest

from knowledge.model import Answer
from tests.unit.knowledge.test_asking import NOW, course_of, slide

GLAZES = course_of(
    slide(
        "A good slip (or clay body)", "Is mostly smooth", "plain", "easily poured", "quick to dry"
    ),
    slide("Slips", "Slips, above all, are fun!"),
    slide("Clay body", "Clay bodies are dug everywhere"),
    slide(
        "Why do we mix?",
        "A slip is thin clay with water; a clay body is a mixture that can be thrown",
    ),
    slide(
        "Ash glazes",
        "A simple glaze is mixed from powders",
        "An ash glaze, in which wood is burnt, runs down the pot",
    ),
    slide(
        "Kinds of ash glaze",
        "All ash glazes need:",
        "sieve(a): wash the ash of an ash glaze",
        "coat: dip the pot",
        "fire: heat an ash glaze slowly",
    ),
    slide("Red and black wares", "Red wares are fired in air", "Black wares are fired in smoke"),
)


def quotes(question: str) -> list[str]:
    found = GLAZES.ask(question, now=NOW)
    if not isinstance(found, Answer):
        return []
    return [found.quote, *(other.quote for other in found.also)]


@pytest.mark.parametrize(
    "question", ["difference between slip and clay body", "slip vs clay body", "clay body vs slip"]
)
def test_a_line_that_says_what_either_is_comes_alone_and_first(question: str) -> None:
    assert quotes(question) == [
        "A slip is thin clay with water; a clay body is a mixture that can be thrown"
    ]


def test_a_name_within_the_other_needs_a_line_of_its_own() -> None:
    told = "\n".join(quotes("glaze vs ash glaze"))
    assert "A simple glaze" in told
    assert "runs down the pot" in told
    assert "sieve" not in told


def test_a_noun_that_stands_once_still_belongs_to_both() -> None:
    told = "\n".join(quotes("red vs black wares"))
    assert "in air" in told
    assert "in smoke" in told


WORDS = course_of(
    slide(
        "Other key words",
        "Glaze policy--The range of rules that guilds use to share ash",
        "Glaze contract--Agreement to give up own ash in exchange for glaze rights",
        "Glaze rights--Rights to clay, wood and a place in the oven",
    ),
    slide("Review", "Abstract shapes", "Bowls & Jars", "Tall bowls"),
    slide("About", "We look at kiln-building, trade and the state of potteries in many lands"),
    slide("The kiln", "A chamber in which pots are baked"),
    slide(
        "Harder task: nested bowls",
        "Once the red jar is empty, pour the blue jar into it (one minute)",
    ),
    slide("Guilds", "Unlike a workshop, a guild has members"),
)


def told(question: str) -> str:
    found = WORDS.ask(question, now=NOW)
    return found.quote if isinstance(found, Answer) else ""


def test_a_dash_without_blanks_stands_between_a_term_and_its_meaning() -> None:
    assert told("glaze rights vs glaze policy") == (
        "Glaze policy--The range of rules that guilds use to share ash\n"
        "Glaze rights--Rights to clay, wood and a place in the oven"
    )


@pytest.mark.parametrize(
    "question", ["how does a bowl differ from a jar", "difference between a kiln and a state"]
)
def test_names_alone_and_mentions_compare_nothing(question: str) -> None:
    assert told(question) == ""


def test_a_line_that_sets_one_against_the_other_compares_them() -> None:
    assert told("workshop vs guild") == "Unlike a workshop, a guild has members"
