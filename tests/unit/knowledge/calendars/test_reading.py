"""ICS files as dated items: zones, whole days, tasks, versions, what exporters do, what is broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from knowledge.calendars import is_calendar, read_calendar
from knowledge.calendars.reading import MOST_BYTES
from knowledge.errors import UnreadableSource
from tests.unit.knowledge.calendars.made import NOW, OSLO, calendar, event, read, times


def test_an_event_in_utc_keeps_its_moment_and_its_key() -> None:
    found = read(
        event(
            "UID:a@b", "SUMMARY:Guest lecture", "DTSTART:20261001T120000Z", "DTEND:20261001T130000Z"
        )
    )
    (one,) = found.items
    assert times(found) == ["2026-10-01 12:00"]
    assert (one.item.title, one.item.kind, one.item.all_day) == ("Guest lecture", "event", False)
    assert one.item.timezone == OSLO
    again = read(event("UID:a@b", "SUMMARY:Guest lecture!", "DTSTART:20261002T120000Z"))
    assert again.items[0].key == one.key


@pytest.mark.parametrize(
    "tzid",
    [
        "America/New_York",
        "Eastern Standard Time",
        "/mozilla.org/20050126_1/America/New_York",
        '"America/New_York"',
    ],
)
def test_a_zone_is_known_by_its_iana_name_by_windows_and_by_its_ending(tzid: str) -> None:
    found = read(event("UID:1", "SUMMARY:Talk", f"DTSTART;TZID={tzid}:20261001T120000"))
    assert times(found) == ["2026-10-01 16:00"]
    assert found.items[0].item.timezone == "America/New_York"


CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def test_a_zone_that_only_the_file_knows_is_read_by_its_rules_in_summer_and_winter() -> None:
    zone = CUSTOM.format(winter="+0100", summer="+0200")
    at = "DTSTART;TZID=Customized Time Zone:"
    found = read(
        zone,
        event("UID:1", "SUMMARY:Summer", at + "20261001T120000"),
        event("UID:2", "SUMMARY:Winter", at + "20261101T120000"),
    )
    assert times(found) == ["2026-10-01 10:00", "2026-11-01 11:00"]
    assert found.warnings == ()


def test_the_same_name_in_another_file_means_what_that_file_says() -> None:
    lines = event("UID:1", "SUMMARY:Talk", "DTSTART;TZID=Customized Time Zone:20261101T120000")
    first = read(CUSTOM.format(winter="+0100", summer="+0200"), lines)
    second = read(CUSTOM.format(winter="-0500", summer="-0400"), lines)
    assert times(first) == ["2026-11-01 11:00"]
    assert times(second) == ["2026-11-01 17:00"]


def test_a_rule_that_ended_gives_way_to_the_one_that_follows() -> None:
    zone = """BEGIN:VTIMEZONE
