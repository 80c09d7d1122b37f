"""Events, commands and interactions as signed HTTP (docs.slack.dev/authentication/verifying-requests-from-slack)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.playground.delivery import Ack
from bot.playground.faults import Faults
from bot.playground.socket_mode import name_of
from bot.playground.wire import WireLog

_STALE_SECONDS = 600


class HttpDelivery:
    """Posts to one request URL."""

    name = "http"

    def __init__(
        self, url: str, secret: str, faults: Faults, wire: WireLog, clock: Callable[[], float]
    ) -> None:
        self._url, self._secret = url, secret
        self._faults, self._wire, self._clock = faults, wire, clock
        self._session = aiohttp.ClientSession()

    async def verify(self) -> bool:
        """Slack's handshake with a new request URL: it must give the challenge back."""
        body = json.dumps(
            {"type": "url_verification", "challenge": "local-challenge", "token": "unused"}
        )
        status, answer = await self._post(body, "application/json", {})
        return status == 200 and "local-challenge" in str(answer)

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        if kind == "events_api":
            body, content = json.dumps(payload), "application/json"
        elif kind == "slash_commands":
            body, content = urlencode(payload), "application/x-www-form-urlencoded"
        else:
            body, content = (
                urlencode({"payload": json.dumps(payload)}),
                "application/x-www-form-urlencoded",
            )
        entry = self._wire.begin("to_bot", self.name, name_of(kind, payload), payload)
        try:
            status, answer = await self._post(body, content, headers)
        except TimeoutError:
            self._wire.end(entry, "timeout")
            return Ack(ok=False, error="operation_timeout")
        except aiohttp.ClientError:
            self._wire.end(entry, "dispatch_failed")
            return Ack(ok=False, error="dispatch_failed")
        if self._faults.lose_acks:
            self._faults.lose_acks -= 1
            self._wire.end(entry, "timeout")
            return Ack(ok=False, error="operation_timeout")
        if not 200 <= status < 300:
            self._wire.end(entry, f"http {status}")
            return Ack(ok=False, error=f"http_service_error: {status}")
        self._wire.end(entry, "acked", answer)
        return Ack(ok=True, body=answer)

    async def _post(self, body: str, content: str, headers: dict[str, str]) -> tuple[int, Any]:
        stamp = str(int(self._clock()) - (_STALE_SECONDS if self._faults.stale_timestamp else 0))
        digest = hmac.new(
            self._secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256
        ).hexdigest()
        if self._faults.corrupt_signature:
            digest = digest[::-1]
        signed = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            **headers,
        }
        async with asyncio.timeout(self._faults.ack_timeout):
            async with self._session.post(
                self._url, data=body.encode(), headers=signed
            ) as response:
                return response.status, _parsed(await response.text())

    async def close(self) -> None:
        await self._session.close()


def _parsed(text: str) -> Any:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return {"text": text}
