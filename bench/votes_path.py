"""Clicks through the local workspace and the real bot, by Socket Mode, beside an app whose handler does nothing.

The bot is a process of its own, started as `lectern run` is; beside it runs an app as Bolt's guide shows it, with one
handler that acknowledges. Both get clicks from messages of one size, in turn. `idle` are clicks on buttons of ours that
nobody listens to: what is left when the vote is taken away.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.votes_room import IDLE, TEXTS, Room
from bot.playground import Playground
from bot.storage import open_storage
from config.settings import MANIFEST_FILE

ROOT = Path(__file__).parents[1]
VOTERS, AT_ONCE, CLICKS, ROUNDS = 1_000, 32, 1_000, 6
_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 120.0
Numbers = dict[str, float]
Make = Callable[[Playground], Room]


@dataclass(frozen=True)
class Slice:
    """So many clicks: seconds until all were acknowledged and answered, and of the bot's CPU."""

    clicks: int
    seconds: float
    cpu: float


async def _clicked(room: Room, name: str, process: Process, clicks: int) -> Slice:
    """`AT_ONCE` at a time, by one voter after the other; votes until each has its private answer."""
    ephemerals = room.playground.world.ephemerals
    ephemerals.clear()
    turns = iter(range(clicks))
    cpu, began = _cpu(process), time.perf_counter()

    async def one_after_another() -> None:
        for n in turns:
            option = secrets.randbelow(len(TEXTS))
            ack = await room.press(room.voters[n % VOTERS], option, name)
            if not ack.ok:
                raise RuntimeError(f"a click was not acknowledged: {ack.error}")

    async with asyncio.timeout(_PATIENCE):
        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
        while name == room.action and len(ephemerals) < clicks:  # noqa: ASYNC110
            await asyncio.sleep(0.002)
    return Slice(clicks, time.perf_counter() - began, _cpu(process) - cpu)


def _cpu(process: Process) -> float:
    """Seconds of CPU that a process has used."""
    words = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / _TICK


@asynccontextmanager
async def app(playground: Playground, *words: str, **more: str) -> AsyncIterator[Process]:
    """A Python process that is an app of this workspace, connected."""
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
        **more,
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, env=variables, stdout=PIPE
    )
    if process.stdout is None or b"connected" not in await process.stdout.readline():
        raise RuntimeError(f"{words[-1]} did not connect")
    await playground.hub.reachable.wait()
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def _room(make: Make) -> AsyncIterator[Room]:
    async with (
        Playground.from_manifest(MANIFEST_FILE) as playground,
        aiohttp.ClientSession() as web,
    ):
        playground.faults.rate_limits = False
        playground.faults.ack_timeout = _PATIENCE
        room = make(playground)
        await room.post(web)
        yield room


def voting(*, anonymous: bool) -> Make:
    """A poll in a channel."""
    return lambda playground: Room(playground, VOTERS, anonymous=anonymous)


async def measured(url: str, folder: Path, make: Make) -> Numbers:
    """Clicks a second and CPU a click of votes, of our idle buttons, and of an app that does nothing."""
    async with _room(make) as room, _room(make) as other:
        storage = await open_storage(url)
        await room.keep(storage)
        await storage.close()
        profiled = os.environ.get("BENCH_PROFILE", "").split()
        ours = {"DATABASE_URL": url, "LECTERN_DATA": str(folder)}
        async with (
            app(room.playground, *profiled, "-m", "bot", "run", **ours) as bot,
            app(other.playground, "-m", "bench.votes_path") as plain,
        ):
            kinds = {
                "plain": (other, IDLE, plain),
                "idle": (room, IDLE, bot),
                "votes": (room, room.action, bot),
            }
            slices: dict[str, list[Slice]] = {name: [] for name in kinds}
            for turn in range(ROUNDS + 1):
                for name, kind in kinds.items():
                    found = await _clicked(*kind, CLICKS if turn else CLICKS // 4)
                    if turn:  # the first warms them up
                        slices[name].append(found)
    return _compared(slices)


def _compared(slices: dict[str, list[Slice]]) -> Numbers:
    def rate(found: Sequence[Slice]) -> float:
        return sum(each.clicks for each in found) / sum(each.seconds for each in found)

    def cpu(found: Sequence[Slice]) -> float:
        return 1e6 * sum(each.cpu for each in found) / sum(each.clicks for each in found)

    numbers = {f"{name}_a_second": rate(found) for name, found in slices.items()}
    numbers |= {f"{name}_cpu_us": cpu(found) for name, found in slices.items()}
    for name in ("plain", "idle"):
        numbers[f"requests_of_{name}"] = numbers["votes_a_second"] / numbers[f"{name}_a_second"]
        numbers[f"cpu_of_{name}"] = numbers["votes_cpu_us"] / numbers[f"{name}_cpu_us"]
    return numbers


async def _do_nothing() -> None:
    """An app as Bolt's guide shows it, whose handler acknowledges and no more."""
    base = os.environ["SLACK_API_URL"]
    app = AsyncApp(client=AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=base))

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    app.action(re.compile(IDLE))(acknowledge)
    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.connect_async()
    print("connected", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_do_nothing())
