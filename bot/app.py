"""A bot that was built: connect it, wake it, stop it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import aiohttp
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError

from bot.delivery.clock import Wakeups
from bot.delivery.dispatch import TICK_SECONDS, Dispatch
from bot.delivery.recovery import Recovery
from bot.delivery.redrawing import TICK_SECONDS as REDRAW_SECONDS
from bot.delivery.redrawing import Redrawing
from bot.errors import ConfigurationError
from bot.listeners.deps import Deps
from bot.services.deadlines.digest import Digests
from bot.services.deadlines.watching import CourseWatch
from bot.services.polls.ticking import Ticking
from bot.storage import Storage
from bot.web import add_slack, make_app, serve

RECOVER_SECONDS = 15.0
PRUNE_SECONDS = 3_600.0
CATCH_UP_SECONDS = 15.0
FOLLOW_SECONDS = 60.0
DIGEST_SECONDS = 20.0
PAPER_SECONDS = 15.0
HOMEWORK_SECONDS = 5.0
PANEL_SECONDS = 1.0
KEEP_DRAFTS = timedelta(days=7)
"""A poll that nobody posted is forgotten then."""
KEEP_UNUSED = timedelta(days=90)
"""So long a replaced or removed file may be brought back by Undo."""


@dataclass
class LecternApp:
    """A bot, built and not yet connected. Stop it once."""

    bolt: AsyncApp
    deps: Deps
    storage: Storage
    session: aiohttp.ClientSession
    outside: aiohttp.ClientSession
    recovery: Recovery
    dispatch: Dispatch
    watch: CourseWatch
    redrawing: Redrawing
    poll_times: Ticking
    host_panels: Callable[[], Awaitable[None]]
    signing_secret: SecretStr | None = None
    wakeups: Wakeups = field(default_factory=Wakeups)
    _socket: AsyncSocketModeHandler | None = None
    _runner: web.AppRunner | None = None

    def _wake(self) -> None:
        self.wakeups.every(RECOVER_SECONDS, "recover", self.recovery.tick)
        self.wakeups.every(PRUNE_SECONDS, "prune", self.recovery.prune)
        self.wakeups.every(PRUNE_SECONDS, "prune_materials", self._prune_materials)
        self.wakeups.every(CATCH_UP_SECONDS, "catch_up", self.deps.teaching.catch_up)
        self.wakeups.every(CATCH_UP_SECONDS, "propose", self.watch.tick)
        drafting = self.deps.quizzes.banking.drafting
        self.wakeups.every(CATCH_UP_SECONDS, "draft_questions", drafting.tick)
        self.wakeups.every(PRUNE_SECONDS, "prune_outbox", self.dispatch.prune)
        self.wakeups.every(TICK_SECONDS, "reminders", self.dispatch.tick)
        self.wakeups.every(TICK_SECONDS, "poll_times", self.poll_times.tick)
        self.wakeups.every(HOMEWORK_SECONDS, "homework", self.deps.quizzes.homework.tick)
        self.wakeups.every(REDRAW_SECONDS, "quizzes", self.deps.quizzes.live.tick)
        self.wakeups.every(PANEL_SECONDS, "panels", self.host_panels)
        self.wakeups.every(REDRAW_SECONDS, "redraw", self.redrawing.tick)
        self.wakeups.every(PRUNE_SECONDS, "prune_polls", self._prune_polls)
        self.wakeups.every(DIGEST_SECONDS, "digest", self._digests)
        self.wakeups.every(FOLLOW_SECONDS, "follow", self.deps.following.tick)
        self.wakeups.every(PAPER_SECONDS, "papers", self.deps.papers.tick)
        self.wakeups.start()

    async def _digests(self) -> None:
        deadlines = self.deps.deadlines
        await Digests(deadlines.parts, deadlines.wanting, self.storage.outbox).tick()

    async def wake(self) -> None:
        """Look at once at all that may be due; returns when that is done."""
        self.deps.quizzes.live.attention.stir()
        await self.wakeups.all_now()

    async def _prune_materials(self) -> None:
        await self.storage.materials.prune(changed_before=self.deps.clock.now() - KEEP_UNUSED)

    async def _prune_polls(self) -> None:
        await self.storage.polls.prune(drafts_before=self.deps.clock.now() - KEEP_DRAFTS)

    async def start_socket_mode(self, app_token: str) -> None:
        """Connect by Socket Mode. Raises ConfigurationError where Slack refuses the token."""
        # Asked for here, once: the client would try a token that was refused again and again, for ever.
        try:
            opened = await self.bolt.client.apps_connections_open(app_token=app_token)
        except SlackApiError as error:
            raise ConfigurationError(
                f"SLACK_APP_TOKEN: Slack refused it ({error.response['error']})"
            ) from None
        self._socket = AsyncSocketModeHandler(self.bolt, app_token, web_client=self.bolt.client)
        self._socket.client.wss_uri = opened["url"]
        await self._socket.connect_async()
        self._wake()

    async def start_http(self, host: str, port: int) -> int:
        """Listen for Slack's HTTP requests; returns the port."""
        if self.signing_secret is None:
            raise ConfigurationError("SLACK_SIGNING_SECRET: is missing; HTTP mode needs it")
        app = make_app(self.storage.ping, self.deps.calendars.read)
        add_slack(app, self.bolt, self.signing_secret.get_secret_value())
        self._runner, port = await serve(app, host, port)
        self._wake()
        return port

    async def start_pages(self, host: str, port: int) -> int:
        """Listen, beside Socket Mode, for those who read their private calendars; returns the port."""
        app = make_app(self.storage.ping, self.deps.calendars.read)
        self._runner, port = await serve(app, host, port)
        return port

    def reached_at(self, base: str) -> None:
        """Say under which address people reach the pages, where the settings say nothing."""
        self.deps.calendars.base = self.deps.calendars.base or base

    async def stop(self) -> None:
        """Take nothing new, finish what was begun, let go of everything."""
        self.dispatch.stop()
        await self.wakeups.stop()
        if self._socket is not None:
            await self._socket.close_async()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.deps.tasks.drain()
        await self.outside.close()
        await self.session.close()
        await self.storage.close()
