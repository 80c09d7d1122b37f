"""Killed at random moments, at least a hundred times in the long run: nothing lost, nothing said twice.

What counts is what stands in the channels, message by message, by the keys in their metadata.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.playground import Entry, Failure, Playground
from bot.services.deadlines.ports import Announcing, Change
from bot.services.reminding.ports import Outgoing
from bot.storage import Storage, open_storage
from bot.storage.outbox_tables import outbox, reminders
from tests.faults.conftest import BOTH, POSTGRES, SQLITE
from tests.faults.replica import Place, Replicas
from tests.slack.person import MAIN
from tests.storage.reminding_records import item

TEAM = "T0LECTERN"
_SEED = 20261126


class Course:
    """A workspace, a database, and replicas that are killed while there is something to send."""

    def __init__(self, playground: Playground, url: str, storage: Storage, seed: int) -> None:
        self.playground, self.storage = playground, storage
        place = Place(url, playground.api_url, playground.bot_token)
        self.replicas = Replicas(place, (MAIN,))
        self.draw = random.Random(seed)
        self.wanted = Counter[str]()

    async def put(self, count: int) -> None:
        """Notices into channels and direct messages, and as many items whose reminder is due just now."""
        now = datetime.now(UTC).replace(microsecond=0)
        places = [MAIN, *(u.id for u in self.playground.world.users.values() if not u.is_bot)]
        subject = {"what": "failed", "channel": "C0ELSEWHERE", "reason": "x"}
        for name in (f"{len(self.wanted)}-{n}" for n in range(count)):
            message = Outgoing(TEAM, name, "notice", self.draw.choice(places), now, subject=subject)
            await self.storage.outbox.add([message])
            due, long_ago = now + timedelta(hours=2), now - timedelta(days=9)
            times = {"starts_at": due, "ends_at": due, "made_at": long_ago, "changed_at": long_ago}
            dated = item(name, workspace=TEAM, **times)
            change = Change(TEAM, dated.course, name, name, None, dated, "U1", now)
            assert await self.storage.items.save(change)
            self.wanted[name] = 1
            self.wanted[f"reminder:{name}:{MAIN}:120:{int(due.timestamp())}"] = 1

    async def killed(self, times: int, replicas: int) -> None:
        """Kill one of the replicas again and again, now and then in the middle of a post."""
        posting = asyncio.Event()

        def listen(entry: Entry) -> None:
            if entry.name == "chat.postMessage":
                posting.set()

        self.playground.wire.listeners.append(listen)
        while self.replicas.kills < times:
            while len(self.replicas.running) < replicas:
                self.replicas.start()
            if len(await self._open()) < 4 * replicas:
                await self.put(6 * replicas)
            posting.clear()
            if self.draw.random() < 0.5:
                async with asyncio.timeout(60):
                    await posting.wait()
                await asyncio.sleep(self.draw.uniform(0, 0.02))
            else:
                await asyncio.sleep(self.draw.uniform(0.05, 0.6))
            victim = self.draw.choice(self.replicas.running)
            await asyncio.to_thread(self.replicas.kill, victim)

    async def finished(self) -> None:
        """Let one replica bring everything to its end."""
        if not self.replicas.running:
            self.replicas.start()
        async with asyncio.timeout(120):
            while await self._open() or await self._waiting():  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        self.replicas.end()

    async def _open(self) -> list[str]:
        wanted = select(outbox.c.key).where(outbox.c.state == "waiting")
        return await self.storage.database.read(lambda c: list(c.execute(wanted).scalars()))

    async def _waiting(self) -> bool:
        wanted = select(reminders.c.key).where(
            reminders.c.state == "waiting", reminders.c.due_at <= datetime.now(UTC)
        )
        unplanned = await self.storage.items.unplanned()
        return bool(unplanned) or await self.storage.database.read(
            lambda c: c.execute(wanted).first() is not None
        )

    def standing(self) -> Counter[str]:
        """How often each key stands in any channel."""
        found = Counter[str]()
        for channel in self.playground.world.channels.values():
            for message in channel.messages.values():
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if "key" in payload:
                    found[payload["key"]] += 1
        return found


@pytest.fixture
async def course(url: str, playground: Playground) -> AsyncIterator[Course]:
    storage = await open_storage(url)
    found = Course(playground, url, storage, _SEED)
    always = Announcing((MAIN,), (7 * 1_440, 1_440, 120), None)
    long_ago = datetime.now(UTC) - timedelta(days=30)
    await storage.wishes.announce(TEAM, "tcss562", always, "U1", long_ago)
    yield found
    found.replicas.end()
    await storage.close()


@SQLITE
async def test_killed_again_and_again_it_posts_each_message_once(
    course: Course, long: bool
) -> None:
    await course.killed(times=120 if long else 12, replicas=1)
    await course.finished()
    assert course.standing() == course.wanted


@POSTGRES
async def test_of_four_replicas_that_are_killed_one_posts_each_message_once(
    course: Course, long: bool
) -> None:
    await course.killed(times=120 if long else 8, replicas=4 if long else 2)
    await course.finished()
    assert course.standing() == course.wanted


@BOTH
async def test_two_kills_on_one_message_it_is_looked_for_since_the_first(course: Course) -> None:
    """The first attempt never arrived, the second did; whoever comes third must find it."""
    course.playground.faults.fail_next("chat.postMessage", Failure())
    kills: list[int] = []

    def listen(entry: Entry) -> None:
        alive = course.replicas.running
        if entry.name == "chat.postMessage" and entry.status == "pending" and alive:
            os.kill(alive[0].pid or 0, signal.SIGKILL)
            kills.append(alive.pop(0).pid or 0)

    course.playground.wire.listeners.append(listen)
    subject = {"what": "failed", "channel": "C0ELSEWHERE", "reason": "x"}
    message = Outgoing(TEAM, "n1", "notice", MAIN, datetime.now(UTC), subject=subject)
    await course.storage.outbox.add([message])
    for number in (1, 2):
        course.replicas.start()
        async with asyncio.timeout(60):
            while len(kills) < number:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
    await course.finished()
    assert course.standing() == {"n1": 1}
    assert len(course.playground.wire.calls("chat.postMessage")) == 2
