"""The `/client/…` end points."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.playground.client.acting import Acting
from bot.playground.client.given import Malformed, Rights, body_of
from bot.playground.client.looking import Looking
from bot.playground.client.moving import Moving
from bot.playground.client.writing import Do, Writing
from bot.playground.errors import Refused, SlackError
from bot.playground.files import Files
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.modals import Modals
from bot.playground.timing import MovableTime
from bot.playground.views import Views

_WORDS = {
    "already_reacted": "You have reacted so already.",
    "no_reaction": "That reaction is not there any more.",
    "invalid_name": "There is no such emoji.",
    "too_many_emoji": "This message has all the reactions it can take.",
    "too_many_reactions": "You have left all the reactions you can on this message.",
}


class ClientApi:
    """What the page may do."""

    def __init__(
        self,
        hub: Hub,
        views: Views,
        files: Files,
        interactions: Interactions,
        modals: Modals,
        movable: MovableTime | None = None,
    ) -> None:
        self._hub, self._rights = hub, Rights(hub.world)
        moving = Moving(hub, movable)
        self._looking = Looking(hub, views, self._rights, moving)
        self._writing = Writing(hub, files, self._rights)
        acting = Acting(hub, views, interactions, modals, self._rights)
        self._deeds: dict[str, Do] = {**self._writing.deeds, **acting.deeds, **moving.deeds}

    async def get(self, request: web.Request) -> web.StreamResponse:
        """GET /client/{what}"""
        what = request.match_info["what"]
        look = self._looking.looks.get(what)
        if look is None and what != "stream":
            raise web.HTTPNotFound
        try:
            user = self._rights.user(request.query)
            if look is None:
                return await self._hub.stream.handle(request, user.id)
            return _said(look(user, request.query))
        except (Refused, Malformed) as error:
            return _refused(error)

    async def post(self, request: web.Request) -> web.Response:
        """POST /client/{what}"""
        do = self._deeds.get(request.match_info["what"])
        if do is None:
            raise web.HTTPNotFound
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await body_of(request)
            return _said(await do(self._rights.user(body), body))
        except (Refused, Malformed, SlackError) as error:
            return _refused(error)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise web.HTTPBadRequest from None

    async def upload(self, request: web.Request) -> web.Response:
        """POST /client/upload: the raw bytes of a file."""
        try:
            user = self._rights.user(request.query)
            return _said(self._writing.upload(user, request.query, await request.read()))
        except (Refused, Malformed) as error:
            return _refused(error)


def _said(result: dict[str, Any]) -> web.Response:
    return web.json_response({"ok": True, **result})


def _refused(error: Exception) -> web.Response:
    """A sentence for the person; a bad request for what no page would send."""
    if isinstance(error, Malformed):
        raise web.HTTPBadRequest
    if isinstance(error, SlackError):
        words = _WORDS.get(error.code, error.code.replace("_", " "))
        return web.json_response({"ok": False, "error": error.code, "message": words})
    return web.json_response({"ok": False, "error": "refused", "message": str(error)})
