"""What an HTML page sets off within a line is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableSource
from knowledge.readers.html import read_html


def marked(inner: str) -> tuple[str, ...]:
    """Of a page with one heading."""
    page = f"<html><body><h1>Genes</h1>{inner}<p>Other words</p></body></html>"
    (found,) = read_html(page, "page.html").slides
    return found.marked


@pytest.mark.parametrize("tag", ["b", "strong", "em", "i", "mark", "dfn"])
def test_an_element_that_sets_off_marks_a_term(tag: str) -> None:
    assert marked(f"<ul><li>The place is a <{tag}>locus</{tag}>, by name</li></ul>") == ("locus",)


def test_nested_elements_mark_once() -> None:
    assert marked("<p>A <b>locus <i>minor</i></b> is</p>") == ("locus minor",)


@pytest.mark.parametrize(
    "inner",
    [
        "<p><b>The locus</b>.</p><p>The locus is a place</p>",
        "<p>See <a href='x'><b>the locus</b></a> or <b><a href='x'>gene pool</a></b></p>",
        "<p>Call <b><code>fork</code></b> or <code><b>exec</b></code></p>",
        "<p><b>Note</b>: it is <em>not</em> so</p>",
        "<p>A <span>locus</span></p>",
    ],
)
def test_whole_lines_links_code_and_labels_mark_nothing(inner: str) -> None:
    assert marked(inner) == ()


def test_terms_of_definition_lists_and_of_tables() -> None:
    assert marked("<dl><dt>Locus</dt><dd>a place of a gene</dd></dl>") == ("Locus",)
    table = "<tr><th>Name</th><th>What</th></tr><tr><td><b>Locus</b></td><td>a place</td></tr>"
    assert marked(f"<table>{table}</table>") == ("Locus",)


def test_slides_of_a_deck_mark_theirs() -> None:
    slides = "".join(
        f"<section><h2>{title}</h2><p>{text}</p></section>"
        for title, text in [("Genes", "A <b>locus</b> is one"), ("More", "the locus again")]
    )
    page = f'<div class="reveal"><div class="slides">{slides}</div></div>'
    assert [s.marked for s in read_html(page, "a.html").slides] == [("locus",), ()]


_PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<p>",
        "</p>",
        "<li>",
        "<h2>",
        "</h2>",
        "<br>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<dt>",
        "<dd>",
        "locus",
        " of ",
        "a gene",
        "<code>",
        "</code>",
        "Note:",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_marked_phrase_stands_on_its_slide_and_is_short(inner: str) -> None:
    try:
        found = read_html(f"<html><body>{inner}</body></html>", "a.html").slides
    except UnreadableSource:
        return
    for slide in found:
        for phrase in slide.marked:
            assert any(phrase in said for said in (slide.title, *(b.text for b in slide.bullets)))
            assert 1 <= len(phrase.split()) <= 5
