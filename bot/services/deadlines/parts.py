"""What all that is done with a course's dated items works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.services.deadlines.ports import Change, DatedItem, DatedItems, Extensions, Wishes
from bot.services.ports import Clock


class Planning(Protocol):
    """Lets reminders follow from what is stored."""

    async def plan_now(self, workspace: str, item_id: str) -> None:
        """Plan an item's reminders anew; does nothing for an item that does not exist."""


@dataclass(frozen=True)
class Parts:
    """One course's stores. `timezone` is the course's."""

    workspace: str
    course: str
    timezone: str
    items: DatedItems
    extensions: Extensions
    wishes: Wishes
    planner: Planning
    clock: Clock
    new_id: Callable[[], str]

    async def item(self, item_id: str) -> DatedItem | None:
        """An item of this course, whatever its state."""
        found = await self.items.get(self.workspace, item_id)
        return found if found is not None and found.course == self.course else None

    async def item_at(self, item_id: str, revision: int) -> DatedItem | None:
        """The item, if it is still as somebody saw it."""
        found = await self.item(item_id)
        return found if found is not None and found.revision == revision else None

    async def keep(
        self, before: DatedItem | None, after: DatedItem, change_id: str = ""
    ) -> Change | None:
        """Keep an item as `after` and let its reminders follow at once; None where it was changed meanwhile."""
        change = await self.note(before, after, change_id)
        if change is not None:
            await self.planner.plan_now(change.workspace, change.item_id)
        return change

    async def note(
        self, before: DatedItem | None, after: DatedItem, change_id: str = ""
    ) -> Change | None:
        """The same for what has no reminders yet, or none that change."""
        name, at = change_id or self.new_id(), after.changed_at
        change = Change(
            self.workspace, self.course, name, after.id, before, after, after.changed_by, at
        )
        return change if await self.items.save(change) else None
