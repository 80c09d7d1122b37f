"""A course's live quizzes, as listeners use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.polls.parts import PollParts
from bot.services.quizzes.bank.ports import Bank
from bot.services.quizzes.frozen import Askable
from bot.services.quizzes.live.attention import Attention
from bot.services.quizzes.live.drafting import QuizDrafting
from bot.services.quizzes.live.hosting import Hosting
from bot.services.quizzes.live.playing import Playing
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.live.ticking import QuizTicking
from knowledge.course import Course


@dataclass(frozen=True)
class LiveQuizzes:
    """All that is done with live quizzes, by subject. `tick` is to be called about twice a second."""

    drafting: QuizDrafting
    hosting: Hosting
    playing: Playing
    ticking: QuizTicking
    rehearsing: Rehearsing
    attention: Attention

    @classmethod
    def of(
        cls, parts: PollParts, bank: Bank, askable: Askable, course: Callable[[], Course]
    ) -> LiveQuizzes:
        """On a course's polls; `askable` tells whether a question may be asked now (quizzes.held)."""
        attention = Attention(parts.clock)
        hosting = Hosting(parts, bank, attention.stir)
        drafting = QuizDrafting(parts, bank, askable, course)
        rehearsing = Rehearsing(drafting, hosting)
        ticking = QuizTicking(hosting, rehearsing)
        return cls(drafting, hosting, Playing(parts), ticking, rehearsing, attention)

    async def tick(self) -> None:
        """Let what is live go on by the clock. Raises StorageError, ExceptionGroup."""
        await self.attention.look(self.ticking.tick, nothing=False)
