"""Who and what there is in a workspace: people, channels, addresses of messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.delivery.conversations import conversation
from bot.delivery.slack_calls import Calls

log = structlog.get_logger(__name__)


class SlackPlaces(Calls):
    """What Lectern looks up."""

    async def timezone(self, user: str) -> str | None:
        """The IANA zone of a person's profile."""
        response = await self._call("users.info", data={"user": user})
        zone = response["user"].get("tz")
        return str(zone) if zone else None

    async def is_in(self, channel: str) -> bool:
        """Are we a member of that channel? False also for one that we cannot see, or that is archived."""
        try:
            response = await self._call("conversations.info", data={"channel": channel})
        except SlackApiError as error:
            log.info(
                "channel_unknown", channel=conversation(channel), error=error.response["error"]
            )
            return False
        found = response["channel"]
        return bool(found.get("is_member")) and not found.get("is_archived")

    async def members(self, channel: str) -> frozenset[str]:
        """Who is in a channel, without waiting where Slack says 429. Raises SlackApiError."""

        async def ask(place: Mapping[str, str]) -> Mapping[str, Any]:
            asked = {"channel": channel, "limit": "900", **place}
            return await self._call("conversations.members", patient=False, data=asked)

        return frozenset(await _all_pages(ask, "members"))

    async def users(self) -> list[Mapping[str, Any]]:
        """Everybody in the workspace, bots too. Raises SlackApiError."""

        async def ask(place: Mapping[str, str]) -> Mapping[str, Any]:
            return await self._call("users.list", data={"limit": "200", **place})

        return await _all_pages(ask, "members")

    async def permalink(self, channel: str, ts: str) -> str:
        """The address of a message; "" where Slack gives none."""
        try:
            asked = {"channel": channel, "message_ts": ts}
            response = await self._call("chat.getPermalink", data=asked)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            log.info("no_permalink", channel=conversation(channel), error=type(error).__name__)
            return ""
        return str(response["permalink"])

    async def identity(self) -> Mapping[str, Any]:
        """auth.test of the bot token."""
        return await self._call("auth.test", data={})


async def _all_pages(
    ask: Callable[[Mapping[str, str]], Awaitable[Mapping[str, Any]]], name: str
) -> list[Any]:
    """What each page holds under a name; `ask` is given the page's cursor."""
    found, place = list[Any](), dict[str, str]()
    while True:
        page = await ask(place)
        found += page[name]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return found
        place = {"cursor": cursor}
