"""Adding, confirming, editing, moving, cancelling and taking back dated items.

Every change is made only to what its maker saw (the revision); afterwards the reminders follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    IMPORTED,
    PERSON,
    PROPOSED,
    Change,
    DatedItem,
)


@dataclass(frozen=True)
class Changing:
    """Changes of a course's items. What returns None did nothing: the item has changed meanwhile."""

    parts: Parts

    async def add(
        self, draft: Draft, by: str, *, key: str = "", origin: str = PERSON
    ) -> Change | None:
        """Keep a new, confirmed item; None where one with this `key` was kept before."""
        change = self._new(draft, by, key or self.parts.new_id(), origin, self.parts.new_id())
        return await self._saved(change)

    async def import_all(self, drafts: Sequence[Draft], by: str, key: str) -> tuple[Change, ...]:
        """Keep new items under one change; the same `key` keeps them once."""
        batch = self.parts.new_id()
        made = [
            self._new(draft, by, f"{key}:{n}", IMPORTED, f"{batch}.{n}")
            for n, draft in enumerate(drafts, 1)
        ]
        return tuple([c for c in made if await self._saved(c)])

    async def edit(self, item_id: str, revision: int, draft: Draft, by: str) -> Change | None:
        """What the draft says from now on; a proposed item stays proposed."""
        item = await self._at(item_id, revision)
        if item is None or item.state not in {CONFIRMED, PROPOSED}:
            return None
        quote = draft.quote or item.quote
        return await self._changed(item, by, **{**draft.fields(), "quote": quote})

    async def confirm(
        self, item_id: str, revision: int, by: str, draft: Draft | None = None
    ) -> Change | None:
        """Announce what was proposed, as the `draft` has it where there is one."""
        item = await self._at(item_id, revision)
        if item is None or item.state not in {PROPOSED, DISMISSED}:
            return None
        fields = {**draft.fields(), "quote": item.quote} if draft else {}
        return await self._changed(item, by, **fields, state=CONFIRMED)

    async def dismiss(self, item_id: str, revision: int, by: str) -> Change | None:
        """Announce it never."""
        return await self._closed(item_id, revision, by, PROPOSED, DISMISSED)

    async def cancel(self, item_id: str, revision: int, by: str) -> Change | None:
        """It does not take place."""
        return await self._closed(item_id, revision, by, CONFIRMED, CANCELLED)

    async def _closed(
        self, item_id: str, revision: int, by: str, from_: str, to: str
    ) -> Change | None:
        item = await self._at(item_id, revision)
        if item is None or item.state != from_:
            return None
        return await self._changed(item, by, state=to)

    async def undo(self, change_id: str) -> tuple[DatedItem, ...]:
        """Take a change back, or all that were made together; what changed again since stays."""
        parts, back = self.parts, list[DatedItem]()
        for change in await parts.items.changes(parts.workspace, change_id.partition(".")[0]):
            item = await parts.items.undo(parts.workspace, change.id, parts.clock.now())
            if item is not None:
                back.append(item)
                await parts.planner.plan_now(parts.workspace, item.id)
        return tuple(back)

    async def undo_last(self, by: str) -> tuple[DatedItem, ...]:
        """Take back what somebody changed last."""
        parts = self.parts
        last = await parts.items.last_change(parts.workspace, parts.course, by)
        return await self.undo(last.id) if last else ()

    def _new(self, draft: Draft, by: str, key: str, origin: str, change_id: str) -> Change:
        parts, at = self.parts, self.parts.clock.now()
        item = DatedItem(
            workspace=parts.workspace,
            course=parts.course,
            id=parts.new_id(),
            state=CONFIRMED,
            origin=origin,
            origin_key=f"{origin}:{key}",
            made_by=by,
            made_at=at,
            changed_by=by,
            changed_at=at,
            **draft.fields(),
        )
        return Change(parts.workspace, parts.course, change_id, item.id, None, item, by, at)

    async def _at(self, item_id: str, revision: int) -> DatedItem | None:
        """The item, if it is still as somebody saw it."""
        item = await self.parts.items.get(self.parts.workspace, item_id)
        if item is None or item.course != self.parts.course or item.revision != revision:
            return None
        return item

    async def _changed(
        self, item: DatedItem, by: str, change_id: str = "", **fields: object
    ) -> Change | None:
        at = self.parts.clock.now()
        after = replace(
            item,
            **fields,  # type: ignore[arg-type]
            revision=item.revision + 1,
            changed_by=by,
            changed_at=at,
        )
        name = change_id or self.parts.new_id()
        change = Change(item.workspace, item.course, name, item.id, item, after, by, at)
        return await self._saved(change)

    async def _saved(self, change: Change) -> Change | None:
        if not await self.parts.items.save(change):
            return None
        await self.parts.planner.plan_now(change.workspace, change.item_id)
        return change
