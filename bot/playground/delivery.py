"""How a payload gets to the bot: the interface, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Ack:
    """What the bot said.

    `error` is Slack's word to people for a failure: operation_timeout, dispatch_failed, …; `reason` is
    its word to the bot when the event is sent again; `final` means that it must not be.
    """

    ok: bool
    body: Any = None
    error: str = ""
    reason: str = ""
    final: bool = False


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    name: str

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        """Deliver once. `kind` is events_api, slash_commands or interactive."""

    async def close(self) -> None: ...


def name_of(kind: str, payload: dict[str, Any]) -> str:
    """How the wire log calls a payload: the event's type, the command, the interaction's type."""
    if kind == "events_api":
        return str(payload.get("event", {}).get("type", payload.get("type")))
    return str(payload.get("command") or payload.get("type"))
