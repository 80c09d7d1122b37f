"""What was missed is told to the instructors: all of it in one message."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.services.deadlines.ports import DatedItems
from bot.services.ports import Clock
from bot.services.reminding.ports import MISSED, NOTICE, Outgoing, Reminder, Reminders, is_person


@dataclass(frozen=True)
class Misses:
    """Tells `instructors` of reminders that were past their deadline before they could be sent."""

    reminders: Reminders
    items: DatedItems
    clock: Clock
    instructors: tuple[str, ...]

    async def tick(self) -> None:
        """Put what nobody was told of into the outbox, a message a course."""
        courses = defaultdict[tuple[str, str], list[Reminder]](list)
        for miss in await self.reminders.untold_misses():
            courses[miss.workspace, miss.course].append(miss)
        for (workspace, course), misses in courses.items():
            subject = {"what": MISSED, "items": await self._told(misses)}
            keys = "\n".join(sorted(miss.key for miss in misses))
            digest = hashlib.sha256(keys.encode()).hexdigest()[:24]
            notices = [
                Outgoing(
                    workspace,
                    f"notice:{course}:missed:{digest}:{user}",
                    NOTICE,
                    user,
                    self.clock.now(),
                    course=course,
                    subject=subject,
                )
                for user in self.instructors
            ]
            await self.reminders.tell(misses, notices)

    async def _told(self, misses: Sequence[Reminder]) -> list[dict[str, Any]]:
        """For each item: its title, when it was due, the channels and the number of people not told."""
        found = list[dict[str, Any]]()
        for item_id in dict.fromkeys(miss.item_id for miss in misses):
            item = await self.items.get(misses[0].workspace, item_id)
            audiences = {miss.audience for miss in misses if miss.item_id == item_id}
            channels = sorted(a for a in audiences if not is_person(a))
            found.append(
                {
                    "title": item.title if item else "",
                    "target": int(
                        max(m.target_at for m in misses if m.item_id == item_id).timestamp()
                    ),
                    "channels": channels,
                    "people": len(audiences) - len(channels),
                }
            )
        return found
