"""The local workspace as a server on 127.0.0.1: Slack's side and the page's side."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from aiohttp import web

from bot.playground.client_api import ClientApi
from bot.playground.faults import Faults
from bot.playground.http_delivery import HttpDelivery
from bot.playground.hub import Hub
from bot.playground.interactions import Interactions
from bot.playground.limits import RateLimiter
from bot.playground.manifest import Manifest
from bot.playground.seed import seed
from bot.playground.socket_mode import SocketMode
from bot.playground.state import World
from bot.playground.stream import Stream
from bot.playground.views import Views
from bot.playground.webapi import WebApi
from bot.playground.webapi.call import Context
from bot.playground.wire import WireLog

STATIC = Path(__file__).with_name("static")
HOST = "127.0.0.1"
_MAX_BODY = 100 * 1024 * 1024
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Playground:
    """A workspace with people, channels and one app. Start it, point a bot at it, stop it."""

    def __init__(
        self, manifest: Manifest, *, port: int = 0, clock: Callable[[], float] = time.time
    ) -> None:
        self.bot_token = f"xoxb-local-{secrets.token_hex(12)}"
        self.app_token = f"xapp-local-{secrets.token_hex(12)}"
        self.signing_secret = secrets.token_hex(16)
        self.faults, self.wire, self.world = Faults(), WireLog(), World(clock)
        self._clock, self._port, self._manifest = clock, port, manifest
        self._stream = Stream()
        self._runner: web.AppRunner | None = None
        self.socket_mode = SocketMode(self.faults, self.wire)
        self.hub = Hub(self.world, manifest, self._stream, self.faults, self.wire)
        self.hub.transport = self.socket_mode
        self.hub.reachable = self.socket_mode.connected
        seed(self.world, manifest.name)

    @classmethod
    def from_manifest(
        cls, manifest: Path, *, port: int = 0, clock: Callable[[], float] = time.time
    ) -> Playground:
        """A workspace with the app of this manifest file installed; `port` 0 picks a free one."""
        return cls(Manifest.load(manifest), port=port, clock=clock)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self._port}"

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        views = Views(self.world, self._stream)
        app = web.Application(client_max_size=_MAX_BODY, middlewares=[self._guard])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        self._port = self._port or _free_port()
        self._route(app, views)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    def _route(self, app: web.Application, views: Views) -> None:
        interactions = Interactions(self.hub, views, self.url)
        limiter = RateLimiter(self._clock)
        context = Context(self.hub, views, interactions, limiter, self.url, self._socket_address)
        self.web_api = WebApi(context, self.bot_token, self.app_token)
        client = ClientApi(self.hub, views, interactions, self.url)

        async def respond(request: web.Request) -> web.Response:
            return await self._respond(request, interactions)

        app.router.add_post("/api/{method}", self.web_api.handle)
        app.router.add_get("/api/{method}", self.web_api.handle)
        app.router.add_get("/socket", self.socket_mode.handle)
        app.router.add_post("/response/{key}", respond)
        app.router.add_post("/files/upload/{file}", self._receive_file)
        app.router.add_get("/files/{file}/{name}", self._send_file)
        app.router.add_post("/client/upload", client.upload)
        app.router.add_get("/client/{what}", client.get)
        app.router.add_post("/client/{what}", client.post)
        app.router.add_get("/", self._page)
        app.router.add_get("/archives/{channel}/{message}", self._page)
        if STATIC.is_dir():
            app.router.add_static("/static", STATIC)

    async def stop(self) -> None:
        await self.hub.close()
        if self.hub.transport is not None:
            await self.hub.transport.close()
        await self.socket_mode.close()
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
        self.hub.transport = delivery

    def _socket_address(self) -> str:
        return f"ws://{HOST}:{self._port}/socket?ticket={self.socket_mode.ticket()}"

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Nobody but this machine's own page and bot: Host, and Origin where there is one, must be ours."""
        ours = {f"{HOST}:{self._port}", f"localhost:{self._port}"}
        origin = request.headers.get("Origin")
        if request.headers.get("Host") not in ours or (
            origin and urlsplit(origin).netloc not in ours
        ):
            return web.Response(status=403, text="This workspace answers only its own page.")
        response = await handler(request)
        if not response.prepared:
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers.setdefault("Content-Security-Policy", _POLICY)
        return response

    async def _page(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _respond(self, request: web.Request, interactions: Interactions) -> web.Response:
        try:
            body = await request.json()
        except ValueError:
            body = None
        entry = self.wire.begin("from_bot", "response_url", "response_url", body)
        status, said = interactions.respond(request.match_info["key"], body)
        self.wire.end(entry, "ok" if status == 200 else said, said)
        return web.Response(status=status, text=said)

    async def _receive_file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        if request.content_type.startswith("multipart/"):
            fields = (await request.post()).values()
            uploads = [f.file.read() for f in fields if isinstance(f, web.FileField)]
            file.data = uploads[0] if uploads else b""
        else:
            file.data = await request.read()
        return web.Response(text=f"OK - {len(file.data)}")

    async def _send_file(self, request: web.Request) -> web.Response:
        """A private download: the bot's token, or the page asking for what a person may see."""
        file = self.world.files.get(request.match_info["file"])
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        person = request.query.get("user", "")
        seen = file is not None and any(
            self.world.can_see(person, self.world.channels[c])
            for c in file.channels
            if person in self.world.users
        )
        if file is None or not (token == self.bot_token or seen):
            raise web.HTTPNotFound
        safe = {"Content-Security-Policy": "sandbox", "Content-Disposition": "inline"}
        return web.Response(body=file.data, content_type=file.mimetype, headers=safe)


def _free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
