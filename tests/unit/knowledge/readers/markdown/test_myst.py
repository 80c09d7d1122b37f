"""MyST Markdown is read as it is rendered; what is no MyST is left alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.model import Form
from knowledge.readers.markdown import read_markdown
from knowledge.readers.markdown.fences import coded
from knowledge.readers.markdown.myst import KNOWN, without_myst
from knowledge.readers.notebook import read_notebook


def shown(source: str) -> list[str]:
    """The lines of a page under a title."""
    slides = read_markdown(f"# T\n\n{source}\n", "lecture.md").slides
    return [bullet.text for slide in slides for bullet in slide.bullets]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Rain seeps in by **{term}`infiltration`**.", "Rain seeps in by infiltration."),
        ("All {term}`residence times<residence time>` differ.", "All residence times differ."),
        ("See {ref}`Lecture 3<lecture_3>`.", "See Lecture 3."),
        ("See {ref}`sec:water-cycle`.", "See water cycle."),
        ("See {doc}`../intro/rain-fall.md`.", "See rain fall."),
        ("Most is groundwater ({numref}`fig:cycle`).", "Most is groundwater (the figure)."),
        ("{numref}`Figure %s <fig:cycle>` shows it.", "Figure shows it."),
        ("So {math}`x^2 + 1` grows.", "So x² + 1 grows."),
        ("H{sub}`2`O is water.", "H2O is water."),
        ("It falls {cite:p}`smith2020,jones1999`.", "It falls."),
        ("{cite:t}`smith2020water` says so.", "Smith (2020) says so."),
        ("The {abbr}`WHO (World Health Organization)` says.", "The WHO (World Health Organization) says."),
        ("{octicon}`report;1em` Read the news.", "Read the news."),
        ("Call {py:func}`~numpy.mean` first.", "Call mean first."),
        ("A {term}`water\ntable` is a level.", "A water table is a level."),
        ("A {del}`wrong` right word.", "A right word."),
    ],
)  # fmt: skip
def test_roles_are_what_they_show(source: str, said: str) -> None:
    assert shown(source) == [said]


def test_a_reference_to_what_stands_in_the_file_shows_its_title() -> None:
    source = "(cycle)=\n\n## The water cycle\n\nRain.\n\n## Next\n\nSee {ref}`cycle` and {ref}`box`.\n\n:::{admonition} A box\n:label: box\nWords.\n:::"
    assert "See The water cycle and A box." in shown(source)
    figure = "```{figure} a.png\n:name: gw_x\nA well.\n```\nIn {numref}`gw_x` it is."
    assert shown(figure) == ["A well.", "In the figure it is."]


@pytest.mark.parametrize("mark", ["```", ":::", "~~~"])
def test_a_box_is_its_title_and_what_stands_in_it(mark: str) -> None:
    source = f"Before.\n{mark}{{admonition}} Take *care*\n:class: tip\n\nIt moves.\n- a\n- b\n{mark}\nAfter."
    assert shown(source) == ["Before.", "Take care", "It moves.", "a", "b", "After."]
    assert shown(f"{mark}{{note}}\n---\nclass: x\n---\nIt moves.\n{mark}") == ["It moves."]


def test_one_box_after_another() -> None:
    """The end of one is no beginning of a program."""
    source = "```{note}\nOne\n```\n\nText\n\n```{note} A title\nTwo\n```"
    assert shown(source) == ["One", "Text", "A title", "Two"]


def test_boxes_in_boxes_in_lists_and_cards() -> None:
    nested = "````{note}\nOuter\n```{tip} Hint\nInner\n```\n```python\nx = {1}\n```\n````"
    assert shown(nested) == ["Outer", "Hint", "Inner", "x = {1}"]
    assert shown("- one\n  ```{warning}\n  Below\n  ```\n- ```{note}\n  Two\n  ```") == ["one", "Below", "Two"]  # fmt: skip
    cards = "::::{grid} 2\n:::{grid-item-card} Rain\nIt falls.\n+++\nMore\n:::\n:::{card}\nSnow\n:::\n::::"
    assert shown(cards) == ["Rain", "It falls.", "More", "Snow"]


def test_a_figure_is_its_caption_or_else_its_alternative_text() -> None:
    assert shown("```{figure} a.png\n:alt: A wet street\n:name: x\n\nRain at night.\n```") == [
        "Rain at night."
    ]
    [slide] = read_markdown("# T\n\n```{image} a.png\n:alt: A wet street\n```\n", "l.md").slides
    assert [(b.text, b.form) for b in slide.bullets] == [("A wet street", Form.PICTURE)]
    assert shown("```{figure} a.png\n:width: 60%\n```\nText.") == ["Text."]


@pytest.mark.parametrize(
    "source",
    [
        "```{toctree}\n:maxdepth: 2\nintro\n```",
        ":::{bibliography}\n:filter: docname in docnames\n:::",
        "```{code-cell} ipython3\n:tags: [remove-input]\nsecret = 1\n```",
        "```{include} other.md\n```",
        "(label)=",
    ],
)
def test_what_is_not_shown_is_nothing(source: str) -> None:
    assert shown(f"Text.\n\n{source}\n\n% a remark") == ["Text."]


def test_code_is_code_without_its_options_and_formulas_are_formulas() -> None:
    source = "```{code-cell} ipython3\n:tags: [hide-output]\n\nx = 1\n```\n\n:::{code-block} python\n:linenos:\ny = 2\n:::"
    assert shown(source) == ["x = 1", "y = 2"]
    assert shown("```{math}\n:label: eq\na = b^2\n```") == ["a = b²"]


def test_tables_and_glossaries() -> None:
    listed = "```{list-table} Flows\n:header-rows: 1\n\n* - Flow\n  - Speed\n* - River\n  - 1 m/s\n    at most\n```"
    assert shown(listed) == ["Flows", "Flow | Speed\nRiver | 1 m/s at most"]
    table = '```{csv-table}\n:header: "Thing", "Price"\n"Water", "1, or 2"\n```'
    assert shown(table) == ["Thing | Price\nWater | 1, or 2"]
    terms = "```{glossary}\nRunoff\n  Water that\n  flows off.\nRecharge\n  What comes in.\n```"
    assert shown(terms) == ["Runoff: Water that flows off.", "Recharge: What comes in."]


@pytest.mark.parametrize(
    "source",
    [
        "```{r}\nplot(1)\n```",
        "```{python echo=TRUE}\nx = {1}\n```",
        "```{mermaid}\nA --> B\n```",
        "````md\n```{note}\nHow to\n```\n{term}`x`\n````",
        "::: {.callout-note}\n## Title\nBody\n:::",
        "The set {x}`y` and ``{ref}`a` `` and f(x)= 2.",
        "```{note}\nnever closed",
        "+++\n\n100 % of it\n\n% said",
    ],
)
def test_what_is_no_myst_stays(source: str) -> None:
    assert without_myst(source) == source


def test_cells_of_a_notebook_are_read_so_too() -> None:
    cell = (
        '{"cell_type": "markdown", "metadata": {}, "source": "# T\\n\\nBy {term}`infiltration`."}'
    )
    notebook = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    [slide] = read_notebook(notebook, "a.ipynb").slides
    assert [b.text for b in slide.bullets] == ["By infiltration."]


_NAMES = st.sampled_from([*sorted(KNOWN), "r", "python", "nothing"])
_MARKS = st.sampled_from(["```", "````", ":::", "::::", "~~~"])
_LINES = st.one_of(
    st.builds("{}{{{}}} {}".format, _MARKS, _NAMES, st.sampled_from(["", "A title", "a.png"])),
    st.builds("- {}{{{}}}".format, _MARKS, _NAMES),
    _MARKS,
    st.sampled_from(
        ["", "---", ":name: x", "* - a", "  - b", "(x)=", "# A", "% c", "+++", "  in", "Text"]
    ),
    st.builds("{{{}}}`{}`".format, st.sampled_from(["ref", "math", "cite", "x"]), st.text("ab<> ,", max_size=6)),
    st.text(st.sampled_from("`:{}~*-<>()= a\t"), max_size=20),
)  # fmt: skip
_FILES = st.lists(_LINES, max_size=25).map("\n".join)


@given(_FILES)
@example("```{note}\n```{tip}\n```\n```")
def test_lines_keep_their_number_and_any_file_is_read(text: str) -> None:
    assert without_myst(text).count("\n") == text.count("\n")
    read_markdown(text, "lecture.md")


@given(_FILES)
def test_lines_of_code_that_no_directive_has_stay_as_they_are(text: str) -> None:
    fenced = f"`````python\n{text.replace('`````', '')}\n`````"
    assert without_myst(f"{fenced}\n\n{{term}}`x`") == f"{fenced}\n\nx"
    assert all(coded(fenced.split("\n")))


@given(st.text(st.characters(exclude_characters="`~:=%+"), max_size=200))
def test_a_text_without_its_marks_is_the_very_same(text: str) -> None:
    assert without_myst(text) == text


def test_a_hostile_file_takes_no_time_by_the_square_of_its_length() -> None:
    """Ten thousand boxes that begin and never end, and as many ends."""
    for text in ("```{note}\n" * 10_000, "- " * 5 + ":::{note}\n" * 10_000 + ":::\n" * 10_000):
        assert without_myst(text).count("\n") == text.count("\n")
