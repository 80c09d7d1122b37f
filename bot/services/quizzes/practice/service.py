"""Practice of one course: its steps, how somebody is doing, their limits, and forgetting all of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.services.quizzes.practice.days import streak
from bot.services.quizzes.practice.parts import PracticeParts
from bot.services.quizzes.practice.ports import Wishes
from bot.services.quizzes.practice.sessions import TOPIC, Scope
from bot.services.quizzes.practice.showing import Showing
from bot.services.quizzes.practice.stats import by_lecture, doubts, forecast
from bot.services.quizzes.practice.stepping import Stepping
from bot.services.quizzes.practice.views import Stats

NEW_CHOICES, MOST_CHOICES = (0, 5, 10, 20, 50), (10, 20, 30, 50, 100)
"""What the two daily limits may be: of new questions, and of all together."""


@dataclass(frozen=True)
class PracticeService:
    """What listeners and the Home tab ask of practice. Nobody's practice is shown to anybody else."""

    parts: PracticeParts

    @property
    def steps(self) -> Stepping:
        return Stepping(self.parts, Showing(self.parts))

    async def stats(self, user: str) -> Stats:
        """How somebody is doing."""
        parts, deck = self.parts, await self.parts.deck(user)
        days = await parts.practice.days(parts.workspace, parts.course, user)
        return Stats(
            deck.day,
            len(deck.due),
            deck.answered,
            by_lecture(deck),
            forecast(deck),
            streak(days, deck.day),
            doubts(deck.sure_wrong),
            len(days),
            bool(deck.questions),
        )

    async def due(self, user: str) -> int:
        """How many questions somebody is to be asked again by now."""
        parts, place = self.parts, (self.parts.workspace, self.parts.course, user)
        due = await parts.practice.memories(*place, due_by=parts.now)
        ids = [memory.question_id for memory in due]
        return len(await parts.askable_of(user, ids)) if ids else 0

    async def knows(self, user: str, topic: str) -> bool:
        """Are there questions about this topic that somebody may be asked now, or once the class is asked them no longer?"""
        deck = await self.parts.deck(user)
        found, _ = await Showing(self.parts).narrowed(deck, Scope(TOPIC, topic=topic))
        return bool(found.questions or found.in_use)

    async def wishes(self, user: str) -> Wishes:
        return await self.parts.practice.wishes(self.parts.workspace, self.parts.course, user)

    async def limit(self, user: str, *, new: int | None = None, most: int | None = None) -> Wishes:
        """Change one of the daily limits; what is none of the choices changes nothing."""
        before = await self.wishes(user)
        after = replace(
            before,
            daily_new=new if new in NEW_CHOICES else before.daily_new,
            daily_most=most if most in MOST_CHOICES else before.daily_most,
        )
        if after != before:
            await self.parts.practice.wish(self.parts.workspace, self.parts.course, user, after)
        return after

    async def erase(self, user: str) -> bool:
        """Forget all of somebody's practice, and who said of questions that they are off; False where there was none."""
        parts = self.parts
        said = await parts.bank.forget(parts.workspace, user)
        return await parts.practice.erase(parts.workspace, user) + said > 0
