"""What becomes of a submitted modal: the tables of windows are made of functions that say so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from bot.listeners.deps import Deps

Payload = Mapping[str, Any]
Handler = Callable[[Deps, Payload], Awaitable[None]]
Keep = Callable[[Deps, Payload], Awaitable[Handler]]
"""Keeps what must not be lost before the acknowledgement; gives what is to be done after it. Takes a second at most."""


@dataclass(frozen=True, slots=True)
class Taken:
    """`errors` (by block id) keep the window open; `view` is shown in its place; else it closes.

    `work` goes on after the acknowledgement, where Slack waits no longer; with errors it does not.
    """

    errors: Mapping[str, str] = field(default_factory=dict)
    view: Mapping[str, Any] | None = None
    work: Handler | None = None


def whole(keep: Keep) -> Handler:
    """Both parts, one after the other."""

    async def handler(deps: Deps, body: Payload) -> None:
        await (await keep(deps, body))(deps, body)

    return handler


Take = Callable[[Deps, Payload], Awaitable[Taken]]
"""Looks at a submission while the person waits, three seconds at most. May raise LecternError."""


def field_of(body: Payload, block_id: str) -> Mapping[str, Any]:
    """What was entered in a block of the message whose button was pressed."""
    values = (body.get("state") or {}).get("values") or {}
    found: Mapping[str, Any] = (values.get(block_id) or {}).get("value") or {}
    return found


def entered(body: Payload, block_id: str) -> str:
    """What is typed into a field of that message, or ""."""
    return str(field_of(body, block_id).get("value") or "")


def value_of(body: Payload, block_id: str) -> Mapping[str, Any]:
    """What was entered in a block of the submitted modal."""
    found: Mapping[str, Any] = body["view"]["state"]["values"].get(block_id, {}).get("value", {})
    return found


def text_of(body: Payload, block_id: str) -> str:
    """The text that was typed into a block, or ""."""
    return str(value_of(body, block_id).get("value") or "").strip()


def option_of(body: Payload, block_id: str) -> str:
    """The value of the option that was chosen in a block, or ""."""
    return str((value_of(body, block_id).get("selected_option") or {}).get("value") or "")


def options_of(body: Payload, block_id: str) -> tuple[str, ...]:
    """The values of all options that were chosen or ticked in a block."""
    chosen = value_of(body, block_id).get("selected_options") or []
    return tuple(str(option["value"]) for option in chosen)


def day_of(body: Payload, block_id: str) -> date | None:
    """The day that was picked in a block, if there is one."""
    found = value_of(body, block_id).get("selected_date")
    return date.fromisoformat(found) if found else None


def time_of(body: Payload, block_id: str) -> time | None:
    """The time of day that was picked in a block, if there is one."""
    found = value_of(body, block_id).get("selected_time")
    return time.fromisoformat(found) if found else None
