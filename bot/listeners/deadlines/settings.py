"""Where and when the course announces, and what that comes to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.blocks import deadline_settings as blocks
from bot.blocks.answers import Message
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Taken, option_of, options_of, value_of
from bot.listeners.who import staff
from bot.services.deadlines.ports import Announcing

Payload = Mapping[str, Any]
NOT_THERE = "I am not in {count} of these channels. Invite me there with /invite @Lectern first."
MOST_CHANNELS = 20


async def settings(deps: Deps, body: Payload, _: str = "") -> Message | None:
    """`/deadlines settings`: the window."""
    await open_settings(deps, body)
    return None


async def open_settings(deps: Deps, body: Payload) -> None:
    """The window, also from a button."""
    staff(deps, body)
    now = await deps.deadlines.wanting.announcing()
    view = blocks.settings_window(carried("-", body), now, deps.config.course.timezone)
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """What was chosen, with what is wrong beside its field."""
    staff(deps, body)
    channels = tuple(value_of(body, "channels").get("selected_conversations") or ())
    errors = await _where_not(deps, channels)
    quiet_from, quiet_to = (
        blocks.minute_of(value_of(body, name)) for name in ("quiet_from", "quiet_to")
    )
    if (quiet_from is None) != (quiet_to is None):
        name = "quiet_to" if quiet_to is None else "quiet_from"
        errors[name] = "Choose both, or leave both empty."
    if errors:
        return Taken(errors=errors)
    digest_minute = blocks.minute_of(value_of(body, "digest_at"))
    weekday = number(option_of(body, "digest_day"))
    chosen = Announcing(
        channels,
        tuple(sorted({number(v) for v in options_of(body, "leads")} - {-1}, reverse=True)),
        None if quiet_from is None or quiet_to is None else (quiet_from, quiet_to),
        digest="on" in options_of(body, "digest"),
        digest_weekday=weekday if 0 <= weekday < 7 else 0,
        digest_minute=Announcing().digest_minute if digest_minute is None else digest_minute,
    )
    return Taken(work=partial(_keep, chosen))


async def _where_not(deps: Deps, channels: tuple[str, ...]) -> dict[str, str]:
    """The word for channels that nothing can be posted in."""
    if len(channels) > MOST_CHANNELS:
        return {"channels": f"At most {MOST_CHANNELS} channels."}
    there = await asyncio.gather(*(deps.slack.is_in(channel) for channel in channels))
    missing = there.count(False)
    return {"channels": NOT_THERE.format(count=missing)} if missing else {}


async def _keep(chosen: Announcing, deps: Deps, body: Payload) -> None:
    await deps.deadlines.wanting.announce(chosen, staff(deps, body))
    await tell(deps, body, blocks.saved(chosen, deps.config.course.timezone))


async def preview(deps: Deps, body: Payload, _: str = "") -> Message | None:
    """`/deadlines preview`"""
    user, parts = staff(deps, body), deps.deadlines.parts
    now = await deps.deadlines.wanting.announcing()
    rows = (
        await deps.reminders.coming(parts.workspace, parts.course, audiences=now.channels)
        if now.channels
        else ()
    )
    titles = {i.id: i.title for i in await parts.items.all(parts.workspace, parts.course)}
    return blocks.preview(now, rows, titles, await reader_of(deps, user))


async def show_preview(deps: Deps, body: Payload) -> None:
    """The same from a button."""
    message = await preview(deps, body)
    if message is not None:
        await tell(deps, body, message)
