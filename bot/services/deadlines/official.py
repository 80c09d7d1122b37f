"""The dates that questions are answered with: what an instructor confirmed goes before what a slide says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.services.deadlines.found import Statement, keyed, statements_of
from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    DatedItem,
    DatedItems,
    Extension,
    Extensions,
)
from knowledge.model import Deadline, Source
from knowledge.normalise import fold


@dataclass(frozen=True)
class OfficialDates:
    """One course's dates, as they hold now. `timezone` is the course's."""

    workspace: str
    course: str
    timezone: str
    items: DatedItems
    extensions: Extensions

    async def now_held(
        self, told: Sequence[Deadline], user: str | None
    ) -> tuple[tuple[Deadline, str], ...]:
        """What holds of the dates that slides told and of those they did not, each with a word on it.

        What was dismissed is left out; what nobody has decided on stays as told. For a `user` their own
        extension goes before all: ask so only where nobody else reads the answer.
        """
        states = (CONFIRMED, CANCELLED, DISMISSED)
        items = await self.items.all(self.workspace, self.course, states=states)
        own = await self.extensions.of_person(self.workspace, user) if user else ()
        return tuple(self._held(told, items, {e.item_id: e for e in own}))

    def _held(
        self,
        told: Sequence[Deadline],
        items: Sequence[DatedItem],
        extensions: Mapping[str, Extension],
    ) -> Iterator[tuple[Deadline, str]]:
        decided = {s.key: item for item in items for s in statements_of(item)}
        by_hand = _by_hand(told, items)
        sources: dict[str, Source] = {}
        for key, deadline in keyed(told):
            item = decided.get(key) or by_hand.get(_name(deadline))
            if item is None:
                yield deadline, ""
            elif deadline.source is not None:
                sources.setdefault(item.id, deadline.source)
        for item in items:
            if item.state != DISMISSED:
                yield self._one(item, extensions.get(item.id), sources.get(item.id))

    def _one(
        self, item: DatedItem, extension: Extension | None, source: Source | None
    ) -> tuple[Deadline, str]:
        zone = ZoneInfo(self.timezone)
        starts, ends = item.starts_at.astimezone(zone), item.ends_at.astimezone(zone)
        kind, note, all_day = item.kind, self._moved(item), item.all_day
        if item.state == CANCELLED:
            kind, note = "event", "cancelled"
        elif extension is not None:
            note = f"your extension; the class has until {_said(ends, all_day=all_day)}"
            starts = ends = extension.due_at.astimezone(zone)
            all_day = False
        held = Deadline(
            title=item.title,
            kind=kind,
            starts_at=starts,
            ends_at=ends,
            all_day=all_day,
            timezone=self.timezone,
            quote=item.quote,
            confidence=1.0,
            file=item.file or None,
            page=item.page,
            source=source,
        )
        return held, note

    def _moved(self, item: DatedItem) -> str:
        """What a lecture says, where that is another moment."""
        other = next((s for s in statements_of(item) if _differs(s, item)), None)
        if other is None or other.absent:
            return ""
        ends = other.ends_at.astimezone(ZoneInfo(self.timezone))
        return f"moved; {other.file or 'its source'} says {_said(ends, all_day=other.all_day)}"


def _by_hand(
    told: Sequence[Deadline], items: Sequence[DatedItem]
) -> dict[tuple[str, str], DatedItem]:
    """Items that somebody wrote down, by name, where the slides have just one date of that name."""
    often = Counter(map(_name, told))
    return {_name(i): i for i in items if not statements_of(i) and often[_name(i)] == 1}


def _name(dated: Deadline | DatedItem) -> tuple[str, str]:
    return fold(dated.title), dated.kind


def _differs(statement: Statement, item: DatedItem) -> bool:
    return (statement.starts_at, statement.ends_at) != (item.starts_at, item.ends_at)


def _said(moment: datetime, *, all_day: bool) -> str:
    """ "Wed, December 1 at 23:59" """
    at = "" if all_day else f" at {moment:%H:%M}"
    return f"{moment:%a, %B} {moment.day}{at}"
