"""What people want of single deadlines: done, silence, reminders of their own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.blocks import deadlines as blocks
from bot.blocks.answers import note
from bot.listeners.deadlines.reading import reader_of, user_of
from bot.listeners.deps import Deps
from bot.listeners.where import thread_of
from bot.services.deadlines.seen import SeenItem

Payload = Mapping[str, Any]
GONE = "I no longer have that deadline. `/deadlines` shows those that I have."


def chosen(body: Payload) -> list[str]:
    """The parts of what a button or a menu's option stands for: `<what>:<item>:<revision>`."""
    action = body["actions"][0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    return str(value).split(":")


async def menu(deps: Deps, body: Payload) -> None:
    """An option of a listed deadline's menu."""
    what, item_id, *_ = [*chosen(body), ""]
    user = user_of(body)
    seen = await deps.deadlines.listing.one(user, item_id)
    if seen is None:
        await deps.slack.respond(body["response_url"], note(GONE), thread_ts=thread_of(body))
    elif what in CHOICES:
        await CHOICES[what](deps, body, seen)


async def _tell(deps: Deps, body: Payload, seen: SeenItem, words: str) -> None:
    """Say what holds from now on."""
    user = user_of(body)
    now = await deps.deadlines.listing.one(user, seen.item.id) or seen
    message = blocks.said(words, now, await reader_of(deps, user))
    await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body))


async def done(deps: Deps, body: Payload, seen: SeenItem) -> None:
    await deps.deadlines.wanting.done(user_of(body), seen.item.id, done=True)
    await _tell(deps, body, seen, "Done. I won't remind you of it any more.")


async def undone(deps: Deps, body: Payload, seen: SeenItem) -> None:
    await deps.deadlines.wanting.done(user_of(body), seen.item.id, done=False)
    await _tell(deps, body, seen, "Not done yet, noted.")


async def mute(deps: Deps, body: Payload, seen: SeenItem) -> None:
    await deps.deadlines.wanting.mute(user_of(body), seen.item.id, muted=True)
    await _tell(deps, body, seen, "Muted: you get no direct reminders of it.")


async def unmute(deps: Deps, body: Payload, seen: SeenItem) -> None:
    await deps.deadlines.wanting.mute(user_of(body), seen.item.id, muted=False)
    await _tell(deps, body, seen, "Not muted any more.")


CHOICES: dict[str, Callable[[Deps, Payload, SeenItem], Awaitable[None]]] = {
    "done": done,
    "undone": undone,
    "mute": mute,
    "unmute": unmute,
}
