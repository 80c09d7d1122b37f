"""A class that votes through the workspace, all at once, and bots in processes of their own that count the votes."""

from __future__ import annotations

import asyncio
import logging
import random
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import structlog

from bench.votes_room import TEXTS, Room
from bot.bootstrap import create_app
from bot.delivery.sender import SENDING, Sending
from bot.playground import Entry
from bot.playground.state import User
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE, load_settings
from tests.faults.replica import Place

_TWICE = 0.2
_TOGETHER = 0.2
_MOMENT = 0.05


def count_votes(place: Place, _channels: tuple[str, ...]) -> None:
    """The whole bot, by Socket Mode, until it is killed."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    asyncio.run(listen(place))


async def listen(place: Place, sending: Sending = SENDING) -> None:
    """Until the process ends."""
    settings = load_settings(
        env_file=None,
        slack_api_url=place.api_url,
        database_url=place.database,
        lectern_data=Path(tempfile.mkdtemp()),
    )
    app = await create_app(
        settings, load_course(DEFAULT_COURSE_FILE), bot_token=place.token, sending=sending
    )
    await app.start_socket_mode(place.app_token)
    await asyncio.Event().wait()


class Class:
    """Voters who change their minds, and a wire that delivers some clicks twice."""

    def __init__(self, room: Room, seed: int) -> None:
        self.room = room
        self.expected: dict[str, int] = {}
        self.refused = self.repeated = 0
        self.clicks = 0
        self._draw = random.Random(seed)
        self._delivered: list[dict[str, Any]] = []
        room.playground.wire.listeners.append(self._listen)

    def _listen(self, entry: Entry) -> None:
        if entry.name == "block_actions" and entry.status == "pending":
            self._delivered.append(entry.request)

    async def votes(self, most: int) -> None:
        """All at once, each so many times at most: what is expected is what their last click says."""
        await asyncio.gather(*(self._votes(voter, most) for voter in self.room.voters))

    async def _votes(self, voter: User, most: int) -> None:
        """The last click is made again until the bot has taken it, as a person does who sees it fail."""
        options = [self._draw.randrange(len(TEXTS)) for _ in range(self._draw.randint(1, most))]
        together = len(options) > 1 and self._draw.random() < _TOGETHER
        if together:
            await asyncio.gather(*(self._click(voter, option) for option in options[:-1]))
        else:
            for option in options[:-1]:
                await self._click(voter, option)
        while not await self._click(voter, options[-1]):
            # A moment, or the workspace would not get round to seeing that the bot is gone.
            await asyncio.sleep(_MOMENT)
            await self.room.playground.hub.reachable.wait()
        self.expected[voter.id] = options[-1]

    async def _click(self, voter: User, option: int) -> bool:
        self.clicks += 1
        taken = (await self.room.press(voter, option)).ok
        self.refused += not taken
        if self._draw.random() < _TWICE:
            await self._again()
        return taken

    async def _again(self) -> None:
        """Deliver a click once more, this one or one of somebody's from long before."""
        self.repeated += 1
        payload = self._draw.choice(self._delivered)
        await self.room.playground.hub.send("interactive", payload)

    @property
    def counts(self) -> dict[str, int]:
        """By option id."""
        return dict(Counter(str(option) for option in self.expected.values()))
