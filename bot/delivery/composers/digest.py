"""The weekly digest's words, as things are at the moment it is posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.blocks import digest as blocks
from bot.delivery.composing import Composed, Dropped
from bot.services.deadlines.digest import TOO_LATE, of_the_week
from bot.services.deadlines.ports import Announcing, DatedItems, Wishes
from bot.services.ports import Clock
from bot.services.reminding.ports import MISSED, Outgoing


@dataclass(frozen=True)
class DigestComposer:
    """`course` is what the class calls it, `zone` its zone."""

    items: DatedItems
    wishes: Wishes
    clock: Clock
    course: str
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """Nothing where there is nothing to tell any more, it was switched off, or its time is long gone."""
        moment, now = datetime.fromisoformat(message.subject["moment"]), self.clock.now()
        if now - moment > TOO_LATE:
            return Dropped(MISSED, "too late")
        stored = await self.wishes.announcing(message.workspace, message.course)
        announcing = stored or Announcing(channels=(message.channel,))
        if not announcing.digest or message.channel not in announcing.channels:
            return Dropped(why="switched off")
        items = await self.items.all(message.workspace, message.course, ending_after=now)
        week = of_the_week(items, moment, now)
        if not week:
            return Dropped(why="nothing to tell")
        return Composed(blocks.digest(week, self.course, self.zone))
