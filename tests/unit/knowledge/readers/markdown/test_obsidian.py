"""Obsidian's notes: the words without its marks."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import lines


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the ==bright== side", ["the bright side"]),
        (
            "see [[T cells]] and [[T cells#Memory|how they remember]]",
            ["see T cells and how they remember"],
        ),
        ("see [[T cells#Memory]]", ["see T cells"]),
        ("![[thymus.png]]", []),
        ("![[thymus.png|300]] grows", ["grows"]),
        ("![[thymus.png|A thymus]]", ["A thymus"]),
        ("> [!note]- Selection\n> Most cells die.", ["Selection", "Most cells die."]),
        ("> [!WARNING]\n> Mind the dose.", ["Mind the dose."]),
        ("Cells divide. ^cells-1", ["Cells divide."]),
        ("#biology #t-cells\n\nText", ["Text"]),
        ("shown %%not shown%% here", ["shown here"]),
        ("%%\nnot\nshown\n%%\n\nhere", ["here"]),
        ("`[[a]] ==b==` and x[[1]] == y == z", ["[[a]] ==b== and x[[1]] == y == z"]),
        ("is #1 of 2 at x ^2", ["is #1 of 2 at x ^2"]),
    ],
)
def test_its_marks_go_and_the_words_stay(written: str, read: list[str]) -> None:
    assert lines(written) == read


def test_merged_cells_are_empty_or_have_what_is_above_them() -> None:
    table = "| Stage | What | < |\n|---|---|---|\n| Target | docks | < |\n| ^ | bursts | dies |\n"
    assert lines(table) == ["Stage | What\nTarget | docks\nTarget | bursts | dies"]


def test_signs_in_a_table_of_signs_are_no_merged_cells() -> None:
    assert lines("| Sign | Means |\n|---|---|\n| < | less |\n| ^ | power |\n") == [
        "Sign | Means\n< | less\n^ | power"
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<abbr Title="Low Weight Heparin">LWH</abbr> thins', "LWH (Low Weight Heparin) thins"),
        ('<abbr title="Glycoprotein">GP</abbr>IIb binds', "GPIIb binds"),
        ('an <abbr title="Xa">activated</abbr> factor', "an activated factor"),
    ],
)
def test_a_short_form_is_spelled_out_where_it_stands_alone(written: str, read: str) -> None:
    assert lines(written) == [read]


def test_a_cells_lines_that_list_something_are_parted() -> None:
    assert lines("| a | b |\n|---|---|\n| x | Choose<br>- left<br>- right |\n") == [
        "a | b\nx | Choose; left; right"
    ]
