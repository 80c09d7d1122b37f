"""What a slide is called where its own heading does not tell it from others."""

from __future__ import annotations

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
