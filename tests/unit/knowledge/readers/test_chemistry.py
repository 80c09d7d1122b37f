r"""Chemical formulas in LaTeX: ``\ce{…}``."""

from __future__ import annotations

import pytest

from knowledge.readers.latex import formula
from knowledge.readers.latex.inline import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\ce{H2SO4}", "H₂SO₄"),
        (r"\ce{HSO4^-}", "HSO₄⁻"),
        (r"\ce{SO4^{2-}}", "SO₄²⁻"),
        (r"\ce{Ca^2+}", "Ca²⁺"),
        (r"\ce{Ca(OH)2}", "Ca(OH)₂"),
        (r"\ce{2H2 + O2 -> 2H2O}", "2H₂ + O₂ → 2H₂O"),
        (r"\ce{HA <=> H^+ + A^-}", "HA ⇌ H⁺ + A⁻"),
        (r"\ce{HC#CH}", "HC≡CH"),
        (r"\ce{HC \equiv CH}", "HC ≡ CH"),
        (r"\ce{^{14}_{6}C}", "¹⁴₆C"),
        (r"\frac{[\ce{A^-}]}{[\ce{HA}]}", "[A⁻]/[HA]"),
    ],
)
def test_numbers_and_charges_are_lowered_and_raised(written: str, read: str) -> None:
    assert formula(written) == read


def test_a_chemical_formula_may_stand_in_a_sentence() -> None:
    assert plain(r"Water, \ce{H2O}, is wet") == "Water, H₂O, is wet"
