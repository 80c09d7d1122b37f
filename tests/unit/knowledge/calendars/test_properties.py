"""Whatever stands in a file: dated items within bounds, or one sentence; and always the same."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.calendars import read_calendar
from knowledge.calendars.span import AHEAD
from knowledge.errors import UnreadableSource
from tests.unit.knowledge.calendars.made import NOW, OSLO, calendar, event

VALUES = st.sampled_from(
    [
        "20261001T120000",
        "20261001T120000Z",
        "20261001",
        "20260229",
        "99999999T999999",
        "00010101T000000Z",
        "99991231T235959Z",
        "19000101T000000",
        "20261001T120000/PT1H",
        "PT1H",
        "-P5W",
        "P99999999999D",
        "20261001T120000,20261008T120000",
        "",
        "x",
    ]
)
ZONES = st.sampled_from(
    ["", ";TZID=Europe/Oslo", ";TZID=../../etc/passwd", ";TZID=America", ";TZID=W"]
)
DATED = st.builds(
    lambda name, zone, value: f"{name}{zone}:{value}",
    st.sampled_from(["DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE", "DURATION"]),
    ZONES,
    VALUES,
)
RULES = st.builds(
    lambda parts: "RRULE:" + ";".join(parts),
    st.lists(
        st.sampled_from(
            "FREQ=DAILY FREQ=WEEKLY FREQ=MONTHLY FREQ=YEARLY FREQ=SECONDLY COUNT=3 COUNT=0 INTERVAL=2 BYDAY=MO "
            "BYDAY=-1SU BYMONTHDAY=31 BYSETPOS=9 BYWEEKNO=60 UNTIL=20270101 UNTIL=20270101T000000Z WKST=SU "
            "BYMONTH=13 BYYEARDAY=366 FREQ".split()
        ),
        max_size=5,
    ),
)
OTHER = st.sampled_from(
    [
        "UID:1",
        "UID:2",
        "SUMMARY:HW 1 due",
        "SUMMARY:",
        "SEQUENCE:x",
        "STATUS:CANCELLED",
        "URL:javascript:x",
        "junk",
        ":",
    ]
)
ENTRIES = st.lists(
    st.builds(
        lambda kind, lines: event(*lines, kind=kind),
        st.sampled_from(["VEVENT", "VTODO", "VTIMEZONE"]),
        st.lists(st.one_of(DATED, RULES, OTHER, st.just("TZID:W")), max_size=8),
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=150)
@given(ENTRIES)
def test_any_entries_give_items_within_bounds_and_the_same_ones_again(parts: list[str]) -> None:
    data = calendar(*parts)
    found = read_calendar(data, "x.ics", timezone=OSLO, now=NOW)
    assert found == read_calendar(data, "x.ics", timezone=OSLO, now=NOW)
    keys = [i.key for i in found.items]
    assert len(keys) == len(set(keys))
    for one in found.items:
        assert one.item.ends_at >= one.item.starts_at
        assert one.item.ends_at >= NOW
        assert one.item.starts_at <= NOW + AHEAD + timedelta(days=1)
        assert one.item.title
        assert one.link == ""


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400), st.integers(0, 60))
def test_any_bytes_give_a_sentence_or_items(noise: bytes, at: int) -> None:
    whole = calendar(event("UID:1", "SUMMARY:x", "DTSTART:20261001T120000Z"))
    for data in (noise, whole[:at] + noise + whole[at:]):
        with suppress(UnreadableSource):
            read_calendar(data, "x.ics", timezone=OSLO, now=NOW)


@settings(deadline=None, max_examples=60)
@given(
    st.datetimes(datetime(2026, 9, 2), datetime(2027, 9, 1)),  # noqa: DTZ001
    st.sampled_from(
        ["America/Los_Angeles", "Europe/Oslo", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]
    ),
)
def test_a_moment_is_the_same_whether_written_in_utc_or_in_a_zone(at: datetime, zone: str) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    local = at.replace(microsecond=0, tzinfo=UTC).astimezone(ZoneInfo(zone))
    if local.fold or local.replace(fold=1).utcoffset() != local.utcoffset():
        return  # the hour that comes twice has two meanings
    lines = event("UID:1", "SUMMARY:x", f"DTSTART;TZID={zone}:{local:%Y%m%dT%H%M%S}")
    found = read_calendar(calendar(lines), "x.ics", timezone=OSLO, now=NOW)
    assert [i.item.starts_at.astimezone(UTC) for i in found.items] == [local.astimezone(UTC)]
