"""Clicks on a poll in a channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import LecternError
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Take

Payload = Mapping[str, Any]


async def vote(deps: Deps, body: Payload) -> None:
    """A click on an option."""
    raise LecternError


ACTIONS: dict[str, Handler] = {"poll_vote": vote, "poll_manage": vote}
WINDOWS: dict[str, Take] = {}
