"""A question written as GIFT and read again is the same question."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.exchange import Format, Item, Kind, Text, read_questions, write_questions
from knowledge.exchange.gift import gift_of
from tests.unit.knowledge.exchange.items import items

_KINDS = tuple(kind for kind in Kind if kind is not Kind.CLOZE)


def _arrow(text: Text) -> Text:
    return replace(text, text=text.text.replace("->", "→"))


def _carried(item: Item) -> Item:
    """The question as far as GIFT can say it: arrows part pairs, a mere text explains nothing."""
    pairs = tuple(replace(pair, left=_arrow(pair.left)) for pair in item.pairs)
    choices = item.choices
    if item.kind is Kind.SHORT:
        choices = tuple(
            replace(c, text=_arrow(c.text), feedback=_arrow(c.feedback)) for c in item.choices
        )
    feedback = Text() if item.kind is Kind.DESCRIPTION else item.feedback
    return replace(item, pairs=pairs, choices=choices, feedback=feedback)


@settings(max_examples=120, deadline=None)
@given(st.lists(items(_KINDS), min_size=1, max_size=3))
def test_what_gift_can_say_comes_back_as_it_was(given_items: list[Item]) -> None:
    exported = write_questions(given_items, Format.GIFT)
    read = read_questions(exported.data, "out.txt")
    assert read.format is Format.GIFT
    assert list(read.items) == [_carried(item) for item in given_items]
    assert exported.written == len(given_items)


@settings(max_examples=60, deadline=None)
@given(items(_KINDS))
def test_a_question_never_has_a_blank_line_in_it(item: Item) -> None:
    """A blank line would part it for Moodle."""
    assert all(line.strip() for line in gift_of(item).split("\n"))


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *"{}~=#:%\\ \n\n",
                "::",
                "->",
                "####",
                "%50%",
                "[html]",
                "TRUE",
                "//",
                "a",
                "<b>",
                "1..2",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@example("~{{~{=}")
def test_any_text_is_read_or_refused_and_what_is_read_stays_the_same(text: str) -> None:
    read = read_questions(f"// gift\n{text}\n".encode(), "odd.gift")
    again = read_questions(b"//\n" + write_questions(read.items, Format.GIFT).data, "again.gift")
    assert list(again.items) == [_carried(item) for item in read.items]
