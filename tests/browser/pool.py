"""Windows that tests use one after another: a new one costs more than all else a test does.

Nothing is carried over: what a page has stored is emptied, and the workspace it showed is gone.
"""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field

from playwright.async_api import Browser, Error, Page

Size = tuple[int, int]
DESKTOP, PHONE = (1280, 820), (390, 844)
PICTURES = os.environ.get("LECTERN_PICTURES") == "1"
"""Are pictures for the guides kept?"""
PATIENCE = 45_000
"""Milliseconds that a page is waited for: longer than five windows at once take on a busy machine."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What cannot be changed once a window is open, or must be put back."""

    size: Size = DESKTOP
    dark: bool = False
    touch: bool = False
    scale: float = 1.0
    """Of its pictures. Where none are kept nothing is drawn larger: each pixel is CPU time."""

    @property
    def density(self) -> float:
        """Pixels a point."""
        return self.scale if PICTURES else 1.0


@dataclass
class Pool:
    """The browser's windows, idle ones by their kind."""

    browser: Browser
    _idle: dict[Kind, list[Page]] = field(default_factory=lambda: defaultdict(list))

    async def take(self, kind: Kind) -> Page:
        """An idle window, or a new one in storage of its own."""
        if self._idle[kind]:
            return self._idle[kind].pop()
        context = await self.browser.new_context(
            viewport={"width": kind.size[0], "height": kind.size[1]},
            device_scale_factor=kind.density,
            color_scheme="dark" if kind.dark else "light",
            reduced_motion="reduce",
            locale="en-US",
            timezone_id="Pacific/Auckland",
            has_touch=kind.touch,
            is_mobile=kind.touch,
        )
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    async def give_back(self, kind: Kind, page: Page, blank: str) -> None:
        """Close what was opened from there, go to a `blank` page of the workspace, undo what was changed.

        A window whose workspace is gone can't be emptied, and is closed.
        """
        for other in page.context.pages:
            if other is not page:
                await other.close()
        try:
            await page.goto(blank)
            await page.evaluate("localStorage.clear(); sessionStorage.clear()")
        except Error:
            await page.context.close()
            return
        shown = page.viewport_size
        if shown is None or (shown["width"], shown["height"]) != kind.size:
            await page.set_viewport_size({"width": kind.size[0], "height": kind.size[1]})
        await page.emulate_media(color_scheme="dark" if kind.dark else "light")
        self._idle[kind].append(page)
