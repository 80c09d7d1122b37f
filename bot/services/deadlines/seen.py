"""A dated item as one person sees it: with their own extension, and what they want of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.services.deadlines.ports import DatedItem, Extension, Mark


@dataclass(frozen=True, slots=True)
class SeenItem:
    """`item` has the stored times; `until` and `target` are the person's own."""

    item: DatedItem
    extension: Extension | None = None
    mark: Mark | None = None

    @property
    def target(self) -> datetime:
        """The moment that the person's reminders count down to."""
        return self.extension.due_at if self.extension else self.item.target

    @property
    def until(self) -> datetime:
        """When it is over for this person."""
        return self.extension.due_at if self.extension else self.item.ends_at

    @property
    def all_day(self) -> bool:
        return self.item.all_day and self.extension is None

    @property
    def done(self) -> bool:
        return self.mark is not None and self.mark.done_at is not None

    @property
    def muted(self) -> bool:
        return self.mark is not None and self.mark.muted

    def passed(self, now: datetime) -> bool:
        return self.until <= now


def seen_by(
    items: Sequence[DatedItem], extensions: Sequence[Extension], marks: Sequence[Mark]
) -> tuple[SeenItem, ...]:
    """The items with one person's extensions and marks, soonest first."""
    own = {e.item_id: e for e in extensions}
    wanted = {m.item_id: m for m in marks}
    seen = (SeenItem(i, own.get(i.id), wanted.get(i.id)) for i in items)
    return tuple(sorted(seen, key=lambda s: (s.target, s.item.title, s.item.id)))
