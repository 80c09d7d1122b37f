"""remark's and xaringan's decks: layouts, templates and macros."""

from __future__ import annotations

import pytest

from tests.unit.knowledge.readers.markdown.shapes import shape

LAYOUTS = """class: center

# Ethics

---
layout: true

### Duty

.left[Kant]

???
Not to be said twice.

---
--

.right[
"Act so that it may be a law."
]

---

Its critics

***

An objection

---
layout: false
name: end

### Virtue

{{content}}

---
template: end

Courage
"""


def test_slides_have_their_layouts_and_templates_content_and_layouts_are_no_slides() -> None:
    assert shape(LAYOUTS) == [
        ("Ethics", []),
        ("Duty", [(0, "Kant"), (0, '"Act so that it may be a law."')]),
        ("Duty", [(0, "Kant"), (0, "Its critics"), (0, "An objection")]),
        ("Virtue", []),
        ("Virtue", [(0, "Courage")]),
    ]


@pytest.mark.parametrize(
    ("macro", "said"),
    [
        ("![:scale 50%, #222;](img/go.jpg)", []),
        ("![:vspace 30]", []),
        ("![:vspace 20]()", []),
        ("![:portrait Ann Lee, 1736-1784, 80%](img/lee.jpg)", ["Ann Lee, 1736-1784"]),
        ("See ![:jump The law](https://law.example/a), first", ["See The law, first"]),
        ("![:box 10px, 70%, question](Who (if any) decides?)", ["Who (if any) decides?"]),
    ],
)
def test_a_macro_leaves_the_words_that_it_shows(macro: str, said: list[str]) -> None:
    deck = f"class: center\n# A\n\n{macro}\n\n- b\n---\n# C\n"
    assert [text for _, text in shape(deck)[0][1]] == [*said, "b"]


def test_an_r_markdown_deck_for_xaringan_is_remarks() -> None:
    text = "---\ntitle: Goods\noutput:\n  xaringan::moon_reader:\n    nature:\n---\n\n# Rivals\n\n.pull[\n- bread\n]\n\n---\n\n# Clubs\n\n***\n\nx/.red[y]\n"
    assert shape(text) == [("Rivals", [(0, "bread")]), ("Clubs", [(0, "x/y")])]
