"""Clicks through the local workspace and the real bot, by Socket Mode: votes beside buttons that do nothing.

The bot is a process of its own, started as `lectern run` is. It gets both kinds in turn, from messages of one size:
what a vote costs more is the vote.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp

from bot.blocks.polls.card import card
from bot.playground import Playground
from bot.playground.interactions import Interactions
from bot.playground.state import BOT_USER, TEAM_ID, Message, User
from bot.playground.stream import Stream
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.services.polls.ports import OPEN, SINGLE, Option, Poll, Settings
from bot.storage import open_storage
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE, MANIFEST_FILE

ROOT = Path(__file__).parents[1]
VOTERS, AT_ONCE, CLICKS, ROUNDS = 1_000, 32, 1_000, 5
_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0
Numbers = dict[str, float]


@dataclass(frozen=True)
class Slice:
    """So many clicks: seconds until the last was acknowledged, until the last was answered, of the bot's CPU."""

    clicks: int
    acked: float
    answered: float
    cpu: float


class _EasyTriggers(Triggers):
    """Nothing is opened here; to look through all that were given out costs more than the bot does."""

    def new(self, user: str, view_id: str | None = None) -> str:
        return secrets.token_hex(8)


class Room:
    """A class in a channel of the workspace, with a poll and a message like it whose buttons do nothing."""

    def __init__(self, playground: Playground, *, anonymous: bool) -> None:
        self._playground = playground
        world, stream = playground.world, Stream()
        views, triggers = Views(world, stream), _EasyTriggers(time.time)
        self._interactions = Interactions(playground.hub, views, triggers, playground.responses)
        self.channel = next(c for c in world.channels.values() if not c.is_im)
        self._voters = [self._enrolled(n) for n in range(VOTERS)]
        if BOT_USER not in self.channel.members:
            self.channel.members.append(BOT_USER)
        self.poll = Poll(
            TEAM_ID,
            "bench",
            load_course(DEFAULT_COURSE_FILE).course.id,
            self.channel.id,
            self._voters[0].id,
            SINGLE,
            "Which is a type-1 hypervisor?",
            (
                Option("a", "KVM"),
                Option("b", "VirtualBox"),
                Option("c", "Xen"),
                Option("d", "QEMU"),
            ),
            Settings(anonymous=anonymous),
            datetime.now(UTC),
            OPEN,
            opened_at=datetime.now(UTC),
        )

    def _enrolled(self, number: int) -> User:
        user = User(
            f"U0VOTER{number:04}", f"voter{number}", f"Voter {number}", "student", "Etc/UTC"
        )
        self._playground.world.users[user.id] = user
        self.channel.members.append(user.id)
        return user

    async def post(self, web: aiohttp.ClientSession) -> None:
        """Both messages, as the bot posts them."""
        message = card(self.poll, None, datetime.now(UTC)).as_fields()
        ts = await self._post(web, message)
        self.poll = replace(self.poll, posted_channel=self.channel.id, ts=ts)
        idle = json.dumps(message).replace('"poll_vote', '"poll_idle')
        self._idle = await self._post(web, json.loads(idle))

    async def _post(self, web: aiohttp.ClientSession, message: Mapping[str, Any]) -> str:
        head = {"Authorization": f"Bearer {self._playground.bot_token}"}
        body = {"channel": self.channel.id, **message}
        url = f"{self._playground.api_url}chat.postMessage"
        async with web.post(url, json=body, headers=head) as response:
            said = await response.json()
            assert said["ok"], said
            return str(said["ts"])

    async def click(self, voting: bool, clicks: int, process: Process) -> Slice:
        """All together, each voter's on another option than last time."""
        ephemerals = self._playground.world.ephemerals
        ephemerals.clear()
        ts = str(self.poll.ts) if voting else self._idle
        name = "poll_vote" if voting else "poll_idle"
        turns = iter(range(clicks))
        before, began = _cpu(process), time.perf_counter()

        async def one_after_another() -> None:
            for n in turns:
                message = self.channel.messages[ts]
                block, action = _buttons(message, name)[secrets.randbelow(4)]
                where = {"type": "message", "channel": self.channel.id, "ts": ts}
                pressed = {"action_id": action}
                voter = self._voters[n % VOTERS]
                ack = await self._interactions.click(voter, where, block, pressed, None)
                assert ack.ok, ack

        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
        acked = time.perf_counter() - began
        while voting and len(ephemerals) < clicks:
            assert time.perf_counter() - began < _PATIENCE, f"{len(ephemerals)} answers"
            await asyncio.sleep(0.002)
        answered = time.perf_counter() - began
        return Slice(clicks, acked, answered, _cpu(process) - before)


def _buttons(message: Message, name: str) -> list[tuple[str, str]]:
    """Block and action of those that are called so."""
    found = []
    for block in message["blocks"]:
        elements = [block.get("accessory") or {}, *block.get("elements", ())]
        for element in elements:
            if str(element.get("action_id", "")).startswith(name):
                found.append((block["block_id"], element["action_id"]))
    return found


def _cpu(process: Process) -> float:
    """Seconds of CPU that a process has used."""
    words = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / _TICK


@asynccontextmanager
async def bot(playground: Playground, url: str, folder: Path) -> AsyncIterator[Process]:
    """`lectern run` on this workspace."""
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": playground.bot_token,
        "SLACK_APP_TOKEN": playground.app_token,
        "SLACK_API_URL": playground.api_url,
        "DATABASE_URL": url,
        "LECTERN_DATA": str(folder),
    }
    words = (sys.executable, "-m", *os.environ.get("BENCH_PROFILE", "").split(), "bot", "run")
    process = await asyncio.create_subprocess_exec(*words, cwd=folder, env=variables, stdout=PIPE)
    assert process.stdout is not None
    line = await process.stdout.readline()
    assert b"connected" in line, line
    await playground.hub.reachable.wait()
    try:
        yield process
    finally:
        process.terminate()
        await process.wait()


async def measured(url: str, folder: Path, *, anonymous: bool) -> Numbers:
    """Requests a second and CPU a click, of votes and of clicks that do nothing, and how they compare."""
    async with (
        Playground.from_manifest(MANIFEST_FILE) as playground,
        aiohttp.ClientSession() as web,
    ):
        playground.faults.rate_limits = False
        playground.faults.ack_timeout = _PATIENCE
        room = Room(playground, anonymous=anonymous)
        await room.post(web)
        storage = await open_storage(url)
        await storage.polls.add(room.poll)
        await storage.close()
        async with bot(playground, url, folder) as process:
            for voting in (False, True):
                await room.click(voting, CLICKS // 4, process)  # warm
            slices = [
                [await room.click(voting, CLICKS, process) for voting in (False, True)]
                for _ in range(ROUNDS)
            ]
    return _compared([idle for idle, _ in slices], [vote for _, vote in slices])


def _compared(idle: Sequence[Slice], votes: Sequence[Slice]) -> Numbers:
    clicks = sum(each.clicks for each in idle)
    return {
        "idle_a_second": clicks / sum(each.answered for each in idle),
        "votes_a_second": clicks / sum(each.answered for each in votes),
        "votes_acked_a_second": clicks / sum(each.acked for each in votes),
        "idle_cpu_us": 1e6 * sum(each.cpu for each in idle) / clicks,
        "vote_cpu_us": 1e6 * sum(each.cpu for each in votes) / clicks,
        "requests_ratio": sum(each.answered for each in idle)
        / sum(each.answered for each in votes),
        "cpu_ratio": sum(each.cpu for each in votes) / sum(each.cpu for each in idle),
    }
