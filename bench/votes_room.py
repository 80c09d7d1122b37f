"""A class in a channel of the local workspace, with a poll to click on."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.blocks.polls.card import card
from bot.playground import Playground
from bot.playground.delivery import Ack
from bot.playground.interactions import Interactions
from bot.playground.state import BOT_USER, TEAM_ID, Message, User
from bot.playground.stream import Stream
from bot.playground.triggers import Triggers
from bot.playground.views import Views
from bot.services.polls.ports import OPEN, SINGLE, Option, Poll, Settings
from bot.storage import Storage
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE

TEXTS = ("KVM", "VirtualBox", "Xen", "QEMU")
VOTE, IDLE = "poll_vote", "poll_idle"
"""Action ids: of a vote, and of a button like it that nobody listens to."""


class _EasyTriggers(Triggers):
    """Nothing is opened here; to look through all that were given out costs more than the bot does."""

    def new(self, user: str, view_id: str | None = None) -> str:
        return secrets.token_hex(8)


class Hall:
    """So many people of a channel, who press buttons there."""

    def __init__(self, playground: Playground, people: int) -> None:
        self.playground = playground
        world, stream = playground.world, Stream()
        views, triggers = Views(world, stream), _EasyTriggers(time.time, playground.faults)
        self._interactions = Interactions(playground.hub, views, triggers, playground.responses)
        self.channel = next(c for c in world.channels.values() if not c.is_im)
        self.voters = [self._enrolled(n) for n in range(people)]
        if BOT_USER not in self.channel.members:
            self.channel.members.append(BOT_USER)

    def _enrolled(self, number: int) -> User:
        user = User(
            f"U0VOTER{number:04}", f"voter{number}", f"Voter {number}", "student", "Etc/UTC"
        )
        self.playground.world.users[user.id] = user
        self.channel.members.append(user.id)
        return user

    async def click(self, voter: User, ts: str, name: str, place: int = 0) -> Ack:
        """A click on a button that is called so, the `place`-th from above in a message as it stands there now."""
        block, action = _buttons(self.channel.messages[ts], name)[place]
        where = {"type": "message", "channel": self.channel.id, "ts": ts}
        return await self._interactions.click(voter, where, block, {"action_id": action}, None)


class Room(Hall):
    """A class and a poll to click on. `action` is what a vote's buttons are called."""

    action = VOTE

    def __init__(self, playground: Playground, voters: int, *, anonymous: bool) -> None:
        super().__init__(playground, voters)
        now = datetime.now(UTC)
        self.poll = Poll(
            TEAM_ID,
            "bench",
            load_course(DEFAULT_COURSE_FILE).course.id,
            self.channel.id,
            self.voters[0].id,
            SINGLE,
            "Which is a type-1 hypervisor?",
            tuple(Option(str(n), text) for n, text in enumerate(TEXTS)),
            Settings(anonymous=anonymous),
            now,
            OPEN,
            opened_at=now,
        )
        self._stands: dict[str, str] = {}

    async def keep(self, storage: Storage) -> None:
        """What the bot is to know of it, once its message stands there."""
        await storage.polls.add(self.poll)

    def _message(self) -> Mapping[str, Any]:
        """As the bot posts it."""
        return card(self.poll, None, datetime.now(UTC)).as_fields()

    async def post(self, web: aiohttp.ClientSession) -> None:
        """The poll's message, as the bot posts it, and one like it whose buttons do nothing."""
        message = self._message()
        ts = self._stands[self.action] = await self._post(web, message)
        self.poll = replace(self.poll, posted_channel=self.channel.id, ts=ts)
        idle = json.dumps(message).replace(f'"{self.action}', f'"{IDLE}')
        self._stands[IDLE] = await self._post(web, json.loads(idle))

    async def _post(self, web: aiohttp.ClientSession, message: Mapping[str, Any]) -> str:
        head = {"Authorization": f"Bearer {self.playground.bot_token}"}
        url = f"{self.playground.api_url}chat.postMessage"
        body = {"channel": self.channel.id, **message}
        async with web.post(url, json=body, headers=head) as response:
            said = await response.json()
            if not said["ok"]:
                raise RuntimeError(said["error"])
            return str(said["ts"])

    async def press(self, voter: User, option: int, name: str = "") -> Ack:
        """A click on the button of an option, as the message stands there now."""
        called = name or self.action
        return await self.click(voter, self._stands[called], called, option)


def _buttons(message: Message, name: str) -> list[tuple[str, str]]:
    """Block and action of those that are called so, from above."""
    found = []
    for block in message["blocks"]:
        for element in (block.get("accessory") or {}, *block.get("elements", ())):
            if str(element.get("action_id", "")).startswith(name):
                found.append((block["block_id"], element["action_id"]))
    return found
