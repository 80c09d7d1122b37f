"""Pairs, orders and blanks as lines: what goes in comes out, what is wrong is said, and nothing that is written makes trouble."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quizzes.asking import is_answerable
from bot.services.quizzes.bank.forms import (
    ORDER,
    PAIRS,
    STEM,
    Form,
    can_edit,
    form_of,
    item_of,
    mistakes,
)
from bot.services.quizzes.bank.lines import Unreadable, blanks_of, order_of, pairs_of
from knowledge.exchange import Choice, Gap, Item, Kind, Markup, Number, Pair, Text

MATCHING = Item(
    Kind.MATCHING,
    Text("What goes together?"),
    pairs=(
        Pair(Text("<b>RAM</b>", Markup.HTML), "volatile"),
        Pair(Text("A → B"), "an arrow"),
        Pair(Text(), "magnetic"),
    ),
    tags=("memory",),
)
ORDERING = Item(
    Kind.ORDERING,
    Text("In which order?"),
    (Choice(Text("fetch"), 0.0, Text("yes")), Choice(Text("decode")), Choice(Text("execute"))),
)
CLOZE = Item(
    Kind.CLOZE,
    Text("<p>KVM is in the [[1]], has [[2]] rings and [[3]] hosts, [[4]].</p>", Markup.HTML),
    gaps=(
        Gap(
            Kind.SHORT,
            (Choice(Text("kernel"), 100.0), Choice(Text("core"), 50.0), Choice(Text("shell"), 0.0, Text("No"))),
            points=2,
            case_sensitive=True,
        ),
        Gap(Kind.NUMERICAL, numbers=(Number(Decimal(4), Decimal("0.5")),)),
        Gap(Kind.CHOICE, (Choice(Text("many"), 100.0), Choice(Text("no"), -50.0, Text("?")))),
        Gap(Kind.MULTIPLE, (Choice(Text("a"), 50.0), Choice(Text("b"), 50.0), Choice(Text("c")))),
    ),
)  # fmt: skip


@pytest.mark.parametrize("item", [MATCHING, ORDERING, CLOZE], ids=lambda item: str(item.kind))
def test_what_is_not_touched_stays_as_it_was(item: Item) -> None:
    assert can_edit(item)
    assert not mistakes(form_of(item))
    assert item_of(form_of(item), item) == item
    other = item_of(replace(form_of(item), explanation="Because."), item)
    assert other == replace(item, feedback=Text("Because."))


def test_lines_show_what_belongs_together_in_which_order_and_into_which_blank() -> None:
    assert form_of(MATCHING).pairs == "RAM -> volatile\nA → B -> an arrow\n-> magnetic"
    assert form_of(ORDERING).order == "fetch\ndecode\nexecute"
    wanted = (
        "KVM is in the [[kernel|core]], has [[#4 ± 0.5]] rings and [[=many~no]] hosts, [[=a=b~c]]."
    )
    assert form_of(CLOZE).stem.strip() == wanted


def test_a_pair_is_added_and_another_changed() -> None:
    text = "RAM -> fast\nROM → slow\n\nA → B -> an arrow\n"
    made = item_of(replace(form_of(MATCHING), pairs=text), MATCHING)
    assert [(pair.left, pair.right) for pair in made.pairs] == [
        (Text("<b>RAM</b>", Markup.HTML), "fast"),
        (Text("ROM"), "slow"),
        (Text("A → B"), "an arrow"),
    ]
    assert made.tags == ("memory",)


def test_steps_change_their_places_and_keep_what_is_said_to_them() -> None:
    form = replace(form_of(ORDERING), order=" decode \nfetch\nwrite back")
    made = item_of(form, ORDERING)
    assert [choice.text.text for choice in made.choices] == ["decode", "fetch", "write back"]
    assert made.choices[1].feedback == Text("yes")


def test_a_changed_blank_keeps_its_points_and_what_is_said_to_wrong_answers_in_it() -> None:
    text = "KVM is in the [[kernel|Linux]], has [[#5]] rings and [[=no~many~one]] hosts."
    made = item_of(replace(form_of(CLOZE), stem=text), CLOZE)
    first, second, third = made.gaps
    assert [(c.text.text, c.weight) for c in first.choices] == [
        ("kernel", 100.0),
        ("Linux", 100.0),
        ("shell", 0.0),
    ]
    assert (first.points, first.case_sensitive) == (2, True)
    assert (second.numbers[0].value, second.numbers[0].tolerance) == (Decimal(5), Decimal(0))
    assert [(c.text.text, c.weight, c.feedback.text) for c in third.choices] == [
        ("no", 100.0, "?"),
        ("many", 0.0, ""),
        ("one", 0.0, ""),
    ]
    assert made.stem.text.strip() == "KVM is in the [[1]], has [[2]] rings and [[3]] hosts."


def test_a_blank_that_moves_stays_as_it_was() -> None:
    text = "It has [[#4 ± 0.5]] rings in the [[kernel|core]]."
    made = item_of(replace(form_of(CLOZE), stem=text), CLOZE)
    assert made.gaps == (CLOZE.gaps[1], CLOZE.gaps[0])


def test_new_ones_can_be_asked() -> None:
    forms = [
        Form(Kind.MATCHING, "Match.", pairs="a => 1\nb -> 2"),
        Form(Kind.ORDERING, "Order.", order="a\nb"),
        Form(Kind.CLOZE, "The [[kernel]] has [[#4+-1]] and [[~one=two=three]]."),
    ]
    for form in forms:
        assert not mistakes(form)
        made = item_of(form)
        assert is_answerable(made)
        assert item_of(form_of(made), made) == made
    assert [gap.kind for gap in made.gaps] == [Kind.SHORT, Kind.NUMERICAL, Kind.MULTIPLE]


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        (Form(Kind.MATCHING, "?", pairs=""), PAIRS, "at least two pairs"),
        (Form(Kind.MATCHING, "?", pairs="a -> 1\n-> 2"), PAIRS, "at least two pairs"),
        (Form(Kind.MATCHING, "?", pairs="a -> 1\n\nb 2"), PAIRS, "Line 3: put ->"),
        (Form(Kind.MATCHING, "?", pairs="a -> 1\nb ->"), PAIRS, "Line 2: write what belongs"),
        (Form(Kind.MATCHING, "?", pairs="a -> 1 -> 2\nb -> 3"), PAIRS, "Line 1: a line has one"),
        (Form(Kind.MATCHING, "?", pairs="a -> 1\nA -> 2"), PAIRS, "“A” is there twice"),
        (Form(Kind.MATCHING, "?", pairs="\n".join(f"{n} -> x{n}" for n in range(13))), PAIRS, "room for 12"),
        (Form(Kind.ORDERING, "?", order="a"), ORDER, "at least two"),
        (Form(Kind.ORDERING, "?", order="a\nb\na"), ORDER, "“a” is there twice"),
        (Form(Kind.ORDERING, "?", order="x" * 501), ORDER, "Line 1 has more than 500"),
        (Form(Kind.CLOZE, "No blank."), STEM, "double brackets"),
        (Form(Kind.CLOZE, "A [[]] here."), STEM, "Blank 1 is empty"),
        (Form(Kind.CLOZE, "A [[|]] here."), STEM, "Blank 1 is empty"),
        (Form(Kind.CLOZE, "A [[b]] and [[c\nd]]."), STEM, "no ]] behind it"),
        (Form(Kind.CLOZE, "A [[#four]]."), STEM, "Blank 1: write a number"),
        (Form(Kind.CLOZE, "A [[b]] or [[~c~d]]."), STEM, "Blank 2: give a right choice"),
        (Form(Kind.CLOZE, "A [[c~d]]."), STEM, "Blank 1: put = before"),
        (Form(Kind.CLOZE, "A [[=c~C]]."), STEM, "Blank 1: “C” is there twice"),
        (Form(Kind.CLOZE, "[[a]]" * 13), STEM, "room for 12"),
        (Form(Kind.CLOZE, " "), STEM, "Write the question"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(form: Form, field: str, said: str) -> None:
    (found,) = mistakes(form).items()
    assert found[0] == field
    assert said in found[1]


@pytest.mark.parametrize(
    "item",
    [
        replace(MATCHING, pairs=(*MATCHING.pairs, Pair(Text("x -> y"), "z"))),
        replace(MATCHING, pairs=(*MATCHING.pairs, Pair(Text("two\nlines"), "z"))),
        replace(ORDERING, choices=(*ORDERING.choices, Choice(Text("fetch")))),
        replace(CLOZE, stem=Text("[[2]] before [[1]], [[3]], [[4]]")),
        replace(CLOZE, stem=Text("if [[ -f x ]]: [[1]] [[2]] [[3]] [[4]]")),
        replace(CLOZE, gaps=(Gap(Kind.SHORT, (Choice(Text("a|b"), 100.0),)), *CLOZE.gaps[1:])),
        replace(CLOZE, gaps=(Gap(Kind.NUMERICAL, numbers=(Number(None),)), *CLOZE.gaps[1:])),
        replace(CLOZE, gaps=(*CLOZE.gaps[:3], Gap(Kind.CHOICE, (Choice(Text("x=1"), 100.0), Choice(Text("y")))))),
    ],
)  # fmt: skip
def test_what_lines_cannot_say_is_not_edited_in_them(item: Item) -> None:
    assert not can_edit(item)


@given(st.text(alphabet=" ab\n-=>→[]|~#:±4.", max_size=80))
def test_whatever_is_written_is_read_or_refused_with_words_and_read_again_the_same(
    text: str,
) -> None:
    for kind, read in ((Kind.MATCHING, pairs_of), (Kind.ORDERING, order_of), (Kind.CLOZE, blanks_of)):  # fmt: skip
        with suppress(Unreadable):
            read(text)
        form = Form(kind, text if kind is Kind.CLOZE else "Which?", pairs=text, order=text)
        if not mistakes(form):
            made = item_of(form)
            assert is_answerable(made)
            if can_edit(made):
                assert item_of(form_of(made), made) == made
