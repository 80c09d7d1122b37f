"""A deadline's whole way: found, confirmed, announced, snoozed, moved, and read by a calendar app."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import aiohttp
from icalendar import Calendar
from playwright.async_api import Locator, expect

from tests.browser.conftest import Opener
from tests.browser.dates import (
    CHECK_IN,
    TOMS_DM,
    confirm_all,
    lecture_is_read,
    move_time,
    remind_me,
)
from tests.browser.marks import BROWSER
from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def read_calendar(screen: Screen) -> dict[str, Any]:
    """What a calendar app reads at the person's address: when each event starts, by its title."""
    await screen.write("/deadlines calendar")
    shown: Locator = screen.message("Your private calendar address")
    address = await shown.locator("pre").inner_text()
    async with aiohttp.ClientSession() as session, session.get(address.strip()) as answer:
        assert answer.content_type == "text/calendar"
        events: Any = Calendar.from_ical(await answer.read()).events
    return {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}


async def test_from_the_slide_to_the_calendar(window: Opener, workspace: Workspace) -> None:
    """Each step as a person takes it; only the clock is moved."""
    elena = await window("/?user=U0RIVERA")
    await lecture_is_read(workspace)
    await confirm_all(elena)

    tom = await window("/?user=U0TOM&channel=C0TCSS562")
    await remind_me(tom)
    await move_time(tom, "2021-11-25T08:00")
    in_channel = tom.message(f"{CHECK_IN} is due in 6 days")
    await expect(in_channel).to_be_visible()

    await move_time(tom, "2021-11-30T23:59")
    await tom.enter(TOMS_DM)
    own = tom.message(f"{CHECK_IN} is due in 24 hours")
    await tom.button("Snooze 4 hours", own).click()
    await expect(tom.by("ephemeral").last).to_contain_text("I will remind you of")
    await move_time(tom, "2021-12-01T04:05")
    await expect(tom.message(f"{CHECK_IN} is due in 20 hours")).to_be_visible()

    await elena.write("/deadlines move check-in to Friday 5pm")
    await elena.button("Move", elena.message("Friday, December 3rd, 2021 at 5:00 PM")).click()
    await expect(tom.message(f"{CHECK_IN} has moved")).to_be_visible()
    await tom.enter("C0TCSS562")
    moved = tom.message(f"{CHECK_IN} has moved")
    await expect(moved).to_contain_text("December 3rd, 2021 at 5:00 PM")
    await expect(moved.locator("s, del").first).to_contain_text("11:59 PM")
    await expect(tom.message(f"{CHECK_IN} is due in 6 days")).to_have_count(0)

    assert (await read_calendar(tom))[f"Due: {CHECK_IN}"] == datetime(2021, 12, 4, 1, 0, tzinfo=UTC)
