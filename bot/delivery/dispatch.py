"""The tick: what is due goes on its way. It holds no truth; the rows do.

It looks once a second, and at once when somebody put something into the outbox.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.delivery.misses import Misses
from bot.delivery.sender import Sender
from bot.errors import StorageError
from bot.services.ports import Clock
from bot.services.reminding.planner import Planner
from bot.services.reminding.ports import Outbox, Outgoing, Reminders
from bot.services.tasks import TaskRegistry

log = structlog.get_logger(__name__)
TICK_SECONDS = 1.0
MOST_AT_ONCE = 16
KEEP = timedelta(days=180)
"""What was settled so long ago is forgotten."""
_BATCH = 10_000


@dataclass
class Dispatch:
    """Plans what is unplanned, hands over what is due, tells of misses, and sends."""

    planner: Planner
    reminders: Reminders
    outbox: Outbox
    sender: Sender
    misses: Misses
    tasks: TaskRegistry
    clock: Clock
    holder: str = field(default_factory=lambda: secrets.token_hex(8))
    _on_their_way: set[tuple[str, str]] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _again: bool = False
    _away: bool = False

    def __post_init__(self) -> None:
        self.planner.wake = self.wake

    def wake(self) -> None:
        """Look again, now or when the look under way is done."""
        if not self._again and not self.sender.stopping.is_set():
            self._again = True
            self.tasks.spawn(self._look())

    async def tick(self) -> None:
        """Look at all that may be due. What is sent goes on in the background."""
        self._again = True
        await self._look()

    def stop(self) -> None:
        """Begin nothing any more; what is being posted is finished."""
        self.sender.stopping.set()

    async def _look(self) -> None:
        async with self._turn:
            while self._again and not self.sender.stopping.is_set():
                self._again = False
                await self._round()

    async def _round(self) -> None:
        """Each step by itself: one that fails holds no other up."""
        steps: tuple[Callable[[], Awaitable[object]], ...] = (
            self.planner.tick,
            self._hand_over,
            self.misses.tick,
            self._claim,
        )
        away = False
        for step in steps:
            try:
                await step()
            except StorageError as error:
                away = True
                self._say_away(error)
            except Exception:
                log.exception("reminding_failed")
        self._away = away

    def _say_away(self, error: StorageError) -> None:
        """Once, until the database is back."""
        if not self._away:
            log.warning("reminding_waits", error=str(error))
        self._away = True

    async def _hand_over(self) -> None:
        while await self.reminders.hand_over(self.clock.now(), limit=_BATCH) >= _BATCH:
            pass

    async def _claim(self) -> None:
        room = MOST_AT_ONCE - len(self._on_their_way)
        if room <= MOST_AT_ONCE // 4:
            return
        seconds = self.sender.times.lease
        claimed = await self.outbox.claim(
            self.clock.now(),
            lease=timedelta(seconds=seconds),
            limit=room,
            holder=self.holder,
            pause=timedelta(seconds=self.sender.pace.rates.channel),
        )
        for message in claimed:
            place = message.workspace, message.key
            if place not in self._on_their_way:
                self._on_their_way.add(place)
                self.tasks.spawn(self._send(message))

    async def _send(self, message: Outgoing) -> None:
        try:
            await self.sender.send(message)
        finally:
            self._on_their_way.discard((message.workspace, message.key))
        self.wake()
        # The channel rests; its next message is not to wait for a tick as well.
        rest = self.sender.pace.rates.channel + 0.01
        asyncio.get_running_loop().call_later(rest, self.wake)

    async def prune(self) -> int:
        """Forget what was settled long ago."""
        return await self.outbox.prune(sent_before=self.clock.now() - KEEP)
