"""What a chart's font can draw, and what stands for the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.glyphs import labels, letter, without_pictures

COVERED = frozenset(map(ord, "abcdefghijklmnopqrstuvwxyzABC .-é🙂"))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("cafe", "cafe"),
        ("café", "café"),
        ("🍕 pizza", "pizza"),
        ("pizza ❤\ufe0f", "pizza"),
        ("two\n words", "two words"),
        ("\u2067abc\u2069", "abc"),
        ("ピザ", None),
        ("a ピザ", None),
        ("🍕", None),
        ("", None),
        ("\u200b", None),
    ],
)
def test_emoji_are_left_out_and_words_are_whole_or_not_there(text: str, drawn: str | None) -> None:
    assert without_pictures(text, COVERED) == drawn


def test_all_labels_have_their_letter_where_one_cannot_be_drawn() -> None:
    """An option that is called "A" cannot be taken for the letter of another."""
    found = labels([(0, "ピザ"), (1, "A"), (2, "rice")], COVERED)
    assert found.lettered
    assert [found.of(n) for n in range(3)] == ["A", "B · A", "C · rice"]


def test_letters_follow_the_order_of_the_poll_and_not_that_of_the_bars() -> None:
    found = labels([(2, "rice"), (0, "ピザ")], COVERED)
    assert found.of(2) == "C · rice"
    assert found.of(0) == "A"


def test_without_need_there_are_no_letters() -> None:
    found = labels([(0, "rice"), (1, "beans")], COVERED)
    assert (found.of(0), found.lettered) == ("rice", False)


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


@given(st.text(max_size=60))
def test_what_is_drawn_is_covered(text: str) -> None:
    drawn = without_pictures(text, COVERED)
    assert drawn is None or set(map(ord, drawn)) <= COVERED
