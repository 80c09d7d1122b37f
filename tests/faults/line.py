"""A dispatch in this process and the workspace that it posts to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from sqlalchemy import select

from bot.delivery.dispatch import Dispatch
from bot.delivery.slack import SlackGateway
from bot.delivery.slack_calls import make_client
from bot.playground import Failure, Playground
from bot.services.clock import MovableClock
from bot.services.reminding.ports import Outgoing
from bot.storage import Storage, open_storage
from bot.storage.outbox_tables import outbox
from tests.faults.replica import SHORT, dispatch_on


class Line:
    """A dispatch and its workspace."""

    def __init__(self, playground: Playground, storage: Storage, dispatch: Dispatch) -> None:
        self.playground, self.storage, self.dispatch = playground, storage, dispatch

    @property
    def clock(self) -> MovableClock:
        assert isinstance(self.dispatch.clock, MovableClock)
        return self.dispatch.clock

    def fails(self, method: str, *failures: Failure) -> None:
        for failure in failures:
            self.playground.faults.fail_next(method, failure)

    async def puts(self, *places: str) -> None:
        """A message for each place, under the keys k0, k1, …"""
        subject = {"what": "failed", "channel": "C0ELSEWHERE", "reason": "x"}
        now = self.dispatch.clock.now()
        await self.storage.outbox.add(
            [
                Outgoing("T0LECTERN", f"k{n}", "notice", place, now, subject=subject)
                for n, place in enumerate(places)
            ]
        )

    async def goes_on(self) -> None:
        """Look again and again until nothing waits any more."""
        wanted = select(outbox.c.key).where(outbox.c.state == "waiting")
        async with asyncio.timeout(60):
            while await self.storage.database.read(lambda c: c.execute(wanted).first()):
                await self.dispatch.tick()
                await asyncio.sleep(0.05)

    def standing(self) -> list[str]:
        """The keys in all channels."""
        messages = [m for c in self.playground.world.channels.values() for m in c.messages.values()]
        return sorted(m["metadata"]["event_payload"]["key"] for m in messages if m.get("metadata"))

    def calls(self, method: str) -> int:
        return len(self.playground.wire.calls(method))


@asynccontextmanager
async def line_on(url: str, playground: Playground, clock: MovableClock) -> AsyncIterator[Line]:
    """A line with a dispatch of its own on this database."""
    storage = await open_storage(url)
    patience = aiohttp.ClientTimeout(total=10)  # the sender has less
    async with aiohttp.ClientSession(timeout=patience) as session:
        client = make_client(playground.bot_token, playground.api_url, session, local=True)
        slack = SlackGateway(client, session)
        await slack.identity()
        dispatch = dispatch_on(storage, slack, clock, SHORT, instructors=("U0RIVERA",))
        yield Line(playground, storage, dispatch)
        dispatch.stop()
        await dispatch.tasks.drain()
    await storage.close()
