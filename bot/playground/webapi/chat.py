"""chat.* and reactions.*"""

from __future__ import annotations

import asyncio
from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_ID, BOT_USER, TEAM_ID, Channel
from bot.playground.webapi.call import Call, Method, Result, scopes

_DAY = 86_400


async def post_message(call: Call) -> Result:
    channel = call.joined()
    limiter = call.context.limiter
    wait = limiter.wait_for_channel(channel.id) if call.context.hub.faults.rate_limits else None
    if wait is not None:
        raise SlackError("ratelimited", retry_after=wait)
    fields = call.content() | _threaded(call, channel)
    for ignored in (
        "mrkdwn",
        "unfurl_links",
        "unfurl_media",
        "parse",
        "link_names",
        "username",
        "icon_emoji",
    ):
        call.get(ignored)
    message = call.context.hub.post(channel, call.context.hub.by_bot(fields))
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _threaded(call: Call, channel: Channel) -> dict[str, Any]:
    thread_ts = call.get("thread_ts")
    broadcast = call.flag("reply_broadcast")
    if not thread_ts:
        return {}
    root = channel.messages.get(str(thread_ts))
    if root is None:
        raise SlackError("thread_not_found")
    fields: dict[str, Any] = {"thread_ts": root.get("thread_ts", root["ts"])}
    return fields | ({"subtype": "thread_broadcast"} if broadcast else {})


async def post_ephemeral(call: Call) -> Result:
    channel, user = call.joined(), call.user()
    if user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    fields = call.content()
    thread_ts = call.get("thread_ts")
    if thread_ts:
        fields["thread_ts"] = str(thread_ts)
    message = call.context.hub.ephemeral(channel, user.id, call.context.hub.by_bot(fields))
    return {"message_ts": message["ts"]}


async def update(call: Call) -> Result:
    channel = call.joined()
    message = call.message(channel)
    if message.get("bot_id") != BOT_ID:
        raise SlackError("cant_update_message")
    content = call.content()
    fields = {
        "blocks": None,
        **content,
        "edited": {"user": BOT_USER, "ts": call.context.hub.world.new_ts()},
    }
    call.context.hub.change(channel, message, fields)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


async def delete(call: Call) -> Result:
    channel = call.joined()
    message = call.message(channel)
    if message.get("bot_id") != BOT_ID:
        raise SlackError("cant_delete_message")
    call.context.hub.delete(channel, message["ts"])
    return {"channel": channel.id, "ts": message["ts"]}


async def get_permalink(call: Call) -> Result:
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"{call.context.base_url}/archives/{channel.id}/p{message['ts'].replace('.', '')}"
    root = message.get("thread_ts", message["ts"])
    if root != message["ts"]:
        link += f"?thread_ts={root}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


async def schedule_message(call: Call) -> Result:
    channel = call.joined()
    at, now = call.number("post_at", 0), call.context.hub.world.clock()
    if at <= now:
        raise SlackError("time_in_past")
    if at > now + 120 * _DAY:
        raise SlackError("time_too_far")
    fields = call.content() | _threaded(call, channel)
    fields.pop("metadata", None)
    item: dict[str, Any] = {
        "id": call.context.hub.world.new_id("Q"),
        "channel_id": channel.id,
        "post_at": at,
        "fields": fields,
    }
    call.context.hub.world.scheduled[item["id"]] = item
    call.context.hub.spawn(_post_later(call, item))
    return {
        "channel": channel.id,
        "scheduled_message_id": item["id"],
        "post_at": at,
        "message": fields,
    }


async def _post_later(call: Call, item: dict[str, Any]) -> None:
    hub = call.context.hub
    await asyncio.sleep(max(0.0, item["post_at"] - hub.world.clock()))
    if hub.world.scheduled.pop(item["id"], None) is not None:
        hub.post(hub.world.channels[item["channel_id"]], hub.by_bot(item["fields"]))


async def delete_scheduled(call: Call) -> Result:
    if call.context.hub.world.scheduled.pop(str(call.need("scheduled_message_id")), None) is None:
        raise SlackError("invalid_scheduled_message_id")
    call.get("channel")
    return {}


async def list_scheduled(call: Call) -> Result:
    items = sorted(call.context.hub.world.scheduled.values(), key=lambda i: int(i["post_at"]))
    shown = [
        {k: i[k] for k in ("id", "channel_id", "post_at")} | {"text": i["fields"]["text"]}
        for i in items
    ]
    return {"scheduled_messages": shown, "response_metadata": {"next_cursor": ""}}


async def add_reaction(call: Call) -> Result:
    _react(call, add=True)
    return {}


async def remove_reaction(call: Call) -> Result:
    _react(call, add=False)
    return {}


def _react(call: Call, *, add: bool) -> None:
    channel = call.joined()
    message = call.message(channel, "timestamp")
    change_reaction(call.context.hub, channel, message, str(call.need("name")), BOT_USER, add=add)


def change_reaction(
    hub: Any, channel: Channel, message: dict[str, Any], name: str, user: str, *, add: bool
) -> None:
    """Add or take back one person's reaction."""
    reactions = message.setdefault("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    if add and found is not None and user in found["users"]:
        raise SlackError("already_reacted")
    if not add and (found is None or user not in found["users"]):
        raise SlackError("no_reaction")
    if found is None:
        found = {"name": name, "users": [], "count": 0}
        reactions.append(found)
    found["users"].append(user) if add else found["users"].remove(user)
    found["count"] = len(found["users"])
    message["reactions"] = [r for r in reactions if r["users"]]
    event = {
        "type": "reactions",
        "channel": channel.id,
        "ts": message["ts"],
        "reactions": message["reactions"],
    }
    hub.stream.send(hub.audience(channel), event)
    item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
    what = "reaction_added" if add else "reaction_removed"
    hub.emit(what, {"user": user, "reaction": name, "item": item, "item_user": message.get("user")})


async def get_reactions(call: Call) -> Result:
    channel = call.channel()
    return {"type": "message", "channel": channel.id, "message": call.message(channel, "timestamp")}


async def auth_test(call: Call) -> Result:
    return {
        "url": f"{call.context.base_url}/",
        "team": "Sample University",
        "user": call.context.hub.world.users[BOT_USER].name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def api_test(call: Call) -> Result:
    return {"args": {name: call.get(name) for name in list(call.args)}}


_WRITE = scopes("chat:write")
METHODS = {
    "api.test": Method(api_test),
    "auth.test": Method(auth_test, tier=5),
    "chat.postMessage": Method(post_message, _WRITE, 5),
    "chat.postEphemeral": Method(post_ephemeral, _WRITE, 4),
    "chat.update": Method(update, _WRITE, 3),
    "chat.delete": Method(delete, _WRITE, 3),
    "chat.getPermalink": Method(get_permalink, tier=5),
    "chat.scheduleMessage": Method(schedule_message, _WRITE, 3),
    "chat.deleteScheduledMessage": Method(delete_scheduled, _WRITE, 3),
    "chat.scheduledMessages.list": Method(list_scheduled, tier=3),
    "reactions.add": Method(add_reaction, scopes("reactions:write"), 3),
    "reactions.remove": Method(remove_reaction, scopes("reactions:write"), 2),
    "reactions.get": Method(get_reactions, scopes("reactions:read"), 3),
}
