"""The menu of a listed deadline."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.listeners.deadlines import editing, extending, wishing
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps

Payload = Mapping[str, Any]
CHOICES: dict[str, Callable[[Deps, Payload, str], Awaitable[None]]] = {
    "edit": editing.edit_seen,
    "extend": extending.extend_seen,
    "cancel": editing.cancel_seen,
    "remind": wishing.open_for,
    "again": wishing.snooze,
    "done": wishing.done,
    "undone": wishing.undone,
    "mute": wishing.mute,
    "unmute": wishing.unmute,
}


async def pick(deps: Deps, body: Payload) -> None:
    """An option: `<what>:<item>:<revision>`."""
    what, _, about = chosen(body).partition(":")
    if what in CHOICES:
        await CHOICES[what](deps, body, about)
