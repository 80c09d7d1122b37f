"""One Web API call, as its method sees it."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.content import message_content, parsed
from bot.playground.errors import SlackError
from bot.playground.files import PICTURES, Files, pictures_of
from bot.playground.hub import Hub
from bot.playground.limits import RateLimiter
from bot.playground.state import BOT_USER, Channel, Message, User, World
from bot.playground.triggers import Triggers
from bot.playground.views import Views

Result = dict[str, Any]
_TS = re.compile(r"\d{1,10}\.\d{6}")
_CONTENT = ("text", "blocks", "attachments", "markdown_text", "metadata")
_SCOPED = {"im": "im", "group": "groups", "channel": "channels"}
MAX_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Context:
    """What methods work on."""

    hub: Hub
    views: Views
    triggers: Triggers
    files: Files
    limiter: RateLimiter
    base_url: str
    open_socket: Callable[[], str]


def _bad_picture() -> SlackError:
    reason = "invalid slack file [json-pointer:/blocks/0/slack_file]"
    messages = {"messages": [f"[ERROR] {reason}"]}
    return SlackError("invalid_blocks", errors=[reason], response_metadata=messages)


@dataclass
class Call:
    """Arguments and context of one call. Arguments may have come as JSON or as form fields."""

    method: str
    args: dict[str, Any]
    context: Context
    used: set[str] = field(default_factory=set)

    @property
    def hub(self) -> Hub:
        return self.context.hub

    @property
    def world(self) -> World:
        return self.context.hub.world

    # Arguments

    def get(self, name: str, default: Any = None) -> Any:
        self.used.add(name)
        value = self.args.get(name)
        return default if value is None or value == "" else value

    def ignore(self, *names: str) -> None:
        """Arguments that are right and change nothing here."""
        self.used.update(names)

    def need(self, name: str, error: str = "invalid_arguments") -> Any:
        value = self.get(name)
        if value is None:
            raise SlackError(
                error, response_metadata={"messages": [f"[ERROR] missing required field: {name}"]}
            )
        return value

    def json(self, name: str) -> Any:
        """An argument that is JSON inside a form, or is plain JSON already."""
        return parsed(self.get(name), "invalid_arguments")

    def items(self, name: str) -> list[Any]:
        """A JSON array, or words with commas between them."""
        value = self.get(name)
        if isinstance(value, str) and not value.lstrip().startswith("["):
            return [part.strip() for part in value.split(",") if part.strip()]
        found = parsed(value, "invalid_arguments")
        if found is None:
            return []
        if not isinstance(found, list):
            raise SlackError("invalid_arguments")
        return found

    def flag(self, name: str, default: bool = False) -> bool:
        return self.get(name, default) in (True, 1, "true", "True", "1")

    def number(self, name: str, default: int, error: str = "invalid_arguments") -> int:
        try:
            return int(self.get(name, default))
        except (TypeError, ValueError, OverflowError):
            raise SlackError(error) from None

    def time(self, name: str, default: float, error: str) -> float:
        """A time stamp such as 1700000000.000100."""
        try:
            return float(self.get(name, default))
        except (TypeError, ValueError):
            raise SlackError(error) from None

    # What arguments name

    def channel(self, name: str = "channel") -> Channel:
        """A conversation the bot can see, by its id."""
        channel = self.world.channels.get(str(self.need(name, "channel_not_found")))
        if channel is None or not self.world.can_see(BOT_USER, channel):
            raise SlackError("channel_not_found")
        return channel

    def target(self, name: str = "channel") -> Channel:
        """Where to post: an id, a channel's name, or a person, for their direct message with the bot."""
        value = str(self.need(name, "channel_not_found"))
        person = self.world.users.get(value)
        if person is not None and not person.is_bot:
            return self._open(self.hub.open_im(value, BOT_USER))
        named = (c for c in self.world.channels.values() if c.name and c.name == value.lstrip("#"))
        channel = next(named, None) or self.world.channels.get(value)
        if channel is None or not self.world.can_see(BOT_USER, channel):
            raise SlackError("channel_not_found")
        return self._open(channel)

    def joined(self, name: str = "channel") -> Channel:
        """Like `channel`, where the bot must be a member."""
        return self._member(self.channel(name))

    def writable(self, name: str = "channel") -> Channel:
        """Like `joined`, where the channel must not be archived."""
        return self._open(self.channel(name))

    def _open(self, channel: Channel) -> Channel:
        if channel.is_archived:
            raise SlackError("is_archived")
        return self._member(channel)

    @staticmethod
    def _member(channel: Channel) -> Channel:
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def user(self, name: str = "user") -> User:
        user = self.world.users.get(str(self.need(name)))
        if user is None:
            raise SlackError("user_not_found")
        return user

    def message(self, channel: Channel, name: str = "ts") -> Message:
        message = channel.messages.get(str(self.need(name, "message_not_found")))
        if message is None:
            raise SlackError("message_not_found")
        return message

    def thread(self, channel: Channel) -> str | None:
        """The root's time stamp, where `thread_ts` names a message of the channel."""
        thread_ts = self.get("thread_ts")
        if thread_ts is None:
            return None
        if not isinstance(thread_ts, str) or not _TS.fullmatch(thread_ts):
            raise SlackError("invalid_thread_ts")
        root = channel.messages.get(thread_ts)
        if root is None:
            raise SlackError("thread_not_found")
        return str(root.get("thread_ts", root["ts"]))

    def content(self, **limits: int) -> dict[str, Any]:
        """`text`, `blocks`, `attachments` and `metadata` of a message, checked as Slack checks them."""
        self.used.update(_CONTENT)
        content = message_content(self.args, **limits)
        self.check_pictures(content.get("blocks"))
        return content

    def check_pictures(self, blocks: Any) -> None:
        """The app may show pictures that are all there and that it can see. Raises SlackError."""
        for file_id in sorted(pictures_of(blocks)):
            file = self.world.files.get(file_id)
            if file is None or not file.completed or file.mimetype not in PICTURES:
                raise _bad_picture()
            if not self.world.can_see_file(BOT_USER, file):
                raise _bad_picture()

    # What the app may do

    def scoped(self, channel: Channel, ability: str) -> None:
        """The scope for this kind of conversation, such as `groups:history`. Raises SlackError."""
        self.need_scope(f"{_SCOPED[channel.kind]}:{ability}")

    def need_scope(self, needed: str) -> None:
        granted = self.hub.manifest.scopes
        if needed not in granted:
            raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(granted)))


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
    limit = call.number("limit", default, "invalid_limit")
    if not 1 <= limit <= MAX_PAGE:
        raise SlackError("invalid_limit")
    start = _start_of(call.get("cursor"))
    rest = start + limit < len(items)
    cursor = urlsafe_b64encode(f"next:{start + limit}".encode()).decode() if rest else ""
    return items[start : start + limit], cursor


def _start_of(cursor: Any) -> int:
    if cursor is None:
        return 0
    try:
        word, _, number = urlsafe_b64decode(str(cursor)).decode().partition(":")
        start = int(number)
    except ValueError:
        raise SlackError("invalid_cursor") from None
    if word != "next" or start < 1:
        raise SlackError("invalid_cursor")
    return start
