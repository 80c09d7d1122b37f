"""conversations.*"""

from __future__ import annotations

from typing import Any

from bot.playground.errors import SlackError
from bot.playground.state import BOT_USER, TEAM_ID, Channel, Message
from bot.playground.webapi.call import Call, Method, Result, page, scopes
from bot.playground.webapi.chat import shown

_TYPES = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}
_TYPE_OF = {"im": "im", "group": "private_channel", "channel": "public_channel"}
_MOST_MESSAGES = 999
_END_OF_TIME = 1e12


def channel_json(channel: Channel) -> dict[str, Any]:
    """A conversation object, as the bot sees it."""
    found: dict[str, Any] = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_channel": not channel.is_im and not channel.is_private,
        "is_group": channel.is_private,
        "is_private": channel.is_private or channel.is_im,
        "is_mpim": False,
        "is_member": BOT_USER in channel.members,
        "context_team_id": TEAM_ID,
    }
    if channel.is_im:
        return found | {"user": next(m for m in channel.members if m != BOT_USER)}
    about = {"value": channel.topic, "creator": "", "last_set": 0}
    return found | {
        "name": channel.name,
        "name_normalized": channel.name,
        "topic": about,
        "purpose": about,
    }


async def list_conversations(call: Call) -> Result:
    kinds = [str(k) for k in call.items("types")] or ["public_channel"]
    if not set(kinds) <= set(_TYPES):
        raise SlackError("invalid_types")
    for kind in kinds:
        call.need_scope(_TYPES[kind])
    archived = not call.flag("exclude_archived")
    found = [
        c
        for c in call.world.channels.values()
        if _TYPE_OF[c.kind] in kinds
        and call.world.can_see(BOT_USER, c)
        and (archived or not c.is_archived)
    ]
    some, cursor = page(found, call, 100)
    return {
        "channels": [
            channel_json(c) | ({} if c.is_im else {"num_members": len(c.members)}) for c in some
        ],
        "response_metadata": {"next_cursor": cursor},
    }


async def info(call: Call) -> Result:
    channel = call.channel()
    call.scoped(channel, "read")
    call.ignore("include_locale")
    counted = call.flag("include_num_members") and not channel.is_im
    count = {"num_members": len(channel.members)} if counted else {}
    return {"channel": channel_json(channel) | count}


async def members(call: Call) -> Result:
    channel = call.channel()
    call.scoped(channel, "read")
    some, cursor = page(list(channel.members), call, 100)
    return {"members": some, "response_metadata": {"next_cursor": cursor}}


async def history(call: Call) -> Result:
    channel = call.joined()
    call.scoped(channel, "history")
    found = _between(call, list(reversed(channel.roots())))
    return {**_messages(call, found, 100), "pin_count": 0}


async def replies(call: Call) -> Result:
    channel = call.joined()
    call.scoped(channel, "history")
    thread = channel.thread(str(call.need("ts")))
    if not thread:
        raise SlackError("thread_not_found")
    return _messages(call, _between(call, thread), 1000)


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest = call.time("oldest", 0, "invalid_ts_oldest")
    latest = call.time("latest", _END_OF_TIME, "invalid_ts_latest")
    inclusive = call.flag("inclusive")
    return [
        m
        for m in messages
        if oldest < float(m["ts"]) < latest or (inclusive and float(m["ts"]) in (oldest, latest))
    ]


def _messages(call: Call, found: list[Message], default: int) -> Result:
    with_metadata = call.flag("include_all_metadata")
    some, cursor = page(found, call, min(default, _MOST_MESSAGES))
    hidden = set() if with_metadata else {"metadata"}
    return {
        "messages": [{k: v for k, v in shown(m).items() if k not in hidden} for m in some],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


async def open_conversation(call: Call) -> Result:
    channel, known = _opened(call)
    full = {"no_op": True, "already_open": True} if known else {}
    return {
        **full,
        "channel": channel_json(channel) if call.flag("return_im") else {"id": channel.id},
    }


def _opened(call: Call) -> tuple[Channel, bool]:
    """The direct message asked for, and whether it was there before."""
    call.ignore("prevent_creation")
    if call.get("channel"):
        channel = call.channel()
        if not channel.is_im:
            raise SlackError("method_not_supported_for_channel_type")
        return channel, True
    people = [str(p) for p in call.items("users")]
    if not people:
        raise SlackError("users_list_not_supplied")
    if len(people) > 1:
        call.need_scope("mpim:write")
        raise SlackError("method_not_supported_for_channel_type")
    user = call.world.users.get(people[0])
    if user is None or user.is_bot:
        raise SlackError("user_not_found")
    before = set(call.world.channels)
    channel = call.hub.open_im(user.id, BOT_USER)
    return channel, channel.id in before


async def join(call: Call) -> Result:
    channel = call.channel()
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if BOT_USER in channel.members:
        return {
            "channel": channel_json(channel),
            "response_metadata": {"warnings": ["already_in_channel"]},
        }
    call.hub.join(channel, BOT_USER)
    return {"channel": channel_json(channel)}


_READ = scopes("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORIES = scopes("channels:history", "groups:history", "im:history", "mpim:history")
METHODS = {
    "conversations.list": Method(list_conversations, _READ, 2),
    "conversations.info": Method(info, _READ, 3),
    "conversations.members": Method(members, _READ, 4),
    "conversations.history": Method(history, _HISTORIES, 3),
    "conversations.replies": Method(replies, _HISTORIES, 3),
    "conversations.open": Method(open_conversation, scopes("im:write", "mpim:write"), 3),
    "conversations.join": Method(join, scopes("channels:join"), 3),
}
