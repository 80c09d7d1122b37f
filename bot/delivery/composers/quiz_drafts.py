"""The private word to an instructor that drafted questions wait."""

from __future__ import annotations

from dataclasses import dataclass

from bot.blocks.quizzes.bank_overview import drafts_wait
from bot.delivery.composing import Composed, Dropped
from bot.services.quizzes.bank.service import BankService
from bot.services.reminding.ports import Outgoing


@dataclass(frozen=True)
class QuizDraftsComposer:
    """How many they are is counted when it is posted."""

    banking: BankService

    async def __call__(self, message: Outgoing) -> Composed | Dropped:
        count = (await self.banking.reviewing.overview()).drafts
        if not count:
            return Dropped(why="none wait")
        return Composed(drafts_wait(count, self.banking.parts.code))
