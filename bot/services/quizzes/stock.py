"""What a class can be asked of a course's questions, when a live quiz or a homework is put together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from bot.services.polls.parts import PollParts
from bot.services.polls.ports import Poll
from bot.services.quizzes.bank.ports import APPROVED, Bank, BankQuestion, Wanted
from bot.services.quizzes.chosen import cannot, spread
from bot.services.quizzes.frozen import Askable, Frozen, as_now, still_asked
from bot.services.quizzes.in_use import InUse, KeptBack, kept_back
from bot.services.quizzes.topics import narrowed
from knowledge.course import Course

T = TypeVar("T", BankQuestion, Frozen)
_NOTE = "kept_back"


@dataclass(frozen=True, slots=True)
class Parted(Generic[T]):
    """Questions that can be asked now; and those that a class is asked elsewhere, by their ids, and until when."""

    free: tuple[T, ...]
    ids: tuple[str, ...]
    kept: KeptBack

    def noted(self, draft: Poll, *, more: bool = False) -> Poll:
        """A draft that knows what was kept back for it (`Stock.kept_back`); `more`: besides what it knew of."""
        before: Sequence[str] = draft.notes.get(_NOTE, ()) if more else ()
        ids = list(dict.fromkeys([*before, *self.ids]))
        return replace(draft, notes={**draft.notes, _NOTE: ids})


@dataclass(frozen=True)
class Stock:
    """A course's approved questions. `may_be_asked`: by their form, and today; `in_use`: what is kept back meanwhile."""

    parts: PollParts
    bank: Bank
    may_be_asked: Askable
    in_use: InUse

    async def all(self) -> Parted[BankQuestion]:
        """In the course's order."""
        return await self._parted(await self._approved(), _id)

    async def about(self, course: Course, topic: str, lecture: int | None) -> Parted[BankQuestion]:
        """Those of a lecture and about a topic, where these are given."""
        found = await asyncio.to_thread(narrowed, course, await self._approved(), topic, lecture)
        return await self._parted(found.questions, _id)

    async def choose(
        self, course: Course, topic: str, lecture: int | None, number: int, luck: str
    ) -> Parted[BankQuestion]:
        """So many of these, from as many slides as there are. Raises CannotDraft."""
        found = await asyncio.to_thread(narrowed, course, await self._approved(), topic, lecture)
        parted = await self._parted(found.questions, _id)
        if len(parted.free) < number:
            raise cannot(topic, lecture, len(parted.free), found.near, parted.kept)
        return replace(parted, free=tuple(spread(parted.free, number, luck)))

    async def these(self, ids: Sequence[str]) -> Parted[BankQuestion]:
        """Those of these, in this order."""
        found = await still_asked(self.bank, self.parts.workspace, ids, self.may_be_asked)
        return await self._parted(found, _id)

    async def renewed(self, questions: Sequence[Frozen]) -> Parted[Frozen]:
        """A draft's questions as they are worded by now; the same where nothing changed."""
        now = await as_now(self.bank, self.parts.workspace, questions, self.may_be_asked)
        return await self._parted(now, lambda one: one.bank_id)

    async def kept_back(self, draft: Poll) -> KeptBack:
        """What was kept back for a draft, and is in use still."""
        ids = draft.notes.get(_NOTE, ())
        return kept_back(ids, await self.in_use.until()) if ids else KeptBack()

    async def _approved(self) -> list[BankQuestion]:
        found = await self.bank.find(self.parts.workspace, self.parts.course, Wanted((APPROVED,)))
        return [one for one in found if self.may_be_asked(one)]

    async def _parted(self, questions: Sequence[T], id_of: Callable[[T], str]) -> Parted[T]:
        until = await self.in_use.until()
        free = tuple(one for one in questions if id_of(one) not in until)
        ids = tuple(id_of(one) for one in questions if id_of(one) in until)
        return Parted(free, ids, kept_back(ids, until))


def _id(question: BankQuestion) -> str:
    return question.id
