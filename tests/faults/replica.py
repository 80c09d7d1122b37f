"""The dispatch in processes of its own, to be killed at any moment.

A fork server has everything imported, so that a process begins within milliseconds. Each knows the
database and the workspace, and nothing else.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from typing import Any

import aiohttp
import structlog

from bot.delivery.composers.notice import NoticeComposer
from bot.delivery.composers.reminder import ReminderComposer
from bot.delivery.dispatch import Dispatch
from bot.delivery.failures import Failures
from bot.delivery.misses import Misses
from bot.delivery.pacing import Pace, Rates
from bot.delivery.people import CachedPeople
from bot.delivery.sender import Sender, Sending, Times
from bot.delivery.slack import SlackGateway
from bot.delivery.slack_calls import make_client
from bot.services.clock import MovableClock
from bot.services.reminding.planner import Planner
from bot.services.reminding.ports import NOTICE, REMINDER
from bot.services.tasks import TaskRegistry
from bot.storage import Storage, open_storage

SHORT = Sending(Times(call=0.4, lease=0.5, margin=0.1), Rates(channel=0.0, posts=0.0, edits=0.0))
"""Patience for tests: what takes ten seconds in Slack takes less than half of one here."""
ZONE = "America/Los_Angeles"
_TICK = 0.05
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.faults.replica", "tests.faults.playing"])


@dataclass(frozen=True)
class Place:
    """Where a replica works."""

    database: str
    api_url: str
    token: str
    app_token: str = ""


def dispatch_on(
    storage: Storage,
    slack: SlackGateway,
    clock: MovableClock,
    sending: Sending = SHORT,
    *,
    channels: tuple[str, ...] = (),
    instructors: tuple[str, ...] = (),
) -> Dispatch:
    """The parts that remind, wired as bootstrap does, without the rest of the bot."""
    kept = storage.items, storage.extensions, storage.wishes
    people = CachedPeople(slack.timezone)
    sender = Sender(
        storage.outbox,
        slack,
        clock,
        {REMINDER: ReminderComposer(*kept, people, clock, ZONE), NOTICE: NoticeComposer(ZONE)},
        Failures(storage.outbox, clock, instructors, storage.polls),
        Pace(sending.rates),
        sending.times,
    )
    return Dispatch(
        Planner(storage.items, storage.reminders, clock, ZONE, channels),
        storage.reminders,
        storage.outbox,
        sender,
        Misses(storage.reminders, storage.items, clock, instructors),
        TaskRegistry(),
        clock,
    )


Work = Callable[[Place, tuple[str, ...]], None]


def _work(place: Place, channels: tuple[str, ...]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    asyncio.run(_remind(place, channels))


async def _remind(place: Place, channels: tuple[str, ...]) -> None:
    storage = await open_storage(place.database, migrate=False)
    # The sender has its own, shorter patience; a start on a busy machine needs more.
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as web:
        slack = SlackGateway(make_client(place.token, place.api_url, web, local=True), web)
        await slack.identity()
        dispatch = dispatch_on(storage, slack, MovableClock(), channels=channels)
        while True:
            await dispatch.tick()
            await asyncio.sleep(_TICK)


class Replicas:
    """So many processes at work, until they are killed."""

    def __init__(self, place: Place, channels: tuple[str, ...] = (), work: Work = _work) -> None:
        self._place, self._channels, self._work = place, channels, work
        self.running: list[ForkServerProcess] = []
        self.kills = 0

    def start(self) -> ForkServerProcess:
        process: Any = _CONTEXT.Process(
            target=self._work, args=(self._place, self._channels), daemon=True
        )
        process.start()
        self.running.append(process)
        return process  # type: ignore[no-any-return]

    def kill(self, process: ForkServerProcess) -> None:
        """As a power cut would."""
        assert process.is_alive(), f"it ended by itself: {process.exitcode}"
        process.kill()
        process.join()
        self.running.remove(process)
        self.kills += 1

    async def kill_one(self) -> None:
        """The one that has run for longest; another one is started."""
        await asyncio.to_thread(self.kill, self.running[0])
        self.start()

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.join()
        self.running.clear()
