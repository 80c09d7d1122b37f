"""Bolt, with clicks taken at its door.

They come by the hundred, when a class votes. For each Bolt makes a web client, authorizes and asks its listeners whose
it is; a click of ours needs none of that, and it is half of what one costs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.request.payload_utils import is_block_actions
from slack_bolt.response import BoltResponse

Act = Callable[[AsyncAck, dict[str, Any]], Awaitable[None]]
Fail = Callable[[Exception, dict[str, Any]], Awaitable[BoltResponse | None]]


class ClickApp(AsyncApp):
    """An app whose clicks go to the function given to `clicked`. What is dispatched was verified before."""

    _act: Act | None = None
    _fail: Fail | None = None

    def clicked(self, act: Act, fail: Fail) -> None:
        """`act` acknowledges; what it raises goes to `fail`, which gives the response or None for status 500."""
        self._act, self._fail = act, fail

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        if self._act is None or self._fail is None or not is_block_actions(req.body):
            return await super().async_dispatch(req)
        ack = AsyncAck()
        try:
            await self._act(ack, req.body)
        except Exception as error:
            return await self._fail(error, req.body) or BoltResponse(status=500, body="")
        return ack.response or BoltResponse(status=404, body="")
