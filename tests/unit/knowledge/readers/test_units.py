r"""Numbers with units in LaTeX, as siunitx sets them."""

from __future__ import annotations

import pytest

from knowledge.readers.latex import formula
from knowledge.readers.latex.inline import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\SI{5}{\kilo\gram}", "5 kg"),
        (r"\qty{10}{\meter\per\second\squared}", "10 m/s²"),
        (r"\SI[mode=text]{1e-3}{\meter\tothe{4}}", "10⁻³ m⁴"),
        (r"\num{2.5e6}", "2.5 × 10⁶"),
        (r"\qty{3 \pm 1}{m.s^{-1}}", "3 ± 1 m·s⁻¹"),
        (r"\SI{4}{kg m^2}", "4 kg·m²"),
        (r"\si{\square\meter} \unit{\kilo\watt\hour}", "m² kW·h"),
        (r"\SI{90}{\degree} \ang{45;30}", "90° 45°30′"),
        (r"\SIrange{1}{5}{\volt}", "1–5 V"),
        (r"\SI{20}{\celsius}", "20 °C"),
    ],
)
def test_a_quantity_has_its_number_and_its_unit(written: str, read: str) -> None:
    assert plain(f"about {written} each") == f"about {read} each"


def test_a_quantity_may_stand_in_a_formula() -> None:
    assert formula(r"g = \SI{9.81}{\meter\per\second\squared}") == "g = 9.81 m/s²"


def test_a_command_without_all_its_groups_is_left_out() -> None:
    assert plain(r"a \SI{5} b") == "a 5 b"
