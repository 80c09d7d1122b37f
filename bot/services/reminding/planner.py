"""Keeps the reminder rows what they follow from: at once after a change, and whatever a crash left later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.services.deadlines.ports import Announcing, DatedItems
from bot.services.ports import Clock
from bot.services.reminding.plan import CHANNELS, plan
from bot.services.reminding.ports import Facts, Reminder, Reminders


@dataclass
class Planner:
    """`channels` are announced in where nobody has set anything; `zone` is the course's.

    `wake` is called when there may be something to send.
    """

    items: DatedItems
    reminders: Reminders
    clock: Clock
    zone: str
    channels: tuple[str, ...]
    wake: Callable[[], None] = lambda: None

    def announcing(self, stored: Announcing | None) -> Announcing:
        """How a course announces: as stored, else by default."""
        return stored or Announcing(channels=self.channels)

    def derive(self, facts: Facts) -> Sequence[Reminder]:
        """The reminders that follow from an item and what people want."""
        changed = facts.item.changed_at
        since = {user: max(at, changed) for user, at in facts.asked_at.items()}
        since[CHANNELS] = max(facts.announced_at or changed, changed)
        return plan(
            facts.item,
            self.announcing(facts.announcing),
            facts.personals,
            facts.marks,
            facts.extensions,
            self.clock.now(),
            zone=self.zone,
            since=since,
        )

    async def plan_now(self, workspace: str, item_id: str) -> None:
        """Plan one item, right after it was changed. Raises StorageError; a tick does it then."""
        await self.reminders.plan(workspace, item_id, self.derive, self.clock.now())
        self.wake()

    async def tick(self) -> int:
        """Plan what is unplanned; returns how many items."""
        left = await self.items.unplanned()
        for item in left:
            await self.reminders.plan(item.workspace, item.id, self.derive, self.clock.now())
        return len(left)
