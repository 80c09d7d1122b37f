"""Steps with polls that browser tests take: made with a line, voted on, managed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from playwright.async_api import Locator, expect

from tests.browser.album import DESK, NIGHT, POCKET, TALL
from tests.browser.conftest import Opener
from tests.browser.pool import Kind
from tests.browser.screen import Screen

CHANNEL = "C0TCSS562"


@dataclass(frozen=True, slots=True)
class Class:
    """Everybody in the course's channel, a window each: two instructors, Sara on her phone, Tom, Aiko at night."""

    elena: Screen
    mina: Screen
    sara: Screen
    tom: Screen
    aiko: Screen

    @property
    def everybody(self) -> tuple[Screen, ...]:
        return self.elena, self.mina, self.sara, self.tom, self.aiko


async def the_class(window: Opener) -> Class:
    """All five come in."""
    seats: tuple[tuple[str, Kind], ...] = (
        ("U0RIVERA", TALL),
        ("U0OKAFOR", DESK),
        ("U0SARA", POCKET),
        ("U0TOM", TALL),
        ("U0AIKO", NIGHT),
    )
    doors = (window(f"/?user={user}&channel={CHANNEL}", kind) for user, kind in seats)
    return Class(*await asyncio.gather(*doors))


def card(screen: Screen, question: str) -> Locator:
    """The newest poll with this question, as it stands in the channel."""
    messages = screen.by("messages").locator("[data-ts]").filter(has_text=question)
    return messages.filter(has=screen.page.get_by_role("button", name="Manage", exact=True)).last


def private(screen: Screen) -> Locator:
    """What only this person was told last."""
    return screen.by("ephemeral").last


async def post(screen: Screen, line: str, question: str) -> None:
    """Type a `/poll` line, look at its preview, post it."""
    await screen.write(line)
    await post_preview(screen, question)


async def post_preview(screen: Screen, question: str) -> None:
    """Press Post under the preview."""
    await expect(screen.message("Only you see this")).to_contain_text(question)
    await screen.button("Post", private(screen)).click()
    await expect(private(screen)).to_contain_text("Posted in")
    await expect(card(screen, question)).to_contain_text("Nobody has voted yet")


async def press(screen: Screen, question: str, *labels: str) -> None:
    """Press buttons under a poll; after each, it is said back to this person alone."""
    for label in labels:
        await card(screen, question).get_by_role("button", name=label, exact=True).click()
        await expect(private(screen)).to_contain_text(label.rpartition(": ")[2])


async def write(screen: Screen, question: str, words: str) -> None:
    """Write into a poll's field and send it."""
    shown = card(screen, question)
    await shown.get_by_role("textbox").fill(words)
    await screen.button("Send", shown).click()
    await expect(private(screen)).to_contain_text(words.partition(",")[0])


async def manage(screen: Screen, question: str, name: str) -> None:
    """Open a poll's panel and press a button there."""
    with_it = screen.page.get_by_role("button", name=name, exact=True)
    panels = screen.by("ephemeral").filter(has=with_it)
    before = await panels.count()
    await screen.button("Manage", card(screen, question)).click()
    await screen.button(name, panels.nth(before)).click()


async def close(screen: Screen, question: str, result: str) -> None:
    """Close a poll from its panel, and see what it came to."""
    await manage(screen, question, "Close now")
    sure = screen.by("confirm")
    shown = card(screen, question)
    await expect(sure.or_(shown.filter(has_text="Closed."))).to_be_visible()
    if await sure.count():
        await screen.button("Close it", sure).click()
    await expect(shown).to_contain_text(result)
