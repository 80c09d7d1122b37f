"""How a payload gets to the bot: the interface, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Ack:
    """What the bot said. `error` is Slack's word for a failure: operation_timeout, dispatch_failed, …"""

    ok: bool
    body: Any = None
    error: str = ""


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    name: str

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        """Deliver once. `kind` is events_api, slash_commands or interactive."""

    async def close(self) -> None: ...
