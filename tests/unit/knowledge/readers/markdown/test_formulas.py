"""Formulas in Markdown: between which signs, and what only looks like one."""

from __future__ import annotations

import pytest

from knowledge.model import Form
from tests.unit.knowledge.readers.markdown.shapes import lines, slides


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"$ \alpha^2 = q $", "α² = q"),
        ("$ w = x_b\n\\sqrt{2} $", "w = x_b √2"),
        ("- $ x^2 $", "x²"),
        (r"the load $\Omega $ and $x $", "the load Ω and x"),
        (r"\( \text{HA} \)", "HA"),
        (r"by \(n\) and \(O(n \log n)\)", "by n and O(n log n)"),
        (r"a $\qquad$ b", "a b"),
        (r"$0 \leq r \lt n$", "0 ≤ r < n"),
        (r"$\ce{NH2^-}$ ions", "NH₂⁻ ions"),
    ],
)
def test_a_formula_may_have_spaces_within_its_signs(written: str, read: str) -> None:
    assert lines(written) == [read]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It costs $ 5 and brings $ 10 = ok", "It costs $ 5 and brings $ 10 = ok"),
        ("US$ 5 is dear, US$ 6 is more", "US$ 5 is dear, US$ 6 is more"),
        (r"[The Act \(Public Notice 80\-14\)](a.pdf)", "The Act (Public Notice 80-14)"),
        (r"\['This', 'is', 'one', '.'\]", "['This', 'is', 'one', '.']"),
        (r"he wrote \[sic\] so", "he wrote [sic] so"),
    ],
)
def test_money_and_escaped_brackets_are_no_formulas(written: str, read: str) -> None:
    assert lines(written) == [read]


def test_an_environment_without_signs_around_it_is_a_formula_a_line_for_each_row() -> None:
    (slide,) = slides("# T\n\nThen\n\\begin{align*}\na & = b \\\\\nc & = d\n\\end{align*}\n\nEnd\n")
    assert [(b.form, b.text) for b in slide.bullets] == [
        (Form.TEXT, "Then"),
        (Form.FORMULA, "a = b\nc = d"),
        (Form.TEXT, "End"),
    ]


def test_an_environment_that_never_ends_stays_text() -> None:
    assert lines("\\begin{align}\na") == [r"\begin{align} a"]
