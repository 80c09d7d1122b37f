"""A class that plays a live quiz: everybody joins, answers some time, thinks better of it now and then, or comes too late."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bench.quiz_room import ANSWER
from bench.votes_room import TEXTS, Hall
from bot.playground.state import User
from bot.services.quizzes.live.model import GRACE, Question
from bot.services.quizzes.live.scoring import Standing

JOIN = "live_join"
_JOINING = 10.0
"""Seconds in which everybody joins."""
_QUICK = 4.0
"""Seconds that an answer takes on average."""
_CHANGE, _ABSENT, _LATE = 0.1, 0.03, 0.03
"""So many think better of it; do not answer; press only when the time is up."""
_AFTER = GRACE.total_seconds() + 2.0


@dataclass
class Players:
    """`waits` are seconds from each click to its acknowledgement, by the button's name; `failed` are clicks that Slack would show as failed.

    `points` is what each player must have by what was acknowledged in time, `right` how many answers.
    """

    hall: Hall
    draw: random.Random
    waits: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: int = 0
    points: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)

    async def join(self, ts: str) -> None:
        """All of them, at a lobby."""

        async def one(player: User) -> None:
            await asyncio.sleep(self.draw.uniform(0, _JOINING))
            await self._press(player, ts, JOIN)

        await asyncio.gather(*(one(player) for player in self.hall.voters))

    async def answer(self, question: Question, ts: str) -> None:
        """All of them, until the time is up and a little longer."""
        began = time.monotonic()
        plays = (self._answer(player, question, ts, began) for player in self.hall.voters)
        await asyncio.gather(*plays)

    async def _answer(self, player: User, question: Question, ts: str, began: float) -> None:
        kind = self.draw.random()
        if kind < _ABSENT:
            return
        late = kind < _ABSENT + _LATE
        if late:
            moments = [question.seconds + _AFTER]
        else:
            first = min(self.draw.expovariate(1 / _QUICK), question.seconds * 0.8)
            again = self.draw.random() < _CHANGE
            moments = [first, first + question.seconds * 0.1] if again else [first]
        chosen = 0
        for moment in moments:
            await asyncio.sleep(max(0.0, began + moment - time.monotonic()))
            chosen = self.draw.randrange(len(TEXTS))
            await self._press(player, ts, ANSWER, chosen)
        if not late:
            self._expect(player, question, chosen)

    def _expect(self, player: User, question: Question, chosen: int) -> None:
        right = question.poll.options[chosen].id in question.correct
        self.answered[player.id] += 1
        self.right[player.id] += right
        self.points[player.id] += 1_000 * right

    async def _press(self, player: User, ts: str, name: str, place: int = 0) -> None:
        began = time.perf_counter()
        ack = await self.hall.click(player, ts, name, place)
        self.waits[name].append(time.perf_counter() - began)
        self.failed += not ack.ok

    def wrong(self, standings: tuple[Standing, ...]) -> int:
        """How many players have other points, right or given answers than they must have."""
        found = {one.player.user: (one.points, one.right, one.answered) for one in standings}
        return sum(
            found.get(player.id)
            != (self.points[player.id], self.right[player.id], self.answered[player.id])
            for player in self.hall.voters
        )
