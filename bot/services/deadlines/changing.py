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
        return await self.parts.keep(None, self._new(draft, by, key or self.parts.new_id(), origin))

    async def import_all(self, drafts: Sequence[Draft], by: str, key: str) -> tuple[Change, ...]:
        """Keep new items under one change; the same `key` keeps them once."""
        batch = self.parts.new_id()
        made = [
            await self.parts.keep(
                None, self._new(draft, by, f"{key}:{n}", IMPORTED), f"{batch}.{n}"
            )
            for n, draft in enumerate(drafts, 1)
        ]
        return tuple(change for change in made if change is not None)

    async def edit(self, item_id: str, revision: int, draft: Draft, by: str) -> Change | None:
        """What the draft says from now on; a proposed item stays proposed."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state not in {CONFIRMED, PROPOSED}:
            return None
        quote = draft.quote or item.quote
        return await self._changed(item, by, **{**draft.fields(), "quote": quote})

    async def confirm(
        self, item_id: str, revision: int, by: str, draft: Draft | None = None
    ) -> Change | None:
        """Announce what was proposed, as the `draft` has it where there is one."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state not in {PROPOSED, DISMISSED}:
            return None
        fields = {**draft.fields(), "quote": item.quote} if draft else {}
        return await self._changed(item, by, **fields, state=CONFIRMED)

    async def cancel(self, item_id: str, revision: int, by: str) -> Change | None:
        """It does not take place."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state != CONFIRMED:
            return None
        return await self._changed(item, by, state=CANCELLED)

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

    def _new(self, draft: Draft, by: str, key: str, origin: str) -> DatedItem:
        parts, at = self.parts, self.parts.clock.now()
        return DatedItem(
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

    async def _changed(self, item: DatedItem, by: str, **fields: object) -> Change | None:
        after = replace(
            item,
            **fields,  # type: ignore[arg-type]
            revision=item.revision + 1,
            changed_by=by,
            changed_at=self.parts.clock.now(),
        )
        return await self.parts.keep(item, after)
