"""The workspace's state: people, channels, messages, files. In memory; gone with the process."""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

Message = dict[str, Any]
TEAM_ID = "T0LECTERN"
APP_ID = "A0LECTERN"
BOT_ID = "B0LECTERN"
BOT_USER = "U0LECTERN"


@dataclass(frozen=True, slots=True)
class User:
    """A person or the bot. `tz` is an IANA name."""

    id: str
    name: str
    real_name: str
    role: str
    tz: str
    title: str = ""
    color: str = "#4a5b8c"
    is_bot: bool = False

    def offset(self, at: float) -> int:
        """Seconds east of UTC at the moment `at`."""
        shift = datetime.fromtimestamp(at, ZoneInfo(self.tz)).utcoffset()
        return int(shift.total_seconds()) if shift else 0

    @property
    def initials(self) -> str:
        names = self.real_name.replace("Prof. ", "").split()
        return "".join(n[0] for n in names[:2])


@dataclass(slots=True)
class Channel:
    """A channel, private channel or direct message (`is_im`, then `peers` are its two people)."""

    id: str
    name: str
    members: list[str]
    topic: str = ""
    is_im: bool = False
    is_private: bool = False
    is_archived: bool = False
    created: int = 0
    messages: dict[str, Message] = field(default_factory=dict)
    read: dict[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The `channel_type` of message events."""
        return "im" if self.is_im else "group" if self.is_private else "channel"

    @property
    def payload_name(self) -> str:
        """How payloads call it: only public channels go by their name."""
        return "directmessage" if self.is_im else "privategroup" if self.is_private else self.name

    def roots(self) -> list[Message]:
        """Messages of the main timeline, oldest first."""
        return [
            m
            for m in self._ordered()
            if m.get("thread_ts", m["ts"]) == m["ts"] or m.get("subtype") == "thread_broadcast"
        ]

    def thread(self, ts: str) -> list[Message]:
        """The root and its replies, oldest first; empty for an unknown root."""
        return [m for m in self._ordered() if m["ts"] == ts or m.get("thread_ts") == ts]

    def _ordered(self) -> list[Message]:
        return [self.messages[ts] for ts in sorted(self.messages, key=float)]


@dataclass(slots=True)
class StoredFile:
    """An uploaded file; in `channels` once it was shared there."""

    id: str
    name: str
    title: str
    mimetype: str
    user: str
    data: bytes = b""
    channels: list[str] = field(default_factory=list)
    created: int = 0
    length: int = 0
    completed: bool = False


@dataclass
class World:
    """Everything in the workspace."""

    clock: Callable[[], float] = time.time
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    ephemerals: dict[str, Message] = field(default_factory=dict)
    """Seen by one person, until dismissed. Slack forgets them at a reload; here a page that switches
    to somebody else and back would lose them by that, so they stay as long as the workspace."""
    files: dict[str, StoredFile] = field(default_factory=dict)
    homes: dict[str, dict[str, Any]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    prompts: dict[str, dict[str, Any]] = field(default_factory=dict)
    scheduled: dict[str, dict[str, Any]] = field(default_factory=dict)
    _last_ts: int = 0
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def new_ts(self) -> str:
        """A message time stamp, later than every other: seconds with six decimals."""
        self._last_ts = max(int(self.clock() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """An id in Slack's form, such as `Ev0A1B2C3D4`."""
        return f"{prefix}0{next(self._ids):04X}{secrets.token_hex(3).upper()}"

    def im(self, user: str, peer: str) -> Channel:
        """The direct message of two people, opened where there is none."""
        wanted = {user, peer}
        for channel in self.channels.values():
            if channel.is_im and set(channel.members) == wanted:
                return channel
        members = [user, peer] if user != peer else [user]
        channel = Channel(self.new_id("D"), "", members, is_im=True, created=int(self.clock()))
        self.channels[channel.id] = channel
        return channel

    def by_name(self, name: str) -> User | None:
        """The person called so: handle, display name or first name, in any case."""
        wanted = name.casefold()
        for user in self.users.values():
            if wanted in {user.name.casefold(), user.real_name.casefold()}:
                return user
        return None

    def can_see(self, user: str, channel: Channel) -> bool:
        return user in channel.members or not (channel.is_im or channel.is_private)

    def can_see_file(self, user: str, file: StoredFile) -> bool:
        """Its owner, and whoever sees a channel it was shared in."""
        return user == file.user or any(self.can_see(user, self.channels[c]) for c in file.channels)
