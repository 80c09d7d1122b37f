"""The aiohttp application: `/healthz`, private calendars, and in HTTP mode `/slack/events` for all that Slack sends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.errors import MALFORMED, ConfigurationError, StorageError
from bot.web.calendars import Read, add_calendars

log = structlog.get_logger(__name__)
MAX_BODY = 1_000_000


def make_app(ping: Callable[[], Awaitable[None]], read_calendar: Read) -> web.Application:
    """The application, without Slack's part."""

    async def healthz(_request: web.Request) -> web.Response:
        try:
            await ping()
        except StorageError:
            return web.json_response({"ok": False, "database": "unreachable"}, status=503)
        return web.json_response({"ok": True})

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_get("/healthz", healthz)
    add_calendars(app, read_calendar)
    return app


def add_slack(app: web.Application, bolt: AsyncApp, signing_secret: str) -> None:
    """Take Slack's requests; nothing is parsed before its signature was checked."""
    verifier = SignatureVerifier(signing_secret)

    async def slack_events(request: web.Request) -> web.Response:
        if not _is_signed(verifier, await request.read(), request):
            return web.Response(status=401, text="not signed by Slack")
        try:
            answer = await bolt.async_dispatch(await to_bolt_request(request))
        except (*MALFORMED, RecursionError) as error:
            log.warning("malformed_request", error=type(error).__name__)
            return web.Response(status=400, text="not a request of Slack's")
        shown: web.Response = await to_aiohttp_response(answer)
        return shown

    app.router.add_post("/slack/events", slack_events)


def _is_signed(verifier: SignatureVerifier, body: bytes, request: web.Request) -> bool:
    """Is the signature right, and not older than five minutes? Never raises."""
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except (ValueError, TypeError):
        return False


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
