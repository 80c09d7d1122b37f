"""How a Web API call is refused."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError


async def refusal(call: Awaitable[Any]) -> dict[str, Any]:
    """The body of the answer to a call that must be refused."""
    with pytest.raises(SlackApiError) as caught:
        await call
    body: dict[str, Any] = caught.value.response.data
    return body


async def error_of(call: Awaitable[Any]) -> str:
    """Slack's word for why."""
    return str((await refusal(call))["error"])
