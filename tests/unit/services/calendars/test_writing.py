"""Deadlines as a calendar, read back by a parser that is not ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.services.calendars.writing import calendar_file
from bot.services.deadlines.ports import CANCELLED, DatedItem, Extension
from bot.services.deadlines.seen import SeenItem
from bot.services.deadlines.zones import tzinfo_of
from knowledge.calendars import read_calendar
from tests.storage.deadline_records import item

PACIFIC = ZoneInfo("America/Los_Angeles")
MADE = datetime(2021, 11, 16, 18, 30, 15, 123456, tzinfo=UTC)
DUE = datetime(2021, 12, 1, 23, 59, tzinfo=PACIFIC)


def dated(**changes: Any) -> DatedItem:
    """Due on December 1st at 23:59 in Los Angeles, unless it is changed; in UTC, as it is stored."""
    fields: dict[str, Any] = {"title": "Term Project Check-in", "starts_at": DUE, "ends_at": DUE}
    fields |= {"made_at": MADE, "changed_at": MADE, **changes}
    bounds = {name: fields[name].astimezone(UTC) for name in ("starts_at", "ends_at")}
    return item(**(fields | bounds))


def extended(of: DatedItem, until: datetime) -> SeenItem:
    made = MADE + timedelta(days=2)
    return SeenItem(of, Extension(of.workspace, of.id, "U2", until, "U9", made))


def written(*seen: SeenItem | DatedItem) -> bytes:
    views = [s if isinstance(s, SeenItem) else SeenItem(s) for s in seen]
    return calendar_file(views, "TCSS 562 deadlines", "America/Los_Angeles")


def read(*seen: SeenItem | DatedItem) -> Any:
    return Calendar.from_ical(written(*seen))


def events(*seen: SeenItem | DatedItem) -> Sequence[Any]:
    found: Sequence[Any] = read(*seen).events
    return found


def only(seen: SeenItem | DatedItem) -> Any:
    (event,) = events(seen)
    return event


def span(event: Any) -> tuple[Any, Any]:
    end = event.get("DTEND")
    return event["DTSTART"].dt, end.dt if end is not None else None


def test_what_is_due_is_a_moment_in_utc_that_blocks_no_time() -> None:
    event = only(dated())
    assert span(event) == (datetime(2021, 12, 2, 7, 59, tzinfo=UTC), None)
    assert event["SUMMARY"] == "Due: Term Project Check-in"
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_a_title_that_says_due_does_not_say_it_twice() -> None:
    assert only(dated(title="Tutorial 7 due"))["SUMMARY"] == "Tutorial 7 due"


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (datetime(2022, 3, 12, 23, 30, tzinfo=PACIFIC), datetime(2022, 3, 13, 7, 30, tzinfo=UTC)),
        (datetime(2022, 3, 13, 23, 30, tzinfo=PACIFIC), datetime(2022, 3, 14, 6, 30, tzinfo=UTC)),
        (datetime(2021, 11, 6, 23, 30, tzinfo=PACIFIC), datetime(2021, 11, 7, 6, 30, tzinfo=UTC)),
        (datetime(2021, 11, 7, 23, 30, tzinfo=PACIFIC), datetime(2021, 11, 8, 7, 30, tzinfo=UTC)),
        (datetime(2024, 2, 29, 12, 0, tzinfo=PACIFIC), datetime(2024, 2, 29, 20, 0, tzinfo=UTC)),
    ],
)
def test_both_nights_in_which_clocks_change_and_a_leap_day(day: datetime, in_utc: datetime) -> None:
    assert span(only(dated(starts_at=day, ends_at=day)))[0] == in_utc


def test_an_exam_takes_its_time() -> None:
    start = datetime(2021, 12, 13, 15, 0, tzinfo=PACIFIC)
    event = only(dated(kind="exam", title="Final", starts_at=start, ends_at=start.replace(hour=17)))
    assert span(event) == (start.astimezone(UTC), start.replace(hour=17).astimezone(UTC))
    assert (event["SUMMARY"], event["TRANSP"]) == ("Final", "OPAQUE")


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "UTC-12:00"])
def test_a_day_without_a_time_is_that_day_wherever_one_is(zone: str) -> None:
    """It is the day that was written down, in the zone it was written in; its end is exclusive."""
    tz = tzinfo_of(zone)
    day = {"starts_at": datetime(2021, 12, 13, tzinfo=tz), "all_day": True, "timezone": zone}
    one = dated(kind="exam", ends_at=datetime(2021, 12, 13, 23, 59, 59, tzinfo=tz), **day)
    assert span(only(one)) == (date(2021, 12, 13), None)
    last = datetime(2021, 12, 17, 23, 59, 59, tzinfo=tz)
    several = replace(one, kind="range", ends_at=last.astimezone(UTC))
    assert span(only(several)) == (date(2021, 12, 13), date(2021, 12, 18))
    assert span(only(replace(several, kind="due"))) == (date(2021, 12, 17), None)


def test_an_extension_is_the_persons_own_time_and_private() -> None:
    whole_day = dated(
        all_day=True,
        starts_at=datetime(2021, 12, 1, tzinfo=PACIFIC),
        ends_at=datetime(2021, 12, 1, 23, 59, 59, tzinfo=PACIFIC),
    )
    later = datetime(2021, 12, 5, 17, 0, tzinfo=PACIFIC)
    for usual in (dated(), whole_day, dated(kind="exam")):
        event = only(extended(usual, later))
        assert span(event) == (later.astimezone(UTC), None)
        assert "Extended for you" in event["DESCRIPTION"]
        assert "December 1, 2021" in event["DESCRIPTION"]
        assert event["CLASS"] == "PRIVATE"
        assert event["LAST-MODIFIED"].dt == (MADE + timedelta(days=2)).replace(microsecond=0)
    assert "CLASS" not in only(dated())


def test_what_was_cancelled_says_so_under_its_old_name() -> None:
    before, after = dated(), dated(state=CANCELLED, revision=2)
    assert only(after)["STATUS"] == "CANCELLED"
    assert only(after)["UID"] == only(before)["UID"]
    assert (only(before)["SEQUENCE"], only(after)["SEQUENCE"]) == (1, 2)


def test_names_are_unique_over_items_and_workspaces() -> None:
    uids = [e["UID"] for e in events(dated(), dated(id="i2"), dated(workspace="T2"))]
    assert len(set(uids)) == 3


def test_the_same_items_are_the_same_bytes_whenever_they_are_written() -> None:
    assert written(dated(), dated(id="i2")) == written(dated(), dated(id="i2"))
    stamp = only(dated())["DTSTAMP"].dt
    assert stamp == MADE.replace(microsecond=0)


def test_the_calendar_says_its_name_and_when_to_look_again() -> None:
    calendar = read(dated())
    assert calendar["VERSION"] == "2.0"
    assert (calendar["NAME"], calendar["X-WR-CALNAME"]) == ("TCSS 562 deadlines",) * 2
    assert calendar["REFRESH-INTERVAL"].dt == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert "METHOD" not in calendar


def test_a_calendar_without_deadlines_is_none_without_components() -> None:
    """RFC 5545, 3.6: a calendar has one component at least."""
    calendar = read()
    assert calendar.events == []
    assert [zone["TZID"] for zone in calendar.timezones] == ["America/Los_Angeles"]


def test_where_it_comes_from_is_told() -> None:
    event = only(
        dated(quote="Check-in -\ndue Wed 12/1", file="l13.pdf", page=3, link="https://x.edu/a b")
    )
    assert event["DESCRIPTION"] == "“Check-in - due Wed 12/1”\nl13.pdf, page 3"
    assert event["URL"] == "https://x.edu/a%20b"
    assert "URL" not in only(dated(link="javascript:alert(1)"))


def test_what_others_write_cannot_open_a_line_of_its_own() -> None:
    hostile = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:;,\\:\x00\x1b\u2028"
    event = only(dated(title=hostile, quote=hostile, file=hostile, link=f"https://x/{hostile}"))
    assert event["SUMMARY"].startswith("Due: x END:VEVENT BEGIN:VEVENT SUMMARY:;,\\:")


@given(
    title=st.text(max_size=200),
    quote=st.text(max_size=200),
    years=st.timedeltas(timedelta(-30 * 365), timedelta(70 * 365)),
    lasts=st.timedeltas(timedelta(0), timedelta(days=60)),
    kind=st.sampled_from(["due", "exam", "event", "release", "range"]),
    all_day=st.booleans(),
)
def test_whatever_an_item_holds_every_reader_reads_it(
    title: str, quote: str, years: timedelta, lasts: timedelta, kind: str, all_day: bool
) -> None:
    """Lines end in CRLF and have at most 75 bytes, an end is after its start, our own reader agrees."""
    start = MADE + years
    given_item = dated(
        title=title, quote=quote, starts_at=start, ends_at=start + lasts, kind=kind, all_day=all_day
    )
    data = written(given_item)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    data.decode("utf-8")
    event = only(given_item)
    first, last = span(event)
    assert last is None or last > first
    found = read_calendar(data, "feed.ics", timezone="UTC", now=start - timedelta(days=2))
    assert (len(found.items), found.warnings) == (1, ())
