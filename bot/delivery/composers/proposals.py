"""What instructors are asked about dates, as things are at the moment it is posted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks import proposals as blocks
from bot.blocks.proposals import Asked
from bot.blocks.times import Zones
from bot.delivery.composing import Composed, Dropped
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.proposing import is_waiting
from bot.services.deadlines.wanting import Wanting
from bot.services.ports import Clock, People
from bot.services.reminding.ports import Outgoing


@dataclass(frozen=True)
class ProposalsComposer:
    """`zone` is the course's."""

    proposals: ProposalService
    wanting: Wanting
    people: People
    clock: Clock
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """The batch that the message is about; dropped where nothing of it waits any more."""
        batch = str(message.subject["batch"])
        items = tuple(await self.proposals.batch(batch))
        now = self.clock.now()
        if not any(is_waiting(item) and item.target > now for item in items):
            return Dropped(why="decided")
        zone = await self.people.timezone(message.channel) or self.zone
        asked = Asked(
            items,
            now,
            Zones(zone, self.zone),
            await self.wanting.announcing(),
            batch,
            blocks.first_open(items),
        )
        return Composed(blocks.proposals(asked))
