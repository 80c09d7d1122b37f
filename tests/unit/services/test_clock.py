"""The clock runs, from where it was told to start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from bot.services.clock import MovableClock, ShiftedClock

START = datetime(2021, 11, 16, 12, tzinfo=timezone(timedelta(hours=-8)))


def test_the_clock_in_production_is_the_systems_in_utc() -> None:
    before = datetime.now(UTC)
    now = ShiftedClock.starting_at(None).now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


def test_a_clock_started_elsewhere_goes_on_from_there() -> None:
    clock = ShiftedClock.starting_at(START)
    first = clock.now()
    assert START <= first <= clock.now()
    assert first.utcoffset() == timedelta(0)
    assert first - START < timedelta(hours=1)


def test_a_movable_clock_moves_both_ways_and_back_to_where_it_would_be() -> None:
    clock, soon = MovableClock(START), timedelta(hours=1)
    for moment in (START + timedelta(days=7), START - timedelta(days=7)):
        clock.move_to(moment)
        assert moment <= clock.now() < moment + soon
        assert clock.moved
    clock.move_back()
    assert START <= clock.now() < START + soon
    assert not clock.moved
