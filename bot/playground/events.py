"""The Events API: what the bot is told, and how often until it acknowledges."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Any

from bot.playground.copies import copied
from bot.playground.delivery import Ack, Transport
from bot.playground.faults import Faults
from bot.playground.manifest import Manifest
from bot.playground.state import APP_ID, BOT_USER, TEAM_ID, Channel, Message, World

_EVENT_OF = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
_INNER = frozenset({"reply_count", "reply_users", "reply_users_count", "latest_reply"})
_REACHABLE_SECONDS = 30.0


class Events:
    """Events the app has subscribed to, delivered over whatever transport there is."""

    def __init__(
        self,
        world: World,
        manifest: Manifest,
        faults: Faults,
        spawn: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._world, self._manifest, self._faults, self._spawn = world, manifest, faults, spawn
        self.transport: Transport | None = None
        self.reachable = asyncio.Event()
        self.installed = True
        """An app that was removed hears of its removal, and of nothing after it."""

    def message(self, channel: Channel, event: dict[str, Any]) -> None:
        """A message event, where the bot is a member."""
        if BOT_USER in channel.members and _EVENT_OF[channel.kind] in self._manifest.events:
            self.deliver(event)

    def mention(self, channel: Channel, message: Message) -> None:
        """An app_mention, which comes beside the message event."""
        wanted = "app_mention" in self._manifest.events and not channel.is_im
        if BOT_USER in channel.members and wanted:
            event = self.of(channel, message)
            event.pop("channel_type")
            self.deliver({**event, "type": "app_mention"})

    @staticmethod
    def of(channel: Channel, message: Message) -> dict[str, Any]:
        """The message as an event carries it."""
        kept = {k: v for k, v in message.items() if k not in _INNER}
        return {**copied(kept), "channel_type": channel.kind, "event_ts": message["ts"]}

    def emit(self, name: str, event: dict[str, Any]) -> None:
        """An event other than a message, if the app has subscribed to it."""
        if name in self._manifest.events:
            self.deliver({"type": name, "event_ts": self._world.new_ts(), **event})

    def deliver(self, event: dict[str, Any]) -> None:
        """Send to the bot until it acknowledges; in the background."""
        if not self.installed:
            return
        times = 2 if self._faults.duplicate_events else 1
        self._faults.duplicate_events = max(0, self._faults.duplicate_events - 1)
        payload = self.envelope(event)
        for _ in range(times):
            self._spawn(self._with_retries(payload))

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
            "event_id": self._world.new_id("Ev"),
            "event_time": int(self._world.clock()),
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
            "event_context": self._world.new_id("EC"),
        }

    async def _with_retries(self, payload: dict[str, Any]) -> None:
        """Deliver until acknowledged: at once, then after each delay of the schedule."""
        reason = ""
        for retry, delay in enumerate((0.0, *self._faults.retry_delays)):
            if delay:
                await asyncio.sleep(delay)
            ack = await self.send("events_api", payload, retry=retry, reason=reason)
            if ack.ok or ack.final:
                return
            reason = ack.reason
            if ack.error == "dispatch_failed":
                await self._until_reachable()

    async def _until_reachable(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_REACHABLE_SECONDS):
                await self.reachable.wait()

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        """One delivery of any kind of payload, as it is at this moment."""
        gone = not self.installed and kind != "events_api"
        if self.transport is None or gone:
            return Ack(ok=False, error="dispatch_failed", reason="connection_failed")
        if kind != "events_api" and self._faults.hold is not None:
            await self._faults.hold.wait()
        return await self.transport.send(kind, copied(payload), retry=retry, reason=reason)
