"""One address for every workspace that a window shows, so that the page's files are fetched once.

A page is some sixty scripts and styles. Sent anew for each test, from a port of its own, they were
more than half of what a browser test cost.
"""

from __future__ import annotations

import os
import socket

from aiohttp import web

from bot.playground import Playground
from bot.playground.server import HOST

BLANK = "/blank"
"""Of the page's own origin, whose storage can be emptied from there."""
_FIRST, _MANY = 20_000, 10_000
"""Below those that systems give away by themselves: nobody gets the port between two tests."""


def free_port() -> int:
    """A port for all workspaces of this process. Raises OSError where none is free."""
    for tried in range(_MANY):
        port = _FIRST + (os.getpid() + tried) % _MANY
        with socket.socket() as held:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                held.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError("no port is free")


class KeptPage(Playground):
    """A workspace whose scripts and styles a browser keeps: as long as it runs nobody changes them."""

    def _route(self, app: web.Application) -> None:
        super()._route(app)
        app.router.add_get(BLANK, _blank)
        app.on_response_prepare.append(_keep)


async def _keep(request: web.Request, response: web.StreamResponse) -> None:
    if request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "max-age=86400, immutable"


async def _blank(_request: web.Request) -> web.StreamResponse:
    return web.Response(text="<!doctype html><title>.</title>", content_type="text/html")
