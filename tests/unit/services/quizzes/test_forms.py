"""Forms: a question goes into the fields and comes out as it was; mistakes are told at their fields."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.services.quizzes.bank.forms import Form, can_edit, form_of, item_of, mistakes
from knowledge.exchange import Choice, Gap, Item, Kind, Markup, Number, Text
from tests.unit.services.quizzes.bank_kit import choice_item

MULTIPLE = Item(
    Kind.MULTIPLE,
    Text("Which are <b>guests</b>?", Markup.HTML),
    (
        Choice(Text("VM"), 66.0, Text("Yes")),
        Choice(Text("Pod"), 34.0),
        Choice(Text("Host"), -50.0),
    ),
    name="guests",
    tags=("vm",),
)
TRUE_FALSE = Item(
    Kind.TRUE_FALSE, Text("KVM is free."), (Choice(Text("True"), 0.0), Choice(Text("False"), 100.0))
)
SHORT = Item(
    Kind.SHORT, Text("KVM?"), (Choice(Text("Kernel VM"), 100.0), Choice(Text("kvm"), 50.0))
)
NUMBER = Item(Kind.NUMERICAL, Text("Pi?"), numbers=(Number(Decimal("3.14"), Decimal("0.01")),))


@pytest.mark.parametrize("item", [choice_item(), MULTIPLE, TRUE_FALSE, SHORT, NUMBER])
def test_what_is_not_touched_stays_as_it_was(item: Item) -> None:
    assert can_edit(item)
    assert not mistakes(form_of(item))
    assert item_of(form_of(item), item) == item


@pytest.mark.parametrize(
    "item",
    [
        Item(Kind.ESSAY, Text("Why?")),
        Item(Kind.CLOZE, Text("[[1]]"), gaps=(Gap(Kind.SHORT),)),
        choice_item("What?", *map(str, range(9))),
        choice_item("x" * 2_501),
        Item(Kind.NUMERICAL, Text("?"), numbers=(Number(Decimal(1)), Number(Decimal(2)))),
        Item(Kind.NUMERICAL, Text("?"), numbers=(Number(None),)),
    ],
)
def test_what_has_no_room_in_the_fields_is_not_edited(item: Item) -> None:
    assert not can_edit(item)


def test_other_right_answers_share_the_points_anew() -> None:
    form = replace(form_of(MULTIPLE), right=frozenset({0, 2}))
    changed = item_of(form, MULTIPLE)
    assert [c.weight for c in changed.choices] == [50.0, 0.0, 50.0]
    assert changed.choices[0].feedback == Text("Yes")
    assert changed.tags == ("vm",)


def test_empty_choices_are_left_out_wherever_they_stand() -> None:
    form = Form(stem="Which?", choices=("", "a", "  ", "b"), right=frozenset({3}))
    assert not mistakes(replace(form, choices=("z", *form.choices[1:])))
    made = item_of(replace(form, choices=("z", *form.choices[1:])))
    assert [(c.text.text, c.weight) for c in made.choices] == [("z", 0), ("a", 0), ("b", 100)]


def test_code_that_is_written_here_is_markdown() -> None:
    made = item_of(Form(Kind.TRUE_FALSE, stem="Is `x` free?"))
    assert made.stem == Text("Is `x` free?", Markup.MARKDOWN)


def test_another_kind_of_question_keeps_what_it_can() -> None:
    changed = item_of(replace(form_of(MULTIPLE), kind=Kind.TRUE_FALSE, truth=False), MULTIPLE)
    assert [(c.text.text, c.weight) for c in changed.choices] == [("True", 0), ("False", 100)]
    assert changed.stem == MULTIPLE.stem


A_CHOICE = Form(stem="Which?", choices=("a", "b"), right=frozenset({0}))


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(A_CHOICE, stem=" "), "stem"),
        (replace(A_CHOICE, choices=("", "b")), "choice_0"),
        (replace(A_CHOICE, choices=("a",)), "choice_1"),
        (replace(A_CHOICE, choices=("a", " A ")), "choice_1"),
        (replace(A_CHOICE, right=frozenset()), "right"),
        (replace(A_CHOICE, right=frozenset({4})), "right"),
        (replace(A_CHOICE, kind=Kind.MULTIPLE, right=frozenset()), "rights"),
        (Form(Kind.SHORT, stem="What?", accepted=" \n"), "accepted"),
        (Form(Kind.NUMERICAL, stem="How many?", value="many"), "value"),
        (Form(Kind.NUMERICAL, stem="How many?", value="1", around="-1"), "around"),
        (Form(Kind.NUMERICAL, stem="How many?", value="1", around="x"), "around"),
    ],
)
def test_a_mistake_is_told_at_its_field(form: Form, field: str) -> None:
    assert list(mistakes(form)) == [field]
