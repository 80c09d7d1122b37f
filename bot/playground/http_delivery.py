"""Events, commands and interactions as signed HTTP (docs.slack.dev/authentication/verifying-requests-from-slack)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp

from bot.playground.delivery import Ack, name_of
from bot.playground.faults import Faults
from bot.playground.wire import Entry, WireLog, redacted

_STALE_SECONDS = 600
_FORM = "application/x-www-form-urlencoded"
_AGENT = "Slackbot 1.0 (+https://api.slack.com/robots)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the request URL said; `kind` is its content type."""

    status: int
    kind: str
    text: str
    headers: Mapping[str, str]

    @property
    def body(self) -> Any:
        """JSON where it says so, else text as a message; None for nothing."""
        if not self.text:
            return None
        if self.kind != "application/json":
            return {"text": self.text}
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return {"text": self.text}


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
        challenge = secrets.token_urlsafe(32)
        body = json.dumps({"type": "url_verification", "challenge": challenge, "token": "unused"})
        try:
            answer = await self._post(body, "application/json", {})
        except (TimeoutError, aiohttp.ClientError):
            return False
        given = answer.body
        said = given.get("challenge", answer.text) if isinstance(given, dict) else answer.text
        return answer.status == 200 and str(said).strip() == challenge

    async def send(
        self, kind: str, payload: dict[str, Any], *, retry: int = 0, reason: str = ""
    ) -> Ack:
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason} if retry else {}
        body, content = _encoded(kind, payload)
        entry = self._wire.begin("to_bot", self.name, name_of(kind, payload), payload)
        try:
            answer = await self._post(body, content, headers)
        except TimeoutError:
            return self._failed(entry, "timeout", "operation_timeout", "http_timeout")
        except aiohttp.ClientError:
            return self._failed(entry, "dispatch_failed", "dispatch_failed", "connection_failed")
        if self._faults.lose_acks:
            self._faults.lose_acks -= 1
            return self._failed(entry, "timeout", "operation_timeout", "http_timeout")
        if not 200 <= answer.status < 300:
            final = answer.headers.get("X-Slack-No-Retry") == "1"
            why = f"http_service_error: {answer.status}"
            return self._failed(entry, f"http {answer.status}", why, "http_error", final=final)
        self._wire.end(entry, "acked", redacted(answer.body))
        return Ack(ok=True, body=answer.body)

    def _failed(
        self, entry: Entry, status: str, error: str, reason: str, *, final: bool = False
    ) -> Ack:
        self._wire.end(entry, status)
        return Ack(ok=False, error=error, reason=reason, final=final)

    async def _post(self, body: str, content: str, headers: dict[str, str]) -> Answer:
        stamp = str(int(self._clock()) - (_STALE_SECONDS if self._faults.stale_timestamp else 0))
        digest = hmac.new(
            self._secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256
        ).hexdigest()
        if self._faults.corrupt_signature:
            digest = digest[::-1]
        signed = {
            "Content-Type": content,
            "User-Agent": _AGENT,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
            **headers,
        }
        async with asyncio.timeout(self._faults.ack_timeout):
            async with self._session.post(
                self._url, data=body.encode(), headers=signed, allow_redirects=False
            ) as response:
                text = await response.text(errors="replace")
                return Answer(response.status, response.content_type, text, response.headers)

    async def close(self) -> None:
        await self._session.close()


def _encoded(kind: str, payload: dict[str, Any]) -> tuple[str, str]:
    """Body and content type of a payload."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), _FORM
    return urlencode({"payload": json.dumps(payload)}), _FORM
