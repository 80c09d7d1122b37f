"""Answering those who press something in a live quiz, each alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import Message
from bot.listeners.deps import Deps
from bot.listeners.where import is_private, thread_of

Payload = Mapping[str, Any]


def shown_ts(body: Payload) -> str:
    """The time stamp of the message that was pressed."""
    return str((body.get("container") or {}).get("message_ts") or "")


async def tell(deps: Deps, body: Payload, message: Message) -> None:
    """Answer where it was pressed, in place of a private message.

    Below the quiz's own message there is a thread, but who presses something in that message looks at the channel.
    """
    thread = thread_of(body)
    root = thread is not None and thread == shown_ts(body)
    await deps.slack.respond(
        body["response_url"],
        message,
        thread_ts=None if root else thread,
        replace=is_private(body),
    )
