"""reveal.js's decks that choose their own separators."""

from __future__ import annotations

import pytest

from knowledge.readers.markdown.reveal import literal
from tests.unit.knowledge.readers.markdown.shapes import shape, slides


@pytest.mark.parametrize(
    ("key", "written", "mark"),
    [
        ("separator", "'<--o-->'", "<--o-->"),
        ("verticalSeparator", '"<!--v-->"', "<!--v-->"),
        ("separator_vertical", r"^\n\+\+\+\n$", "+++"),
        ("separator", r'"\r?\n={4}\r?\n"', "===="),
        ("separator-vertical", "~~", "~~"),
    ],
)
def test_a_separator_that_the_front_matter_chooses_parts_slides_and_rules_do_not(
    key: str, written: str, mark: str
) -> None:
    text = f"---\n{key}: {written}\n---\n\n# Faults\n\nRocks\n\n{mark}\n## Dips\n\na\n\n---\n\nb\n{mark}\n## Slips\n"
    assert shape(text) == [
        ("Faults", [(0, "Rocks")]),
        ("Dips", [(0, "a"), (0, "b")]),
        ("Slips", []),
    ]


def test_a_chosen_beginning_of_notes_takes_them_off_the_slide() -> None:
    text = "---\nseparator: <!--s-->\nnotesSeparator: 'Say:'\n---\n\n# A\n\na\n\nSay: Wait.\n\n<!--s-->\n\n# B\n"
    assert [(s.title, s.notes) for s in slides(text)] == [("A", "Wait."), ("B", "")]


def test_sections_that_hold_markdown_are_slides() -> None:
    text = (
        "<section>\n<section data-background='x.png' data-markdown>\n\n# Care\n\n</section>\n"
        "<section data-markdown>  <!--next-->\n## Duty\n\n- a\n\n</section><section data-markdown>\n- b\n</section>\n</section>\n"
    )
    assert shape(f"---\nlayout: slide\n---\n\n{text}") == [
        ("Care", []),
        ("Duty", [(0, "a")]),
        ("", [(0, "b")]),
    ]


@pytest.mark.parametrize(
    ("pattern", "mark"),
    [(r"^\n---\n$", "---"), (r"(\r\n?|\n)\*{3}(\r\n?|\n)", "***"), (r"\n\n\n", ""), ("", "")],
)
def test_a_pattern_is_read_and_never_run(pattern: str, mark: str) -> None:
    assert literal(pattern) == mark


def test_bars_alone_part_the_slides_of_a_column_in_a_deck_with_rules_and_in_no_other_text() -> None:
    text = "# Looms\n\n- warp\n\n|||\n\n## Heddles\n\n- lift\n\n---\n\n# Reeds\n\n- beat\n"
    parted = [("Looms", [(0, "warp")]), ("Heddles", [(0, "lift")]), ("Reeds", [(0, "beat")])]
    assert shape(text) == parted
    assert not any("|||" in b for _, bullets in shape(text.replace("---", "")) for _, b in bullets)
    assert len(shape("# Looms\n\nwarp\n\n|||\n\nweft\n")) == 1
