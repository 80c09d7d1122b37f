"""Slack's time, from its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.slack_time import SlackTime

SAID = datetime(2026, 11, 26, 8, 30, tzinfo=UTC)


def test_it_is_unknown_before_the_first_answer() -> None:
    assert SlackTime().now() is None


def test_it_goes_on_from_the_last_answer() -> None:
    seconds = [10.0]
    time = SlackTime(lambda: seconds[0])
    time.note("Thu, 26 Nov 2026 08:30:00 GMT")
    seconds[0] += 4.5
    assert time.now() == SAID + timedelta(seconds=4.5)
    time.note("Thu, 26 Nov 2026 08:40:00 GMT")
    assert time.now() == SAID + timedelta(minutes=10)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Thu, 99 Nov 2026 08:30:00 GMT"])
def test_what_is_no_date_changes_nothing(date: str | None) -> None:
    time = SlackTime(lambda: 0.0)
    time.note("Thu, 26 Nov 2026 08:30:00 GMT")
    time.note(date)
    assert time.now() == SAID
