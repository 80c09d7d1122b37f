"""Every Web API call comes through here: token, scope, rate, arguments, answer."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.playground.errors import SlackError
from bot.playground.faults import Failure
from bot.playground.webapi import (
    assistant,
    basics,
    chat,
    conversations,
    files,
    people,
    reactions,
    scheduled,
    views,
)
from bot.playground.webapi.arguments import arguments, token
from bot.playground.webapi.call import Call, Context, Method

_GROUPS = (assistant, basics, chat, conversations, files, people, reactions, scheduled, views)
METHODS: dict[str, Method] = {name: m for group in _GROUPS for name, m in group.METHODS.items()}
_IGNORED = frozenset({"token", "team_id", "app_id", "as_user"})
Answer = tuple[int, dict[str, Any], dict[str, str]]


class WebApi:
    """The methods, for one bot token and one app token."""

    def __init__(self, context: Context, bot_token: str, app_token: str) -> None:
        self._context, self._bot_token, self._app_token = context, bot_token, app_token
        self.revoked = False

    async def handle(self, request: web.Request) -> web.Response:
        """POST or GET /api/{method}."""
        name = request.match_info["method"]
        try:
            args = await arguments(request)
        except SlackError as error:
            return web.json_response({"ok": False, "error": error.code})
        wire = self._context.hub.wire
        entry = wire.begin("from_bot", "web_api", name, args)
        failure = self._context.hub.faults.take(name)
        if failure is not None and not failure.after_effect:
            wire.end(entry, failure.error)
            return await _failed(failure)
        status, body, headers = await self._answer(name, args, token(request, args))
        if failure is not None:
            wire.end(entry, "answer lost")
            whole = not (failure.page or failure.cut or failure.hangs)
            if whole and request.transport is not None:
                request.transport.close()
            return await _failed(failure)
        text = json.dumps(body)
        wire.end(entry, "ok" if body["ok"] else body["error"], json.loads(text))
        return web.Response(
            text=text, status=status, headers=headers, content_type="application/json"
        )

    async def _answer(self, name: str, args: dict[str, Any], given: str) -> Answer:
        headers = {"X-OAuth-Scopes": ",".join(sorted(self._context.hub.manifest.scopes))}
        try:
            method = METHODS.get(name)
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            self._check(name, method, given)
            call = Call(name, args, self._context)
            result = await method.handler(call)
        except SlackError as error:
            extra = dict(error.extra)
            wait = extra.pop("retry_after", None)
            body = {"ok": False, "error": error.code, **extra}
            if wait is not None:
                return 429, body, {**headers, "Retry-After": str(wait)}
            return 200, body, headers
        return 200, {"ok": True, **result, **_warning(call)}, headers

    def _check(self, name: str, method: Method, given: str) -> None:
        if not given:
            raise SlackError("not_authed")
        right = self._app_token if method.app_token else self._bot_token
        if given != right:
            known = given in {self._app_token, self._bot_token}
            raise SlackError("not_allowed_token_type" if known else "invalid_auth")
        if self.revoked:
            raise SlackError("account_inactive")
        granted = self._context.hub.manifest.scopes
        if method.scopes and not method.scopes & granted:
            needed = ",".join(sorted(method.scopes))
            raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(granted)))
        if self._context.hub.faults.rate_limits:
            wait = self._context.limiter.wait_for_method(name, method.tier)
            if wait is not None:
                raise SlackError("ratelimited", retry_after=wait)


def _warning(call: Call) -> dict[str, Any]:
    """Arguments the method does not know. Slack lets most of them pass in silence; we say so."""
    unknown = sorted(set(call.args) - call.used - _IGNORED)
    if not unknown:
        return {}
    warning = f"superfluous_arguments: {', '.join(unknown)}"
    return {"warning": warning}


async def _failed(failure: Failure) -> web.Response:
    headers = {"Retry-After": str(failure.retry_after)} if failure.retry_after is not None else {}
    error = "ratelimited" if failure.status == 429 else failure.error
    text = json.dumps({"ok": False, "error": error})
    await asyncio.sleep(failure.hangs)
    if failure.page:
        page = "<html><body>Bad gateway</body></html>"
        return web.Response(text=page, status=failure.status, content_type="text/html")
    if failure.cut:
        text = text[: len(text) // 2]
    return web.Response(
        text=text, status=failure.status, headers=headers, content_type="application/json"
    )
