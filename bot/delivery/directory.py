"""Who people are and which of them are in a channel, asked of Slack in pages (polls.people.Directory)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.services.polls.people import Directory, Unreachable

log = structlog.get_logger(__name__)
KEEP_SECONDS = 600.0
SOON_SECONDS = 1.0
"""So long a message that a class looks at waits for people's names."""
_SLACKBOT = "USLACKBOT"
"""The only one that is a bot and does not say so."""
User = Mapping[str, Any]
T = TypeVar("T")


class SlackDirectory(Directory):
    """Users are remembered for ten minutes: `users.list` may be called twenty times a minute by everything we do."""

    def __init__(
        self,
        users: Callable[[], Awaitable[Sequence[User]]],
        members: Callable[[str], Awaitable[Collection[str]]],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._users, self._members, self._now = users, members, monotonic
        self._known: dict[str, User] = {}
        self._until = float("-inf")
        self._asking: asyncio.Task[bool] | None = None

    async def people(self, channel: str) -> Collection[str]:
        there = await _asked(self._members(channel))
        known = await self._all()
        return frozenset(user for user in there if _is_person(known.get(user)))

    async def names(self, users: Collection[str]) -> Mapping[str, str]:
        known = await self._all()
        return {user: _name(known[user]) for user in users if user in known}

    async def names_soon(self, users: Collection[str]) -> Mapping[str, str]:
        """The same without a long wait: as they were known before where Slack takes its time, which goes on meanwhile.

        A workspace of many thousands takes minutes, and whatever is drawn waits behind this drawing.
        """
        try:
            async with asyncio.timeout(SOON_SECONDS):
                return await self.names(users)
        except TimeoutError:
            if not self._known:
                raise Unreachable from None
        return {user: _name(self._known[user]) for user in users if user in self._known}

    async def _all(self) -> Mapping[str, User]:
        if self._until <= self._now():
            if self._asking is None or self._asking.done():
                self._asking = asyncio.create_task(self._ask())
            # Whoever gives up does so for themselves: others wait for the same answer, and the next wants it.
            if not await asyncio.shield(self._asking):
                raise Unreachable
        return self._known

    async def _ask(self) -> bool:
        """Did Slack tell?"""
        try:
            self._known = {str(u["id"]): u for u in await _asked(self._users())}
        except Unreachable:
            return False
        self._until = self._now() + KEEP_SECONDS
        return True


async def _asked(answer: Awaitable[T]) -> T:
    try:
        return await answer
    except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
        reason = error.response.get("error") if isinstance(error, SlackApiError) else None
        log.warning("people_unknown", error=reason or type(error).__name__)
        raise Unreachable from error


def _is_person(user: User | None) -> bool:
    """Somebody of this workspace who reads: nobody else is written to."""
    if user is None or user["id"] == _SLACKBOT:
        return False
    return not user.get("is_bot") and not user.get("deleted")


def _name(user: User) -> str:
    profile = user.get("profile") or {}
    return str(profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"])
