"""Keeping an accepted event while it is worked on: nobody else takes it up meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from bot.errors import StorageError
from bot.services.ports import Clock, Inbox, InboxEvent

LEASE = timedelta(minutes=2)
"""So long nobody else takes up what was left lying; a hold is renewed several times within it."""
_RENEWED = 4


@asynccontextmanager
async def holding(inbox: Inbox, clock: Clock, event: InboxEvent) -> AsyncIterator[None]:
    """Hold the event, and again and again until the work is over. Where that fails, the next time counts."""

    async def hold() -> None:
        while True:
            with suppress(StorageError):
                await inbox.hold(event.workspace, event.key, clock.now() + LEASE)
            await asyncio.sleep(LEASE.total_seconds() / _RENEWED)

    renewing = asyncio.create_task(hold())
    try:
        yield
    finally:
        renewing.cancel()
        with suppress(asyncio.CancelledError):
            await renewing
