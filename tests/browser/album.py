"""Pictures for the README and the guides, taken from the page itself.

`LECTERN_PICTURES=1` writes them to docs/pictures; else they are taken and thrown away, so that the way
there is known to work.
"""

from __future__ import annotations

import struct
from pathlib import Path

from playwright.async_api import expect

from tests.browser.pool import PHONE, Kind
from tests.browser.screen import Screen

DESK, NIGHT = Kind((1180, 720), scale=2), Kind((1180, 980), dark=True, scale=1.5)
TALL = Kind((1180, 900), scale=1.5)
POCKET = Kind(PHONE, touch=True, scale=2)
ALBUM = Path(__file__).parents[2] / "docs" / "pictures"
FEWEST, MOST = 20_000, 300_000
"""Bytes: a blank page is smaller, and a README should not weigh more."""


async def take(screen: Screen, kind: Kind, path: Path) -> None:
    """Take the picture of a page at rest, and see that it is one."""
    await screen.page.evaluate("document.activeElement.blur()")
    await screen.page.mouse.move(0, 0)
    picture = await screen.page.screenshot(path=path, animations="disabled")
    width, height = struct.unpack(">II", picture[16:24])
    assert (width, height) == tuple(int(n * kind.density) for n in kind.size)
    assert FEWEST < len(picture) * kind.scale / kind.density < MOST, (
        f"{path.name}: {len(picture)} bytes"
    )


async def dismiss_all(screen: Screen) -> None:
    """Take away what was said to this person alone."""
    private = screen.page.get_by_test_id("ephemeral")
    for left in reversed(range(await private.count())):
        await private.first.get_by_role("button", name="Dismiss").click()
        await expect(private).to_have_count(left)
    await expect(screen.page.locator(".jump:visible")).to_have_count(0)
