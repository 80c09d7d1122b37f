"""Answering the one who pressed, typed or submitted, and nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.windows import Carried
from bot.listeners.deps import Deps
from bot.listeners.where import thread_of
from bot.listeners.who import user_of

Payload = Mapping[str, Any]


def chosen(body: Payload) -> str:
    """What a button, or the option of a menu, stands for."""
    action = body["actions"][0]
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")


def number(text: str) -> int:
    """The number in a button's value, or -1 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1


async def tell(deps: Deps, body: Payload, message: Message, *, replace: bool = False) -> None:
    """Answer where it was pressed; in the direct message where that was a window or the Home tab."""
    if body.get("response_url"):
        thread = thread_of(body)
        await deps.slack.respond(body["response_url"], message, thread_ts=thread, replace=replace)
    else:
        key = f"told:{body.get('trigger_id') or body['view']['id']}"
        await deps.slack.post(user_of(body), message, key=key, kind="told")


def carried(about: str, body: Payload) -> Carried:
    """What a window takes along: `about`, and where to answer afterwards."""
    channel = body.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    url = str(body.get("response_url") or "")
    return Carried(about, str(channel), url, thread_of(body) or "")
