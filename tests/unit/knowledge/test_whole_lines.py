"""Which lines answer: what a thing is, what it is short for, its examples alone, a table whole."""

from __future__ import annotations

import pytest

from knowledge.model import Bullet, Form
from tests.unit.knowledge.test_asking import NOW, course_of, quote, slide

OVENS = course_of(
    slide("Leaven", "Leaven (sourdough, natural yeast) makes dough rise", "Lives on flour"),
    slide(
        "Salts",
        "Salts tighten the dough",
        "Leaven : salt ratio",
        Bullet("high → open crumb", level=1),
        Bullet("low → dense crumb", level=1),
    ),
    slide("Rye breads", "Need acid", "Are cut a day later", "Examples: Borodinsky, Vollkornbrot"),
    slide("Flat breads", "Are baked on stone", "Such as naan, lavash and matzo"),
    slide("Autolyse", "Flour and water rest", "Shortens kneading"),
    slide(
        "W1, W2 and RYE compared",
        Bullet(
            " | Main flour | Crumb\nW1 | soft wheat | fine\nW2 | durum | coarse\nRYE | rye | dense",
            form=Form.TABLE,
        ),
    ),
    slide("RYE loaves", "RYE: rough yeasted ember loaves", "Baked at night and cut by day"),
    slide("MaTriBa", "MaTriBa: malted-tritical-2 bake", "Rare outside the mill"),
    slide("Oven I", "Oven I dries the wood", "Highest heat T700"),
    slide("Oven II", "Oven II bakes the loaves", "Highest heat T680"),
    slide("Tasting day", "Tasting session: Thursday, December 10, 4–6 PM, Hall A"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what is leaven", "makes dough rise"),
        ("examples of rye breads", "Examples: Borodinsky, Vollkornbrot"),
        ("give me examples of flat breads", "Such as naan, lavash and matzo"),
        ("MaTriBa stands for", "MaTriBa: malted-tritical-2 bake"),
        ("what does matriba stand for?", "MaTriBa: malted-tritical-2 bake"),
        ("what's the highest heat of oven 1", "Highest heat T700"),
        ("highest heat of oven 2", "Highest heat T680"),
        ("how long is the tasting session", "4–6 PM"),
    ],
)
def test_the_line_that_answers_is_quoted(question: str, said: str) -> None:
    assert said in quote(OVENS, question)


def test_a_ratio_says_not_what_its_first_part_is() -> None:
    assert "ratio" not in quote(OVENS, "what is leaven")


@pytest.mark.parametrize("question", ["examples of rye breads", "example for flat breads"])
def test_examples_are_quoted_alone(question: str) -> None:
    assert "\n" not in quote(OVENS, question)


def test_both_sides_of_a_difference_are_quoted_where_one_title_is_in_the_plural() -> None:
    found = OVENS.ask("diff between leaven and salt", now=NOW)
    quotes = "\n".join((found.quote, *(other.quote for other in found.also)))
    assert "makes dough rise" in quotes
    assert "tighten the dough" in quotes


def test_a_table_that_compares_is_quoted_whole() -> None:
    found = OVENS.ask("difference between w1 w2 and rye", now=NOW)
    assert [row.split(" | ")[0] for row in found.quote.split("\n")] == ["", "W1", "W2", "RYE"]
    assert not found.also


def test_what_shares_no_letters_in_order_is_not_what_it_stands_for() -> None:
    """ "Autolyse" is no acronym, and nothing beside it spells it."""
    assert not OVENS.ask("what does autolyse stand for", now=NOW).answered


def test_the_first_row_of_a_table_is_no_answer_by_itself() -> None:
    rows = "Stage | What happens\nProving | the gas way: yeast, the acid way: leaven\nBaking | heat sets the crumb"
    bakery = course_of(slide("Stages", Bullet(rows, form=Form.TABLE)), slide("Rest", "Cool it"))
    assert "yeast" in quote(bakery, "difference gas and acid way")
