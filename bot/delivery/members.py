"""Who is in a channel, remembered for a while (polls.ports.Members)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.delivery.conversations import conversation

log = structlog.get_logger(__name__)
AGAIN_SECONDS = 10.0
"""Somebody who was not there may have joined meanwhile: asked again so often at most."""
KEEP_SECONDS = 600.0
MOST = 1_000


@dataclass
class _Channel:
    """`users` is None where Slack did not tell; `asked` by a clock that does not jump."""

    users: frozenset[str] | None = None
    asked: float = float("-inf")
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class CachedMembers:
    """Members of channels. Where Slack refuses to tell, everybody is one, and the log says so."""

    def __init__(
        self,
        look_up: Callable[[str], Awaitable[Collection[str]]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._look_up, self._now = look_up, monotonic
        self._channels: dict[str, _Channel] = {}

    async def has(self, channel: str, user: str) -> bool:
        known = self._channels.get(channel)
        if known is None:
            if len(self._channels) >= MOST:
                self._channels.clear()
            known = self._channels[channel] = _Channel()
        if not self._settled(known, user):
            async with known.turn:
                if not self._settled(known, user):
                    await self._ask(channel, known)
        return known.users is None or user in known.users

    def _settled(self, known: _Channel, user: str) -> bool:
        """Is what is known new enough for that person?"""
        there = known.users is not None and user in known.users
        return self._now() - known.asked < (KEEP_SECONDS if there else AGAIN_SECONDS)

    async def _ask(self, channel: str, known: _Channel) -> None:
        try:
            known.users = frozenset(await self._look_up(channel))
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else None
            why = reason or type(error).__name__
            log.warning("members_unknown", channel=conversation(channel), error=why)
            known.users = None
        known.asked = self._now()