TZID:Ours
BEGIN:DAYLIGHT
DTSTART:19870405T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19671029T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
END:STANDARD
END:VTIMEZONE"""
    found = read(zone, event("UID:1", "SUMMARY:x", "DTSTART;TZID=Ours:20261028T120000"))
    assert times(found) == ["2026-10-28 16:00"], "summer time lasts into November since 2007"


def test_a_zone_that_nobody_knows_is_the_courses_and_that_is_said() -> None:
    found = read(event("UID:1", "SUMMARY:Talk", "DTSTART;TZID=Nowhere/Land:20261001T120000"))
    assert times(found) == ["2026-10-01 10:00"]
    assert "Nowhere/Land" in found.warnings[0]


def test_floating_times_are_in_the_calendars_zone_or_the_courses() -> None:
    floating = event("UID:1", "SUMMARY:Talk", "DTSTART:20261001T120000")
    assert times(read(floating)) == ["2026-10-01 10:00"]
    assert times(read(floating, head=("X-WR-TIMEZONE:Asia/Tokyo",))) == ["2026-10-01 03:00"]


def test_whole_days_end_with_their_last_minute() -> None:
    found = read(
        event(
            "UID:1",
            "SUMMARY:Reading week",
            "DTSTART;VALUE=DATE:20261005",
            "DTEND;VALUE=DATE:20261010",
        ),
        event("UID:2", "SUMMARY:Holiday", "DTSTART;VALUE=DATE:20261012"),
    )
    week, day = (i.item for i in found.items)
    assert week.kind == "range"
    assert f"{week.starts_at:%d %H:%M} {week.ends_at:%d %H:%M}" == "05 00:00 09 23:59"
    assert day.all_day
    assert f"{day.starts_at:%d %H:%M} {day.ends_at:%d %H:%M}" == "12 00:00 12 23:59"
    assert day.kind == "event"


def test_a_task_is_due_when_it_says() -> None:
    found = read(
        event(
            "UID:1",
            "SUMMARY:Essay",
            "DTSTART:20261001T080000Z",
            "DUE:20261003T100000Z",
            kind="VTODO",
        ),
        event("UID:2", "SUMMARY:Form", "DUE;VALUE=DATE:20261004", kind="VTODO"),
    )
    essay, form = (i.item for i in found.items)
    assert (essay.kind, f"{essay.ends_at:%d %H:%M}") == ("due", "03 12:00"), (
        "Oslo is two hours ahead"
    )
    assert (form.kind, form.all_day, f"{form.ends_at:%d %H:%M}") == ("due", True, "04 23:59")


def test_canvas_marks_assignments_and_names_the_course() -> None:
    canvas = event(
        "UID:event-assignment-191379",
        "DTSTART;VALUE=DATE;VALUE=DATE:20261006",
        "SUMMARY:Homework 3: Trees [CS-2510 Fall 2026]",
        "URL:https://school.instructure.com/calendar?include_contexts=course_1#assignment_191379",
    )
    (one,) = read(canvas).items
    assert (one.item.title, one.item.kind, one.item.all_day) == ("Homework 3: Trees", "due", True)
    assert one.item.quote == "Homework 3: Trees [CS-2510 Fall 2026]"
    assert one.link.endswith("#assignment_191379")


def test_brackets_that_canvas_did_not_add_stay() -> None:
    (one,) = read(event("UID:1", "SUMMARY:Seminar [room 3]", "DTSTART:20261001T120000Z")).items
    assert one.item.title == "Seminar [room 3]"


@pytest.mark.parametrize(
    ("summary", "title", "kind"),
    [
        ("Assignment 1 is due", "Assignment 1", "due"),
        ("Essay (due)", "Essay", "due"),
        ("Quiz 2 opens", "Quiz 2", "release"),
        ("Quiz 2 closes", "Quiz 2", "due"),
        ("Aufgabe 4 ist fällig.", "Aufgabe 4", "due"),
        ("Rapport est à rendre", "Rapport", "due"),
        ("Vencimiento de Práctica 2", "Práctica 2", "due"),
        ("Due: Problem set 5", "Problem set 5", "due"),
        ("HW3 due", "HW3", "due"),
        ("Midterm 2", "Midterm 2", "exam"),
        ("Klausur Betriebssysteme", "Klausur Betriebssysteme", "exam"),
        ("Residue theorem", "Residue theorem", "event"),
        ("Essay is due to be graded", "Essay is due to be graded", "event"),
        ("“Lab 2” is due", "Lab 2", "due"),
        ("due", "due", "due"),
    ],
)
def test_words_tell_the_kind_and_leave_the_title(summary: str, title: str, kind: str) -> None:
    (one,) = read(event("UID:1", f"SUMMARY:{summary}", "DTSTART:20261001T120000Z")).items
    assert (one.item.title, one.item.kind) == (title, kind)


def test_what_is_due_at_an_entrys_start_says_that_it_had_a_length() -> None:
    hour = event("UID:1", "SUMMARY:HW3 due", "DTSTART:20261001T150000Z", "DTEND:20261001T160000Z")
    (one,) = read(hour).items
    assert one.item.starts_at == one.item.ends_at
    assert one.item.warnings == ("the calendar has it from 17:00 to 18:00; taken as due at 17:00",)
    night = event(
        "UID:1",
        "SUMMARY:HW3 due",
        "DTSTART;TZID=Europe/Oslo:20261001T230000",
        "DTEND;TZID=Europe/Oslo:20261001T235900",
    )
    assert f"{read(night).items[0].item.ends_at:%H:%M}" == "23:59"


def test_the_newest_version_of_an_entry_counts() -> None:
    found = read(
        event("UID:1", "SEQUENCE:2", "SUMMARY:Talk", "DTSTART:20261003T120000Z"),
        event("UID:1", "SEQUENCE:1", "SUMMARY:Talk", "DTSTART:20261001T120000Z"),
    )
    assert times(found) == ["2026-10-03 12:00"]


def test_entries_that_all_have_one_name_are_told_apart() -> None:
    found = read(
        event("UID:x", "SUMMARY:HW1 due", "DTSTART:20261001T120000Z"),
        event("UID:x", "SUMMARY:HW2 due", "DTSTART:20261008T120000Z"),
        event("SUMMARY:HW3 due", "DTSTART:20261015T120000Z"),
        event("SUMMARY:HW4 due", "DTSTART:20261022T120000Z"),
    )
    assert [i.item.title for i in found.items] == ["HW1", "HW2", "HW3", "HW4"]
    assert len({i.key for i in found.items}) == 4


def test_what_is_cancelled_says_so_and_what_is_over_is_counted() -> None:
    found = read(
        event("UID:1", "STATUS:CANCELLED", "SUMMARY:Talk", "DTSTART:20261003T120000Z"),
        event("UID:2", "SUMMARY:Old", "DTSTART:20260803T120000Z"),
    )
    assert [i.cancelled for i in found.items] == [True]
    assert found.passed == 1


def test_an_entry_without_a_readable_date_is_left_out_and_named() -> None:
    found = read(
        event("UID:1", "SUMMARY:Broken", "DTSTART:tomorrow"),
        event("UID:2", "SUMMARY:None"),
        event("UID:3", "SUMMARY:Fine", "DTSTART:20261003T120000Z"),
    )
    assert [i.item.title for i in found.items] == ["Fine"]
    assert [w.split("”")[0] for w in found.warnings] == ["“Broken", "“None"]


def test_folded_lines_escapes_and_the_calendars_name_are_read() -> None:
    found = read(
        event("UID:1", "SUMMARY:Essay\\, part\n  two\\; due", "DTSTART:20261003T120000Z"),
        head=("X-WR-CALNAME:CS 1\\, Fall",),
    )
    assert found.items[0].item.title == "Essay, part two"
    assert found.name == "CS 1, Fall"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page, not a calendar"),
        (b"Homework 3 due Friday", "no calendar file"),
        (b"", "no calendar file"),
        (calendar(event("UID:1", "SUMMARY:x"))[:-15], "breaks off"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x\r\n", "breaks off"),
        (b"BEGIN:VCALENDAR\r\n" + b"X" * MOST_BYTES, "larger than 5 MB"),
        (calendar(*[event(f"UID:{n}", "SUMMARY:x") for n in range(5_001)]), "more than 5,000"),
    ],
)
def test_what_is_no_calendar_gets_one_clear_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_calendar(data, "x.ics", timezone=OSLO, now=NOW)
    assert words in caught.value.why


def test_a_calendar_shows_by_its_first_words_whatever_its_name() -> None:
    data = calendar(event("UID:1"))
    assert is_calendar(data)
    assert is_calendar(b"\xef\xbb\xbf" + data)
    assert is_calendar(data.decode().encode("utf-16"))
    assert not is_calendar(b"# How to write BEGIN:VCALENDAR")


def test_a_calendar_in_utf_16_or_latin_1_is_read() -> None:
    text = calendar(event("UID:1", "SUMMARY:Prüfung", "DTSTART:20261003T120000Z")).decode()
    for data in (text.encode("utf-16"), text.encode("latin-1")):
        found = read_calendar(data, "x.ics", timezone=OSLO, now=datetime(2026, 9, 1, tzinfo=UTC))
        assert found.items[0].item.title == "Prüfung"
