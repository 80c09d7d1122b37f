"""Marks of many programs in any order: never an error, never a blank line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers.markdown import read_markdown

MARKS = st.sampled_from(
    [
        "---\nformat: revealjs\ntitle: x\n---",
        "---\nseparator: <--o-->\n---",
        "---\nmarp: true\n---",
        "layout: true",
        "template: a",
        "name: a",
        "{{content}}",
        "???",
        "---",
        "--",
        "<--o-->",
        "<section data-markdown>",
        "# {.x}",
        "## a {b=c}",
        "a\n===",
        "```{=html}",
        "```mermaid\na[b]",
        "```",
        "\\begin{align}",
        "\\end{align}",
        "\\begin{center}",
        "\\Tree[.a",
        "$ x_1 $",
        "\\(a\\)",
        "\\[b",
        "\\ce{H2O",
        "> [!note] A",
        "![[x.png]]",
        "[[a|b]]",
        "==c==",
        "%%",
        "words ^block-id",
        "#tag",
        ":key:",
        "![:jump a](b c)",
        ".red[",
        "]",
        "------ ----",
        "  a      b",
        "| < | ^ |\n|---|---|\n| ^ | < |",
        "**Bold**",
        "- item\nLabel: x",
        "![bg fit](a.png)\n![b c](d e.png)",
        '<abbr title="a b">AB</abbr>',
        "<br>",
        "",
    ]
)


@given(st.lists(MARKS, max_size=25).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_marks_in_any_order_are_read_without_a_blank_line(text: str) -> None:
    reading = read_markdown(text, "a.md")
    assert reading == read_markdown(text, "a.md")
    for slide in reading.slides:
        assert slide.title or slide.bullets
        assert all(b.text.strip() and b.level >= 0 for b in slide.bullets)
