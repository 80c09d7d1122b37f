"""Looking through a course's questions, one after another, and deciding about them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import LecternError
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.ports import (
    APPROVED,
    DRAFT,
    EVERY,
    REJECTED,
    BankQuestion,
    Flag,
    Wanted,
)
from bot.services.quizzes.bank.scope import FLAGGED, Scope
from bot.services.quizzes.topics import Found, about

LONGEST_REASON = 300


class Meanwhile(LecternError):
    """Somebody else decided about the question since it was shown."""

    for_user = "Somebody changed this question meanwhile, so I left it as it is now."


@dataclass(frozen=True, slots=True)
class Row:
    """What there is of one lecture; `lecture` is None for questions that belong to no numbered one."""

    lecture: int | None
    drafts: int = 0
    approved: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """All of a course's questions, counted. `flagged` are those that students say are off."""

    rows: tuple[Row, ...] = ()
    flagged: int = 0

    @property
    def drafts(self) -> int:
        return sum(row.drafts for row in self.rows)

    @property
    def approved(self) -> int:
        return sum(row.approved for row in self.rows)

    @property
    def rejected(self) -> int:
        return sum(row.rejected for row in self.rows)


@dataclass(frozen=True, slots=True)
class Card:
    """One question to look at: the `place`-th (from 1) of `count` in its scope.

    `opens_at` is when students may be asked it, where that is still to come.
    """

    question: BankQuestion
    scope: Scope
    place: int
    count: int
    flags: Sequence[Flag] = ()
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done to a question, and how it was before."""

    before: BankQuestion
    after: BankQuestion


@dataclass(frozen=True)
class Reviewing:
    """One course's review."""

    parts: BankParts

    async def overview(self) -> Overview:
        """By lecture, those without one last."""
        parts = self.parts
        counts = await parts.bank.counts(parts.workspace, parts.course)
        flagged = await parts.find(Scope(FLAGGED).wanted)
        numbers = {lecture for lecture, _ in counts}
        rows = [_row(number, counts) for number in sorted(numbers, key=_last_unknown)]
        return Overview(tuple(rows), len(flagged))

    async def questions(self, scope: Scope) -> list[BankQuestion]:
        """Those of a scope, in the course's order."""
        return [q for q in await self._about(scope, scope.wanted) if scope.includes(q)]

    async def near(self, scope: Scope) -> tuple[str, ...]:
        """Topics to offer where no question, whatever its state, is about that of a scope."""
        if not scope.topic:
            return ()
        found = await self._found(scope)
        return () if found.questions else found.near

    async def _about(self, scope: Scope, wanted: Wanted) -> Sequence[BankQuestion]:
        """A topic is sought among all of them: what it is taken for must not change with each that is approved."""
        return (
            (await self._found(scope)).questions if scope.topic else await self.parts.find(wanted)
        )

    async def _found(self, scope: Scope) -> Found:
        every = await self.parts.find(Wanted(EVERY, scope.lecture))
        return await asyncio.to_thread(about, self.parts.questions.course, scope.topic, every)

    async def first(self, scope: Scope) -> Card | None:
        """The first to look at; None where there is none."""
        found = await self.questions(scope)
        return await self._card(found[0], scope, found) if found else None

    async def next(self, scope: Scope, after: BankQuestion) -> Card | None:
        """The one that comes after a question, which may have left the scope; None behind the last."""
        every = await self._about(scope, Wanted(EVERY, scope.lecture))
        found = [q for q in every if scope.includes(q)]
        ids = [q.id for q in every]
        behind = set(ids[ids.index(after.id) + 1 :]) if after.id in ids else set(ids)
        coming = next((q for q in found if q.id in behind), None)
        return await self._card(coming, scope, found) if coming else None

    async def card(self, scope: Scope, question_id: str) -> Card | None:
        """This one, in its scope or by now out of it; None where it is no more."""
        question = await self.parts.get(question_id)
        return await self._card(question, scope, await self.questions(scope)) if question else None

    async def _card(
        self, question: BankQuestion, scope: Scope, among: Sequence[BankQuestion]
    ) -> Card:
        parts = self.parts
        ids = [q.id for q in among]
        place = ids.index(question.id) + 1 if question.id in ids else 0
        flags = await parts.bank.flags(parts.workspace, question.id) if question.flags else ()
        return Card(question, scope, place, len(ids), flags, parts.holding.opens_at(question))

    # Decisions

    async def approve(self, question_id: str, revision: int, by: str) -> Decision:
        """It may be asked in live quizzes; what students said of it is dealt with. Raises Meanwhile."""
        return await self._decide(question_id, revision, by, APPROVED, "")

    async def reject(self, question_id: str, revision: int, reason: str, by: str) -> Decision:
        """It is asked nowhere any more. Raises Meanwhile."""
        return await self._decide(question_id, revision, by, REJECTED, reason[:LONGEST_REASON])

    async def reopen(self, question_id: str, revision: int, by: str) -> Decision:
        """It is a draft again. Raises Meanwhile."""
        return await self._decide(question_id, revision, by, DRAFT, "")

    async def take_back(self, question_id: str, revision: int, by: str) -> BankQuestion:
        """Give a question back all that it was before a decision or an edit, with what students said of it. Raises Meanwhile."""
        parts = self.parts
        if await parts.get(question_id) is None:
            raise Meanwhile
        now = parts.clock.now()
        back = await parts.bank.take_back(parts.workspace, question_id, revision, by=by, at=now)
        if back is None:
            raise Meanwhile
        return back

    async def _decide(
        self, question_id: str, revision: int, by: str, state: str, reason: str
    ) -> Decision:
        parts = self.parts
        before = await parts.get(question_id)
        if before is None or before.revision != revision:
            raise Meanwhile
        now = parts.clock.now()
        wanted = replace(before, state=state, reason=reason, changed_by=by, changed_at=now)
        after = await parts.bank.decide(before, wanted)
        if after is None:
            raise Meanwhile
        return Decision(before, after)

    async def approve_all(self, scope: Scope, by: str) -> tuple[int, datetime]:
        """Approve the drafts of a scope that nobody flagged; returns how many, and the moment to undo it by."""
        parts, now = self.parts, self.parts.clock.now()
        ids = [q.id for q in await self.questions(replace(scope, state=DRAFT)) if not q.flags]
        done = await parts.bank.change_all(
            parts.workspace, ids, state=APPROVED, was=DRAFT, by=by, at=now
        )
        return len(done), now

    async def undo_all(self, scope: Scope, by: str, at: datetime) -> int:
        """Make drafts again of what somebody approved all together at a moment, and nobody changed since."""
        parts = self.parts
        approved = await self.questions(replace(scope, state=APPROVED))
        ids = [q.id for q in approved if q.changed_by == by and q.changed_at == at]
        done = await parts.bank.change_all(
            parts.workspace, ids, state=DRAFT, was=APPROVED, by=by, at=parts.clock.now()
        )
        return len(done)


def _row(lecture: int | None, counts: Mapping[tuple[int | None, str], int]) -> Row:
    return Row(lecture, *(counts.get((lecture, state), 0) for state in EVERY))


def _last_unknown(number: int | None) -> tuple[bool, int]:
    return number is None, number or 0
