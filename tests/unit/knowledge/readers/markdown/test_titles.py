"""What a slide is called where its own heading does not tell it from others."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import shape


def test_slides_of_one_title_are_told_apart_by_the_heading_right_below_it() -> None:
    text = (
        "## Faults\n\nRocks break.\n\n---\n\n## Faults\n### Dominoes\n\n- they tilt\n\n---\n\n"
        "## Faults\n### Grabens\n\n- they sink\n\n---\n\n## Folds\n### Anticlines\n\n- old core\n"
    )
    assert shape(text) == [
        ("Faults", [(0, "Rocks break.")]),
        ("Faults › Dominoes", [(0, "they tilt")]),
        ("Faults › Grabens", [(0, "they sink")]),
        ("Folds", [(0, "Anticlines"), (1, "old core")]),
    ]


def test_a_heading_further_down_is_no_part_of_a_title() -> None:
    text = "## A\n\nx\n\n### B\n\ny\n\n---\n\n## A\n\nz\n\n---\n\n## C\n"
    assert shape(text)[0] == ("A", [(0, "x"), (0, "B"), (1, "y")])


def test_a_bold_line_right_above_a_list_heads_it() -> None:
    text = (
        "## Buses\n\nAll share one cable.\n\n**Pros**\n\n- cheap\n  - one cable\n\n**Cons**\n- slow\n\n"
        "It is **half-duplex**.\n\n- then\n\n**Never again.**\n\nNow rings.\n"
    )
    assert shape(text)[0][1] == [
        (0, "All share one cable."),
        (0, "Pros"),
        (1, "cheap"),
        (2, "one cable"),
        (0, "Cons"),
        (1, "slow"),
        (0, "It is half-duplex."),
        (0, "then"),
        (0, "Never again."),
        (0, "Now rings."),
    ]


SLIDEV = "---\ntheme: seriph\nhighlighter: shiki\n---\n\n# Chance\n\nIntro\n\n---\nlayout: center\n---\n\n"


@pytest.mark.parametrize(
    ("written", "title", "lines"),
    [
        ('<MathBox title="Bayes\' rule">\n\nIt turns.\n\n</MathBox>', "Bayes' rule", ["It turns."]),
        ("<Box\n  type='def'\n  heading='Mean'\n>\nIt sums.\n</Box>", "Mean", ["It sums."]),
        ('    <Box title="Mode" />\n\n- most', "Mode", ["most"]),
        ("<SlideTitle>Chains</SlideTitle>\n\n- states", "Chains", ["states"]),
        ("<Title>\n  Walks\n</Title>\n<Subtitle>Drunk</Subtitle>\n", "Walks", ["Drunk"]),
        ('# Own\n\n<Box title="Mode">\n\nmost\n\n</Box>', "Own", ["Mode", "most"]),
        ('<Link title="A hint">\n\nthere\n\n</Link>', "", ["there"]),
        ('<img src="a.png" title="A hint">\n\nthere', "", ["there"]),
        ("#Without a blank\n\n- a", "Without a blank", ["a"]),
        ("#Überblick\n\n- a", "Überblick", ["a"]),
        ("##Lesser\n\n- a", "Lesser", ["a"]),
        ("a\n\n#exam", "", ["a"]),
        ("We\n#Two are here", "", ["We #Two are here"]),
    ],
)
def test_a_slides_title_may_be_a_components_or_lack_its_blank(
    written: str, title: str, lines: list[str]
) -> None:
    name, bullets = shape(f"{SLIDEV}{written}\n")[1]
    assert (name, [text for _, text in bullets]) == (title, lines)


def test_code_and_tags_are_no_headings_without_blanks() -> None:
    text = "# Notes\n\n#Biology\n\n```c\n#Include it\n```\n\nSee #One here\n"
    assert shape(text) == [("Notes", [(0, "#Include it"), (0, "See #One here")])]


def test_slides_of_one_line_follow_what_names_their_subject() -> None:
    """ "# Rot" is a slide by itself: what stands alone on those behind it is about that."""
    text = (
        "# Software\n\n---\n\nBy me\n\n---\n\n# Rot\n\n---\n\nCode works\n\n---\n\n- Features come\n\n---\n\n"
        "# Smells\n\nThey tell\n\n---\n\nAlone\n\n---\n\n# Attacks\n\n---\n\nWorms: they crawl\n\n---\n\n"
        "Another\n\n---\n\n# Questions?\n\n---\n\nNever\n"
    )
    assert [title for title, _ in shape(text)] == [
        "Software",
        "",
        "Rot",
        "Rot",
        "Rot",
        "Smells",
        "",
        "Attacks",
        "",
        "",
        "Questions?",
        "",
    ]


def test_lines_between_rules_without_empty_lines_are_slides() -> None:
    text = "# Cells\n---\nMembranes hold.\n---\nPores let in.\n---\n## Nuclei\n- keep DNA\n---\nDNA tells.\n"
    assert shape(text) == [
        ("Cells", []),
        ("", [(0, "Membranes hold.")]),
        ("", [(0, "Pores let in.")]),
        ("Nuclei", [(0, "keep DNA")]),
        ("", [(0, "DNA tells.")]),
    ]


def test_dashes_below_a_line_are_a_heading_where_they_may_be() -> None:
    assert shape("Cells\n---\nhold\n\nPores\n---\nlet\n\nNuclei\n---\nkeep\n") == [
        ("Cells", [(0, "hold")]),
        ("Pores", [(0, "let")]),
        ("Nuclei", [(0, "keep")]),
    ]
