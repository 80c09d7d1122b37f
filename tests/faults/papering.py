"""A class that answers a minute paper through the workspace, tapping until it is taken, in its message as a bot posted it."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta

from bench.votes_room import Hall
from bot.playground.state import TEAM_ID, User
from bot.services.papers.asking import paper_id
from bot.services.polls.ports import OPEN, PAPER, Poll, Settings
from config.course import load_course
from config.settings import DEFAULT_COURSE_FILE
from tests.faults.playing import Class

MEETING = "2021-11-16T17:00"
_RATE, _NUMBERS = "paper_rate", 10
_MOST_CHANGES = 2


def paper_for(hall: Hall) -> Poll:
    """The open paper of a class."""
    course, now = load_course(DEFAULT_COURSE_FILE).course.id, datetime.now(UTC)
    return Poll(
        TEAM_ID,
        paper_id(course, MEETING),
        course,
        hall.channel.id,
        hall.voters[0].id,
        PAPER,
        "Lecture 13",
        (),
        Settings(anonymous=True, hidden=True),
        now,
        OPEN,
        opened_at=now,
        closes_at=now + timedelta(days=2),
        about=MEETING,
    )


class Answering(Class):
    """Students who think better of it. `rated` is what counts: how new and which pace, by member."""

    def __init__(self, hall: Hall, seed: int) -> None:
        super().__init__(hall, seed)
        self.rated: dict[str, tuple[int, int]] = {}

    async def rate(self, ts: str) -> None:
        """All of them, at once."""
        await asyncio.gather(*(self._rate(student, ts) for student in self.hall.voters))

    async def _rate(self, student: User, ts: str) -> None:
        new = pace = 0
        for _ in range(self._draw.randint(1, _MOST_CHANGES)):
            new, pace = (self._draw.randrange(_NUMBERS) for _ in range(2))
            await self._until_taken(student, ts, _RATE, new)
            await self._again()
            await self._until_taken(student, ts, _RATE, _NUMBERS + pace)
        self.rated[student.id] = new + 1, pace + 1

    def counted(self) -> tuple[list[int], list[int]]:
        """How often each number from 1 to 10 was given, for how new it was and for the pace."""
        new, pace = (Counter(row) for row in zip(*self.rated.values(), strict=True))
        numbers = range(1, _NUMBERS + 1)
        return [new[n] for n in numbers], [pace[n] for n in numbers]

    def keys_anywhere(self) -> Counter[str]:
        """How often each message of the bot's own stands in a conversation, by its key."""
        found = Counter[str]()
        for channel in self.hall.playground.world.channels.values():
            found += self.keys(channel)
        return found
