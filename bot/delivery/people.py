"""Facts about people, remembered for a while (ports.People)."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from zoneinfo import ZoneInfo

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

log = structlog.get_logger(__name__)
KEEP_SECONDS = 3_600.0
MOST = 10_000


class CachedPeople:
    """Time zones of people, asked for once an hour; unknown rather than late or failing."""

    def __init__(
        self,
        look_up: Callable[[str], Awaitable[str | None]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look_up, self._now = look_up, monotonic
        self._known: dict[str, tuple[float, str | None]] = {}

    async def timezone(self, user: str) -> str | None:
        known = self._known.get(user)
        if known is not None and known[0] > self._now():
            return known[1]
        try:
            zone = await self._look_up(user)
            if zone is not None:
                ZoneInfo(zone)
        except (
            SlackApiError,
            aiohttp.ClientError,
            TimeoutError,
            ValueError,
            KeyError,
            OSError,
        ) as error:
            log.warning("timezone_unknown", user=user, error=type(error).__name__)
            zone = None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[user] = (self._now() + KEEP_SECONDS, zone)
        return zone
