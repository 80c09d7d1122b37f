"""What a chart shows, and its numbers in words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.services.polls.charted import (
    COLUMNS,
    LEADING,
    PLAIN,
    RIGHT,
    alt_text,
    comparison_plot,
    plot,
)
from bot.services.polls.ports import MULTI, RANKED, SCALE, TEXT, WORDS, Option
from bot.services.polls.rounds import compared
from bot.services.polls.tally import Round, Tally
from tests.unit.services.polls.examples import a_poll, closed


def test_each_option_has_its_count_and_its_share_of_voters() -> None:
    shown = plot(a_poll(), Tally(4, {"1": 3, "3": 1}, winners=("1",)))
    assert shown is not None
    assert [(bar.label, bar.value, round(bar.length, 2), bar.look) for bar in shown.bars] == [
        ("KVM", "3 · 75 %", 1.0, LEADING),
        ("VirtualBox", "0 · 0 %", 0.0, PLAIN),
        ("Xen", "1 · 25 %", 0.33, PLAIN),
    ]
    assert shown.foot == "4 people voted"


def test_a_right_option_is_marked_also_where_it_did_not_win() -> None:
    poll = a_poll(settings={"correct": ("3",)})
    shown = plot(poll, Tally(4, {"1": 3, "3": 1}, winners=("1",)))
    assert shown is not None
    assert [bar.look for bar in shown.bars] == [LEADING, PLAIN, RIGHT]
    assert "Xen (correct): 1 · 25 %" in alt_text(shown)


def test_a_removed_option_is_not_drawn() -> None:
    poll = a_poll()
    poll = replace(poll, options=(*poll.options[:2], Option("3", "Xen", removed=True)))
    shown = plot(poll, Tally(1, {"1": 1}))
    assert shown is not None
    assert [bar.label for bar in shown.bars] == ["KVM", "VirtualBox"]


def test_a_ranked_poll_shows_who_stayed_longest_and_the_votes_from_round_to_round() -> None:
    rounds = (
        Round({"1": 8, "2": 6, "3": 2}, ("3",)),
        Round({"1": 8, "2": 8 + 1}),
    )
    shown = plot(a_poll(kind=RANKED), Tally(17, {"1": 8}, rounds=rounds, winners=("2",)))
    assert shown is not None
    assert [(bar.number, bar.value) for bar in shown.bars] == [
        (1, "6 → 9"),
        (0, "8 → 8"),
        (2, "2, out in round 1"),
    ]
    assert shown.bars[0].look == LEADING


def test_of_many_rounds_the_first_and_the_last_are_told() -> None:
    rounds = tuple(Round({"1": n, "2": 1}) for n in range(1, 9))
    shown = plot(a_poll(["A", "B"], kind=RANKED), Tally(9, rounds=rounds))
    assert shown is not None
    assert shown.bars[0].value == "1 → … → 5 → 6 → 7 → 8"


def test_a_scale_is_drawn_as_columns_with_its_mean_among_them() -> None:
    poll = a_poll("12345", kind=SCALE, settings={"low": "too slow", "high": "too fast"})
    shown = plot(poll, Tally(4, {"2": 2, "3": 2}, mean=2.5, median=2.5))
    assert shown is not None
    assert (shown.form, shown.mark) == (COLUMNS, 1.5)
    assert [bar.value for bar in shown.bars] == ["0", "2", "2", "0", "0"]
    assert shown.foot == "4 people voted · mean 2.5 · median 2.5"
    assert "The first means too slow, the last too fast." in alt_text(shown)


def test_words_are_drawn_by_how_often_they_came() -> None:
    shown = plot(a_poll((), kind=WORDS), Tally(5, texts=(("cloud", 3), ("fog", 2))))
    assert shown is not None
    assert [(bar.label, bar.value) for bar in shown.bars] == [("cloud", "3"), ("fog", "2")]


def test_free_text_and_a_poll_that_nobody_voted_in_have_no_chart() -> None:
    assert plot(a_poll((), kind=TEXT), Tally(2, texts=(("so", 1), ("then", 1)))) is None
    assert plot(a_poll(), Tally()) is None


def test_two_rounds_are_drawn_beside_each_other() -> None:
    first = closed(a_poll(), 4, {"1": 4})
    second = closed(first, 4, {"1": 1, "3": 3})
    comparison = compared(first, second)
    assert comparison is not None
    shown = comparison_plot(second, comparison)
    assert shown is not None
    assert [(bar.before, bar.length, bar.value) for bar in shown.bars] == [
        (1.0, 0.25, "100 % → 25 % (−75)"),
        (0.0, 0.0, "0 % → 0 % (±0)"),
        (0.0, 0.75, "0 % → 75 % (+75)"),
    ]


@given(
    st.lists(st.text(min_size=1, max_size=500), min_size=2, max_size=40),
    st.lists(st.integers(0, 100_000), min_size=40, max_size=40),
)
def test_a_screen_reader_is_told_every_number_of_every_poll(
    options: list[str], counts: list[int]
) -> None:
    poll = a_poll(options, kind=MULTI, question="Why?" * 400)
    tally = Tally(100_000, {option.id: n for option, n in zip(poll.options, counts, strict=False)})
    shown = plot(poll, tally)
    assert shown is not None
    text = alt_text(shown)
    assert len(text) <= 1_900
    at = 0
    for bar in shown.bars:
        at = text.index(f": {bar.value}", at) + 1
    assert text.endswith("100,000 people voted.")
