"""A request URL, as an app with signed HTTP has one."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.playground.app import SOON

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Request:
    """One request as the app got it."""

    headers: dict[str, str]
    body: str

    @property
    def kind(self) -> str:
        return self.headers["Content-Type"]

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


class Receiver:
    """A request URL. It gives challenges back, and answers everything else as it is told."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: list[Answer] = []
        self._more = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.text()
        if "url_verification" in body:
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        async with self._more:
            self.requests.append(Request(dict(request.headers), body))
            self._more.notify_all()
        if self.answers:
            return await self.answers.pop(0)(request)
        return web.Response()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(SOON), self._more:
            await self._more.wait_for(lambda: len(self.requests) >= count)


def says(**response: Any) -> Answer:
    """An answer that is always the same."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(**response)

    return answer


async def hang(_: web.Request) -> web.Response:
    await asyncio.sleep(SOON)
    return web.Response()


def signature(secret: str, request: Request) -> str:
    """As the documentation says to compute it."""
    base = f"v0:{request.headers['X-Slack-Request-Timestamp']}:{request.body}"
    return "v0=" + hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()
