"""Slides that show one slide again with more of it, captions of tables, and line ends in titles."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import shape, slides

HEAD = "---\ntitle: Mills{}\nformat: revealjs\n---\n\n"
STEP = (
    "## Sacks a day\n\n| Day | Mon | Tue |\n|:--|--:|--:|\n| Wheat | 4 | 5 |\n| Rye | {} | {} |\n\n"
)


def test_a_table_that_is_filled_in_step_by_step_is_one_slide() -> None:
    text = HEAD.format("") + STEP.format("", "") + STEP.format("2", "") + STEP.format("2", "3")
    found = [s for s in slides(text) if s.title == "Sacks a day"]
    assert [(s.page, s.builds, s.bullets[0].text) for s in found] == [
        (4, (2, 3), "Day | Mon | Tue\nWheat | 4 | 5\nRye | 2 | 3")
    ]


def test_slides_of_one_title_that_say_other_things_stay_apart() -> None:
    text = HEAD.format("") + "## Wind\n\n- It turns\n\n## Wind\n\n- It rests\n"
    assert [lines for title, lines in shape(text) if title == "Wind"] == [
        [(0, "It turns")],
        [(0, "It rests")],
    ]


def test_one_line_without_a_title_begins_nothing() -> None:
    text = HEAD.format("") + "## \n\nGrinding\n\n## \n\nGrinding\n\nTakes all day\n"
    assert [lines for title, lines in shape(text) if not title] == [
        [(0, "Grinding")],
        [(0, "Grinding"), (0, "Takes all day")],
    ]


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        (': {tbl-colwidths="[35,13]"}', []),
        (": Sacks of two days {#tbl-sacks}", ["Sacks of two days"]),
        (": Sacks of two days", ["Sacks of two days"]),
        ("Table: Sacks of two days {.striped}", ["Sacks of two days"]),
    ],
)
def test_a_tables_caption_is_a_line_without_its_settings(below: str, lines: list[str]) -> None:
    text = HEAD.format("") + STEP.format("2", "3") + below + "\n"
    (_, found) = next(slide for slide in shape(text) if slide[0] == "Sacks a day")
    assert [text for _, text in found[1:]] == lines


@pytest.mark.parametrize("said", ["{1, 2, 3}", "{}"])
def test_braces_that_set_nothing_stay(said: str) -> None:
    found = dict(shape(HEAD.format("") + f"## Sets\n\nSet\n\n: {said}\n"))
    assert any(said in text for _, text in found["Sets"])


def test_a_definition_list_is_no_caption() -> None:
    found = dict(shape(HEAD.format("") + "## Words\n\nHopper\n\n: holds the grain\n"))
    assert any("holds the grain" in text for _, text in found["Words"])


def test_a_break_in_a_title_is_a_blank() -> None:
    assert shape(HEAD.format("<br>and their stones"))[0][0] == "Mills and their stones"
