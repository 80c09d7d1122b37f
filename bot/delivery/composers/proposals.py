"""What instructors are asked about dates, as things are at the moment it is posted."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks import proposals as blocks
from bot.blocks.proposals import Asked
from bot.blocks.times import Zones
from bot.delivery.composing import Composed, Dropped
from bot.services.deadlines.batches import has_moved_on
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.proposing import is_waiting
from bot.services.deadlines.wanting import Wanting
from bot.services.ports import Clock, People
from bot.services.reminding.ports import EDIT, Outgoing


@dataclass(frozen=True)
class ProposalsComposer:
    """`zone` is the course's."""

    proposals: ProposalService
    wanting: Wanting
    people: People
    clock: Clock
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """The batch that the message is about, or its edit; dropped where nothing of it waits any more."""
        batch = str(message.subject["batch"])
        items = tuple(await self.proposals.batch(batch))
        now = self.clock.now()
        waits = (is_waiting(i) and not has_moved_on(i, batch) and i.target > now for i in items)
        if message.op != EDIT and not any(waits):
            return Dropped(why="decided")
        reader = str(message.subject.get("reader") or message.channel)
        zone = await self.people.timezone(reader) or self.zone
        asked = Asked(
            items,
            now,
            Zones(zone, self.zone),
            await self.wanting.announcing(),
            batch,
            blocks.first_open(items, batch),
        )
        return Composed(blocks.proposals(asked))
