"""Glyphs and fonts: nothing of a font's inside reaches a slide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.pdf.fonts import face
from knowledge.readers.pdf.symbols import clean, is_mark, is_number_mark, raised


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("deﬁne the ﬂow of oﬀers", "define the flow of offers"),
        ("zero\u200bwidth\u00ad", "zerowidth"),
        ("an arrow \uf0e0 here", "an arrow → here"),
        ("unknown \ue123 sign", "unknown  sign"),
        ("bro\ufffdken", "broken"),
        ("Größe", "Größe"),
    ],
)
def test_odd_glyphs_become_readable(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@given(st.text())
def test_no_private_or_replacement_character_is_left(raw: str) -> None:
    shown = clean(raw)
    assert not any("\ue000" <= ch <= "\uf8ff" or ch in "\ufffd\ufffe\uffffﬁﬂﬀﬃﬄ" for ch in shown)


@pytest.mark.parametrize("sign", ["•", "–", "▪", "\uf0b7", "\uf0a7", "➢", "o"])
def test_marks_are_known(sign: str) -> None:
    assert is_mark(sign, symbol=False)


@pytest.mark.parametrize("word", ["A", "the", "42", "I"])
def test_words_are_no_marks(word: str) -> None:
    assert not is_mark(word, symbol=False)


def test_numbers_of_lists_are_known() -> None:
    assert all(is_number_mark(x) for x in ("1.", "12)", "(a)", "iv."))
    assert not any(is_number_mark(x) for x in ("2021.", "etc.", "7"))


def test_only_what_can_be_raised_is() -> None:
    assert (raised("10"), raised("th")) == ("¹⁰", "th")


@pytest.mark.parametrize(
    ("name", "bold", "mono", "symbol"),
    [
        ("ABCDEF+Calibri-Bold", True, False, False),
        ("Consolas", False, True, False),
        ("LMMono8-Regular", False, True, False),
        ("CMBX10", True, False, False),
        ("CMTT9", False, True, False),
        ("Wingdings-Regular", False, False, True),
        ("Calibri", False, False, False),
        ("ComicSansMS", False, False, False),
    ],
)
def test_a_fonts_name_tells_how_it_looks(name: str, bold: bool, mono: bool, symbol: bool) -> None:
    found = face(name, 0, 400)
    assert (found.bold, found.mono, found.symbol) == (bold, mono, symbol)
