"""A reminder's words, as things are at the moment it is posted; and what it says after its item changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.blocks import reminders as blocks
from bot.blocks.reminders import Reading
from bot.delivery.composing import Composed, Dropped
from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DatedItem,
    DatedItems,
    Extensions,
    Wishes,
)
from bot.services.ports import Clock, People
from bot.services.reminding.ports import EDIT, MISSED, Outgoing, is_person

LATE = timedelta(minutes=15)
"""A reminder that comes so long after it was due says that it is late."""


@dataclass(frozen=True)
class ReminderComposer:
    """`zone` is the course's."""

    items: DatedItems
    extensions: Extensions
    wishes: Wishes
    people: People
    clock: Clock
    zone: str

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        """The reminder, or its edit; dropped where it says what is no longer so, missed where it is too late."""
        item = await self.items.get(message.workspace, message.about)
        if item is None:
            return Dropped(why="no such item")
        audience = str(message.subject.get("audience") or message.channel)
        target = await self._target(item, audience)
        if message.op == EDIT:
            return await self._edit(message, item, audience, target)
        return await self._post(message, item, audience, target)

    async def _post(
        self, message: Outgoing, item: DatedItem, user: str, target: datetime
    ) -> Composed | Dropped:
        now = self.clock.now()
        if item.state != CONFIRMED:
            return Dropped(why=item.state)
        if int(target.timestamp()) != message.subject["target"]:
            return Dropped(why="moved")
        if target <= now:
            return Dropped(MISSED, "past")
        if is_person(user) and await self._wants_nothing(item, user):
            return Dropped(why="not wanted any more")
        late = message.due_at if now - message.due_at >= LATE else None
        reading = await self._reading(user, target, late)
        return Composed(blocks.reminder(item, reading), item.revision)

    async def _edit(
        self, message: Outgoing, item: DatedItem, user: str, target: datetime
    ) -> Composed | Dropped:
        was = datetime.fromtimestamp(message.subject["target"], UTC)
        if max(was, target) <= self.clock.now():
            return Dropped(why="past")
        if item.state not in (CONFIRMED, CANCELLED):
            return Dropped(why=item.state)
        reading = await self._reading(user, target, None)
        return Composed(blocks.changed(item, was, reading), item.revision)

    async def _target(self, item: DatedItem, user: str) -> datetime:
        if is_person(user):
            for extension in await self.extensions.of_item(item.workspace, item.id):
                if extension.user == user:
                    return extension.due_at
        return item.target

    async def _wants_nothing(self, item: DatedItem, user: str) -> bool:
        mark = await self.wishes.mark(item.workspace, item.id, user)
        if mark is not None and (mark.muted or mark.done_at is not None):
            return True
        personal = await self.wishes.person(item.workspace, item.course, user)
        return personal is not None and personal.muted

    async def _reading(self, user: str, target: datetime, late: datetime | None) -> Reading:
        personal = is_person(user)
        reader = await self.people.timezone(user) if personal else None
        return Reading(
            self.clock.now(),
            target,
            self.zone,
            reader,
            personal=personal,
            late_since=late,
        )
