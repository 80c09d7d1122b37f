"""The buttons under a preview: post, edit, discard, another channel, keep it as a template."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks.answers import Message, note
from bot.blocks.mrkdwn import shown
from bot.blocks.polls import preview as blocks
from bot.blocks.polls.window import template_window
from bot.blocks.windows import Carried
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Take, Taken, text_of
from bot.listeners.who import staff, user_of
from bot.services.polls.drafting import Changed, Refused, is_for_later
from bot.services.polls.ports import DRAFT, Poll
from bot.services.polls.templates import Unnamed

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
DISCARDED = "Discarded. Nothing was posted."
_PATIENCE_SECONDS = 1.5
"""While somebody waits, a channel is looked at so long; then its post will tell."""


async def post(deps: Deps, body: Payload) -> None:
    """Post what was shown, or schedule it; pressed twice, once. What has changed since is shown anew."""
    user = user_of(body)
    draft_id, _, seen = chosen(body).partition(":")
    draft = await deps.polls.drafting.mine(draft_id, user)
    reader = await reader_of(deps, user)
    if draft.revision != number(seen):
        await tell(deps, body, await shown_anew(deps, body, draft), replace=True)
        return
    await check_channel(deps, user, draft.channel)
    kept = await confirmed(deps, draft, body, number(seen))
    await tell(deps, body, blocks.posted(kept, reader.zones), replace=True)


async def shown_anew(deps: Deps, body: Payload, draft: Poll) -> Message:
    """The preview of a draft that is not any more as it was shown."""
    reader = await reader_of(deps, user_of(body))
    direct = str((body.get("channel") or {}).get("id") or "D")[0] == "D"
    return blocks.preview(
        draft,
        reader.now,
        reader.zones,
        staff=reader.staff,
        choosing=direct,
        lead=Changed.for_user,
    )


async def confirmed(deps: Deps, draft: Poll, body: Payload, seen: int) -> Poll:
    """Post a draft as it was seen, or schedule it, which instructors alone may. Raises NotAllowed."""
    drafting = deps.polls.drafting
    if is_for_later(draft):
        return await drafting.schedule(draft.id, staff(deps, body), seen=seen)
    return await drafting.post(draft.id, user_of(body), seen=seen)


async def check_channel(deps: Deps, user: str, channel: str) -> None:
    """Raises Refused where Lectern is not there, or the person is not."""
    if not channel or channel[0] == "D":
        raise Refused("Choose the channel it should go to first.", "channel")
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            here = await deps.slack.is_in(channel)
            theirs = not here or await deps.polls.parts.members.has(channel, user)
    except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.info("channel_not_looked_at", error=type(error).__name__)
        return
    if not here:
        raise Refused(
            f"I am not in <#{channel}> yet. Type `/invite @Lectern` there, then try again.",
            "channel",
        )
    if not theirs:
        raise Refused("You are not in that channel. Join it first, or choose another.", "channel")


async def discard(deps: Deps, body: Payload) -> None:
    """Throw the draft away."""
    await deps.polls.drafting.discard(chosen(body), user_of(body))
    await tell(deps, body, note(DISCARDED), replace=True)


async def move(deps: Deps, body: Payload) -> None:
    """Another channel, chosen in the preview."""
    user, action = user_of(body), body["actions"][0]
    draft_id = str(action["block_id"]).partition(":")[2]
    channel = str(action.get("selected_conversation") or "")
    await check_channel(deps, user, channel)
    kept = await deps.polls.drafting.move(draft_id, user, channel)
    reader = await reader_of(deps, user)
    message = blocks.preview(kept, reader.now, reader.zones, staff=reader.staff, choosing=True)
    await tell(deps, body, message, replace=True)


async def name_template(deps: Deps, body: Payload) -> None:
    """A window for a template's name."""
    staff(deps, body)
    await deps.slack.open_window(body["trigger_id"], template_window(carried(chosen(body), body)))


async def template_named(deps: Deps, body: Payload) -> Taken:
    """Keep a draft, or a poll that was posted, as a template of the course."""
    user = staff(deps, body)
    about = Carried.load(body["view"]["private_metadata"]).question_id
    known = await deps.polls.parts.poll(about)
    if known is None or known.state == DRAFT:
        known = await deps.polls.drafting.mine(about, user)
    try:
        template = await deps.polls.templates.save(text_of(body, "name"), known, user)
    except Unnamed as refusal:
        return Taken(errors={"name": refusal.for_user})
    return Taken(work=partial(_kept, template.name))


async def _kept(name: str, deps: Deps, body: Payload) -> None:
    await tell(deps, body, note(f"Kept. `/poll {shown(name, 60)}` starts from it; `/poll templates` lists all."))  # fmt: skip


ACTIONS: dict[str, Handler] = {
    "poll_post": post,
    "poll_discard": discard,
    "poll_channel": move,
    "poll_template_name": name_template,
}
WINDOWS: dict[str, Take] = {"poll_template": template_named}
