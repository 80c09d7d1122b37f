"""reactions.*"""

from __future__ import annotations

import re

from bot.playground.errors import SlackError
from bot.playground.hub import Hub
from bot.playground.state import BOT_USER, Channel, Message
from bot.playground.webapi.call import Call, Method, Result, scopes
from bot.playground.webapi.chat import shown

_NAME = re.compile(r"[a-z0-9_+'-]{1,100}(?:::skin-tone-[2-6])?")
_MOST_DISTINCT = 50
_MOST_OF_ONE = 23


async def add_reaction(call: Call) -> Result:
    _react(call, add=True)
    return {}


async def remove_reaction(call: Call) -> Result:
    _react(call, add=False)
    return {}


def _react(call: Call, *, add: bool) -> None:
    name = str(call.need("name"))
    if not call.get("channel") or not call.get("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.writable()
    message = call.message(channel, "timestamp")
    change_reaction(call.hub, channel, message, name, BOT_USER, add=add)


def change_reaction(
    hub: Hub, channel: Channel, message: Message, name: str, user: str, *, add: bool
) -> None:
    """Add or take back one person's reaction. Raises SlackError."""
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    reactions = message.get("reactions", [])
    found = next((r for r in reactions if r["name"] == name), None)
    has = found is not None and user in found["users"]
    if add == has:
        raise SlackError("already_reacted" if add else "no_reaction")
    if add:
        _within_limits(message, name, user)
    users = found["users"] if found else []
    users = [*users, user] if add else [u for u in users if u != user]
    changed = {"name": name, "users": users, "count": len(users)}
    kept = [changed if r["name"] == name else r for r in reactions]
    message["reactions"] = [r for r in (kept if found else [*kept, changed]) if r["users"]]
    hub.stream.send(
        hub.audience(channel),
        {
            "type": "reactions",
            "channel": channel.id,
            "ts": message["ts"],
            "reactions": message["reactions"],
        },
    )
    _event(hub, channel, message, {"user": user, "reaction": name}, add=add)


def _within_limits(message: Message, name: str, user: str) -> None:
    reactions = message.get("reactions", [])
    if name not in {r["name"] for r in reactions} and len(reactions) >= _MOST_DISTINCT:
        raise SlackError("too_many_emoji")
    if sum(user in r["users"] for r in reactions) >= _MOST_OF_ONE:
        raise SlackError("too_many_reactions")


def _event(
    hub: Hub, channel: Channel, message: Message, event: dict[str, str], *, add: bool
) -> None:
    """The bot hears of reactions where it is a member."""
    if BOT_USER in channel.members:
        item = {"type": "message", "channel": channel.id, "ts": message["ts"]}
        what = "reaction_added" if add else "reaction_removed"
        hub.events.emit(what, {**event, "item": item, "item_user": message.get("user")})


async def get_reactions(call: Call) -> Result:
    channel = call.channel()
    call.ignore("full")
    message = call.message(channel, "timestamp")
    return {"type": "message", "channel": channel.id, "message": shown(message)}


METHODS = {
    "reactions.add": Method(add_reaction, scopes("reactions:write"), 3),
    "reactions.remove": Method(remove_reaction, scopes("reactions:write"), 2),
    "reactions.get": Method(get_reactions, scopes("reactions:read"), 3),
}
