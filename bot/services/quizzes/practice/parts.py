"""What practice works with, and what of the bank somebody can be asked today."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.services.questions import QuestionService
from bot.services.quizzes.asking import PARTED, PICKED, TYPED, fits, is_answerable
from bot.services.quizzes.bank.ports import APPROVED, DRAFT, REJECTED, Bank, BankQuestion, Wanted
from bot.services.quizzes.practice.choosing import Deck
from bot.services.quizzes.practice.days import Today
from bot.services.quizzes.practice.ports import Practice
from knowledge.exchange import Item
from knowledge.exchange.codec import item_json


class Held(Protocol):
    """From when on questions may be asked (`quizzes/held.py`)."""

    def askable(self, question: BankQuestion) -> bool: ...

    def opens_at(self, question: BankQuestion) -> datetime | None: ...


class InUse(Protocol):
    """What a class is being asked just now (`quizzes/in_use.py`)."""

    async def until(self) -> Mapping[str, datetime | None]: ...


@dataclass(frozen=True)
class PracticeParts:
    """One course's practice. `timezone` is the course's, for people whose own Slack does not tell."""

    workspace: str
    course: str
    timezone: str
    bank: Bank
    practice: Practice
    held: Held
    in_use: InUse
    questions: QuestionService
    new_id: Callable[[], str]

    @property
    def now(self) -> datetime:
        return self.questions.clock.now()

    async def today(self, user: str) -> Today:
        """Now, where this person is."""
        zone = await self.questions.people.timezone(user) or self.timezone
        return Today(self.now, zone)

    async def deck(self, user: str) -> Deck:
        """All that they can be asked today, whatever the scope."""
        today = await self.today(user)
        known = await self.practice.memories(self.workspace, self.course, user)
        given = await self.practice.given(self.workspace, self.course, user, since=today.day)
        memories = {memory.question_id: memory for memory in known}
        by_now = Counter(one.question_id for one in given if one.day == today.day)
        begun = sum(
            memories[each].right + memories[each].wrong <= count
            for each, count in by_now.items()
            if each in memories
        )
        in_use = await self.in_use.until()
        asked = await self._unflagged(user, await self.askable())
        return Deck(
            [question for question in asked if question.id not in in_use],
            memories,
            await self.practice.wishes(self.workspace, self.course, user),
            today.now,
            today.day,
            today.begins(today.day),
            sum(by_now.values()),
            begun,
            [question for question in asked if question.id in in_use],
        )

    async def practised(self) -> list[BankQuestion]:
        """All that can be practised now or later, in the course's order."""
        wanted = Wanted(await self._states())
        found = await self.bank.find(self.workspace, self.course, wanted)
        return [question for question in found if practisable(question.item)]

    async def askable(self) -> list[BankQuestion]:
        """Those of them that may be asked by now, also those that a class is being asked."""
        return [each for each in await self.practised() if self.held.askable(each)]

    async def askable_of(self, user: str, ids: Collection[str]) -> list[BankQuestion]:
        """What of these questions somebody may be asked now."""
        states, found = await self._states(), await self.bank.several(self.workspace, ids)
        in_use = await self.in_use.until()
        askable = [
            each
            for each in found
            if each.state in states
            and not each.gone
            and practisable(each.item)
            and self.held.askable(each)
            and each.id not in in_use
        ]
        return await self._unflagged(user, askable)

    async def is_in_use(self, question_id: str) -> bool:
        """Is a class being asked it just now?"""
        return question_id in await self.in_use.until()

    async def _unflagged(self, user: str, questions: Sequence[BankQuestion]) -> list[BankQuestion]:
        """Without those that this person said are off, until somebody looked at them."""
        if not any(question.flags for question in questions):
            return list(questions)
        off = await self.bank.flagged_by(self.workspace, user)
        return [question for question in questions if question.id not in off]

    async def _states(self) -> frozenset[str]:
        chosen = await self.bank.settings(self.workspace, self.course)
        return frozenset({APPROVED, DRAFT} if chosen.practise_drafts else {APPROVED})

    async def available(self, question_id: str) -> BankQuestion | None:
        """One that may still be answered; None for one that was rejected, removed, is to come later or is in use."""
        if await self.is_in_use(question_id):
            return None
        found = await self.bank.get(self.workspace, question_id)
        if found is None or found.course != self.course or found.state == REJECTED:
            return None
        return found if self.held.askable(found) and practisable(found.item) else None


def practisable(item: Item) -> bool:
    """Can it be answered in a message, and marked by itself?"""
    return item.kind in PICKED | TYPED | PARTED and is_answerable(item) and fits(item)


def content_of(item: Item) -> str:
    """The same as long as nobody edits the question."""
    said = json.dumps(item_json(item), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]
