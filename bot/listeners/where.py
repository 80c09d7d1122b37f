"""Where a person clicked, as far as an answer has to know it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.listeners.who import user_of
from bot.services.polls.voting import Click


def thread_of(body: Mapping[str, Any]) -> str | None:
    """The thread that an interaction comes from: an answer has to name it, or it lands outside."""
    container, message = body.get("container") or {}, body.get("message") or {}
    found = body.get("thread_ts") or container.get("thread_ts") or message.get("thread_ts")
    return str(found) if found else None


def is_private(body: Mapping[str, Any]) -> bool:
    """Was it pressed in a message that only one person sees? Only such a one may be replaced by the answer."""
    return bool((body.get("container") or {}).get("is_ephemeral"))


def click_of(body: Mapping[str, Any], poll_id: str) -> Click:
    """The click on a poll, or on what is one: a quiz, its question, a homework."""
    channel = str((body.get("channel") or {}).get("id") or "")
    return Click(poll_id, user_of(body), channel, str(body["actions"][0]["action_ts"]))
