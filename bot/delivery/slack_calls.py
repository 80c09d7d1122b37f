"""Calls of Slack's Web API: one session, no blind retries, 429 obeyed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.slack_time import SlackTime

CALL_SECONDS = 10.0
MARGIN_SECONDS = 2.0
"""A call that timed out may still be on its way for so long."""
MAX_WAIT_SECONDS = 30.0
MAX_TRIES = 4
LONGEST_SECONDS = MAX_TRIES * CALL_SECONDS + (MAX_TRIES - 1) * MAX_WAIT_SECONDS
"""How long one call may be under way, waits for a 429 included."""


class Unanswered(aiohttp.ClientError):
    """What came back is no answer of Slack's (a page, half an answer): the call may have taken effect."""


def make_client(
    token: str, base_url: str, session: aiohttp.ClientSession, *, local: bool
) -> AsyncWebClient:
    """A client on the shared session; a local base URL is never reached through a proxy."""
    client = AsyncWebClient(
        token=token,
        base_url=base_url,
        session=session,
        timeout=int(CALL_SECONDS),
        retry_handlers=[],
    )
    if local:
        client.proxy = None
    return client


class Calls:
    """A client with its session. `time` is Slack's own clock, as its answers tell it."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self._client, self._session = client, session
        self.time = SlackTime()

    async def _call(
        self, method: str, *, patient: bool = True, **arguments: Any
    ) -> Mapping[str, Any]:
        """One call; a 429 waits as long as Slack says and tries again, at most three times.

        Raises SlackApiError for a refusal, and what aiohttp raises, `Unanswered` too, for no answer.
        """
        for attempt in range(1, MAX_TRIES + 1):
            try:
                response = await self._client.api_call(method, **arguments)
            except SlackApiError as error:
                if not _is_slacks(error):
                    raise Unanswered(method) from None
                if error.response.status_code != 429 or attempt == MAX_TRIES or not patient:
                    raise
                await asyncio.sleep(min(retry_after(error), MAX_WAIT_SECONDS))
            except json.JSONDecodeError:
                raise Unanswered(method) from None
            else:
                self.time.note(response.headers.get("Date"))
                return response.data if isinstance(response.data, dict) else {}
        raise AssertionError("unreachable")


def retry_after(error: SlackApiError) -> float:
    """Seconds that a 429 asks to wait."""
    return float(error.response.headers.get("Retry-After", 1))


def _is_slacks(error: SlackApiError) -> bool:
    """Did Slack say no? The SDK raises the same for a page in place of JSON, with a response of another kind."""
    response = error.response
    if not isinstance(response, AsyncSlackResponse):
        return False
    said = isinstance(response.data, dict) and "error" in response.data
    return said or response.status_code == 429
