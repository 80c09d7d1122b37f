"""chat.scheduleMessage and its kin"""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.errors import SlackError
from bot.playground.hub import Hub
from bot.playground.state import BOT_USER, Channel
from bot.playground.webapi.call import Call, Method, Result, page, scopes
from bot.playground.webapi.chat import threaded

_DAYS_AHEAD = 120
_DAY = 86_400
_WINDOW_SECONDS = 300
_MOST_IN_WINDOW = 30
_TOO_LATE_SECONDS = 60
_LOOK_SECONDS = 0.25
"""How often the clock is looked at while something waits: a test may turn it."""
_LOOKS = ("unfurl_links", "unfurl_media", "parse", "link_names")


async def schedule_message(call: Call) -> Result:
    channel = call.target()
    call.ignore(*_LOOKS)
    at = call.number("post_at", 0, "invalid_time")
    _check_time(call, channel, at)
    content = call.content() | threaded(call, channel)
    content.pop("metadata", None)  # Slack drops it from scheduled messages.
    item: dict[str, Any] = {
        "id": call.world.new_id("Q"),
        "channel_id": channel.id,
        "post_at": at,
        "date_created": int(call.world.clock()),
        "fields": content,
    }
    call.world.scheduled[item["id"]] = item
    call.hub.spawn(_post_later(call.hub, item))
    message = {**call.hub.by_bot(content), "type": "delayed_message", "subtype": "bot_message"}
    return {
        "channel": channel.id,
        "scheduled_message_id": item["id"],
        "post_at": at,
        "message": message,
    }


def _check_time(call: Call, channel: Channel, at: int) -> None:
    now = call.world.clock()
    if at <= now:
        raise SlackError("time_in_past")
    if at > now + _DAYS_AHEAD * _DAY:
        raise SlackError("time_too_far")
    others = (i for i in call.world.scheduled.values() if i["channel_id"] == channel.id)
    times = sorted([*(i["post_at"] for i in others), at])
    # The new message and thirty others may not lie within any five minutes.
    for first, last in zip(times, times[_MOST_IN_WINDOW:], strict=False):
        if first <= at <= last and last - first < _WINDOW_SECONDS:
            raise SlackError("restricted_too_many")


async def _post_later(hub: Hub, item: dict[str, Any]) -> None:
    while (left := item["post_at"] - hub.world.clock()) > 0:
        await asyncio.sleep(min(left, _LOOK_SECONDS))
        if item["id"] not in hub.world.scheduled:
            return
    channel = hub.world.channels[item["channel_id"]]
    hub.world.scheduled.pop(item["id"], None)
    if BOT_USER in channel.members and not channel.is_archived:
        hub.post(channel, hub.by_bot(item["fields"]))


async def delete_scheduled(call: Call) -> Result:
    channel = call.channel()
    item = call.world.scheduled.get(str(call.need("scheduled_message_id")))
    soon = call.world.clock() + _TOO_LATE_SECONDS
    if item is None or item["channel_id"] != channel.id or item["post_at"] < soon:
        raise SlackError("invalid_scheduled_message_id")
    del call.world.scheduled[item["id"]]
    return {}


async def list_scheduled(call: Call) -> Result:
    oldest = call.time("oldest", 0, "invalid_arguments")
    latest = call.time("latest", 1e12, "invalid_arguments")
    only = call.channel().id if call.get("channel") else None
    found = [
        i
        for i in sorted(call.world.scheduled.values(), key=lambda i: int(i["post_at"]))
        if oldest <= i["post_at"] <= latest and only in (None, i["channel_id"])
    ]
    some, cursor = page(found, call, 100)
    shown = [
        {k: i[k] for k in ("id", "channel_id", "post_at", "date_created")}
        | {"text": i["fields"]["text"]}
        for i in some
    ]
    return {"scheduled_messages": shown, "response_metadata": {"next_cursor": cursor}}


_WRITE = scopes("chat:write")
METHODS = {
    "chat.scheduleMessage": Method(schedule_message, _WRITE, 3),
    "chat.deleteScheduledMessage": Method(delete_scheduled, _WRITE, 3),
    "chat.scheduledMessages.list": Method(list_scheduled, tier=3),
}
