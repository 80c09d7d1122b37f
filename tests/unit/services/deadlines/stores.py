"""Dated items and an outbox in memory (deadlines.ports, reminding.ports)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.services.deadlines.ports import CONFIRMED, Change, DatedItem
from bot.services.reminding.ports import Outgoing


@dataclass
class FakeItems:
    """The items by id, and all changes."""

    items: dict[str, DatedItem] = field(default_factory=dict)
    history: list[Change] = field(default_factory=list)

    async def get(self, workspace: str, item_id: str) -> DatedItem | None:
        found = self.items.get(item_id)
        return found if found is not None and found.workspace == workspace else None

    async def all(
        self,
        workspace: str,
        course: str,
        *,
        states: Sequence[str] = (CONFIRMED,),
        ending_after: datetime | None = None,
    ) -> Sequence[DatedItem]:
        mine = [
            item
            for item in self.items.values()
            if (item.workspace, item.course) == (workspace, course) and item.state in states
            if ending_after is None or item.ends_at > ending_after
        ]
        return sorted(mine, key=lambda i: (i.target, i.title, i.id))

    async def save(self, change: Change) -> bool:
        stored = self.items.get(change.after.id)
        if change.before is None:
            taken = any(i.origin_key == change.after.origin_key for i in self.items.values())
            if stored is not None or taken:
                return False
        elif stored is None or stored.revision != change.before.revision:
            return False
        self.items[change.after.id] = change.after
        self.history.append(change)
        return True

    async def undo(self, workspace: str, change_id: str, at: datetime) -> DatedItem | None:
        raise NotImplementedError

    async def changes(self, workspace: str, change_id: str) -> Sequence[Change]:
        return [c for c in self.history if c.id == change_id]

    async def last_change(self, workspace: str, course: str, by: str) -> Change | None:
        return next((c for c in reversed(self.history) if c.by == by), None)

    async def unplanned(self, *, limit: int = 200) -> Sequence[DatedItem]:
        return []


@dataclass
class FakeOutbox:
    """Messages by key."""

    messages: dict[str, Outgoing] = field(default_factory=dict)

    async def add(self, messages: Sequence[Outgoing]) -> int:
        new = [m for m in messages if m.key not in self.messages]
        self.messages |= {m.key: m for m in new}
        return len(new)

    async def posted(self, workspace: str, about: str, *, kind: str = "") -> Sequence[Outgoing]:
        return [replace(m, ts="1.0") for m in self.messages.values() if m.about == about]


@dataclass
class FakePlanner:
    """Knows what was planned anew."""

    planned: list[str] = field(default_factory=list)

    async def plan_now(self, workspace: str, item_id: str) -> None:
        self.planned.append(item_id)
