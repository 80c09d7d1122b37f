"""What came with a Web API request: its token, and its arguments as JSON, form or query."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from bot.playground.errors import SlackError

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_CHARSETS = frozenset({"utf-8", "utf8", "iso-8859-1", "latin-1"})


def token(request: web.Request, args: dict[str, Any]) -> str:
    """The bearer token, or the one in the body; apps of today may not send it in the address."""
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.casefold() == "bearer":
        return given.strip()
    return str(args.get("token", "")) if not kind else ""


async def arguments(request: web.Request) -> dict[str, Any]:
    """Arguments of the query and of the body. Raises SlackError with Slack's word for a bad body."""
    args: dict[str, Any] = {k: v for k, v in request.query.items() if k != "token"}
    if request.method == "GET" or not request.body_exists:
        return args
    if (request.charset or "utf-8").casefold() not in _CHARSETS:
        raise SlackError("invalid_charset")
    if request.content_type == "application/json":
        return args | await _json(request)
    if request.content_type in _FORMS:
        return args | await _form(request)
    if "Content-Type" not in request.headers:
        raise SlackError("missing_post_type")
    raise SlackError("invalid_post_type")


async def _json(request: web.Request) -> dict[str, Any]:
    try:
        text = await request.text()
        loaded = json.loads(text) if text else {}
        json.dumps(loaded, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise SlackError("invalid_json") from None
    if not isinstance(loaded, dict):
        raise SlackError("json_not_object")
    return loaded


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        return {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
    except (ValueError, AssertionError):
        raise SlackError("invalid_form_data") from None
