"""What Markdown's writers set off within a line is kept: by its own marks, and by those of its programs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.knowledge.readers.markdown.shapes import slides


def marked(text: str) -> tuple[str, ...]:
    """Of a deck's only slide with text."""
    (found,) = {slide.marked for slide in slides(text) if slide.bullets}
    return found


@pytest.mark.parametrize(
    "term",
    [
        "**locus**",
        "__locus__",
        "*locus*",
        "_locus_",
        "***locus***",
        "**_locus_**",
        "**locus:**",
        "<b>locus</b>",
        "<strong>locus</strong>",
        "<em>locus</em>",
        "<i>locus</i>",
        "==locus==",
        "<mark>locus</mark>",
        "<dfn>locus</dfn>",
        '<dfn class="a">*locus*</dfn>',
        "[locus]{.alert}",
        '<span style="color: red">locus</span>',
        "**locus**es",
        "[locus]{#a .hl-red}",
    ],
)
def test_a_term_is_marked_within_a_line(term: str) -> None:
    assert marked(f"# Genes\n\n- The place is a {term} by name\n") == ("locus",)


@pytest.mark.parametrize("name", ["hi", "bold", "red", "hi-red", "big.blue", "alert"])
def test_remarks_classes_that_colour_mark(name: str) -> None:
    deck = f"layout: true\n\n---\nclass: left\n# Genes\n\nIts place is a .{name}[locus] and .small[little] else"
    assert marked(deck) == ("locus",)


@pytest.mark.parametrize(
    "line",
    [
        "**The whole line**",
        "**Note**: look",
        "a [**link**](http://a.b/c)",
        "`**code**` here",
        "a **`fork`** call",
        "about **42** of *n*",
        "it is **not** so",
        "2*3*4 = snake_case_name",
        "**a b c d e f** or more",
        "due **Wed 12/1** at noon",
        r"a \*locus\* here",
        "==all of it==",
    ],
)
def test_other_things_in_bold_are_no_terms(line: str) -> None:
    assert marked(f"# Genes\n\n- {line}\n- other words\n") == ()


def test_in_a_title_and_in_tables_but_not_in_their_headings() -> None:
    table = "| **Name** | What |\n|---|---|\n| **Locus** | place |\n| **a b** | **c d** |\n"
    assert marked(f"# The *lambda* calculus\n\n{table}") == ("lambda", "Locus")


def test_the_term_of_a_definition_list() -> None:
    assert marked("# Genes\n\nLocus\n: the place of a gene\n") == ("Locus",)


def test_each_section_of_notes_has_its_own() -> None:
    notes = "# Genes\n\nA **locus** is one.\n\n## Later\n\nThe locus of an ==allele== there.\n"
    assert [slide.marked for slide in slides(notes)] == [("locus",), ("allele",)]


def test_what_is_set_off_in_code_is_not() -> None:
    assert marked("# Genes\n\nThe locus is\n\n```\nprint(<b>locus</b>)\n```\n") == ()


_PIECES = st.sampled_from(
    [
        "**",
        "*",
        "_",
        "__",
        "==",
        "<b>",
        "</b>",
        "[",
        "]{.alert}",
        ".red[",
        "]",
        "`",
        "locus",
        " ",
        "\n",
        "a gene",
        "# ",
        "- ",
        "| ",
        "|---|\n",
        "\n\n",
        "Note:",
        "(",
        ")",
        "$x$",
        "---\n",
        ": ",
        "\\",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_every_marked_phrase_stands_on_its_slide_and_is_short(text: str) -> None:
    for slide in slides(text):
        for phrase in slide.marked:
            assert any(phrase in said for said in (slide.title, *(b.text for b in slide.bullets)))
            assert 1 <= len(phrase.split()) <= 5
