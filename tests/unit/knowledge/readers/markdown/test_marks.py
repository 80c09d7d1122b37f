"""What programs mix into Markdown: emoji by name, LaTeX, tables of contents, raw blocks, addresses."""

from __future__ import annotations

import pytest

from knowledge.model import Form
from tests.unit.knowledge.readers.markdown.shapes import lines, shape, slides


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- :question: Why so?", ["Why so?"]),
        ("Keys (:lock::key:) help", ["Keys help"]),
        ("| a | b |\n|:-:|---|\n| :heavy_check_mark: | :x: |", ["a | b\n✓ | ✗"]),
        ("at 10:30:45 in std::vector::x", ["at 10:30:45 in std::vector::x"]),
        ("`:key:` stays", [":key: stays"]),
        ("Slides (… on demand :tada: )", ["Slides (… on demand)"]),
        ("Slides ( :zap: on demand)", ["Slides (on demand)"]),
        ("We shipped :rocket: .", ["We shipped."]),
        ("- one :a: two", ["one two"]),
        ('Room (<mdi-clock /> at ten <mdi-door class="x" /> )', ["Room (at ten)"]),
    ],
)
def test_emoji_by_name_go_but_for_ticks_and_crosses(written: str, read: list[str]) -> None:
    assert lines(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("One\n\n\\bigskip\n\nTwo", ["One", "Two"]),
        ("\\small Closed classes", ["Closed classes"]),
        ("\\begin{center}\n\nIdeas sleep.\n\n\\end{center}", ["Ideas sleep."]),
        (
            "A tree:\n\n\\begin{center}\n\\Tree[.S [.NP a ] ]\n\\end{center}\n\nIt ends.",
            ["A tree:", "It ends."],
        ),
        ("\\begin{tikzpicture}\n\\draw (0,0);\n\\end{tikzpicture}\n\nx", ["x"]),
        ("a \\textbf{strong} and \\textcolor{red}{red} word", ["a strong and red word"]),
        ("So says one [@lee1999; see @kim, p. 3].", ["So says one."]),
        ("so, \\quad and $a \\quad b$", ["so, and a b"]),
        ("Mail a@b.org [now](mailto:a@b.org)", ["Mail a@b.org now"]),
    ],
)
def test_latex_between_markdowns_lines_leaves_its_words(written: str, read: list[str]) -> None:
    assert lines(written) == read


@pytest.mark.parametrize("mark", ["[TOC]", "[[toc]]", "[[_TOC_]]"])
def test_a_table_of_contents_is_no_line(mark: str) -> None:
    assert lines(f"{mark}\n\nText") == ["Text"]


def test_a_raw_block_of_html_is_read_as_html_and_others_are_not_shown() -> None:
    text = "```{=html}\n<!-- a remark for the lecturer -->\n<p>Shown</p>\n```\n\n```{=latex}\n\\vfill\n```\n\nEnd"
    assert lines(text) == ["Shown", "End"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("See {{< video https://v.example/a >}} first", "See first"),
        ("<<< @/snippets/sum.ts\n\nText", "Text"),
        ("The mean is `r round(mean(x), 2)` and `r` is fast", "The mean is and r is fast"),
    ],
)
def test_what_only_a_program_fills_in_is_left_out(written: str, read: str) -> None:
    assert lines(written) == [read]


def test_addresses_with_blanks_are_addresses() -> None:
    assert lines("![A street in rain](my pictures/wet street.png)") == ["A street in rain"]


def test_dots_dashes_and_empty_items_are_no_lines() -> None:
    assert lines("- a\n- ...\n- +\n\ntext\\\n") == ["a", "text"]


def test_a_break_alone_on_a_line_does_not_hide_what_follows_from_markdown() -> None:
    assert lines('<br/>\n*"Said so"*\n') == ['"Said so"']


def test_slides_taken_from_another_program_are_called_by_their_first_line() -> None:
    text = (
        "# Presentation: Trade\n\n## Slide 1\n\n**Text Content:**\n- Barter\n- Goods for goods\n\n"
        "## Slide 2\n\n![Image extracted from Slide 2](a b/s.png)\n\n**Text Content:**\n- Money\n"
    )
    assert shape(text) == [
        ("Presentation: Trade", []),
        ("Barter", [(0, "Goods for goods")]),
        ("Money", []),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("- &shy;<!-- .element: class='fragment' -->Warp threads", "Warp threads"),
        ("- a shut\u00adtle flies\u200b", "a shuttle flies"),
        (r"- [Ott 2020](https://example.org/S01(20\)30-2)", "Ott 2020"),
        ("- `$$ s = v \\times t $$`", "s = v × t"),
        ("- `$PATH` and `$$`", "$PATH and $$"),
    ],
)
def test_nothing_that_a_page_does_not_show_is_in_a_line(written: str, shown: str) -> None:
    assert lines(written) == [shown]


def test_rows_of_cells_without_their_dashes_are_a_table_and_other_lines_with_bars_are_not() -> None:
    rows = "Loom | Width | Price\nrigid | 40 cm | 90\ntable | 60 cm | 300"
    (slide,) = slides(f"# Looms\n\n{rows}\n")
    assert [(b.form, b.text) for b in slide.bullets] == [(Form.TABLE, rows)]
    grammar = "S -> NP | VP | X\nNP -> D | N | A\nVP -> V | NP | P"
    (slide,) = slides(f"# Looms\n\n{grammar}\n")
    assert Form.TABLE not in {b.form for b in slide.bullets}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("- **Malloc** reserves", ["Malloc reserves"]),
        ("- **Malloc:**reserves", ["Malloc:reserves"]),
        ("- **“Free”**gives back", ["“Free”gives back"]),
        (
            "<ul>\n<li>**Control**: two are *compared*.</li>\n<li>2 * 3 * 4</li>\n</ul>",
            ["Control: two are compared.", "2 * 3 * 4"],
        ),
        ("<pre>\nint **p, **q;\n</pre>", ["int **p, **q;"]),
        ("- `**a**` and f(**b, **c)", ["**a** and f(**b, **c)"]),
        (">- one **step**\n>- then another", ["one step", "then another"]),
        ("> - one\n> - two", ["one", "two"]),
    ],
)
def test_a_lead_word_loses_its_marks_wherever_it_stands(written: str, read: list[str]) -> None:
    """In HTML's lists, in Pandoc's lists that are shown one by one, and where CommonMark sees no bold."""
    assert lines(written) == read
