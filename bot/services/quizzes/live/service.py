"""A course's live quizzes, as listeners use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.services.polls.parts import PollParts
from bot.services.quizzes.bank.ports import Bank
from bot.services.quizzes.frozen import Askable
from bot.services.quizzes.live.drafting import QuizDrafting
from bot.services.quizzes.live.hosting import Hosting
from bot.services.quizzes.live.playing import Playing
from bot.services.quizzes.live.rehearsal import Rehearsing
from bot.services.quizzes.live.ticking import QuizTicking
from knowledge.course import Course


@dataclass(frozen=True)
class LiveQuizzes:
    """All that is done with live quizzes, by subject. `ticking` is to be called about twice a second."""

    drafting: QuizDrafting
    hosting: Hosting
    playing: Playing
    ticking: QuizTicking
    rehearsing: Rehearsing

    @classmethod
    def of(
        cls, parts: PollParts, bank: Bank, askable: Askable, course: Callable[[], Course]
    ) -> LiveQuizzes:
        """On a course's polls; `askable` tells whether a question may be asked now (quizzes.held)."""
        hosting = Hosting(parts, bank)
        drafting = QuizDrafting(parts, bank, askable, course)
        rehearsing = Rehearsing(drafting, hosting)
        ticking = QuizTicking(hosting, rehearsing)
        return cls(drafting, hosting, Playing(parts), ticking, rehearsing)
