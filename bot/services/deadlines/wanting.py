"""How the course announces, and what single people want: their own leads, silence, done, snooze, extensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import Announcing, DatedItem, Extension, Mark, Personal

MAX_LEADS = 10


@dataclass(frozen=True)
class Wanting:
    """What is wanted of a course's items; afterwards the reminders follow."""

    parts: Parts
    channels: tuple[str, ...] = ()
    """Where the course announces as long as nobody has chosen."""

    # The course

    async def announcing(self) -> Announcing:
        """Where and when the course announces."""
        stored = await self.parts.wishes.announcing(self.parts.workspace, self.parts.course)
        return stored or Announcing(channels=self.channels)

    async def announce(self, settings: Announcing, by: str) -> None:
        """From now on announce so."""
        parts = self.parts
        now = parts.clock.now()
        await parts.wishes.announce(parts.workspace, parts.course, settings, by, now)
        await self._replan_all()

    # A person and the course

    async def personal(self, user: str) -> Personal:
        """What somebody wants for the whole course; nothing, where they have not said."""
        parts = self.parts
        stored = await parts.wishes.person(parts.workspace, parts.course, user)
        return stored or Personal(parts.workspace, parts.course, user)

    async def set_leads(self, user: str, leads: Iterable[int]) -> None:
        """Remind somebody of everything so many minutes before."""
        personal = await self.personal(user)
        await self._put(replace(personal, leads=_leads(leads), muted=False))

    async def mute_all(self, user: str, *, muted: bool) -> None:
        """Send somebody no direct reminders at all, or again."""
        await self._put(replace(await self.personal(user), muted=muted))

    async def _put(self, personal: Personal) -> None:
        await self.parts.wishes.put_person(personal, self.parts.clock.now())
        await self._replan_all()

    # A person and one item

    async def mark(self, user: str, item_id: str) -> Mark:
        """What somebody wants of one item so far."""
        parts = self.parts
        stored = await parts.wishes.mark(parts.workspace, item_id, user)
        return stored or Mark(parts.workspace, parts.course, item_id, user)

    async def set_item_leads(self, user: str, item_id: str, leads: Iterable[int] | None) -> None:
        """Remind somebody of one item so many minutes before; None: as of all others."""
        chosen = None if leads is None else _leads(leads)
        await self._mark(user, item_id, leads=chosen, muted=False, done_at=None)

    async def mute(self, user: str, item_id: str, *, muted: bool) -> None:
        await self._mark(user, item_id, muted=muted)

    async def done(self, user: str, item_id: str, *, done: bool) -> None:
        """Somebody has done it: no reminders of it any more."""
        at = self.parts.clock.now() if done else None
        await self._mark(user, item_id, done_at=at, snoozed_until=None)

    async def snooze(self, user: str, item_id: str, span: timedelta) -> datetime:
        """Remind somebody once more, so long from now; returns when."""
        until = self.parts.clock.now() + span
        await self._mark(user, item_id, snoozed_until=until, done_at=None, muted=False)
        return until

    async def _mark(self, user: str, item_id: str, **changes: object) -> None:
        parts = self.parts
        mark = replace(await self.mark(user, item_id), **changes)  # type: ignore[arg-type]
        await parts.wishes.put_mark(mark, parts.clock.now())
        await parts.planner.plan_now(parts.workspace, item_id)

    # Extensions

    async def extension(self, item_id: str, user: str) -> Extension | None:
        """What one person was given of an item."""
        given = await self.parts.extensions.of_item(self.parts.workspace, item_id)
        return next((one for one in given if one.user == user), None)

    async def extend(self, item: DatedItem, user: str, due_at: datetime, by: str) -> Extension:
        """Give one person until later; nobody but they and the instructors see it."""
        parts = self.parts
        now = parts.clock.now()
        extension = Extension(parts.workspace, item.id, user, due_at, by, now)
        await parts.extensions.put(extension)
        await parts.planner.plan_now(parts.workspace, item.id)
        return extension

    async def swap_extension(
        self, item_id: str, user: str, seen: Extension | None, until: datetime | None, by: str
    ) -> bool:
        """Let one person have until then, or no extension, where `seen` still stands; False where not."""
        parts, key = self.parts, (self.parts.workspace, item_id, user)
        to = Extension(*key, until, by, parts.clock.now()) if until else None
        done = await parts.extensions.swap(*key, seen.due_at if seen else None, to)
        if done:
            await parts.planner.plan_now(parts.workspace, item_id)
        return done

    async def _replan_all(self) -> None:
        """Reminders of all that is to come follow at once; what is left is the tick's."""
        parts = self.parts
        now = parts.clock.now()
        for item in await parts.items.all(parts.workspace, parts.course, ending_after=now):
            await parts.planner.plan_now(parts.workspace, item.id)


def _leads(leads: Iterable[int]) -> tuple[int, ...]:
    """Each once, longest first."""
    return tuple(sorted({lead for lead in leads if lead > 0}, reverse=True)[:MAX_LEADS])
