"""A window of the local workspace as one person sees it, and what must be true of every window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Error, Locator, Page

_AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
_NAMED = frozenset(
    """button link textbox searchbox combobox checkbox radio spinbutton menuitem menuitemradio option
    tab switch slider listbox menu dialog alertdialog tablist radiogroup toolbar image Date DateTime
    InputTime region""".split()
)
"""Roles that a screen reader announces by name: without one, nobody knows what they are."""


class Screen:
    """One person's window. `problems` collects what its console complained of."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.problems: list[str] = []

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console: {message.text} {message.location.get('url', '')}")

    def _threw(self, error: Error) -> None:
        self.problems.append(f"exception: {error}")

    async def open(self, path: str = "/") -> None:
        """Show the workspace, and listen to what the console says."""
        self.page.on("console", self._said)
        self.page.on("pageerror", self._threw)
        await self.go(path)

    def close(self) -> None:
        """Listen no more."""
        self.page.remove_listener("console", self._said)
        self.page.remove_listener("pageerror", self._threw)

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path)
        await self.ready()

    async def ready(self) -> None:
        """Return when the page has settled who is looking and what is there."""
        await self.page.wait_for_selector(
            "body:not(.starting) [data-testid=sidebar-channel]", state="attached"
        )

    async def reload(self) -> None:
        await self.page.reload()
        await self.ready()

    def forgive(self, pattern: str) -> None:
        """Take back the complaints that a test meant to cause."""
        self.problems = [p for p in self.problems if not re.search(pattern, p)]

    # Finding

    def by(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    @property
    def composer(self) -> Locator:
        return self.by("composer")

    @property
    def modal(self) -> Locator:
        return self.by("modal")

    @property
    def thread(self) -> Locator:
        return self.by("thread-pane")

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")

    def message(self, text: str | re.Pattern[str], place: str = "messages") -> Locator:
        """The newest message (private ones too) with this in it; `place` may be `thread-pane`."""
        return self.by(place).locator("[data-ts]").filter(has_text=text).last

    def button(self, name: str, inside: Locator | None = None) -> Locator:
        """The newest button of exactly this name."""
        return (
            (inside or self.page.locator("body")).get_by_role("button", name=name, exact=True).last
        )

    def channel(self, channel: str) -> Locator:
        return self.page.locator(f"[data-testid=sidebar-channel][data-channel={channel}]")

    # Doing

    async def enter(self, channel: str) -> None:
        """Go to a channel from the sidebar."""
        await self.channel(channel).click()

    async def write(self, text: str, box: str = "composer") -> None:
        """Type into a composer and press Enter."""
        await self.by(box).fill(text)
        await self.by(box).press("Enter")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)

    # Judging

    async def faults(self) -> list[str]:
        """What `audit.js` finds wrong with what is shown, and controls without a name."""
        found: list[dict[str, str]] = await self.page.evaluate(_AUDIT.split("*/", 1)[1])
        seen = dict.fromkeys(f"{f['rule']}: {f['what']} {f['detail']}" for f in found)
        return [*seen, *await self.unnamed()]

    async def unnamed(self) -> list[str]:
        """Controls of Chromium's accessibility tree that have no name."""
        session = await self.context.new_cdp_session(self.page)
        tree: dict[str, Any] = await session.send("Accessibility.getFullAXTree")
        found = []
        for node in tree["nodes"]:
            role = node.get("role", {}).get("value", "")
            name = node.get("name", {}).get("value", "")
            if role in _NAMED and not node.get("ignored") and not name.strip():
                found.append(f"unnamed {role}: {await _outline(session, node)}")
        await session.detach()
        return found


async def _outline(session: Any, node: dict[str, Any]) -> str:
    shown: dict[str, str] = await session.send(
        "DOM.getOuterHTML", {"backendNodeId": node["backendDOMNodeId"]}
    )
    return shown["outerHTML"][:160]
