r"""Algorithms in LaTeX, and what else keeps its rows within a line."""

from __future__ import annotations

from knowledge.model import Form
from knowledge.readers.latex import read_latex


def read(body: str) -> list[tuple[Form, str]]:
    source = f"\\documentclass{{beamer}}\\begin{{document}}\\begin{{frame}}{{T}}{body}\\end{{frame}}\\end{{document}}"
    return [(b.form, b.text) for slide in read_latex(source, "a.tex").slides for b in slide.bullets]


def test_an_algorithm_is_code_with_a_line_for_each_step_indented_as_it_nests() -> None:
    tex = r"""\begin{algorithmic}[1]
        \Require a list $x$
        \Function{Max}{$x$} \State $m \gets x_1$ \Comment{so far}
        \ForAll{$y \in x$} \If{$y > m$} \State $m \gets y$ \Else \State skip \EndIf \EndFor
        \State \Return $m$ \EndFunction
        \end{algorithmic}"""
    assert read(tex) == [
        (
            Form.CODE,
            "Require: a list x\nfunction Max(x)\n  m ← x₁  // so far\n  for all y ∈ x\n    if y > m\n      m ← y\n"
            "    else\n      skip\n  return m",
        )
    ]


def test_cases_within_a_line_stay_one_formula() -> None:
    tex = r"so $f = \begin{cases} a & x>0 \\ b & \text{else}\end{cases}$ holds \\ then \par end"
    assert [text for _, text in read(tex)] == ["so f = {a, x > 0; b, else holds", "then", "end"]


def test_quoted_words_keep_their_quotes() -> None:
    assert read(r"no \enquote{true} answer") == [(Form.TEXT, "no “true” answer")]
