"""What the bot says it is doing, under a thread: until it replies, says otherwise, or two minutes pass."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.playground.faults import Faults
from bot.playground.state import Channel, World

Tell = Callable[[Channel, dict[str, Any]], None]


class Statuses:
    """One line a thread."""

    def __init__(self, world: World, faults: Faults, tell: Tell) -> None:
        self._world, self._faults, self._tell = world, faults, tell
        self._timers: dict[tuple[str, str], asyncio.TimerHandle] = {}

    def set(self, channel: Channel, thread_ts: str, status: str, loading: list[str]) -> None:
        """Show a status; an empty one takes the last away."""
        if not status:
            self.clear(channel, thread_ts)
            return
        key = (channel.id, thread_ts)
        self._stop(key)
        self._world.statuses[key] = status
        loop = asyncio.get_running_loop()
        self._timers[key] = loop.call_later(
            self._faults.status_timeout, self.clear, channel, thread_ts
        )
        self._show(channel, thread_ts, status, loading)

    def clear(self, channel: Channel, thread_ts: str | None) -> None:
        key = (channel.id, thread_ts or "")
        self._stop(key)
        if self._world.statuses.pop(key, ""):
            self._show(channel, key[1], "", [])

    def close(self) -> None:
        for key in list(self._timers):
            self._stop(key)

    def _stop(self, key: tuple[str, str]) -> None:
        timer = self._timers.pop(key, None)
        if timer is not None:
            timer.cancel()

    def _show(self, channel: Channel, thread_ts: str, status: str, loading: list[str]) -> None:
        event = {
            "type": "status",
            "channel": channel.id,
            "thread_ts": thread_ts,
            "status": status,
            "loading_messages": loading,
        }
        self._tell(channel, event)
