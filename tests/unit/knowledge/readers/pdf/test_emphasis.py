"""What a PDF sets off within a line, by a variant of the line's font, is kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.readers.pdf import read_pdf
from tests.unit.knowledge.readers.pdf.sheets import pdf, text

PAGE = (720.0, 540.0)
Runs = list[tuple[str, str]]


def line(runs: Runs, y: float) -> str:
    """Operators that write runs one behind the other, each in its font."""
    shown = "".join(f"/{font} 20 Tf ({words}) Tj " for words, font in runs)
    return f"BT 1 0 0 1 60 {y} Tm {shown}ET\n"


def marked(*lines: Runs) -> tuple[str, ...]:
    """Of a page with these lines below its title."""
    content = text("Genes", 60, 480, 32, "B")
    content += "".join(line(runs, 420 - 26 * n) for n, runs in enumerate(lines) if runs)
    (found,) = read_pdf(pdf([content], PAGE), "deck.pdf").slides
    return found.marked


@pytest.mark.parametrize("font", ["B", "I"])
def test_words_in_a_variant_of_the_lines_font_mark_a_term(font: str) -> None:
    assert marked([("The place is a ", "F"), ("locus", font), (", by its name", "F")]) == ("locus",)


def test_a_term_may_go_on_in_the_next_line() -> None:
    first: Runs = [
        ("The words that come first and are remembered show the ", "F"),
        ("primacy", "B"),
    ]
    assert marked(first, [("effect", "B"), (" of memory, as they say there", "F")]) == (
        "primacy effect",
    )


def test_a_bold_sentence_over_several_lines_is_no_term() -> None:
    first: Runs = [("All of them know that the words which come first are ", "F"), ("always", "B")]
    second: Runs = [("remembered best of all by everybody who has ever heard of", "B")]
    assert marked(first, second, [("them", "B"), (" as it has been said before", "F")]) == ()


@pytest.mark.parametrize("font", ["F", "N", "M"])
def test_plain_words_and_code_mark_nothing(font: str) -> None:
    assert marked([("The place is a ", "F"), ("locus", font), (", by its name", "F")]) == ()


def test_a_line_that_is_bold_from_end_to_end_marks_nothing() -> None:
    assert marked([("The locus", "B")], [("The locus is the place of a gene", "F")]) == ()


_WORDS = st.text(st.sampled_from("ab c:.-"), min_size=1, max_size=14)


@given(st.lists(st.lists(st.tuples(_WORDS, st.sampled_from("FBIM")), max_size=4), max_size=4))
@settings(max_examples=40, deadline=None)
def test_every_marked_phrase_is_short(lines: list[Runs]) -> None:
    assert all(1 <= len(phrase.split()) <= 5 for phrase in marked([("x ab y", "F")], *lines))
