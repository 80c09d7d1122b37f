"""`/deadlines calendar …`: following calendars, the list of them, and stopping."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import calendars as blocks
from bot.blocks.answers import Message, note
from bot.listeners import calendar
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deps import Deps
from bot.listeners.where import thread_of
from bot.listeners.who import staff, user_of
from bot.services.calendars.fetched import CannotFollow

Payload = Mapping[str, Any]


async def command(deps: Deps, body: Payload, text: str) -> Message | None:
    """Follow the address that an instructor typed; one's own private address where none was."""
    if "://" not in text:
        return await calendar.calendar(deps, body, text)
    by = staff(deps, body)
    try:
        account = await deps.following.follow(text, by)
    except CannotFollow as problem:
        return note(problem.for_user)
    return blocks.followed(account)


async def listing(deps: Deps, body: Payload, _: str) -> Message:
    """`/deadlines calendars`: all that the course follows."""
    return await _listing(deps, body)


async def remove(deps: Deps, body: Payload) -> None:
    """Look at a calendar no longer."""
    staff(deps, body)
    await deps.following.remove(str(body["actions"][0].get("value") or ""))
    message = await _listing(deps, body)
    await deps.slack.respond(body["response_url"], message, thread_ts=thread_of(body), replace=True)


async def _listing(deps: Deps, body: Payload) -> Message:
    reader = await reader_of(deps, user_of(body))
    return blocks.listing(await deps.following.all(), reader.zones)
