"""What all that is done with a course's dated items works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.services.deadlines.ports import DatedItems, Extensions, Wishes
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
