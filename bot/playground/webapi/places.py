"""conversations.*, users.* and bots.*"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Channel, Message, User
from bot.playground.webapi.call import Call, Method, Result, page, scopes

_HISTORY = {"im": "im:history", "group": "groups:history", "channel": "channels:history"}


def channel_json(channel: Channel) -> dict[str, Any]:
    """A conversation object, as the bot sees it."""
    shown: dict[str, Any] = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": False,
        "is_im": channel.is_im,
        "is_channel": not channel.is_im and not channel.is_private,
        "is_group": channel.is_private,
        "is_private": channel.is_private or channel.is_im,
        "is_mpim": False,
        "is_member": BOT_USER in channel.members,
        "context_team_id": TEAM_ID,
    }
    if channel.is_im:
        return shown | {"user": next(m for m in channel.members if m != BOT_USER)}
    return shown | {
        "name": channel.name,
        "name_normalized": channel.name,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": channel.topic, "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }


def user_json(user: User, at: float) -> dict[str, Any]:
    """A user object."""
    return {
        "id": user.id,
        "team_id": TEAM_ID,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.offset(at),
        "is_admin": user.role == "instructor",
        "profile": {
            "real_name": user.real_name,
            "display_name": user.real_name,
            "title": user.title,
            "email": f"{user.name}@example.edu",
        },
    }


async def list_conversations(call: Call) -> Result:
    kinds = set(str(call.get("types", "public_channel")).split(","))
    call.get("exclude_archived")
    named = {"im": "im", "group": "private_channel", "channel": "public_channel"}
    world = call.context.hub.world
    found = [
        c for c in world.channels.values() if named[c.kind] in kinds and world.can_see(BOT_USER, c)
    ]
    some, cursor = page(found, call, 100)
    return {
        "channels": [channel_json(c) for c in some],
        "response_metadata": {"next_cursor": cursor},
    }


async def info(call: Call) -> Result:
    call.get("include_num_members")
    return {"channel": channel_json(call.channel())}


async def members(call: Call) -> Result:
    some, cursor = page(list(call.channel().members), call, 100)
    return {"members": some, "response_metadata": {"next_cursor": cursor}}


async def history(call: Call) -> Result:
    channel = call.joined()
    _may_read(call, channel)
    found = _between(call, list(reversed(channel.roots())))
    return _messages(call, found)


async def replies(call: Call) -> Result:
    channel = call.joined()
    _may_read(call, channel)
    thread = channel.thread(str(call.need("ts")))
    if not thread:
        raise SlackError("thread_not_found")
    return _messages(call, _between(call, thread))


def _may_read(call: Call, channel: Channel) -> None:
    needed = _HISTORY[channel.kind]
    granted = call.context.hub.manifest.scopes
    if needed not in granted:
        raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(granted)))


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = float(call.get("oldest", 0)), float(call.get("latest", 1e12))
    inclusive = call.flag("inclusive")
    return [
        m
        for m in messages
        if oldest < float(m["ts"]) < latest or (inclusive and float(m["ts"]) in {oldest, latest})
    ]


def _messages(call: Call, found: list[Message]) -> Result:
    with_metadata = call.flag("include_all_metadata")
    some, cursor = page(found, call, 100)
    shown = [m if with_metadata else {k: v for k, v in m.items() if k != "metadata"} for m in some]
    return {
        "messages": shown,
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


async def open_conversation(call: Call) -> Result:
    world = call.context.hub.world
    known = call.get("channel")
    if known:
        return {"channel": channel_json(call.channel())}
    ids = str(call.need("users")).split(",")
    if len(ids) != 1 or ids[0] not in world.users:
        raise SlackError("user_not_found")
    channel = world.im(ids[0], BOT_USER)
    return {"channel": channel_json(channel) if call.flag("return_im") else {"id": channel.id}}


async def join(call: Call) -> Result:
    channel = call.channel()
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if BOT_USER not in channel.members:
        channel.members.append(BOT_USER)
    return {"channel": channel_json(channel)}


async def user_info(call: Call) -> Result:
    call.get("include_locale")
    return {"user": user_json(call.user(), call.context.hub.world.clock())}


async def list_users(call: Call) -> Result:
    world = call.context.hub.world
    some, cursor = page(list(world.users.values()), call, 200)
    shown = [user_json(u, world.clock()) for u in some]
    return {"members": shown, "response_metadata": {"next_cursor": cursor}}


async def lookup_by_email(call: Call) -> Result:
    email, world = str(call.need("email")), call.context.hub.world
    for user in world.users.values():
        if f"{user.name}@example.edu" == email:
            return {"user": user_json(user, world.clock())}
    raise SlackError("users_not_found")


async def bot_info(call: Call) -> Result:
    if call.get("bot", BOT_ID) != BOT_ID:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": BOT_ID,
            "app_id": APP_ID,
            "name": call.context.hub.manifest.name,
            "user_id": BOT_USER,
        }
    }


_READ = scopes("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORIES = scopes("channels:history", "groups:history", "im:history", "mpim:history")
METHODS = {
    "conversations.list": Method(list_conversations, _READ, 2),
    "conversations.info": Method(info, _READ, 3),
    "conversations.members": Method(members, _READ, 4),
    "conversations.history": Method(history, _HISTORIES, 3),
    "conversations.replies": Method(replies, _HISTORIES, 3),
    "conversations.open": Method(
        open_conversation, scopes("im:write", "channels:manage", "groups:write"), 3
    ),
    "conversations.join": Method(join, scopes("channels:join"), 3),
    "users.info": Method(user_info, scopes("users:read"), 4),
    "users.list": Method(list_users, scopes("users:read"), 2),
    "users.lookupByEmail": Method(lookup_by_email, scopes("users:read.email"), 3),
    "bots.info": Method(bot_info, scopes("users:read"), 3),
}
