"""Clocks that jump, nights in which they change, the day that comes once in four years."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.playground import Failure, Playground
from bot.services.deadlines.ports import Announcing, Change
from tests.faults.conftest import SQLITE
from tests.faults.line import Line, line_on
from tests.slack.person import MAIN
from tests.storage.reminding_records import item

pytestmark = SQLITE
PACIFIC, BERLIN = "America/Los_Angeles", "Europe/Berlin"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
POST = "chat.postMessage"
TEAM = "T0LECTERN"


@pytest.mark.parametrize("jump", [DAY, -DAY, 40 * DAY], ids=["a day on", "a day back", "weeks on"])
async def test_a_clock_that_jumps_while_a_post_is_under_way_doubles_nothing(
    url: str, playground: Playground, line: Line, jump: timedelta
) -> None:
    """By the clock its lease is long over, and another replica takes it up at once."""
    line.fails(POST, Failure(after_effect=True, hangs=1.0))
    start = line.clock.now()
    await line.puts(MAIN)
    async with line_on(url, playground, line.clock) as other:
        await line.dispatch.tick()
        await playground.wire.wait_for(lambda e: e.name == POST)
        line.clock.move_to(start + jump)
        for _ in range(10):
            await other.dispatch.tick()
            await asyncio.sleep(0.05)
        line.clock.move_to(start + max(jump, HOUR))
        await other.goes_on()
    assert line.standing() == ["k0"]


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["a day on", "a day back"])
async def test_a_clock_that_jumps_between_messages_holds_none_of_them_up(
    line: Line, jump: timedelta
) -> None:
    """Leases and waits that were given before the jump bind nobody after it."""
    start = line.clock.now()
    line.fails(POST, Failure(status=429, retry_after=1), Failure())
    await line.puts(MAIN, "U0RIVERA", "U0OKAFOR")
    line.clock.move_to(start + max(jump, timedelta(0)))
    await line.dispatch.tick()
    await line.dispatch.tasks.drain()
    line.clock.move_to(start + max(-jump, timedelta(0)))
    await line.goes_on()
    assert line.standing() == ["k0", "k1", "k2"]


async def arrivals(line: Line, zone: str, due: datetime, leads: tuple[int, ...]) -> list[str]:
    """Walk through the time before a deadline in steps of ten minutes; when reminders came, by local time."""
    begin = due - timedelta(minutes=max(leads)) - HOUR
    line.clock.move_to(begin)
    await line.storage.wishes.announce(
        TEAM, "tcss562", Announcing((MAIN,), leads, None), "U1", begin - DAY
    )
    at: dict[str, Any] = {"starts_at": due, "ends_at": due, "changed_at": begin, "timezone": zone}
    dated = item(workspace=TEAM, **at)
    line.dispatch.planner.zone = zone
    await line.storage.items.save(Change(TEAM, "tcss562", "c1", "i1", None, dated, "U1", begin))
    came = list[str]()
    moment = begin
    while moment < due + HOUR:
        line.clock.move_to(moment)
        known = len(line.standing())
        await line.dispatch.tick()
        await line.goes_on()
        local = moment.astimezone(ZoneInfo(zone))
        came += [f"{local:%d %H:%M %Z}"] * (len(line.standing()) - known)
        moment += timedelta(minutes=10)
    assert len(set(line.standing())) == len(line.standing())
    return came


@pytest.mark.parametrize(
    ("zone", "due", "expected"),
    [
        (PACIFIC, "2026-03-08T11:00+00:00", ["08 01:00 PST", "08 03:00 PDT"]),
        (PACIFIC, "2026-11-01T10:00+00:00", ["01 01:00 PDT", "01 01:00 PST"]),
        (BERLIN, "2026-03-29T02:00+00:00", ["29 01:00 CET", "29 03:00 CEST"]),
        (BERLIN, "2026-10-25T02:00+00:00", ["25 02:00 CEST", "25 02:00 CET"]),
    ],
)
async def test_in_the_nights_when_clocks_change_each_reminder_comes_once(
    line: Line, zone: str, due: str, expected: list[str]
) -> None:
    """Two hours and one hour before a deadline just after the change."""
    assert await arrivals(line, zone, datetime.fromisoformat(due), (120, 60)) == expected


async def test_a_day_before_the_first_of_march_is_the_leap_day(line: Line) -> None:
    due = datetime(2028, 3, 1, 9, tzinfo=ZoneInfo(BERLIN)).astimezone(UTC)
    assert await arrivals(line, BERLIN, due, (1_440,)) == ["29 09:00 CET"]
