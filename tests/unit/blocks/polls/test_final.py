"""A closed poll in the channel: both rounds, the chart, and room for all."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks.polls.final import final
from bot.services.polls.ports import MULTI, SCALE
from bot.services.polls.tally import Tally
from tests.unit.fakes import NOON
from tests.unit.services.polls.examples import a_poll, closed

FIRST = closed(a_poll(settings={"correct": ("3",)}), 10, {"1": 6, "2": 0, "3": 4})
SECOND = closed(replace(FIRST, id="p2", round_of="p1"), 8, {"1": 2, "2": 0, "3": 6})
TALLY = Tally.from_json(SECOND.result)


def words(blocks: list[dict[str, object]]) -> str:
    return str(blocks)


def test_the_second_round_shows_the_shift_and_the_gain() -> None:
    message = final(SECOND, TALLY, NOON, first=FIRST)
    said = words(message.blocks)
    assert "KVM:  60 % → 25 %  ▼ *−35*" in said
    assert "Xen:  40 % → 75 %  ▲ *+35*" in said
    assert "*Right:* 40 % → 75 %. Of those who did not have it right before, 58 %" in said
    assert "normalised gain 0.58" in said
    assert "First round and second: KVM:  60 % → 25 %" in message.text


def test_losing_ground_is_said_as_it_is() -> None:
    worse = closed(SECOND, 10, {"1": 9, "3": 1})
    said = words(final(worse, Tally.from_json(worse.result), NOON, first=FIRST).blocks)
    assert "Fewer have it right than before." in said
    assert "gain" not in said


def test_the_chart_tells_all_numbers_to_who_cannot_see_it() -> None:
    message = final(SECOND, TALLY, NOON, first=FIRST, file_id="F1")
    image = next(block for block in message.blocks if block["type"] == "image")
    assert image["slack_file"] == {"id": "F1"}
    assert "Xen (correct): 40 % → 75 % (+35)" in image["alt_text"]


def test_without_a_chart_or_a_round_before_it_is_the_card_alone() -> None:
    message = final(FIRST, Tally.from_json(FIRST.result), NOON)
    assert all(block["type"] != "image" for block in message.blocks)
    assert "Both rounds" not in words(message.blocks)


def test_a_scale_compares_its_means() -> None:
    first = closed(a_poll("12345", kind=SCALE), 4, {"2": 4}, mean=2.0, median=2)
    second = closed(first, 4, {"3": 4}, mean=2.75, median=3)
    said = words(final(second, Tally.from_json(second.result), NOON, first=first).blocks)
    assert "*Mean:* 2.0 → 2.8  (+0.75)" in said


def test_forty_long_options_in_two_rounds_with_a_chart_fit_a_message() -> None:
    options = [f"{n} " + "x<&" * 150 for n in range(40)]
    first = closed(a_poll(options, kind=MULTI), 9, {str(n): n % 9 for n in range(1, 41)})
    second = closed(first, 9, {str(n): (n * 7) % 9 for n in range(1, 41)})
    message = final(second, Tally.from_json(second.result), NOON, first=first, file_id="F1")
    assert len(message.blocks) <= 50
    assert len(message.text) <= 4_000
    for block in message.blocks:
        assert len(block.get("text", {}).get("text", "")) <= 3_000
