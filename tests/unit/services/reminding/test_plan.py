"""Which reminders follow from an item: leads, quiet hours, clock changes, people's own wishes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    PROPOSED,
    Announcing,
    DatedItem,
    Extension,
    Mark,
    Personal,
)
from bot.services.reminding.plan import CHANNELS, DAY, plan
from bot.services.reminding.ports import Reminder
from tests.unit.fakes import NOON

PACIFIC, BERLIN = "America/Los_Angeles", "Europe/Berlin"
HOUR = timedelta(hours=1)
WEEK = 7 * DAY


def local(zone: str, *when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]


def item(at: datetime, zone: str = PACIFIC, **changes: Any) -> DatedItem:
    fields: dict[str, Any] = {
        "title": "Tutorial 7",
        "kind": "due",
        "starts_at": at,
        "ends_at": at,
        "all_day": False,
        "state": CONFIRMED,
        "origin": "person",
        "origin_key": "k",
        "made_by": "U1",
        "made_at": NOON,
        "changed_by": "U1",
        "changed_at": NOON,
    }
    return DatedItem("T1", "c", "i1", timezone=zone, **(fields | changes))


def announcing(*leads: int, quiet: tuple[int, int] | None = None) -> Announcing:
    return Announcing(("C1",), leads, quiet)


def when(rows: tuple[Reminder, ...], zone: str = PACIFIC) -> list[str]:
    return [f"{r.due_at.astimezone(ZoneInfo(zone)):%a %m-%d %H:%M}" for r in rows]


NOTHING = Announcing()
DUE = local(PACIFIC, 2021, 12, 1, 23, 59)
EARLY = NOON - timedelta(days=30)


def test_a_lead_each_to_each_channel() -> None:
    course = Announcing(("C1", "C2"), (WEEK, DAY, 120), None)
    rows = plan(item(DUE), course, [], [], [], EARLY)
    assert [(r.audience, r.lead) for r in rows] == [
        ("C1", WEEK),
        ("C2", WEEK),
        ("C1", DAY),
        ("C2", DAY),
        ("C1", 120),
        ("C2", 120),
    ]
    assert when(rows)[::2] == ["Wed 11-24 23:59", "Tue 11-30 23:59", "Wed 12-01 21:59"]
    assert {r.target_at for r in rows} == {DUE}
    assert rows[0].key == f"reminder:i1:C1:{WEEK}:{int(DUE.timestamp())}"
    assert not any(r.stale for r in rows)


@pytest.mark.parametrize("state", [PROPOSED, DISMISSED, CANCELLED])
def test_nothing_is_announced_that_is_not_confirmed(state: str) -> None:
    personal = Personal("T1", "c", "U1", (DAY,))
    assert plan(item(DUE, state=state), announcing(DAY), [personal], [], [], EARLY) == ()


def test_leads_that_were_past_when_they_were_asked_for_are_stale() -> None:
    rows = plan(item(DUE), announcing(WEEK, DAY, 120), [], [], [], DUE - timedelta(hours=20))
    assert [r.stale for r in rows] == [True, True, False]


def test_what_was_asked_for_in_time_is_not_stale_however_late_it_is_planned() -> None:
    """A crash between the change and the planning, and hours of downtime: it is late, and not lost."""
    since = {CHANNELS: DUE - timedelta(days=3)}
    rows = plan(item(DUE), announcing(WEEK, DAY, 120), [], [], [], DUE - HOUR, since=since)
    assert [r.stale for r in rows] == [True, False, False]


def test_a_clock_that_was_ahead_when_it_was_asked_for_makes_nothing_stale() -> None:
    since = {CHANNELS: DUE + timedelta(days=3)}
    rows = plan(item(DUE), announcing(WEEK, DAY), [], [], [], EARLY, since=since)
    assert [r.stale for r in rows] == [False, False]


QUIET = (22 * 60, 7 * 60)


@pytest.mark.parametrize(
    ("due", "lead", "expected"),
    [
        ((2021, 12, 1, 23, 59), DAY, "Wed 12-01 07:00"),  # put off to the morning
        (
            (2021, 12, 1, 23, 59),
            60,
            "Wed 12-01 22:00",
        ),  # no morning before it: at the evening's start
        ((2021, 12, 2, 1, 30), 60, "Wed 12-01 22:00"),
        ((2021, 12, 2, 8, 0), 120, "Thu 12-02 07:00"),  # just an hour is left
        ((2021, 12, 2, 7, 59), 120, "Wed 12-01 22:00"),  # less than an hour
        ((2021, 12, 2, 9, 0), 120, "Thu 12-02 07:00"),  # the quiet hours' end is not quiet
        ((2021, 12, 1, 23, 0), 61, "Wed 12-01 21:59"),
    ],
)
def test_the_channel_is_left_alone_in_quiet_hours(
    due: tuple[int, ...], lead: int, expected: str
) -> None:
    rows = plan(item(local(PACIFIC, *due)), announcing(lead, quiet=QUIET), [], [], [], EARLY)
    assert when(rows) == [expected]


def test_quiet_hours_within_a_day() -> None:
    rows = plan(
        item(local(PACIFIC, 2021, 12, 1, 18, 0)),
        announcing(300, quiet=(12 * 60, 14 * 60)),
        [],
        [],
        [],
        EARLY,
    )
    assert when(rows) == ["Wed 12-01 14:00"]


def test_quiet_hours_are_of_the_courses_zone_and_not_for_direct_messages() -> None:
    at = local(BERLIN, 2021, 12, 1, 12, 0)
    personal = Personal("T1", "c", "U1", (DAY // 2,))
    rows = plan(
        item(at, BERLIN), announcing(60, quiet=QUIET), [personal], [], [], EARLY, zone=PACIFIC
    )
    mine, ours = rows
    assert (mine.audience, when((mine,), BERLIN)) == ("U1", ["Wed 12-01 00:00"])
    assert when((ours,)) == ["Tue 11-30 22:00"]  # 02:00 in the course's zone


@pytest.mark.parametrize(
    ("zone", "due", "expected"),
    [
        (PACIFIC, (2026, 3, 8, 23, 59), ["Sun 03-01 23:59", "Sat 03-07 23:59"]),
        (PACIFIC, (2026, 11, 1, 23, 59), ["Sun 10-25 23:59", "Sat 10-31 23:59"]),
        (BERLIN, (2026, 3, 29, 12, 0), ["Sun 03-22 12:00", "Sat 03-28 12:00"]),
        (BERLIN, (2026, 10, 25, 12, 0), ["Sun 10-18 12:00", "Sat 10-24 12:00"]),
        (BERLIN, (2026, 3, 30, 2, 30), ["Mon 03-23 02:30", "Sun 03-29 03:30"]),  # 02:30 is skipped
        (PACIFIC, (2024, 3, 1, 9, 0), ["Fri 02-23 09:00", "Thu 02-29 09:00"]),  # a leap day
        (PACIFIC, (2024, 2, 29, 9, 0), ["Thu 02-22 09:00", "Wed 02-28 09:00"]),
    ],
)
def test_days_go_by_the_wall_clock(zone: str, due: tuple[int, ...], expected: list[str]) -> None:
    rows = plan(item(local(zone, *due), zone), announcing(WEEK, DAY), [], [], [], EARLY)
    assert when(rows, zone) == expected


@pytest.mark.parametrize("fold", [0, 1])
def test_hours_are_time_that_passes_also_when_an_hour_comes_twice(fold: int) -> None:
    at = datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo(PACIFIC), fold=fold).astimezone(UTC)
    (row,) = plan(item(at), announcing(120), [], [], [], EARLY)
    assert row.due_at == at - 2 * HOUR


def test_hours_across_the_night_that_lacks_one() -> None:
    at = local(PACIFIC, 2026, 3, 8, 4, 0)
    (row,) = plan(item(at), announcing(120), [], [], [], EARLY)
    assert when((row,)) == ["Sun 03-08 01:00"]


def test_people_get_their_own_leads() -> None:
    personals = [Personal("T1", "c", "U1", (180,)), Personal("T1", "c", "U2", (60,))]
    marks = [Mark("T1", "c", "i1", "U2", (30,)), Mark("T1", "c", "i1", "U3", (45,))]
    rows = plan(item(DUE), Announcing(), personals, marks, [], EARLY)
    assert [(r.audience, r.lead) for r in rows] == [("U1", 180), ("U3", 45), ("U2", 30)]


@pytest.mark.parametrize(
    ("personal", "mark"),
    [
        ({"muted": True}, {}),
        ({"muted": True}, {"leads": (30,)}),
        ({}, {"muted": True}),
        ({}, {"done_at": NOON}),
        ({}, {"done_at": NOON, "snoozed_until": DUE - HOUR}),
        ({}, {"leads": ()}),
    ],
)
def test_who_is_done_or_wants_silence_hears_nothing(
    personal: dict[str, Any], mark: dict[str, Any]
) -> None:
    mine = Personal("T1", "c", "U1", (DAY,), **personal)
    rows = plan(item(DUE), NOTHING, [mine], [Mark("T1", "c", "i1", "U1", **mark)], [], EARLY)
    assert rows == ()


def test_a_snooze_is_a_reminder_of_its_own() -> None:
    until = DUE - 5 * HOUR
    mark = Mark("T1", "c", "i1", "U1", snoozed_until=until)
    rows = plan(item(DUE), NOTHING, [Personal("T1", "c", "U1", (DAY,))], [mark], [], EARLY)
    assert [(r.lead, r.due_at) for r in rows] == [(DAY, DUE - timedelta(days=1)), (0, until)]
    again = Mark("T1", "c", "i1", "U1", snoozed_until=until + HOUR)
    assert plan(item(DUE), NOTHING, [], [again], [], EARLY)[0].key != rows[1].key


def test_a_snooze_beyond_the_deadline_rings_before_it() -> None:
    mark = Mark("T1", "c", "i1", "U1", snoozed_until=DUE + HOUR)
    (row,) = plan(item(DUE), NOTHING, [], [mark], [], EARLY)
    assert row.due_at == DUE - HOUR / 2


def test_an_extension_moves_that_persons_reminders_alone() -> None:
    personals = [Personal("T1", "c", "U1", (DAY,)), Personal("T1", "c", "U2", (DAY,))]
    later = DUE + timedelta(days=3)
    extension = Extension("T1", "i1", "U1", later, "U9", NOON)
    rows = plan(item(DUE), announcing(DAY), personals, [], [extension], EARLY)
    assert {(r.audience, r.target_at) for r in rows} == {("C1", DUE), ("U2", DUE), ("U1", later)}


def test_a_due_date_without_a_time_counts_to_the_days_end() -> None:
    start = local(PACIFIC, 2021, 12, 1)
    end = start + timedelta(days=1)
    day = item(end, starts_at=start, all_day=True)
    assert when(plan(day, announcing(DAY, 120), [], [], [], EARLY)) == [
        "Wed 12-01 00:00",
        "Wed 12-01 22:00",
    ]


def test_an_exam_without_a_time_is_not_counted_down_in_hours() -> None:
    start = local(PACIFIC, 2021, 12, 1)
    exam = item(start, ends_at=start + timedelta(days=1), all_day=True, kind="exam")
    mine = Personal("T1", "c", "U1", (DAY, 60))
    rows = plan(exam, announcing(WEEK, 120, quiet=QUIET), [mine], [], [], EARLY)
    assert when(rows) == ["Wed 11-24 07:00", "Tue 11-30 07:00"]


@given(
    at=st.integers(1_600_000_000, 2_000_000_000),
    zone=st.sampled_from([PACIFIC, BERLIN, "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    lead=st.integers(1, 30 * DAY),
    quiet=st.one_of(st.none(), st.tuples(st.integers(0, DAY - 1), st.integers(0, DAY - 1))),
)
def test_every_lead_is_planned_before_its_target_and_out_of_the_quiet_hours(
    at: int, zone: str, lead: int, quiet: tuple[int, int] | None
) -> None:
    target = datetime.fromtimestamp(at, UTC)
    (row,) = plan(item(target, zone), announcing(lead, quiet=quiet), [], [], [], target)
    assert row.due_at < target
    if quiet and quiet[0] != quiet[1]:
        start, end = quiet
        there = row.due_at.astimezone(ZoneInfo(zone))
        minute = there.hour * 60 + there.minute + there.second / 60
        inside = start < minute < end if start < end else minute > start or minute < end
        changes = any(
            (row.due_at + timedelta(hours=h)).astimezone(ZoneInfo(zone)).utcoffset()
            != there.utcoffset()
            for h in (-26, 26)
        )
        assert changes or not inside
