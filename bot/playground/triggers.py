"""Trigger ids: what lets the app open a modal, once, within three seconds of a person's action."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.errors import SlackError
from bot.playground.faults import Faults

_REMEMBERED_SECONDS = 600.0


@dataclass(slots=True)
class Trigger:
    """Whose action it was, and in which modal, if in one."""

    user: str
    made: float
    view_id: str | None = None
    used: bool = False


class Triggers:
    """Every trigger of the last minutes, so that a late or second use is told apart from a made-up one."""

    def __init__(self, clock: Callable[[], float], faults: Faults) -> None:
        self._clock, self._faults = clock, faults
        self._known: dict[str, Trigger] = {}

    def new(self, user: str, view_id: str | None = None) -> str:
        now = self._clock()
        for old in [k for k, t in self._known.items() if t.made < now - _REMEMBERED_SECONDS]:
            del self._known[old]
        name = f"{int(now)}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self._known[name] = Trigger(user, now, view_id)
        return name

    def redeem(self, name: str | None) -> Trigger:
        """Use it. Raises SlackError where it was used, is too old or was never given out."""
        if not name:
            raise SlackError(
                "invalid_arguments",
                response_metadata={"messages": ["[ERROR] missing required field: trigger_id"]},
            )
        trigger = self._known.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._clock() > trigger.made + self._faults.trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def owner(self, name: str) -> str | None:
        """Whose it is, used or not."""
        trigger = self._known.get(name)
        return trigger.user if trigger else None
