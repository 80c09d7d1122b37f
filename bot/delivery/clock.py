"""APScheduler as the clock and nothing else: it wakes, it remembers nothing.

What is due is kept in the database; an interval job in memory only says "look again". Late wake-ups
are merged, never dropped (`misfire_grace_time=None`), and none overlaps itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    EVENT_JOB_SUBMITTED,
    JobEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.errors import StorageError

log = structlog.get_logger(__name__)


class Wakeups:
    """Calls coroutines every so many seconds, between start and stop."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._wakes: list[Callable[[], Awaitable[None]]] = []
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()
        watched = EVENT_JOB_SUBMITTED | EVENT_JOB_EXECUTED | EVENT_JOB_ERROR
        self._scheduler.add_listener(self._count, watched)

    def _count(self, event: JobEvent) -> None:
        self._at_work(1 if event.code == EVENT_JOB_SUBMITTED else -1)

    def _at_work(self, more: int) -> None:
        self._running += more
        self._idle.clear() if self._running else self._idle.set()

    def every(self, seconds: float, name: str, callback: Callable[[], Awaitable[object]]) -> None:
        """Call `callback` at once and then every `seconds`; a failure is logged and the next call comes.

        That the database is away is said once, until it is back.
        """

        turn, away = asyncio.Lock(), False

        async def wake() -> None:
            nonlocal away
            async with turn:
                try:
                    await callback()
                    away = False
                except StorageError as error:
                    if not away:
                        log.warning("wakeup_waits", wakeup=name, error=str(error))
                    away = True
                except Exception:
                    log.exception("wakeup_failed", wakeup=name)

        self._wakes.append(wake)
        self._scheduler.add_job(
            wake,
            IntervalTrigger(seconds=seconds, timezone=UTC),
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        self._scheduler.start()

    async def all_now(self) -> None:
        """Call all of them, in the order they were given, beside their times: the clock was moved."""
        self._at_work(1)
        try:
            for wake in self._wakes:
                await wake()
        finally:
            self._at_work(-1)

    async def idle(self) -> None:
        """Wait until nothing that was woken is still at work."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Wake nobody any more, and wait for those who are awake: cancelled work would be half done."""
        if self._scheduler.running:
            self._scheduler.pause()
            await self.idle()
            self._scheduler.shutdown(wait=False)
