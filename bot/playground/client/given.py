"""Reading what the page sends. Whatever it is, the answer is no worse than 4xx."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.playground.errors import Refused
from bot.playground.state import Channel, Message, User, World

Json = dict[str, Any]
MAX_BODY = 1024 * 1024
MAX_TEXT = 40_000


class Malformed(Exception):
    """Not what the page would ever send."""


async def body_of(request: web.Request) -> Json:
    """The JSON object of a request. Raises Malformed, or HTTPRequestEntityTooLarge."""
    raw = await request.content.read(MAX_BODY + 1)
    while raw and not request.content.at_eof() and len(raw) <= MAX_BODY:
        raw += await request.content.read(MAX_BODY + 1 - len(raw))
    if len(raw) > MAX_BODY:
        raise web.HTTPRequestEntityTooLarge(MAX_BODY, len(raw))
    try:
        body = json.loads(raw)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Malformed from None
    if not isinstance(body, dict):
        raise Malformed
    return body


def text(body: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    """A string; empty where there is none and none is needed."""
    value = body.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise Malformed
    if len(value) > MAX_TEXT:
        raise Refused("That is longer than 40,000 characters.")
    return value


def number(body: Mapping[str, Any], name: str, default: int) -> int:
    try:
        return int(body.get(name, default))
    except (TypeError, ValueError):
        raise Malformed from None


def mapping(body: Mapping[str, Any], name: str) -> Json:
    value = body.get(name)
    if not isinstance(value, dict):
        raise Malformed
    return value


class Rights:
    """Who is there, and what they may see and do. Raises Refused."""

    def __init__(self, world: World) -> None:
        self._world = world

    def user(self, body: Mapping[str, Any]) -> User:
        """The person who acts; never the bot."""
        user = self._world.users.get(text(body, "user"))
        if user is None or user.is_bot:
            raise Refused("There is no such person in this workspace.")
        return user

    def visible(self, user: User, body: Mapping[str, Any]) -> Channel:
        """A channel they can see."""
        channel = self._world.channels.get(text(body, "channel"))
        if channel is None or not self._world.can_see(user.id, channel):
            raise Refused("You cannot see that channel.")
        return channel

    def joined(self, user: User, body: Mapping[str, Any]) -> Channel:
        """A channel they take part in."""
        channel = self.visible(user, body)
        if user.id not in channel.members:
            raise Refused(f"Join #{channel.name} first.")
        if channel.is_archived:
            raise Refused(f"#{channel.name} is archived.")
        return channel

    @staticmethod
    def message(channel: Channel, body: Mapping[str, Any]) -> Message:
        message = channel.messages.get(text(body, "ts"))
        if message is None:
            raise Refused("That message is gone.")
        return message

    def own(self, user: User, channel: Channel, body: Mapping[str, Any]) -> Message:
        message = self.message(channel, body)
        if message.get("user") != user.id:
            raise Refused("That is somebody else's message.")
        return message

    @staticmethod
    def thread(channel: Channel, body: Mapping[str, Any]) -> Json:
        """`thread_ts` of the root, where a thread is named."""
        ts = text(body, "thread_ts")
        if not ts:
            return {}
        root = channel.messages.get(ts)
        if root is None:
            raise Refused("That thread is gone.")
        return {"thread_ts": root.get("thread_ts", root["ts"])}
