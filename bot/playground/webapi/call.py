"""One Web API call, as its method sees it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.blockkit import Invalid, check_message_blocks, fill_ids
from bot.playground.errors import SlackError
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.limits import RateLimiter
from bot.playground.state import BOT_USER, Channel, Message, User
from bot.playground.views import Views

Result = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Context:
    """What methods work on."""

    hub: Hub
    views: Views
    interactions: Interactions
    limiter: RateLimiter
    base_url: str
    open_socket: Callable[[], str]


@dataclass
class Call:
    """Arguments and context of one call. Arguments may have come as JSON or as form fields."""

    method: str
    args: dict[str, Any]
    context: Context
    used: set[str] = field(default_factory=set)

    def get(self, name: str, default: Any = None) -> Any:
        self.used.add(name)
        value = self.args.get(name)
        return default if value is None or value == "" else value

    def need(self, name: str, error: str = "invalid_arguments") -> Any:
        value = self.get(name)
        if value is None:
            raise SlackError(
                error, response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
            )
        return value

    def json(self, name: str, default: Any = None) -> Any:
        """An argument that is JSON inside a form, or is plain JSON already."""
        value = self.get(name, default)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise SlackError("invalid_json") from None

    def flag(self, name: str) -> bool:
        return self.get(name) in {True, "true", "1"}

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.get(name, default))
        except (TypeError, ValueError):
            raise SlackError("invalid_arguments") from None

    # What arguments name

    def channel(self, name: str = "channel") -> Channel:
        """A channel the bot can see, by id, or by `#name`; a person's id stands for their direct message."""
        value = str(self.need(name, "channel_not_found"))
        world = self.context.hub.world
        if value in world.users:
            return world.im(value, BOT_USER)
        for channel in world.channels.values():
            if value in {channel.id, f"#{channel.name}"} and world.can_see(BOT_USER, channel):
                return channel
        raise SlackError("channel_not_found")

    def joined(self, name: str = "channel") -> Channel:
        """Like `channel`, where the bot must be a member."""
        channel = self.channel(name)
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def user(self, name: str = "user") -> User:
        user = self.context.hub.world.users.get(str(self.need(name)))
        if user is None:
            raise SlackError("user_not_found")
        return user

    def message(self, channel: Channel, name: str = "ts") -> Message:
        message = channel.messages.get(str(self.need(name, "message_not_found")))
        if message is None:
            raise SlackError("message_not_found")
        return message

    def content(self) -> dict[str, Any]:
        """`text`, `blocks` and `metadata` of a message to be posted, checked as Slack checks them."""
        text, blocks = str(self.get("text", "")), self.json("blocks") or []
        if not text and not blocks and not self.get("attachments"):
            raise SlackError("no_text")
        if len(text) > 40_000:
            raise SlackError("msg_too_long")
        try:
            check_message_blocks(blocks)
        except Invalid as error:
            raise SlackError(
                "invalid_blocks", errors=[error.why], response_metadata={"messages": [str(error)]}
            ) from error
        content: dict[str, Any] = {"text": text}
        if blocks:
            content["blocks"] = fill_ids(blocks)
        metadata = self.json("metadata")
        if metadata is not None:
            if not {"event_type", "event_payload"} <= set(metadata):
                raise SlackError("invalid_metadata_format")
            content["metadata"] = metadata
        return content


Handler = Callable[[Call], Awaitable[Result]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method, any one of whose scopes the app must have (none needed where empty), and its tier."""

    handler: Handler
    scopes: frozenset[str] = frozenset()
    tier: int = 4
    app_token: bool = False


def scopes(*names: str) -> frozenset[str]:
    return frozenset(names)


def page(items: list[Any], call: Call, default: int) -> tuple[list[Any], str]:
    """One page of a listing and the cursor of the next ("" at the end)."""
    limit = max(1, min(call.number("limit", default), 1000))
    start = call.number("cursor", 0)
    rest = start + limit < len(items)
    return items[start : start + limit], str(start + limit) if rest else ""
