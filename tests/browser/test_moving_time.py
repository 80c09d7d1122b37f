"""The drawer's clock: what it says, and what moving it does to everything that shows a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opener
from tests.browser.marks import BROWSER
from tests.browser.pool import PHONE, Kind
from tests.browser.screen import Screen
from tests.slack.workspace import Workspace

pytestmark = BROWSER


async def test_the_time_is_moved_on_and_back_and_days_part_the_messages(
    window: Opener, workspace: Workspace
) -> None:
    tom = await window("/?user=U0TOM&channel=C0TCSS562")
    sara = await window("/?user=U0SARA&channel=C0TCSS562")
    await tom.write("On Saturday")
    await tom.by("wire-toggle").click()
    clock = tom.by("time-now")
    await expect(clock).to_contain_text("Saturday, November 20th, 2021 at 10:")
    await expect(tom.button("Back to now")).to_have_count(0)
    await tom.button("+1 hour").click()
    await expect(clock).to_contain_text("at 11:")
    await tom.button("+1 day").click()
    await expect(clock).to_contain_text("Sunday, November 21st, 2021 at 11:")
    await tom.write("On Sunday")
    await expect(sara.message("On Sunday")).to_be_visible()
    for screen in (tom, sara):
        await expect(screen.page.locator(".day")).to_have_text(["Yesterday", "Today"])
    await tom.page.get_by_label("A date and time to move to").fill("2021-12-01T22:00")
    await tom.button("Go").click()
    await expect(clock).to_contain_text("Wednesday, December 1st, 2021 at 10:00 PM")
    assert (workspace.clock.now() - datetime(2021, 12, 2, 6, 0, tzinfo=UTC)).seconds < 60
    await tom.button("Back to now").click()
    await expect(clock).to_contain_text("Saturday, November 20th, 2021 at 10:")
    await expect(tom.button("Back to now")).to_have_count(0)


@pytest.mark.parametrize("kind", [Kind(), Kind(PHONE, touch=True)], ids=["desk", "phone"])
async def test_the_clock_can_be_read_and_named_by_everybody(window: Opener, kind: Kind) -> None:
    screen: Screen = await window("/?user=U0TOM&channel=C0TCSS562", kind)
    await screen.by("wire-toggle").click()
    await screen.button("+1 day").click()
    await expect(screen.button("Back to now")).to_be_visible()
    assert await screen.faults() == []
