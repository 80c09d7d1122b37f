"""Looking at the dated items as one person sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.services.deadlines.finding import found
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import CONFIRMED
from bot.services.deadlines.seen import SeenItem, seen_by


@dataclass(frozen=True)
class Listing:
    """Confirmed items of the course, each with the reader's own extension and marks."""

    parts: Parts

    async def all(self, user: str) -> tuple[SeenItem, ...]:
        """All there are, soonest first."""
        parts = self.parts
        items = await parts.items.all(parts.workspace, parts.course, states=(CONFIRMED,))
        extensions = await parts.extensions.of_person(parts.workspace, user)
        marks = await parts.wishes.marks_of_person(parts.workspace, parts.course, user)
        return seen_by(items, extensions, marks)

    async def upcoming(self, user: str) -> tuple[SeenItem, ...]:
        """What is not over for this person, soonest first."""
        now = self.parts.clock.now()
        return tuple(s for s in await self.all(user) if not s.passed(now))

    async def past(self, user: str) -> tuple[SeenItem, ...]:
        """What is over for this person, the latest first."""
        now = self.parts.clock.now()
        return tuple(reversed([s for s in await self.all(user) if s.passed(now)]))

    async def search(
        self, user: str, words: str, synonyms: Mapping[str, str] | None = None
    ) -> tuple[SeenItem, ...]:
        """What the words speak of, what is to come first; `synonyms` are the course's, by folded name."""
        every = await self.all(user)
        now = self.parts.clock.now()
        hits = found(words, [s.item for s in every], synonyms or {})
        chosen = [s for s in every if s.item.id in hits]
        coming = [s for s in chosen if not s.passed(now)]
        return (*coming, *reversed([s for s in chosen if s.passed(now)]))

    async def one(self, user: str, item_id: str) -> SeenItem | None:
        """One item, whatever its state, as the person sees it."""
        parts = self.parts
        item = await parts.item(item_id)
        if item is None:
            return None
        extensions = await parts.extensions.of_person(parts.workspace, user)
        mark = await parts.wishes.mark(parts.workspace, item_id, user)
        return seen_by([item], extensions, [mark] if mark else [])[0]
