""" "Make a poll" on a message: its text in the form, question and list apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from bot.blocks.answers import note
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import tell
from bot.listeners.deps import Deps
from bot.listeners.polls import composing
from bot.listeners.polls.command import place_of
from bot.listeners.taking import Handler
from bot.listeners.who import user_of
from bot.services.plain import plain
from bot.services.polls.drafts import Draft, Unclear
from bot.services.polls.ports import SINGLE
from bot.services.polls.wording import parse

Payload = Mapping[str, Any]
EMPTY = "There is no text in that message to make a poll of."


async def make_poll(deps: Deps, body: Payload) -> None:
    """A message's text as a poll: what is a question and what is a list goes to its field."""
    text = plain(str(body["message"].get("text") or "")).strip()
    if not text:
        await tell(deps, body, note(EMPTY))
        return
    reader = await reader_of(deps, user_of(body))
    found = parse(text, reader.now, ZoneInfo(reader.zones.reader))
    draft = found.draft if isinstance(found, Unclear) else found
    if not draft.question and not draft.options:
        draft = Draft(SINGLE, text)
    channel = place_of(deps, {"channel_id": body["channel"]["id"]})
    await composing.open_new(deps, body, channel, draft)


SHORTCUTS: dict[str, Handler] = {"make_poll": make_poll}
