"""Proposals: what was found goes to the instructors, and what they decide is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.services.deadlines.batches import batches_of, has_moved_on
from bot.services.deadlines.found import Statement, from_slides
from bot.services.deadlines.likeness import Titles
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.ports import (
    CANCELLED,
    CONFIRMED,
    DISMISSED,
    PROPOSED,
    DatedItem,
)
from bot.services.deadlines.proposing import (
    Scene,
    alternatives,
    as_said,
    as_statement,
    doubts,
    is_waiting,
    missing,
    reconcile,
    says_now,
)
from bot.services.reminding.ports import EDIT, PROPOSALS, Outbox, Outgoing
from knowledge.model import Build

EVERY = (PROPOSED, CONFIRMED, DISMISSED, CANCELLED)
TRIES = 3
JUST_NOW = timedelta(minutes=10)
"""So long what was decided stays on the list of what waits, to be taken back."""
TELL_WITHIN = timedelta(days=3)
"""A batch that could not be told of for so long is found by `/deadlines proposals` alone."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of reading a source."""

    asked: int = 0
    passed: int = 0
    batch: str = ""


@dataclass(frozen=True)
class ProposalService:
    """One course's proposals. `terms` are words that every title of the course may have."""

    parts: Parts
    outbox: Outbox
    instructors: tuple[str, ...]
    terms: str

    async def observe(
        self, found: Sequence[Statement], *, calendar: str = "", whole: bool = False
    ) -> Observed:
        """Hold what a source says against what the course has, and ask about what is new.

        Where `found` is the `whole` of a source, what it said before and does not say now is missing: of
        the followed calendar with this id, or of the lectures. Reading the same again asks nothing.
        """
        parts, asked, passed, batch = self.parts, 0, 0, ""
        moved = dict[str, str]()
        scene = Scene(parts.workspace, parts.course, parts.clock.now(), Titles(self.terms))
        for _ in range(TRIES):
            items = await self._all()
            gone = missing(items, found, scene.now, calendar=calendar) if whole else []
            result = reconcile(items, [*found, *gone], scene)
            asking = {item.id for item in result.asking}
            passed, again = result.passed, False
            for before, after in result.changes:
                done = await self.parts.note(before, after)
                again = again or done is None
                if done and after.id in asking:
                    asked, batch = asked + 1, str(after.details.get("batch", ""))
                    moved |= dict.fromkeys(batches_of(after)[:-1], batch)
            if not again:
                break
        await self.tell()
        await self._tell_moved(moved)
        return Observed(asked, passed, batch)

    async def course_read(self, build: Build) -> Observed:
        """The lectures were read: at start, and whenever an instructor's teaching is used."""
        return await self.observe(from_slides(build.deadlines), whole=True)

    async def tell(self) -> None:
        """A message to each instructor for each batch that is not decided yet; the same batch once."""
        parts = self.parts
        now = parts.clock.now()
        batches = {
            str(item.details.get("batch", "")): None
            for item in await self.waiting()
            if now - item.changed_at < TELL_WITHIN or says_now(item) is not None
        }
        messages = [
            Outgoing(
                parts.workspace,
                f"proposals:{parts.course}:{batch}:{user}",
                PROPOSALS,
                user,
                now,
                course=parts.course,
                about=batch,
                subject={"batch": batch},
            )
            for batch in batches
            if batch
            for user in self.instructors
        ]
        if messages:
            await self.outbox.add(messages)

    async def _tell_moved(self, moved: Mapping[str, str]) -> None:
        """Let the messages of earlier batches show that newer ones ask about their dates."""
        parts = self.parts
        edits = [
            Outgoing(
                parts.workspace,
                f"edit:{sent.key}:{newer}",
                PROPOSALS,
                sent.posted_channel or sent.channel,
                parts.clock.now(),
                course=parts.course,
                op=EDIT,
                about=batch,
                subject={"batch": batch, "key": sent.key, "reader": sent.channel},
                ts=sent.ts,
            )
            for batch, newer in moved.items()
            for sent in await self.outbox.posted(parts.workspace, batch, kind=PROPOSALS)
        ]
        if edits:
            await self.outbox.add(edits)

    # Looking

    async def _all(self) -> Sequence[DatedItem]:
        parts = self.parts
        return await parts.items.all(parts.workspace, parts.course, states=EVERY)

    async def waiting(self) -> list[DatedItem]:
        """What instructors have to decide about, soonest first; what is over asks nothing."""
        now = self.parts.clock.now()
        return [i for i in await self._all() if is_waiting(i) and _latest(i) > now]

    async def batch(self, batch: str) -> list[DatedItem]:
        """What was asked together, decided or not, or asked anew since (`has_moved_on`).

        For the empty name all that waits or was just decided.
        """
        if not batch:
            return await self._open()
        return [item for item in await self._all() if batch in batches_of(item)]

    async def _open(self) -> list[DatedItem]:
        now = self.parts.clock.now()
        return [
            item
            for item in await self._all()
            if (is_waiting(item) and _latest(item) > now)
            or ("undecided" in item.details and now - item.changed_at < JUST_NOW)
        ]

    # Deciding: None where somebody else decided meanwhile

    async def confirm(self, item_id: str, revision: int, by: str) -> DatedItem | None:
        """Announce it as it is proposed; not where its sources disagree."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state != PROPOSED or alternatives(item):
            return None
        return await self._decided(item, by, state=CONFIRMED)

    async def confirm_all(self, batch: str, by: str) -> list[DatedItem]:
        """Confirm what nothing speaks against; what needs a choice or a second look stays."""
        done = [
            await self.confirm(item.id, item.revision, by)
            for item in await self.batch(batch)
            if is_plain(item)
            and not has_moved_on(item, batch)
            and item.target > self.parts.clock.now()
        ]
        return [item for item in done if item is not None]

    async def dismiss(self, item_id: str, revision: int, by: str) -> DatedItem | None:
        """Announce it never; it is not proposed again unless its date changes."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state != PROPOSED:
            return None
        return await self._decided(item, by, state=DISMISSED)

    async def choose(self, item_id: str, revision: int, number: int, by: str) -> DatedItem | None:
        """Take one of the moments that sources disagree on, and announce it."""
        item = await self.parts.item_at(item_id, revision)
        choices = alternatives(item) if item is not None and item.state == PROPOSED else ()
        if item is None or not 0 <= number < len(choices):
            return None
        chosen = as_said(item, choices[number])
        return await self._decided(item, by, state=CONFIRMED, **chosen)

    async def follow(self, item_id: str, revision: int, by: str) -> DatedItem | None:
        """Let a confirmed item have what its source says now: moved, or cancelled."""
        item = await self.parts.item_at(item_id, revision)
        said = says_now(item) if item is not None and item.state == CONFIRMED else None
        if item is None or said is None:
            return None
        fields = {"state": CANCELLED} if said.absent else as_said(item, said)
        return await self._decided(item, by, **fields)

    async def keep(self, item_id: str, revision: int, by: str) -> DatedItem | None:
        """Leave a confirmed item as it is, whatever its source says now."""
        item = await self.parts.item_at(item_id, revision)
        if item is None or item.state != CONFIRMED or says_now(item) is None:
            return None
        return await self._decided(item, by, same=True)

    async def reopen(self, item_id: str, revision: int, by: str) -> DatedItem | None:
        """Take back what was decided here: it is asked again."""
        item = await self.parts.item_at(item_id, revision)
        raw = item.details.get("undecided") if item is not None else None
        if item is None or not raw:
            return None
        before = Statement.from_json(raw["said"])
        details = {k: v for k, v in item.details.items() if k not in {"undecided", "decided_by"}}
        details |= {"says": raw["says"]} if raw.get("says") else {}
        fields = as_said(item, before)
        return await self._changed(item, by, state=raw["state"], details=details, **fields)

    async def _decided(
        self, item: DatedItem, by: str, *, same: bool = False, **fields: Any
    ) -> DatedItem | None:
        """Keep a decision, with what is needed to take it back; `same` leaves what people see as it is."""
        undecided = {
            "state": item.state,
            "said": as_statement(item).to_json(),
            "says": item.details.get("says"),
        }
        details = {k: v for k, v in item.details.items() if k != "says"}
        details |= {"undecided": undecided, "decided_by": by}
        return await self._changed(item, by, same=same, details=details, **fields)

    async def _changed(
        self, item: DatedItem, by: str, *, same: bool = False, **fields: Any
    ) -> DatedItem | None:
        after = replace(
            item,
            **fields,
            revision=item.revision + (not same),
            changed_by=by,
            changed_at=self.parts.clock.now(),
        )
        return after if await self.parts.keep(item, after) else None


def is_plain(item: DatedItem) -> bool:
    """A proposal that nothing speaks against: "Confirm all" is about these."""
    return item.state == PROPOSED and not alternatives(item) and not doubts(item)


def _latest(item: DatedItem) -> datetime:
    said = says_now(item)
    return max([item.target, *(s.target for s in (*alternatives(item), *([said] if said else [])))])
