"""What all that is done with a course's questions works with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.services.ports import Clock
from bot.services.questions import QuestionService
from bot.services.quizzes.bank.ports import Bank, BankQuestion, Wanted
from bot.services.quizzes.held import Holding
from bot.services.reminding.ports import Outbox


@dataclass(frozen=True)
class BankParts:
    """One course's bank. `wake` looks at once at what may be due to be sent; `code` is what the course is called for short."""

    workspace: str
    course: str
    code: str
    bank: Bank
    holding: Holding
    outbox: Outbox
    instructors: Sequence[str]
    clock: Clock
    wake: Callable[[], None] = lambda: None

    @property
    def questions(self) -> QuestionService:
        """What the course is asked by; it knows the lectures."""
        return self.holding.questions

    async def get(self, question_id: str) -> BankQuestion | None:
        """A question of this course, whatever its state."""
        found = await self.bank.get(self.workspace, question_id)
        return found if found is not None and found.course == self.course else None

    async def find(self, wanted: Wanted) -> Sequence[BankQuestion]:
        """In the course's order."""
        return await self.bank.find(self.workspace, self.course, wanted)
