"""What a crash left: events accepted and never finished are worked on again, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.delivery.holding import LEASE, holding
from bot.delivery.slack_calls import LONGEST_SECONDS
from bot.services.ports import Clock, Inbox, InboxEvent

log = structlog.get_logger(__name__)
GRACE = timedelta(seconds=LONGEST_SECONDS + 20)
"""Whoever has an event may still be waiting for Slack until then."""
KEEP = timedelta(days=7)
MAX_ATTEMPTS = 5


class Recovery:
    """Looks for unfinished work, and forgets what has been finished long ago.

    `resume` says whether the work is done; what goes on by itself is finished by whoever does it.
    """

    def __init__(
        self,
        inbox: Inbox,
        clock: Clock,
        resume: Callable[[InboxEvent], Awaitable[bool]],
        *,
        grace: timedelta = GRACE,
    ) -> None:
        self._inbox, self._clock, self._resume, self._grace = inbox, clock, resume, grace

    async def tick(self) -> int:
        """Resume what is older than the grace period; returns how much that was.

        One at a time, each held as long as it is worked on: what waits its turn is anybody's.
        """
        count = 0
        while event := await self._next():
            async with holding(self._inbox, self._clock, event):
                await self._one(event)
            count += 1
        return count

    async def _next(self) -> InboxEvent | None:
        now = self._clock.now()
        left = await self._inbox.unfinished(
            older_than=now - self._grace, now=now, lease=LEASE, limit=1
        )
        return left[0] if left else None

    async def _one(self, event: InboxEvent) -> None:
        log.info("resuming", workspace=event.workspace, kind=event.kind, attempts=event.attempts)
        try:
            if event.attempts <= MAX_ATTEMPTS:
                done = await self._resume(event)
            else:
                done = True
                log.error("given_up", workspace=event.workspace, kind=event.kind)
        except Exception:
            log.exception("resuming_failed", workspace=event.workspace, kind=event.kind)
            return
        if done:
            await self._inbox.finish(event.workspace, event.key, self._clock.now())

    async def prune(self) -> int:
        """Forget deliveries that were finished a week ago."""
        return await self._inbox.prune(finished_before=self._clock.now() - KEEP)
