"""Recurring events: rules, exceptions, single changed occurrences, clock changes, and rules without an end."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.calendars import read_calendar
from knowledge.errors import UnreadableSource
from tests.unit.knowledge.calendars.made import NOW, calendar, event, read, times

OSLO = "DTSTART;TZID=Europe/Oslo:"
WEEKLY = (
    "UID:w",
    "SUMMARY:Quiz due",
    OSLO + "20261012T100000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
)


def test_a_weekly_event_keeps_its_local_time_over_the_night_the_clocks_change() -> None:
    assert times(read(event(*WEEKLY))) == [
        "2026-10-12 08:00",
        "2026-10-19 08:00",
        "2026-10-26 09:00",
        "2026-11-02 09:00",
    ]
    assert all(i.series for i in read(event(*WEEKLY)).items)


def test_excluded_and_added_dates_count() -> None:
    found = read(
        event(
            *WEEKLY,
            "EXDATE;TZID=Europe/Oslo:20261019T100000",
            "EXDATE;VALUE=DATE:20261102",
            "RDATE;TZID=Europe/Oslo:20261014T100000",
        )
    )
    assert times(found) == ["2026-10-12 08:00", "2026-10-14 08:00", "2026-10-26 09:00"]


def test_one_occurrence_that_was_moved_keeps_its_key_and_has_its_own_time() -> None:
    moved = event(
        "UID:w",
        "SUMMARY:Quiz due",
        "RECURRENCE-ID:20261019T080000Z",
        OSLO + "20261020T150000",
    )
    before, after = read(event(*WEEKLY)), read(event(*WEEKLY), moved)
    assert times(after)[:3] == ["2026-10-12 08:00", "2026-10-20 13:00", "2026-10-26 09:00"]
    assert [i.key for i in after.items] == [i.key for i in before.items]


def test_one_occurrence_that_was_cancelled_says_so() -> None:
    gone = event(
        "UID:w",
        "SUMMARY:Quiz due",
        "STATUS:CANCELLED",
        "RECURRENCE-ID;TZID=Europe/Oslo:20261019T100000",
        OSLO + "20261019T100000",
    )
    assert [i.cancelled for i in read(event(*WEEKLY), gone).items] == [False, True, False, False]


def test_until_is_in_utc_and_counts_its_own_moment() -> None:
    lines = (*WEEKLY[:3], "RRULE:FREQ=WEEKLY;UNTIL=20261019T080000Z")
    assert times(read(event(*lines))) == ["2026-10-12 08:00", "2026-10-19 08:00"]
    day = (*WEEKLY[:3], "RRULE:FREQ=WEEKLY;UNTIL=20261019")
    assert times(read(event(*day))) == ["2026-10-12 08:00", "2026-10-19 08:00"]


def test_what_has_no_end_is_read_thirteen_months_ahead() -> None:
    found = read(event("UID:1", "SUMMARY:Lecture", OSLO + "20201012T100000", "RRULE:FREQ=DAILY"))
    assert 390 < len(found.items) <= 401
    assert found.passed > 2_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;BYHOUR=1,2,3;BYSECOND=5",
        "FREQ=DAILY;COUNT=x",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;UNTIL=soon",
        "nonsense",
        "",
    ],
)
def test_a_rule_that_makes_no_sense_leaves_its_entry_out_and_nothing_else(rule: str) -> None:
    found = read(
        event("UID:1", "SUMMARY:Odd", OSLO + "20261012T100000", f"RRULE:{rule}"),
        event("UID:2", "SUMMARY:Fine", OSLO + "20261012T100000"),
    )
    assert [i.item.title for i in found.items] == ["Fine"]
    assert "Odd" in found.warnings[0]


def test_a_rule_that_never_comes_true_gives_its_start_alone() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    assert len(read(event("UID:1", "SUMMARY:x", OSLO + "20261012T100000", rule)).items) == 1
    counted = rule + ";COUNT=3"
    assert len(read(event("UID:1", "SUMMARY:x", OSLO + "20261012T100000", counted)).items) == 1


def test_a_monthly_event_of_whole_days_keeps_its_length() -> None:
    found = read(
        event(
            "UID:1",
            "SUMMARY:Sprint",
            "DTSTART;VALUE=DATE:20261001",
            "DTEND;VALUE=DATE:20261003",
            "RRULE:FREQ=MONTHLY;COUNT=2",
        )
    )
    assert [(i.item.starts_at.day, i.item.ends_at.day) for i in found.items] == [(1, 2), (1, 2)]


def test_changes_of_a_series_whose_rule_is_not_in_the_file_are_read() -> None:
    lonely = event(
        "UID:w", "SUMMARY:Quiz", "RECURRENCE-ID:20261019T080000Z", OSLO + "20261020T150000"
    )
    assert times(read(lonely)) == ["2026-10-20 13:00"]


def test_what_is_over_is_not_read_again_when_time_goes_on() -> None:
    later = datetime(2026, 10, 27, tzinfo=UTC)
    found = read(event(*WEEKLY), now=later)
    assert times(found) == ["2026-11-02 09:00"]
    assert found.passed == 3


@pytest.mark.parametrize("since", ["2026", "1990"])
def test_more_recurring_events_than_a_course_has_are_refused_before_they_take_long(
    since: str,
) -> None:
    data = calendar(
        *[
            event(f"UID:{n}", "SUMMARY:x", f"DTSTART:{since}1012T100000", "RRULE:FREQ=DAILY")
            for n in range(300)
        ]
    )
    with pytest.raises(UnreadableSource, match="more than 2,000 dates"):
        read_calendar(data, "x.ics", timezone="Europe/Oslo", now=NOW)
