"""A word to somebody who has not voted, if that is still so at the moment it is posted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.polls import managing as blocks
from bot.blocks.times import Zones
from bot.delivery.composing import Composed, Dropped
from bot.services.polls.nudging import voters
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import OPEN
from bot.services.ports import People
from bot.services.reminding.ports import Outgoing

_WHY = "not needed"
"""One word for all: the outbox must not tell who has voted in an anonymous poll."""


@dataclass(frozen=True)
class NudgeComposer:
    """For one course's polls."""

    parts: PollParts
    people: People

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """Dropped where they have voted, or the poll is closed, moved on or gone."""
        poll, now = await self.parts.poll(message.about), self.parts.clock.now()
        if poll is None or poll.state != OPEN or (poll.closes_at and poll.closes_at <= now):
            return Dropped(why=_WHY)
        user = message.channel
        if await voters(self.parts, poll, [user]):
            return Dropped(why=_WHY)
        zone = await self.people.timezone(user) or self.parts.timezone
        link = str(message.subject.get("link") or "")
        return Composed(blocks.nudge(poll, link, now, Zones(zone, self.parts.timezone)))
