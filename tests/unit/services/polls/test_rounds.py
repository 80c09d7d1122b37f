"""A second round, and how the class moved between the two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.polls.ports import DRAFT, MULTI, RANKED, SCALE, Option
from bot.services.polls.rounds import compared, second_round, signed
from tests.unit.fakes import NOON
from tests.unit.services.polls.examples import a_poll, closed

FIRST = closed(a_poll(settings={"correct": ("3",)}), 10, {"1": 6, "2": 0, "3": 4})
SECOND = closed(replace(FIRST, id="p2", round_of="p1"), 8, {"1": 1, "2": 1, "3": 6})


def test_a_second_round_asks_the_same_in_the_same_place_as_a_draft_without_votes() -> None:
    first = replace(
        FIRST,
        posted_channel="C9",
        ts="1.2",
        options=(*FIRST.options, Option("4", "Out", removed=True)),
        notes={"picture": "F1"},
        settings=replace(FIRST.settings, repeats="weekly"),
    )
    later = NOON + timedelta(hours=1)
    made = second_round(first, "p2", "U_BO", later)
    assert (made.id, made.round_of, made.creator, made.state) == ("p2", "p1", "U_BO", DRAFT)
    assert (made.channel, made.posted_channel, made.ts) == ("C9", None, None)
    assert made.options == FIRST.options
    assert made.settings.correct == ("3",)
    assert made.settings.repeats == ""
    assert (made.result, made.notes, made.closed_at, made.made_at) == ({}, {}, None, later)


def test_shifts_are_told_in_percentage_points() -> None:
    found = compared(FIRST, SECOND)
    assert found is not None
    assert [(shift.text, shift.points) for shift in found.shifts] == [
        ("KVM", -47),
        ("VirtualBox", 12),
        ("Xen", 35),
    ]
    assert [signed(n) for n in (12, -48, 0)] == ["+12", "−48", "±0"]


def test_the_gain_is_the_part_of_the_wrong_answers_that_became_right() -> None:
    """Hake: 40 % right before, 75 % after: (0.75 − 0.4) / (1 − 0.4)."""
    found = compared(FIRST, SECOND)
    assert found is not None
    assert (found.right_before, found.right_after) == (0.4, 0.75)
    assert found.gain == pytest.approx(0.35 / 0.6)


def test_there_is_no_gain_where_everybody_had_it_right_or_nothing_is_right() -> None:
    everybody = closed(FIRST, 4, {"3": 4})
    found = compared(everybody, SECOND)
    assert found is not None
    assert found.gain is None
    nothing = replace(SECOND, settings=replace(SECOND.settings, correct=()))
    found = compared(FIRST, nothing)
    assert found is not None
    assert (found.right_before, found.gain) == (None, None)


def test_of_several_right_options_that_can_be_picked_together_no_gain_is_told() -> None:
    """Shares of voters add up to more than all of them."""
    first = replace(FIRST, kind=MULTI, settings=replace(FIRST.settings, correct=("1", "3")))
    found = compared(first, replace(SECOND, kind=MULTI, settings=first.settings))
    assert found is not None
    assert found.gain is None


def test_an_option_that_is_new_has_no_shift() -> None:
    second = replace(SECOND, options=(*SECOND.options, Option("4", "Docker")))
    found = compared(FIRST, second)
    assert found is not None
    assert found.shifts[-1].points is None


def test_options_are_paired_by_what_they_say() -> None:
    """The second round's draft was edited: its options have new numbers, one is another, one was put right."""
    options = (Option("1", "Xen"), Option("2", "Virtualbox 7"), Option("3", "Docker"))
    second = closed(replace(SECOND, options=options), 8, {"1": 6, "2": 1, "3": 1})
    first = closed(
        replace(FIRST, options=(Option("1", "KVM"), Option("2", "VirtualBox"), Option("3", "Xen"))),
        10,
        {"1": 6, "2": 1, "3": 3},
    )
    found = compared(first, second)
    assert found is not None
    assert [shift.before for shift in found.shifts] == [30, 10, None]


def test_a_scale_is_compared_by_its_mean_as_well() -> None:
    first = closed(a_poll("12345", kind=SCALE), 4, {"2": 4}, mean=2.0)
    found = compared(first, closed(first, 4, {"3": 4}, mean=3.0))
    assert found is not None
    assert (found.mean_before, found.mean_after) == (2.0, 3.0)


def test_what_has_no_result_or_another_kind_is_not_compared() -> None:
    assert compared(replace(FIRST, result={}), SECOND) is None
    assert compared(FIRST, replace(SECOND, result={})) is None
    assert compared(FIRST, replace(SECOND, kind=MULTI)) is None
    ranked = replace(FIRST, kind=RANKED)
    assert compared(ranked, replace(SECOND, kind=RANKED)) is None


def test_a_round_without_voters_has_no_share() -> None:
    found = compared(closed(FIRST, 0, {}), SECOND)
    assert found is not None
    assert (found.right_before, found.gain) == (None, None)
