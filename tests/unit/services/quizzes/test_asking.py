"""Questions as they are put to people, and what answers are worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.quizzes.asking import (
    Response,
    asked,
    fits,
    is_answerable,
    letter,
    mark,
    right_response,
)
from bot.services.quizzes.comparing import number_of
from knowledge.exchange import Choice, Gap, Item, Kind, Number, Pair, Text
from tests.unit.knowledge.exchange.items import items

ANYTHING = st.builds(
    Response,
    st.lists(st.sampled_from("abcdefgz") | st.text(max_size=3), max_size=4).map(tuple),
    st.text(max_size=30) | st.from_regex(r"[-+]?[\d.,eE ]{0,8} ?(%|bits)?", fullmatch=True),
    st.dictionaries(
        st.sampled_from("12345") | st.text(max_size=2),
        st.lists(st.sampled_from("abcd") | st.text(max_size=8), max_size=3).map(tuple),
        max_size=5,
    ),
)


def choices(*texts: str, right: int = 0) -> tuple[Choice, ...]:
    """Choices of which one is right."""
    return tuple(Choice(Text(t), 100.0 if n == right else 0.0) for n, t in enumerate(texts))


def order(item: Item, luck: str) -> str:
    """The ids as they are shown."""
    return "".join(option.id for option in asked(item, luck).options)


@given(items(), st.text(max_size=10))
def test_the_right_response_gets_everything_in_whatever_order_it_was_asked(
    item: Item, luck: str
) -> None:
    right, shown = right_response(item), asked(item, luck)
    if right is None:
        assert not is_answerable(item)
        return
    assert mark(item, right).share == pytest.approx(1.0)
    assert mark(item, right).right
    assert set(right.picked) <= {option.id for option in shown.options}
    assert set(right.parts) == {part.id for part in shown.parts}
    for part in shown.parts:
        names = {option.id for option in part.options}
        assert not names or set(right.parts[part.id]) <= names


@given(items(), ANYTHING)
def test_no_response_raises_or_gets_more_than_everything_or_less_than_nothing(
    item: Item, response: Response
) -> None:
    found = mark(item, response)
    assert 0.0 <= found.share <= 1.0
    assert all(found.feedback)


@given(items(), st.text(max_size=10))
def test_nothing_is_lost_or_doubled_by_the_order_which_is_the_same_for_the_same_luck(
    item: Item, luck: str
) -> None:
    shown = asked(item, luck)
    assert shown == asked(item, luck)
    if shown.options:
        assert sorted(o.id for o in shown.options) == sorted(map(letter, range(len(item.choices))))
        at = {letter(n): choice.text for n, choice in enumerate(item.choices)}
        assert all(at[option.id] == option.text for option in shown.options)


@given(ANYTHING)
def test_a_response_goes_through_json(response: Response) -> None:
    assert Response.from_json(response.to_json()) == response


def test_choices_come_in_many_orders() -> None:
    item = Item(Kind.CHOICE, Text("Which?"), choices("KVM", "Xen", "Docker", "LXC"))
    assert len({order(item, str(n)) for n in range(50)}) > 10


@pytest.mark.parametrize(
    ("texts", "stays"),
    [
        (("All of the above", "KVM", "Xen"), "a"),
        (("KVM", "None of these", "Xen"), "b"),
        (("Keine der Antworten", "KVM", "Xen"), "a"),
        (("Both are correct.", "KVM", "Xen"), "a"),
    ],
)
def test_what_speaks_of_the_others_stands_below_them(texts: tuple[str, ...], stays: str) -> None:
    item = Item(Kind.CHOICE, Text("Which?"), choices(*texts))
    assert {order(item, str(n))[-1] for n in range(20)} == {stays}


@pytest.mark.parametrize(
    "item",
    [
        Item(Kind.CHOICE, Text("?"), choices("KVM", "Xen", "Both A and B", "only B and C")),
        Item(Kind.TRUE_FALSE, Text("KVM is in Linux."), choices("True", "False")),
        Item(Kind.CHOICE, Text("How far?"), choices("not", "a bit", "very"), shuffle=False),
    ],
)
def test_an_order_that_means_something_is_kept(item: Item) -> None:
    assert {order(item, str(n)) for n in range(20)} == {
        "".join(letter(n) for n in range(len(item.choices)))
    }


def test_a_choice_that_only_begins_like_all_of_the_above_has_no_place_of_its_own() -> None:
    item = Item(Kind.CHOICE, Text("?"), choices("All of the memory is copied", "None", "Pages"))
    assert {order(item, str(n))[0] for n in range(40)} == {"a", "c"}


@pytest.mark.parametrize(
    ("item", "room"),
    [
        (Item(Kind.CHOICE, Text("?"), choices(*"abcdefghijklmnopqrst")), True),
        (Item(Kind.CHOICE, Text("?"), choices(*"abcdefghijklmnopqrstu")), False),
        (Item(Kind.ORDERING, Text("?"), choices(*"abcdefghijklm")), False),
        (Item(Kind.CLOZE, Text("[[1]]"), gaps=(Gap(Kind.MULTIPLE, choices(*"abcdefghijk")),)), False),
        (Item(Kind.CLOZE, Text("[[1]]"), gaps=(Gap(Kind.CHOICE, choices(*"abcdefghijk")),)), True),
        (Item(Kind.MATCHING, Text("?"), pairs=(Pair(Text("a"), "b"),) * 13), False),
    ],
)  # fmt: skip
def test_what_a_message_has_no_room_for_is_known(item: Item, room: bool) -> None:
    assert fits(item) == room


def test_several_choices_count_each_and_a_wrong_one_takes_away() -> None:
    item = Item(
        Kind.MULTIPLE,
        Text("Which are type 1?"),
        (
            Choice(Text("KVM"), 50.0),
            Choice(Text("Xen"), 50.0),
            Choice(Text("VirtualBox"), 0.0),
            Choice(Text("QEMU"), -25.0),
        ),
    )
    worth = {"ab": 1.0, "a": 0.5, "abc": 0.5, "abcd": 0.25, "cd": 0.0, "": 0.0, "ad": 0.25}
    for picked, share in worth.items():
        assert mark(item, Response(tuple(picked))).share == pytest.approx(share), picked


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("kernel-based virtual machine", True),
        ("  Kernel–Based   Virtual Machine. ", True),
        ("KVM", False),
        ("it's a hypervisor, no?", True),
        ("hypervisor", True),
        ("", False),
    ],
)
def test_written_answers_are_compared_without_what_phones_change(said: str, right: bool) -> None:
    answers = (
        Choice(Text("Kernel-based Virtual Machine"), 100.0),
        Choice(Text("*hypervisor*"), 100.0),
        Choice(Text("*"), 0.0, Text("Look again")),
    )
    found = mark(Item(Kind.SHORT, Text("KVM?"), answers), Response(text=said))
    assert found.right == right
    assert (found.feedback == (Text("Look again"),)) == (said == "KVM")


def test_an_answer_that_is_a_star_is_that_sign_and_not_anything() -> None:
    item = Item(Kind.SHORT, Text("Which sign?"), (Choice(Text("*"), 100.0),))
    assert mark(item, Response(text="*")).right
    assert not mark(item, Response(text="&")).right


def test_case_counts_where_the_question_says_so() -> None:
    item = Item(Kind.SHORT, Text("?"), (Choice(Text("malloc"), 100.0),), case_sensitive=True)
    assert not mark(item, Response(text="Malloc")).right
    assert mark(item, Response(text="malloc")).right


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("64", [64]),
        ("64 bits", [64]),
        ("5 %", [5]),
        ("1,024", ["1.024", 1024]),
        ("1.024,5", ["1024.5"]),
        ("1 024", [1024]),
        ("2.5", ["2.5"]),
        ("−3", [-3]),
        ("1e3", [1000]),
        ("many", []),
        ("", []),
    ],
)
def test_numbers_are_read_as_people_write_them(said: str, values: list[str | int]) -> None:
    assert set(number_of(said)) == {Decimal(value) for value in values}


def test_a_number_is_right_within_its_tolerance_and_any_other_is_told_what_it_is_told() -> None:
    numbers = (Number(Decimal(64), Decimal(1)), Number(None, weight=0.0, feedback=Text("Too far")))
    item = Item(Kind.NUMERICAL, Text("How many bits?"), numbers=numbers)
    assert mark(item, Response(text="65 bits")).right
    assert mark(item, Response(text="32")).feedback == (Text("Too far"),)
    assert mark(item, Response(text="a lot")).feedback == ()


def test_pairs_and_places_count_one_by_one() -> None:
    pairs = (Pair(Text("KVM"), "type 1"), Pair(Text("VirtualBox"), "type 2"), Pair(Text(), "none"))
    matching = Item(Kind.MATCHING, Text("Match"), pairs=pairs)
    found = mark(matching, Response(parts={"1": ("a",), "2": ("a",)}))
    assert (found.share, dict(found.parts)) == (0.5, {"1": True, "2": False})
    ordering = Item(Kind.ORDERING, Text("Order"), choices("fetch", "decode", "execute"))
    swapped = mark(ordering, Response(parts={"1": ("b",), "2": ("a",), "3": ("c",)}))
    assert swapped.share == pytest.approx(1 / 3)


def test_blanks_count_by_their_points() -> None:
    gaps = (
        Gap(Kind.CHOICE, choices("KVM", "Xen"), points=3),
        Gap(Kind.SHORT, (Choice(Text("Linux"), 100.0),)),
    )
    item = Item(Kind.CLOZE, Text("[[1]] is in [[2]]"), gaps=gaps)
    assert mark(item, Response(parts={"1": ("a",), "2": ("Minix",)})).share == 0.75


def test_an_order_to_find_is_never_shown_in_its_right_order() -> None:
    item = Item(Kind.ORDERING, Text("Order"), choices("fetch", "decode"))
    for n in range(20):
        assert [o.id for o in asked(item, str(n)).parts[0].options] == ["b", "a"]


def test_what_a_question_says_to_right_and_wrong_answers_comes_with_the_choices_own() -> None:
    given_ = (Choice(Text("KVM"), 100.0, Text("Yes")), Choice(Text("Xen"), 0.0, Text("No")))
    item = Item(
        Kind.CHOICE, Text("?"), given_, when_right=Text("Good"), when_wrong=Text("Think again")
    )
    assert mark(item, Response(("a",))).feedback == (Text("Yes"), Text("Good"))
    assert mark(item, Response(("b",))).feedback == (Text("No"), Text("Think again"))
