"""The workspace at work: messages come and go, the pages hear of it, the bot gets its events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.playground import text as texts
from bot.playground.copies import copied
from bot.playground.delivery import Ack, Transport
from bot.playground.events import Events
from bot.playground.faults import Faults
from bot.playground.manifest import Manifest
from bot.playground.seed import SAMPLE, Introduction
from bot.playground.shown import channel_json
from bot.playground.state import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Channel, Message, World
from bot.playground.statuses import Statuses
from bot.playground.stream import Stream
from bot.playground.wire import Entry, WireLog


class Hub:
    """State plus everybody who must hear of its changes."""

    def __init__(
        self, world: World, manifest: Manifest, stream: Stream, faults: Faults, wire: WireLog
    ) -> None:
        self.world, self.manifest, self.stream = world, manifest, stream
        self.faults, self.wire = faults, wire
        self.introduction: Callable[[], Introduction] = lambda: SAMPLE
        self._tasks: set[asyncio.Task[None]] = set()
        self.events = Events(world, manifest, faults, self.spawn)
        self.statuses = Statuses(world, faults, self._tell)
        wire.listeners.append(self._tell_wire)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background; `close` ends what is left."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        self.statuses.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Messages

    def post(self, channel: Channel, message: Message) -> Message:
        """Put a message into a channel; pages and the bot hear of it."""
        message.setdefault("ts", self.world.new_ts())
        message |= {"type": "message", "channel": channel.id, "team": TEAM_ID}
        root = self._root_of(channel, message)
        if root is not None and root.get("user"):
            message["parent_user_id"] = root["user"]
        channel.messages[message["ts"]] = message
        self._count_replies(channel, root)
        self._tell(channel, {"type": "message", "message": message})
        if message.get("user") == BOT_USER:
            self.statuses.clear(channel, message.get("thread_ts"))
        self.events.message(channel, self.events.of(channel, message))
        if f"<@{BOT_USER}>" in message.get("text", "") and message.get("user") != BOT_USER:
            self.events.mention(channel, message)
        return message

    @staticmethod
    def _root_of(channel: Channel, message: Message) -> Message | None:
        """The message at the head of a reply's thread."""
        root = channel.messages.get(message.get("thread_ts", ""))
        return None if root is not None and root["ts"] == message["ts"] else root

    def _count_replies(self, channel: Channel, root: Message | None) -> None:
        if root is None:
            return
        replies = channel.thread(root["ts"])[1:]
        if replies:
            people = list(dict.fromkeys(m.get("user", "") for m in replies))
            root |= {
                "thread_ts": root["ts"],
                "reply_count": len(replies),
                "reply_users": people[:5],
                "reply_users_count": len(people),
                "latest_reply": replies[-1]["ts"],
            }
        else:
            for name in (
                "thread_ts",
                "reply_count",
                "reply_users",
                "reply_users_count",
                "latest_reply",
            ):
                root.pop(name, None)
        self._tell(channel, {"type": "message_changed", "message": root})

    def change(self, channel: Channel, message: Message, fields: dict[str, Any]) -> Message:
        """Edit a message in place; a field of None goes."""
        before = copied(message)
        for name, value in fields.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        self._tell(channel, {"type": "message_changed", "message": message})
        changed = {"message": copied(message), "previous_message": before}
        self._hidden_event(channel, "message_changed", changed)
        return message

    def delete(self, channel: Channel, ts: str) -> None:
        before = channel.messages.pop(ts)
        self._tell(channel, {"type": "message_deleted", "channel": channel.id, "ts": ts})
        self._count_replies(channel, self._root_of(channel, before))
        deleted = {"deleted_ts": ts, "previous_message": before}
        self._hidden_event(channel, "message_deleted", deleted)

    def _hidden_event(self, channel: Channel, subtype: str, more: dict[str, Any]) -> None:
        ts = self.world.new_ts()
        event = {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel.id,
            "channel_type": channel.kind,
            "ts": ts,
            "event_ts": ts,
        }
        self.events.message(channel, {**event, **more})

    def join(self, channel: Channel, user: str) -> None:
        """Make somebody a member; the channel says so, and the bot hears of it."""
        channel.members.append(user)
        self.tell_channel(channel)
        words = {"user": user, "text": f"<@{user}> has joined the channel"}
        self.post(channel, {**words, "subtype": "channel_join"})
        if BOT_USER in channel.members:
            joined = {"user": user, "channel": channel.id, "channel_type": "C", "team": TEAM_ID}
            self.events.emit("member_joined_channel", joined)

    # Ephemeral messages

    def ephemeral(self, channel: Channel, user: str, message: Message) -> Message:
        """Show a message to one person only; it is in no history and causes no event."""
        message |= {
            "type": "message",
            "ts": self.world.new_ts(),
            "channel": channel.id,
            "team": TEAM_ID,
            "ephemeral": True,
            "ephemeral_id": self.world.new_id("Ep"),
            "to": user,
        }
        self.world.ephemerals[message["ephemeral_id"]] = message
        self.stream.send([user], {"type": "ephemeral", "message": message})
        return message

    def change_ephemeral(self, message: Message, content: dict[str, Any]) -> None:
        """New words in its place."""
        for name in ("text", "blocks", "attachments", "metadata"):
            message.pop(name, None)
        message |= content
        self.stream.send([message["to"]], {"type": "ephemeral", "message": message})

    def drop_ephemeral(self, message: Message) -> None:
        self.world.ephemerals.pop(message["ephemeral_id"], None)
        gone = {
            "type": "ephemeral_deleted",
            "channel": message["channel"],
            "ephemeral_id": message["ephemeral_id"],
        }
        self.stream.send([message["to"]], gone)

    # Who writes

    def by_bot(self, fields: dict[str, Any]) -> Message:
        """A message of the bot's, before it is posted."""
        profile = {"id": BOT_ID, "app_id": APP_ID, "name": self.manifest.name, "team_id": TEAM_ID}
        return {
            "user": BOT_USER,
            "bot_id": BOT_ID,
            "app_id": APP_ID,
            "bot_profile": profile,
            **fields,
        }

    def by_person(self, user: str, text: str, **fields: Any) -> Message:
        """A person's message, with what Slack makes of its text."""
        encoded = texts.encode(text, self.world)
        blocks = [texts.rich_text(encoded, self.world.new_id("B"))] if encoded else []
        return {
            "user": user,
            "text": encoded,
            "blocks": blocks,
            "client_msg_id": self.world.new_id("M"),
            **fields,
        }

    # Who hears

    def audience(self, channel: Channel) -> list[str]:
        return [u for u in self.world.users if self.world.can_see(u, channel)]

    def tell_channel(self, channel: Channel) -> None:
        """Show a channel, as each person sees it, where it is new or has new members."""
        for user in self.audience(channel):
            self.stream.send([user], {"type": "channel", "channel": channel_json(channel, user)})

    def open_im(self, user: str, peer: str) -> Channel:
        """The direct message of two people, opened where there is none."""
        before = len(self.world.channels)
        channel = self.world.im(user, peer)
        if len(self.world.channels) > before:
            self.tell_channel(channel)
        return channel

    def _tell(self, channel: Channel, event: dict[str, Any]) -> None:
        self.stream.send(self.audience(channel), event)

    def _tell_wire(self, entry: Entry) -> None:
        hidden = {person: entry.hidden_from(person) for person in self.stream.people}
        for some in {False, True} & set(hidden.values()):
            readers = [person for person, kept in hidden.items() if kept is some]
            self.stream.send(readers, {"type": "wire", "entry": entry.as_json(readers[0])})

    def notice(
        self, user: str, message: str, *, level: str = "error", channel: str | None = None
    ) -> None:
        """A line from the workspace itself to one person."""
        self.stream.send(
            [user], {"type": "notice", "level": level, "text": message, "channel": channel}
        )

    # The bot's side

    @property
    def transport(self) -> Transport | None:
        """How the bot is reached."""
        return self.events.transport

    @transport.setter
    def transport(self, transport: Transport | None) -> None:
        self.events.transport = transport

    @property
    def reachable(self) -> asyncio.Event:
        """Set while the bot can be reached."""
        return self.events.reachable

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        """One delivery of a payload of any kind."""
        return await self.events.send(kind, payload, retry=retry, reason=reason)

    def emit(self, name: str, event: dict[str, Any]) -> None:
        """An event other than a message, if the app has subscribed to it."""
        self.events.emit(name, event)

    def deliver_event(self, event: dict[str, Any]) -> None:
        """Tell the bot of an event, whatever it is."""
        self.events.deliver(event)
