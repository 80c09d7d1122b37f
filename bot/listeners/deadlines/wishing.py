"""What people want of single deadlines: done, silence, reminders of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import deadlines as blocks
from bot.blocks.answers import note
from bot.blocks.deadline_changes import GONE
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import tell, user_of
from bot.listeners.deps import Deps
from bot.services.deadlines.seen import SeenItem

Payload = Mapping[str, Any]


async def wanted(deps: Deps, body: Payload, about: str) -> SeenItem | None:
    """The deadline of `<item>` or `<item>:<revision>` as the person sees it; else that it is gone is told."""
    seen = await deps.deadlines.listing.one(user_of(body), about.partition(":")[0])
    if seen is None:
        await tell(deps, body, note(GONE))
    return seen


async def _say(deps: Deps, body: Payload, item_id: str, words: str) -> None:
    """What holds from now on."""
    user = user_of(body)
    seen = await deps.deadlines.listing.one(user, item_id)
    if seen is not None:
        await tell(deps, body, blocks.said(words, seen, await reader_of(deps, user)))


async def done(deps: Deps, body: Payload, about: str) -> None:
    """The person has done it."""
    if seen := await wanted(deps, body, about):
        await deps.deadlines.wanting.done(user_of(body), seen.item.id, done=True)
        await _say(deps, body, seen.item.id, "Done. I won't remind you of it any more.")


async def undone(deps: Deps, body: Payload, about: str) -> None:
    """The person has not done it after all."""
    if seen := await wanted(deps, body, about):
        await deps.deadlines.wanting.done(user_of(body), seen.item.id, done=False)
        await _say(deps, body, seen.item.id, "Not done yet, noted.")


async def mute(deps: Deps, body: Payload, about: str) -> None:
    """No direct reminders of this one."""
    if seen := await wanted(deps, body, about):
        await deps.deadlines.wanting.mute(user_of(body), seen.item.id, muted=True)
        await _say(deps, body, seen.item.id, "Muted: you get no direct reminders of it.")


async def unmute(deps: Deps, body: Payload, about: str) -> None:
    """Direct reminders of this one again."""
    if seen := await wanted(deps, body, about):
        await deps.deadlines.wanting.mute(user_of(body), seen.item.id, muted=False)
        await _say(deps, body, seen.item.id, "Not muted any more.")
