"""The workspace at work: messages come and go, the pages hear of it, the bot gets its events."""

from __future__ import annotations

import asyncio
import contextlib
import copy
from collections.abc import Coroutine
from typing import Any

from bot.playground import text as texts
from bot.playground.delivery import Ack, Transport
from bot.playground.faults import Faults
from bot.playground.manifest import Manifest
from bot.playground.state import APP_ID, BOT_ID, BOT_USER, TEAM_ID, Channel, Message, World
from bot.playground.stream import Stream
from bot.playground.wire import WireLog

_EVENT_OF = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}


class Hub:
    """State plus everybody who must hear of its changes."""

    def __init__(
        self, world: World, manifest: Manifest, stream: Stream, faults: Faults, wire: WireLog
    ) -> None:
        self.world, self.manifest, self.stream = world, manifest, stream
        self.faults, self.wire = faults, wire
        self.transport: Transport | None = None
        self.reachable = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        wire.listeners.append(
            lambda entry: stream.send_all({"type": "wire", "entry": entry.as_json()})
        )

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background; `close` ends what is left."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    # Messages

    def post(self, channel: Channel, message: Message) -> Message:
        """Put a message into a channel; pages and the bot hear of it."""
        message.setdefault("ts", self.world.new_ts())
        message |= {"type": "message", "channel": channel.id, "team": TEAM_ID}
        channel.messages[message["ts"]] = message
        self._count_reply(channel, message)
        self.stream.send(self.audience(channel), {"type": "message", "message": message})
        if message.get("user") == BOT_USER or "bot_id" in message:
            self.clear_status(channel, message.get("thread_ts"))
        self._message_event(channel, self.event_of(channel, message))
        if f"<@{BOT_USER}>" in message.get("text", "") and message.get("user") != BOT_USER:
            self._mention_event(channel, message)
        return message

    def event_of(self, channel: Channel, message: Message) -> dict[str, Any]:
        """The message as an event carries it."""
        kept = {
            k: v
            for k, v in message.items()
            if k not in {"reply_count", "reply_users", "latest_reply"}
        }
        return {**copy.deepcopy(kept), "channel_type": channel.kind, "event_ts": message["ts"]}

    def _count_reply(self, channel: Channel, message: Message) -> None:
        root = channel.messages.get(message.get("thread_ts", ""))
        if root is None or root is message:
            return
        replies = channel.thread(root["ts"])[1:]
        root["thread_ts"] = root["ts"]
        root["reply_count"] = len(replies)
        root["reply_users"] = list(dict.fromkeys(m.get("user", "") for m in replies))[:5]
        if replies:
            root["latest_reply"] = replies[-1]["ts"]
        self.stream.send(self.audience(channel), {"type": "message_changed", "message": root})

    def change(self, channel: Channel, message: Message, fields: dict[str, Any]) -> Message:
        """Edit a message in place."""
        before = copy.deepcopy(message)
        for name, value in fields.items():
            if value is None:
                message.pop(name, None)
            else:
                message[name] = value
        self.stream.send(self.audience(channel), {"type": "message_changed", "message": message})
        event = {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": channel.id,
            "channel_type": channel.kind,
            "ts": self.world.new_ts(),
            "message": copy.deepcopy(message),
            "previous_message": before,
        }
        self._message_event(channel, {**event, "event_ts": event["ts"]})
        return message

    def delete(self, channel: Channel, ts: str) -> None:
        before = channel.messages.pop(ts)
        self.stream.send(
            self.audience(channel), {"type": "message_deleted", "channel": channel.id, "ts": ts}
        )
        self._count_reply(channel, before)
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "hidden": True,
            "channel": channel.id,
            "channel_type": channel.kind,
            "ts": self.world.new_ts(),
            "deleted_ts": ts,
            "previous_message": before,
        }
        self._message_event(channel, {**event, "event_ts": event["ts"]})

    def ephemeral(self, channel: Channel, user: str, message: Message) -> Message:
        """Show a message to one person only; it is in no history and causes no event."""
        ts = self.world.new_ts()
        message |= {
            "type": "message",
            "ts": ts,
            "channel": channel.id,
            "team": TEAM_ID,
            "ephemeral": True,
            "ephemeral_id": self.world.new_id("Ep"),
            "to": user,
        }
        self.world.ephemerals[message["ephemeral_id"]] = message
        self.stream.send([user], {"type": "ephemeral", "message": message})
        return message

    def drop_ephemeral(self, message: Message) -> None:
        self.world.ephemerals.pop(message["ephemeral_id"], None)
        gone = {
            "type": "ephemeral_deleted",
            "channel": message["channel"],
            "ephemeral_id": message["ephemeral_id"],
        }
        self.stream.send([message["to"]], gone)

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

    def set_status(self, channel: Channel, thread_ts: str, status: str, loading: list[str]) -> None:
        self.world.statuses[channel.id, thread_ts] = status
        self._tell_status(channel, thread_ts, status, loading)

    def clear_status(self, channel: Channel, thread_ts: str | None) -> None:
        """A reply in the thread takes the status away."""
        if thread_ts and self.world.statuses.pop((channel.id, thread_ts), ""):
            self._tell_status(channel, thread_ts, "", [])

    def _tell_status(
        self, channel: Channel, thread_ts: str, status: str, loading: list[str]
    ) -> None:
        event = {
            "type": "status",
            "channel": channel.id,
            "thread_ts": thread_ts,
            "status": status,
            "loading_messages": loading,
        }
        self.stream.send(self.audience(channel), event)

    def audience(self, channel: Channel) -> list[str]:
        return [u for u in self.world.users if self.world.can_see(u, channel)]

    def notice(
        self, user: str, message: str, *, level: str = "error", channel: str | None = None
    ) -> None:
        """A line from the workspace itself to one person."""
        self.stream.send(
            [user], {"type": "notice", "level": level, "text": message, "channel": channel}
        )

    # Events to the bot

    def _message_event(self, channel: Channel, event: dict[str, Any]) -> None:
        if BOT_USER in channel.members and _EVENT_OF[channel.kind] in self.manifest.events:
            self.deliver_event(event)

    def _mention_event(self, channel: Channel, message: Message) -> None:
        if (
            BOT_USER in channel.members
            and not channel.is_im
            and "app_mention" in self.manifest.events
        ):
            event = self.event_of(channel, message)
            event.pop("channel_type")
            self.deliver_event({**event, "type": "app_mention"})

    def emit(self, name: str, event: dict[str, Any]) -> None:
        """An event other than a message, if the app has subscribed to it."""
        if name in self.manifest.events:
            self.deliver_event({"type": name, "event_ts": self.world.new_ts(), **event})

    def deliver_event(self, event: dict[str, Any]) -> None:
        times = 2 if self.faults.duplicate_events else 1
        self.faults.duplicate_events = max(0, self.faults.duplicate_events - 1)
        payload = self.envelope(event)
        for _ in range(times):
            self.spawn(self._with_retries(payload))

    def envelope(self, event: dict[str, Any]) -> dict[str, Any]:
        """The Events API's outer payload."""
        return {
            "token": "unused",
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": self.world.new_id("Ev"),
            "event_time": int(self.world.clock()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM_ID,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": self.world.new_id("EC"),
        }

    async def _with_retries(self, payload: dict[str, Any]) -> None:
        """Deliver until acknowledged: at once, then after each delay of the schedule."""
        reason = ""
        for retry, delay in enumerate((0.0, *self.faults.retry_delays)):
            if delay:
                await asyncio.sleep(delay)
            ack = await self.send("events_api", payload, retry=retry, reason=reason)
            if ack.ok:
                return
            reason = "timeout" if ack.error == "operation_timeout" else "http_error"
            if ack.error == "dispatch_failed":
                await self._until_reachable()

    async def _until_reachable(self) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.reachable.wait(), 30)

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        if self.transport is None:
            return Ack(ok=False, error="dispatch_failed")
        return await self.transport.send(kind, payload, retry=retry, reason=reason)
