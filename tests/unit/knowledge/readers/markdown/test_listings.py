"""Blocks set like code that hold no program: diagrams, quotations, what is only indented."""

from __future__ import annotations

from knowledge.model import Form
from tests.unit.knowledge.readers.markdown.shapes import lines, shape, slides


def test_of_a_diagrams_source_only_its_labels_are_kept() -> None:
    text = (
        "# T\n\n```mermaid\nflowchart LR\nclassDef hot fill:#f00\n  subgraph one [<b>Outer Path</b>]\n"
        '  XII-->|activates|XI["Factor eleven"]\n  end\n  XI:::hot --> end2(Stable clot)\n```\n'
    )
    (slide,) = slides(text)
    assert [(b.form, b.text) for b in slide.bullets] == [
        (Form.CODE, "Outer Path\nactivates\nFactor eleven\nStable clot")
    ]


def test_a_quotation_between_fences_is_text() -> None:
    text = "```\nThe word science was first used so in the last century, and no one knew it before.\n\n- Lee (2008)\n```\n"
    assert lines(text) == [
        "The word science was first used so in the last century, and no one knew it before.",
        "Lee (2008)",
    ]


def test_programs_stay_programs() -> None:
    text = "# T\n\n```\nfor each item in the list do add the item to the sum of all items\nsum = sum + item;\n```\n\n    ls -l\n\n```sql\nselect all the names of all the people that live in this town\n```\n"
    (slide,) = slides(text)
    assert [b.form for b in slide.bullets] == [Form.CODE] * 3


def test_a_list_indented_too_far_in_an_item_is_a_list_below_it() -> None:
    text = "# T\n\n- Findings:\n    - more of it\n\n          - a trap\n\n    - large data\n"
    assert shape(text) == [
        ("T", [(0, "Findings:"), (1, "more of it"), (2, "a trap"), (1, "large data")])
    ]


def test_a_paragraph_behind_a_nested_list_belongs_to_the_item_that_it_is_indented_to() -> None:
    text = "# T\n\n- cell\n    - fluid\n        - salts\n\n    The fluid fills it.\n"
    assert shape(text) == [
        ("T", [(0, "cell"), (1, "fluid"), (2, "salts"), (1, "The fluid fills it.")])
    ]


def test_tables_aligned_by_blanks_are_tables() -> None:
    text = (
        "Time      Kind\n--------- ------\n.5 ns     a hit\n100 ns    a | miss\n\nthen\n\n"
        "  ----- ------\n  adj   big\n  ----- ------\n\n"
        "---------------\n Name   Use\n------ --------\n ax     to fell\n        trees\n\n saw    to cut\n---------------\n"
    )
    assert lines(text) == [
        "Time | Kind\n.5 ns | a hit\n100 ns | a | miss",
        "then",
        "adj | big",
        "Name | Use\nax | to fell trees\nsaw | to cut",
    ]
