"""Requests to Lectern's request URL, signed as Slack signs them, or not."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.slack.workspace import Workspace

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def signed(
    workspace: Workspace, body: bytes, *, content_type: str = JSON, age: int = 0
) -> dict[str, str]:
    """Headers for `body`, as if sent `age` seconds ago."""
    stamp = str(int(time.time()) - age)
    secret = workspace.playground.signing_secret.encode()
    digest = hmac.new(secret, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


async def send(workspace: Workspace, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
    """Status and body of the answer."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(workspace.request_url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def send_json(workspace: Workspace, payload: Any) -> tuple[int, str]:
    body = json.dumps(payload).encode()
    return await send(workspace, body, signed(workspace, body))


async def send_form(workspace: Workspace, **fields: str) -> tuple[int, str]:
    body = urlencode(fields).encode()
    return await send(workspace, body, signed(workspace, body, content_type=FORM))


async def send_interaction(workspace: Workspace, payload: Any) -> tuple[int, str]:
    return await send_form(workspace, payload=json.dumps(payload))
