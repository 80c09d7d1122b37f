"""Decks for Pandoc, Quarto and R Markdown: where slides begin, and marks that are no text."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import shape, slides

QUARTO = """---
title: "Rivers"
format:
  revealjs:
    theme: default
---

# Springs

- where water rises

## Karst {.smaller}

![](karst.png){width=3in}

::: {.notes}
Ask who drank from one.
:::

## {background-image="delta.svg" background-size="75%"}

::: notes
The Nile.
:::

## Mouths

### Deltas

- silt

---

Without a heading
"""


def test_quartos_slides_begin_at_headings_of_two_ranks_and_at_rules_and_keep_their_notes() -> None:
    assert shape(QUARTO) == [
        ("Rivers", []),
        ("Springs", [(0, "where water rises")]),
        ("Karst", []),
        ("Mouths", [(0, "Deltas"), (1, "silt")]),
        ("", [(0, "Without a heading")]),
    ]
    assert [(s.page, s.notes) for s in slides(QUARTO)] == [
        (1, ""),
        (2, ""),
        (3, "Ask who drank from one."),
        (5, ""),
        (6, ""),
    ]


def test_a_slide_that_quarto_does_not_show_is_hidden() -> None:
    text = '---\nformat: revealjs\n---\n\n## Old {visibility="hidden"}\n\na\n\n## New {.smaller}\n\nb\n'
    assert [(s.title, s.hidden) for s in slides(text)] == [("Old", True), ("New", False)]


BEAMER = """---
title: Courts
output:
  beamer_presentation:
    %s
---

# Rules

### Writs

One line

#### Forms

Two lines
"""


@pytest.mark.parametrize(
    ("option", "titles"),
    [
        ("slide_level: 3", ["Courts", "Rules", "Writs"]),
        ("slide_level: 4", ["Courts", "Rules", "Writs", "Forms"]),
        ("toc: false", ["Courts", "Rules", "Writs"]),
    ],
)
def test_the_slide_level_is_the_one_given_or_the_highest_with_text_below_it(
    option: str, titles: list[str]
) -> None:
    assert [title for title, _ in shape(BEAMER % option)] == titles


def test_a_deck_whose_rules_part_only_slides_without_headings_begins_slides_at_headings() -> None:
    text = (
        "Pumps\n=====\n\n---\n\nChapter 3\n\nPistons\n-------\n\n- push\n\nVanes\n-----\n\n- turn\n\n"
        "---\n\n```c\nturn();\n```\n\nGears\n-----\n\n- mesh\n\nScrews\n------\n\n- lift\n"
    )
    assert [title for title, _ in shape(text)] == [
        "Pumps",
        "",
        "Pistons",
        "Vanes",
        "",
        "Gears",
        "Screws",
    ]


@pytest.mark.parametrize(
    "attributes",
    [
        "{#sec-tides .unnumbered}",
        "{.smaller}",
        '{background-color="#fff" .center}',
        "{data-x=1}",
        "{-}",
    ],
)
def test_attributes_behind_a_title_go(attributes: str) -> None:
    assert shape(f"## Tides {attributes}\n\nTwice a day\n") == [("Tides", [(0, "Twice a day")])]


def test_braces_that_are_no_attributes_stay_in_a_title() -> None:
    assert shape("## The set {a, b}\n\nHas two members\n")[0][0] == "The set {a, b}"


STEPS = """---
title: "Bells"
fig-align: "center"
---

# Casting

## Bronze

::: {.incremental}
- four parts of copper
- one part of tin
:::

## The mould

::: {.incremental}
- loam for the core
:::

# Ringing

## Ropes

. . .

They wear out
"""


def test_steps_tell_a_deck_whose_format_stands_in_another_file() -> None:
    """Quarto's `_quarto.yml` is not among what is dropped."""
    assert [title for title, _ in shape(STEPS)] == [
        "Bells",
        "Casting",
        "Bronze",
        "The mould",
        "Ringing",
        "Ropes",
    ]


def test_two_marks_of_slides_make_no_deck_of_notes() -> None:
    notes = STEPS.replace(". . .\n\n", "").replace('fig-align: "center"\n', "")
    assert next(title for title, _ in shape(notes)) == "Casting"


def test_an_article_with_steps_is_no_deck() -> None:
    article = STEPS.replace('fig-align: "center"', "format: html")
    assert next(title for title, _ in shape(article)) == "Casting"
