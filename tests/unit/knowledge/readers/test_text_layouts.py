"""Scans and layouts of plain text: marks taken for letters, slides side by side, pages that count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers.columns import in_reading_order
from knowledge.readers.marks import with_marks
from knowledge.readers.text import read_text

SLIDES = [
    ("Main Sequence", ["Stars burn hydrogen in their core", "Mass decides how long they do so"]),
    ("Red Giants", ["Hydrogen burns in a shell around", "Helium ignites in a flash"]),
    ("White Dwarfs", ["Electron pressure holds them up", "They cool for billions of years"]),
    ("Supernovae", ["Iron cannot be fused for energy", "The core collapses in a second"]),
]


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(s.title, [b.text for b in s.bullets]) for s in read_text(text, "scan.txt").slides]


@pytest.mark.parametrize("mark", ["•", "¢", "©", "»", "e", "®", "~", "°"])
def test_what_a_scan_makes_of_a_bullets_mark_is_a_mark(mark: str) -> None:
    text = "\n\n\n\n".join(
        "\n".join([title, *(f"{mark} {line}" for line in lines)]) for title, lines in SLIDES
    )
    assert shape(text) == SLIDES


def test_a_misread_mark_is_told_as_a_repair() -> None:
    _, repairs = with_marks(["¢ One thing", "¢ Two things", "¢ Three things", "a Word of it"])
    assert [(r.original, r.repaired) for r in repairs] == [("¢", "•")]


def test_a_word_of_one_letter_is_no_mark() -> None:
    lines = ["a star is born", "a planet forms", "a moon too", "a Comet", "a ring", "a belt"]
    assert with_marks(lines) == (lines, [])


@pytest.mark.parametrize("mark", ["• ", "- ", ""])
def test_slides_side_by_side_are_read_one_after_the_other(mark: str) -> None:
    blocks = [
        [title, *(mark + line for line in lines), "and nothing else is known"]
        for title, lines in SLIDES
    ]
    rows = [
        "\n".join(f"{a:<50}{b}" for a, b in zip(left, right, strict=True))
        for left, right in zip(blocks[::2], blocks[1::2], strict=True)
    ]
    found = shape("\n\n\n\n".join(rows))
    assert [title for title, _ in found] == [title for title, _ in SLIDES]
    assert found[1][1][0] == "Hydrogen burns in a shell around"


def test_a_table_in_text_keeps_its_rows() -> None:
    rows = [f"Week {n:<14}Topic number {n:<18}Reading {n}" for n in range(1, 12)]
    assert in_reading_order(list(enumerate(rows, 1))) == list(enumerate(rows, 1))


def test_lines_that_count_up_to_the_last_close_pages() -> None:
    text = "\n\n".join(
        "\n".join([title, *lines, f"Hill Observatory | Stars | {n}"])
        for n, (title, lines) in enumerate(SLIDES, 12)
    )
    assert shape(text) == SLIDES


def test_headings_that_count_up_close_no_pages() -> None:
    text = "Worked problems\n\nA first problem 1\nOne\nTwo\n\nA first problem 2\nThree\nFour\n\nA first problem 3\nFive\nSix\n"
    assert len(shape(text)) == 1


@given(
    st.lists(
        st.tuples(
            st.text("abc de•-A", max_size=20), st.integers(0, 30), st.text("abc de•-A", max_size=20)
        ).map(lambda x: x[0] + " " * x[1] + x[2]),
        max_size=30,
    )
)
@settings(max_examples=200, deadline=None)
def test_putting_columns_in_order_keeps_every_character(lines: list[str]) -> None:
    ordered = in_reading_order(list(enumerate(lines, 1)))
    assert sorted(re.sub(r"\s", "", "".join(t for _, t in ordered))) == sorted(
        re.sub(r"\s", "", "".join(lines))
    )
