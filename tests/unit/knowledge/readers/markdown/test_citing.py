"""Citations by keys, which nobody sees on a slide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.readers.markdown.citing import without_keys
from tests.unit.knowledge.readers.markdown.shapes import lines


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Waves spread [@okada_waves_1985], as they do", "Waves spread, as they do"),
        ("see [@smith2004, pp. 33-35; also @doe99, ch. 1] for it", "see for it"),
        ("from the @Okada1985 formula", "from the Okada (1985) formula"),
        ("found by @ledford_amber_2007.", "found by Ledford (2007)."),
        ("- Bonding: [@Weisman2013158](http://dx.doi.org/10.1(2))", "- Bonding:"),
        ("-- @Sterling2021-yx", ""),
        ("@ledford_amber_2007, @ramirez_dating_2007", ""),
        ("![@Hastoy2017-it](a.png)", "![](a.png)"),
    ],
)
def test_a_key_goes_or_says_who_and_when(text: str, seen: str) -> None:
    assert without_keys(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "[@leouieda](https://example.org)",
        "[@someone@example.social](https://example.org)",
        "mail me@uni2004.edu or ada@ubuntu2004:~$ df",
        "`@Okada1985` is a key",
        "Ask @bob for help, @channel",
        "- [ ] ask @bob [see list]",
        "an array a[@i] of x",
        "mail \\@smith2019 x",
        "https://example.org/x?@u2019",
        "See @fig-scatter1990 now",
        "[@nasa2019](https://example.org/nasa)",
    ],
)
def test_what_is_no_citation_stays(text: str) -> None:
    assert without_keys(text) == text


def test_a_slide_is_quoted_without_keys() -> None:
    assert lines("Heat spreads [@fourier1822].\n\n-- @Fourier1822-aa\n") == ["Heat spreads."]


@given(st.text(alphabet="@[]()!;, -_a1920\n", max_size=80))
def test_whatever_stands_there_is_read_with_as_many_lines(text: str) -> None:
    assert without_keys(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("piece", ["@a-", "[@", "@a2004", "@a-2", "[@a ; ", "![@", "@a_1999_", " "])
def test_a_long_hostile_line_is_read(piece: str) -> None:
    assert "\n" not in without_keys(piece * 20_000)
