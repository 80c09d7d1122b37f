"""Facts about people, remembered for a while (ports.People)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

log = structlog.get_logger(__name__)
KEEP_SECONDS = 3_600.0
KEEP_FAILURE_SECONDS = 60.0
PATIENCE_SECONDS = 2.0
"""A question waits so long for its reader's time zone, also where Slack says 429."""
MOST = 10_000


class CachedPeople:
    """Time zones of people, asked for once an hour; unknown for a minute rather than late or failing."""

    def __init__(
        self,
        look_up: Callable[[str], Awaitable[str | None]],
        monotonic: Callable[[], float] = time.monotonic,
        *,
        patience: float = PATIENCE_SECONDS,
        most: int = MOST,
    ) -> None:
        self._look_up, self._now, self._patience, self._most = look_up, monotonic, patience, most
        self._known: dict[str, tuple[float, str | None]] = {}

    async def timezone(self, user: str) -> str | None:
        known = self._known.get(user)
        if known is not None and known[0] > self._now():
            return known[1]
        try:
            zone, keep = await self._asked(user), KEEP_SECONDS
        except (
            SlackApiError,
            aiohttp.ClientError,
            TimeoutError,
            ValueError,
            KeyError,
            OSError,
        ) as error:
            log.warning("timezone_unknown", error=type(error).__name__)
            zone, keep = None, KEEP_FAILURE_SECONDS
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[user] = (self._now() + keep, zone)
        return zone

    async def _asked(self, user: str) -> str | None:
        async with asyncio.timeout(self._patience):
            zone = await self._look_up(user)
        if zone is not None:
            ZoneInfo(zone)
        return zone
