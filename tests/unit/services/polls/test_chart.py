"""The picture of a result."""

from __future__ import annotations

import io
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image

from bot.services.polls import chart
from bot.services.polls.charted import BARS, COLUMNS, LEADING, PLAIN, RIGHT, Bar, Plot

BARS_ = (
    Bar(0, "KVM", "9 · 39 %", 0.8),
    Bar(1, "VirtualBox", "3 · 13 %", 0.3, LEADING),
    Bar(2, "Xen", "11 · 48 %", 1.0, RIGHT),
)
PLOT = Plot("Which is a type-1 hypervisor?", BARS_, "23 people voted")


def picture(plot: Plot) -> Image.Image:
    return Image.open(io.BytesIO(chart.draw(plot))).convert("RGB")


def colours(image: Image.Image) -> set[str]:
    found = image.getcolors(1 << 24) or []
    return {"#" + bytes(pixel).hex().upper() for n, pixel in found if n > 100}  # type: ignore[arg-type]


def test_it_is_as_wide_as_a_phone_needs_and_grows_with_the_bars() -> None:
    small, tall = picture(PLOT), picture(replace(PLOT, bars=BARS_ * 13))
    assert small.size[0] == tall.size[0] == 880
    assert small.size[1] < 600 < tall.size[1] < 5_000


def test_bars_have_the_colours_of_okabe_and_ito() -> None:
    assert {chart.SKY, chart.BLUE, chart.GREEN} <= colours(picture(PLOT))


def test_the_same_result_is_the_same_file_also_where_several_are_drawn_at_once() -> None:
    """What is uploaded is known again by its bytes."""
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(chart.draw, [PLOT] * 8))) == 1


def test_a_round_before_is_drawn_in_grey_above_the_new_one() -> None:
    bars = tuple(replace(bar, before=0.5) for bar in BARS_)
    assert chart.GREY in colours(picture(replace(PLOT, bars=bars)))


def test_a_scale_has_columns_and_its_mean() -> None:
    bars = tuple(Bar(n, str(n + 1), str(n), n / 9, LEADING if n == 9 else PLAIN) for n in range(10))
    plot = Plot("Pace?", bars, "45 people voted", COLUMNS, ("too slow", "too fast"), 5.0)
    found = picture(plot)
    assert {chart.SKY, chart.BLUE} <= colours(found)
    assert chart.VERMILION in colours(found)
    assert chart.VERMILION not in colours(picture(replace(plot, mark=None)))


@pytest.mark.parametrize(
    "text",
    [
        "日本語の選択肢",
        "🍕",
        "שלום עולם",
        "नमस्ते दुनिया",
        "x" * 500,
        "a b " * 125,
        "$x^2$ \\frac{ %d {} _ ^",
        "\u202eabc",
        "tab\there",
    ],
)
@pytest.mark.parametrize("form", [BARS, COLUMNS])
def test_every_text_is_drawn_without_a_missing_glyph_and_within_the_page(
    text: str, form: str
) -> None:
    bars = (Bar(0, text, "1 · 50 %", 1.0), Bar(1, "b", "1 · 50 %", 1.0, RIGHT))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = picture(Plot(text, bars, "2 people voted", form, (text, text)))
    if form == BARS:
        edge = found.crop((found.width - 20, 0, found.width, found.height))
        assert edge.getcolors() == [(20 * found.height, (255, 255, 255))]


def test_long_values_stand_below_their_bar() -> None:
    value = "12 → … → 23 → 34 → 45 → 56, out in round 12"
    bars = (Bar(0, "KVM", value, 1.0), Bar(1, "Xen", value, 0.4))
    found = picture(Plot("Which?", bars, "99 people voted"))
    edge = found.crop((found.width - 20, 0, found.width, found.height))
    assert edge.getcolors() == [(20 * found.height, (255, 255, 255))]
