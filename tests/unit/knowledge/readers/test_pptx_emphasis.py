"""What a PowerPoint slide sets off within a line, by how its runs look, is kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Inches

from knowledge.readers.pptx import read_pptx
from tests.unit.knowledge.readers.decks import deck, saved, slide

Runs = list[tuple[str, str]]


def marked(*lines: Runs) -> tuple[str, ...]:
    """Of a slide with these paragraphs, each of runs with how they look."""
    made = deck()
    body = slide(made, "Genes", ("x",)).placeholders[1].text_frame
    for n, runs in enumerate(lines):
        paragraph = body.paragraphs[0] if not n else body.add_paragraph()
        paragraph.clear()
        for text, look in runs:
            run = paragraph.add_run()
            run.text = text
            _set(run, look)
    (found,) = read_pptx(saved(made), "deck.pptx").slides
    return found.marked


def _set(run: Any, look: str) -> None:
    if look in {"bold", "italic", "underline"}:
        setattr(run.font, look, True)
    elif look == "accent":
        run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
    elif look == "link":
        run.hyperlink.address = "https://a.example/b"
        run.font.bold = True
    elif look == "mono":
        run.font.name, run.font.bold = "Courier New", True
    elif look:
        red, green, blue = bytes.fromhex(look)
        run.font.color.rgb = RGBColor(red, green, blue)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("look", ["bold", "italic", "underline", "accent", "C00000"])
def test_a_run_that_looks_otherwise_marks_a_term(look: str) -> None:
    assert marked([("The place is a ", ""), ("locus", look), (", by name", "")]) == ("locus",)


def test_runs_that_were_split_are_one_term() -> None:
    line = [
        ("Prim", "bold"),
        ("acy", "bold"),
        (" ", ""),
        ("effect", "bold"),
        (" better memory", ""),
    ]
    assert marked(line) == ("Primacy effect",)


@pytest.mark.parametrize("look", ["", "link", "mono", "808080", "000000"])
def test_plain_runs_links_code_and_greys_mark_nothing(look: str) -> None:
    assert marked([("The place is a ", ""), ("locus", look), (", by name", "")]) == ()


def test_a_paragraph_that_is_bold_from_end_to_end_marks_nothing() -> None:
    assert marked([("The locus", "bold"), (" of all", "bold")], [("Other words", "")]) == ()


def test_the_usual_colour_of_a_paragraph_is_no_mark() -> None:
    line = [("The place is a ", "C00000"), ("locus", "0000C0"), (" by its name", "C00000")]
    assert marked(line) == ("locus",)


def test_a_table_marks_terms_below_its_first_row() -> None:
    made = deck()
    shapes = slide(made, "Genes", ()).shapes
    table = shapes.add_table(2, 2, Inches(1), Inches(2), Inches(4), Inches(1)).table
    for row, words in enumerate([("Name", "What"), ("Locus", "a place")]):
        for column, text in enumerate(words):
            run = table.cell(row, column).text_frame.paragraphs[0].add_run()
            run.text = text
            run.font.bold = row == 0 or column == 0
    (found,) = read_pptx(saved(made), "deck.pptx").slides
    assert found.marked == ("Locus",)


_LOOKS = st.sampled_from(["", "bold", "italic", "accent", "C00000", "link"])
_WORDS = st.text(st.sampled_from("ab c:.-("), min_size=1, max_size=12)


@given(st.lists(st.lists(st.tuples(_WORDS, _LOOKS), max_size=5), min_size=1, max_size=3))
@settings(max_examples=25, deadline=None)
def test_every_marked_phrase_is_short(lines: list[Runs]) -> None:
    assert all(1 <= len(phrase.split()) <= 5 for phrase in marked([("x ab y", "")], *lines))
