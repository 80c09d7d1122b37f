"""The aiohttp application of HTTP mode: `/slack/events` for everything Slack sends, `/healthz`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from bot.errors import ConfigurationError, StorageError

MAX_BODY = 1_000_000


def make_app(bolt: AsyncApp, ping: Callable[[], Awaitable[None]]) -> web.Application:
    """The application; Bolt checks each request's signature before anything else looks at it."""

    async def slack_events(request: web.Request) -> web.Response:
        try:
            bolt_request = await to_bolt_request(request)
        except (ValueError, UnicodeDecodeError):
            return web.Response(status=400, text="bad request")
        answer: web.Response = await to_aiohttp_response(await bolt.async_dispatch(bolt_request))
        return answer

    async def healthz(_request: web.Request) -> web.Response:
        try:
            await ping()
        except StorageError:
            return web.json_response({"ok": False, "database": "unreachable"}, status=503)
        return web.json_response({"ok": True})

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post("/slack/events", slack_events)
    app.router.add_get("/healthz", healthz)
    return app


async def serve(app: web.Application, host: str, port: int) -> tuple[web.AppRunner, int]:
    """Listen; returns the runner to clean up and the port, which was free if 0 was asked for.

    Raises:
        ConfigurationError: the port is taken or may not be used.
    """
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise ConfigurationError(
            f"--port {port}: cannot listen there ({error.strerror})"
        ) from error
    return runner, int(runner.addresses[0][1])
