"""The local workspace as a server on 127.0.0.1: Slack's side and the page's side."""

from __future__ import annotations

import asyncio
import secrets
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from aiohttp import web

from bot.playground.client import ClientApi
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.guard import guard
from bot.playground.http_delivery import HttpDelivery
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.limits import RateLimiter
from bot.playground.manifest import Manifest
from bot.playground.modals import Modals
from bot.playground.privacy import Privacy
from bot.playground.responses import Responses
from bot.playground.seed import CLASSROOM, Introduction, seed
from bot.playground.socket_mode import SocketMode
from bot.playground.state import BOT_USER, World
from bot.playground.stream import Stream
from bot.playground.timing import MovableTime
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.playground.webapi import WebApi
from bot.playground.webapi.call import Context
from bot.playground.wire import WireLog

STATIC = Path(__file__).with_name("static")
HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_MAX_BODY = 100 * 1024 * 1024


class Playground:
    """A workspace with people, channels and one app. Start it, point a bot at it, stop it."""

    def __init__(
        self,
        manifest: Manifest,
        *,
        port: int = 0,
        clock: Callable[[], float] = time.time,
        movable: MovableTime | None = None,
    ) -> None:
        self.bot_token = f"xoxb-local-{secrets.token_hex(12)}"
        self.app_token = f"xapp-local-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        # What stands in the workspace goes by the time that can be moved; limits and signatures do not.
        shown = movable.now if movable else clock
        self.faults, self.wire, self.world = Faults(), WireLog(shown), World(shown)
        self._clock, self._port, self._movable = clock, port, movable
        self._stream = Stream()
        self._runner: web.AppRunner | None = None
        self.socket_mode = SocketMode(self.faults, self.wire, clock)
        self.hub = Hub(self.world, manifest, self._stream, self.faults, self.wire)
        self.hub.transport = self.socket_mode
        self.hub.events.reachable = self.socket_mode.connected
        seed(self.world, manifest.name)

    @classmethod
    def from_manifest(
        cls, manifest: Path, *, port: int = 0, movable: MovableTime | None = None
    ) -> Playground:
        """A workspace with the app of this manifest file installed; `port` 0 picks a free one."""
        return cls(Manifest.load(manifest), port=port, movable=movable)

    def introduce(self, name: str, topic: str, introduction: Callable[[], Introduction]) -> None:
        """Call the course's channel so, and greet people with this, which may change while it runs."""
        self.hub.introduction = introduction
        classroom = self.world.channels[CLASSROOM]
        classroom.name, classroom.topic = name, topic

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        listening = _listen(self._port)
        self._port = int(listening.getsockname()[1])
        app = web.Application(client_max_size=_MAX_BODY, middlewares=[guard(self._addresses)])
        self._route(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, listening).start()

    def _addresses(self) -> frozenset[str]:
        return frozenset(f"{name}:{self._port}" for name in _NAMES)

    def _route(self, app: web.Application) -> None:
        hub, triggers = self.hub, Triggers(self._clock, self.faults)
        views = Views(self.world, self._stream)
        self.responses = responses = Responses(hub, self.url)
        self.wire.readers_of = Privacy(self.world, views, triggers).readers
        files = Files(hub, views, self.url, self.bot_token)
        limiter = RateLimiter(self._clock)
        context = Context(hub, views, triggers, files, limiter, self.url, self._socket_address)
        self.web_api = WebApi(context, self.bot_token, self.app_token)
        interactions = Interactions(hub, views, triggers, responses)
        modals = Modals(hub, views, triggers)
        client = ClientApi(hub, views, files, interactions, modals, self._movable)

        app.router.add_post("/api/{method}", self.web_api.handle)
        app.router.add_get("/api/{method}", self.web_api.handle)
        app.router.add_get("/socket", self.socket_mode.handle)
        app.router.add_post("/response/{key}", responses.handle)
        app.router.add_post("/upload/v1/{ticket}", files.receive)
        app.router.add_get("/files/{file}/{name}", files.send)
        app.router.add_post("/client/upload", client.upload)
        app.router.add_get("/client/{what}", client.get)
        app.router.add_post("/client/{what}", client.post)
        app.router.add_get("/", _page)
        app.router.add_get("/archives/{channel}/{message}", _page)
        if STATIC.is_dir():
            app.router.add_static("/static", STATIC)

    async def stop(self) -> None:
        """Close every connection and forget what was to be done."""
        await self.hub.close()
        if self.hub.transport is not None:
            await self.hub.transport.close()
        await asyncio.gather(self.socket_mode.close(), self._stream.close())
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def use_http(self, request_url: str) -> None:
        """Deliver by signed HTTP from now on. Raises ConnectionError where the handshake fails."""
        delivery = HttpDelivery(
            request_url, self.signing_secret, self.faults, self.wire, self._clock
        )
        if not await delivery.verify():
            await delivery.close()
            raise ConnectionError("the request URL did not answer url_verification")
        if isinstance(self.hub.transport, HttpDelivery):
            await self.hub.transport.close()
        self.hub.transport = delivery
        # A request URL is always worth a try: nothing tells when it will answer.
        self.hub.events.reachable = asyncio.Event()
        self.hub.events.reachable.set()

    def uninstall(self) -> None:
        """Remove the app: it hears of it, and from then on has no more rights than a stranger."""
        self.hub.events.emit("tokens_revoked", {"tokens": {"oauth": [], "bot": [BOT_USER]}})
        self.hub.events.emit("app_uninstalled", {})
        self.hub.events.installed = False
        self.web_api.revoked = True

    def _socket_address(self) -> str:
        return f"ws://{HOST}:{self._port}/socket?ticket={self.socket_mode.ticket()}"


async def _page(_request: web.Request) -> web.StreamResponse:
    return web.FileResponse(STATIC / "index.html")


def _listen(port: int) -> socket.socket:
    """A socket on the loopback address, and on no other. Raises OSError where the port is taken."""
    listening = socket.socket()
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening
