"""Every Web API call comes through here: token, scope, rate, arguments, answer."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from bot.playground.errors import SlackError
from bot.playground.faults import Failure
from bot.playground.webapi import chat, places, windows
from bot.playground.webapi.call import Call, Context, Method

METHODS: dict[str, Method] = {**chat.METHODS, **places.METHODS, **windows.METHODS}
_IGNORED = frozenset({"token", "team_id", "app_id", "as_user"})


class WebApi:
    """The methods, for one bot token and one app token."""

    def __init__(self, context: Context, bot_token: str, app_token: str) -> None:
        self._context, self._bot_token, self._app_token = context, bot_token, app_token
        self.revoked = False

    async def handle(self, request: web.Request) -> web.Response:
        """POST or GET /api/{method}."""
        name = request.match_info["method"]
        try:
            args = await _arguments(request)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_json"})
        entry = self._context.hub.wire.begin("from_bot", "web_api", name, args)
        failure = self._context.hub.faults.take(name)
        if failure is not None and not failure.after_effect:
            self._context.hub.wire.end(entry, failure.error)
            return _failed(failure)
        status, body, headers = await self._answer(name, args, _token(request, args))
        if failure is not None:
            self._context.hub.wire.end(entry, "answer lost")
            if request.transport is not None:
                request.transport.close()
            return _failed(failure)
        self._context.hub.wire.end(entry, "ok" if body["ok"] else body["error"], body)
        return web.json_response(body, status=status, headers=headers)

    async def _answer(
        self, name: str, args: dict[str, Any], token: str
    ) -> tuple[int, dict[str, Any], dict[str, str]]:
        granted = ",".join(sorted(self._context.hub.manifest.scopes))
        headers = {"X-OAuth-Scopes": granted}
        try:
            method = METHODS.get(name)
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            self._check(name, method, token)
            call = Call(name, args, self._context)
            result = await method.handler(call)
        except SlackError as error:
            extra = dict(error.extra)
            wait = extra.pop("retry_after", None)
            if wait is not None:
                return (
                    429,
                    {"ok": False, "error": error.code},
                    {**headers, "Retry-After": str(wait)},
                )
            return 200, {"ok": False, "error": error.code, **extra}, headers
        unknown = sorted(set(args) - call.used - _IGNORED)
        warning = {"warning": f"superfluous_arguments: {', '.join(unknown)}"} if unknown else {}
        return 200, {"ok": True, **result, **warning}, headers

    def _check(self, name: str, method: Method, token: str) -> None:
        if not token:
            raise SlackError("not_authed")
        right = self._app_token if method.app_token else self._bot_token
        if token != right:
            known = token in {self._app_token, self._bot_token}
            raise SlackError("not_allowed_token_type" if known else "invalid_auth")
        if self.revoked:
            raise SlackError("token_revoked")
        granted = self._context.hub.manifest.scopes
        if method.scopes and not method.scopes & granted:
            needed = ",".join(sorted(method.scopes))
            raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(granted)))
        if self._context.hub.faults.rate_limits:
            wait = self._context.limiter.wait_for_method(name, method.tier)
            if wait is not None:
                raise SlackError("ratelimited", retry_after=wait)


def _failed(failure: Failure) -> web.Response:
    headers = {"Retry-After": str(failure.retry_after)} if failure.retry_after is not None else {}
    error = "ratelimited" if failure.status == 429 else failure.error
    return web.json_response({"ok": False, "error": error}, status=failure.status, headers=headers)


def _token(request: web.Request, args: dict[str, Any]) -> str:
    header = request.headers.get("Authorization", "")
    return header.removeprefix("Bearer ").strip() or str(args.get("token", ""))


async def _arguments(request: web.Request) -> dict[str, Any]:
    """Arguments of the query, and of a JSON or form body. Raises ValueError for broken JSON."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        loaded = json.loads(body) if body else {}
        if not isinstance(loaded, dict):
            raise ValueError("the body is no object")
        return args | loaded
    return args | {k: v for k, v in (await request.post()).items() if isinstance(v, str)}
