"""Who did something, and whether they may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.errors import NotAllowed
from bot.listeners.deps import Deps


def user_of(body: Mapping[str, Any]) -> str:
    """Who typed a command, pressed a button or submitted a window."""
    return str(body.get("user_id") or body["user"]["id"])


def staff(deps: Deps, body: Mapping[str, Any]) -> str:
    """The instructor who did it. Raises NotAllowed for anybody else."""
    user = user_of(body)
    if not deps.config.is_instructor(user):
        raise NotAllowed
    return user
