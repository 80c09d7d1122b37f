"""Answering those who press something in a live quiz, each alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import Message
from bot.listeners.deps import Deps
from bot.listeners.where import thread_of
from bot.listeners.who import user_of
from bot.services.polls.voting import Click

Payload = Mapping[str, Any]


def is_private(body: Payload) -> bool:
    """Was it pressed in a message that only one person sees? Only such a one may be replaced by the answer."""
    return bool((body.get("container") or {}).get("is_ephemeral"))


def shown_ts(body: Payload) -> str:
    """The time stamp of the message that was pressed."""
    return str((body.get("container") or {}).get("message_ts") or "")


def click_of(body: Payload, poll_id: str) -> Click:
    channel = str((body.get("channel") or {}).get("id") or "")
    return Click(poll_id, user_of(body), channel, str(body["actions"][0]["action_ts"]))


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
