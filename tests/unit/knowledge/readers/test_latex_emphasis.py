"""What a LaTeX source sets off within a line is kept, by whatever command."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Slide
from knowledge.readers.latex import read_latex


def slides(body: str, head: str = "") -> tuple[Slide, ...]:
    source = f"\\documentclass{{beamer}}\n{head}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return read_latex(source, "slides.tex").slides


def marked(body: str, head: str = "") -> tuple[str, ...]:
    """Of a frame called "Genes"."""
    (found,) = slides(f"\\begin{{frame}}{{Genes}}\n{body}\n\\end{{frame}}", head)
    return found.marked


@pytest.mark.parametrize(
    "term",
    [
        r"\textbf{locus}",
        r"\emph{locus}",
        r"\textit{locus,}",
        r"\alert<2->{locus}",
        r"\structure{locus}",
        r"\textcolor{red}{locus}",
        r"\textcolor[rgb]{1,0,0}{locus}",
        r"\term{locus}",
        r"\defn{\textbf{locus}}",
        r"{\bf locus}",
        r"{\em locus\/}",
        r"\kmark{locus}",
    ],
)
def test_a_command_that_sets_off_marks_a_term(term: str) -> None:
    head = r"\newcommand{\kmark}[1]{\textbf{\textcolor{blue}{#1}}}"
    item = f"\\begin{{itemize}}\\item The place is a {term} by name\\end{{itemize}}"
    assert marked(item, head) == ("locus",)


@pytest.mark.parametrize(
    "line",
    [
        r"\textbf{The locus}.",
        r"\textbf{Note}: it is \emph{not} so",
        r"Call \textbf{\texttt{fork}} or \emph{\url{http://a.b}}",
        r"About \textbf{42} of \emph{$n$}",
        r"It was \textcolor{gray}{locus} once",
        r"\textbf{One two three four five six} seven",
    ],
)
def test_whole_lines_code_labels_and_numbers_mark_nothing(line: str) -> None:
    assert marked(f"{line}\n\nOther words of the locus") == ()


def test_labels_of_descriptions_titles_and_tables() -> None:
    assert marked(r"\begin{description}\item[Locus] the place of a gene\end{description}") == (
        "Locus",
    )
    table = r"\begin{tabular}{ll}\textbf{A name} & \textbf{What}\\ \textbf{Locus} & a place\\ \end{tabular}"
    assert marked(table) == ("Locus",)
    (found,) = slides(r"\begin{frame}{The \emph{lambda} calculus}Words\end{frame}")
    assert found.marked == ("lambda",)


_PIECES = st.sampled_from(
    [
        r"\textbf{",
        r"\emph{",
        r"{\bf ",
        "}",
        "{",
        r"\alert<1>{",
        "locus",
        " of ",
        "a gene",
        r"\item ",
        "$",
        "\n\n",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_marked_phrase_stands_on_its_slide_and_is_short(body: str) -> None:
    for slide in slides(f"\\begin{{frame}}{{T}}\n{body}\n\\end{{frame}}"):
        for phrase in slide.marked:
            assert any(phrase in said for said in (slide.title, *(b.text for b in slide.bullets)))
            assert 1 <= len(phrase.split()) <= 5
