"""A class that plays a live quiz through the workspace, pressing until it is taken, and bots that are the whole of Lectern."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from typing import Any

import structlog

from bench.quiz_room import ANSWER
from bench.votes_room import Hall
from bot.playground import Entry
from bot.playground.state import Channel, User
from bot.services.quizzes.live.model import Question
from bot.services.quizzes.live.scoring import Standing
from tests.faults.replica import SHORT, Place
from tests.faults.voting import listen

_MOMENT = 0.05
_MOST_CLICKS = 3
_TWICE = 0.2


def play(place: Place, _channels: tuple[str, ...]) -> None:
    """A bot, until it is killed."""
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    asyncio.run(listen(place, SHORT))


class Class:
    """Players who think better of it, and a wire that delivers some clicks twice. `picked` is what counts, by question."""

    def __init__(self, hall: Hall, seed: int) -> None:
        self.hall = hall
        self.picked: dict[str, dict[str, str]] = {}
        self.repeated = 0
        self._correct: dict[str, frozenset[str]] = {}
        self._draw = random.Random(seed)
        self._delivered: list[dict[str, Any]] = []
        hall.playground.wire.listeners.append(self._listen)

    def _listen(self, entry: Entry) -> None:
        if entry.name == "block_actions" and entry.status == "pending":
            self._delivered.append(entry.request)

    async def join(self, ts: str) -> None:
        """Half of them: who answers without having joined joins by it."""
        early = self.hall.voters[::2]
        await asyncio.gather(*(self._until_taken(player, ts, "live_join") for player in early))

    async def answer(self, question: Question) -> None:
        """All of them, at once."""
        picked = self.picked[question.poll.id] = {}
        self._correct[question.poll.id] = frozenset(question.correct)

        async def one(player: User) -> None:
            choices = [self._draw.randrange(4) for _ in range(self._draw.randint(1, _MOST_CLICKS))]
            for choice in choices:
                await self._until_taken(player, str(question.poll.ts), ANSWER, choice)
                await self._again()
            picked[player.id] = question.poll.options[choices[-1]].id

        await asyncio.gather(*(one(player) for player in self.hall.voters))

    async def _until_taken(self, player: User, ts: str, name: str, place: int = 0) -> None:
        """As a person does who sees that it failed."""
        while not (await self.hall.click(player, ts, name, place)).ok:
            # A moment, or the workspace would not get round to seeing that the bot is gone.
            await asyncio.sleep(_MOMENT)
            await self.hall.playground.hub.reachable.wait()

    async def _again(self) -> None:
        """Now and then a click is delivered once more, of this question or of one long before."""
        if self._draw.random() < _TWICE:
            self.repeated += 1
            payload = self._draw.choice(self._delivered)
            await self.hall.playground.hub.send("interactive", payload)

    @property
    def points(self) -> Counter[str]:
        """A thousand for each right answer."""
        found = Counter[str]()
        for question_id, picked in self.picked.items():
            for user, option in picked.items():
                found[user] += 1_000 * (option in self._correct[question_id])
        return found

    def differing(self, standings: tuple[Standing, ...]) -> list[str]:
        """Who has other points than their last clicks are worth."""
        stored = {one.player.user: one.points for one in standings}
        return [user for user, points in self.points.items() if stored.get(user) != points]

    def keys(self, channel: Channel | None = None) -> Counter[str]:
        """How often each message of the bot's own stands in the class's channel, or in another one, by its key."""
        found = Counter[str]()
        for message in (channel or self.hall.channel).messages.values():
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            found.update([payload["key"]] if "key" in payload else [])
        return found
