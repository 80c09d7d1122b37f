"""A course's quizzes, as listeners use them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.quizzes.bank.service import BankService
from bot.services.quizzes.erasing.service import Erasing
from bot.services.quizzes.homework.service import HomeworkService
from bot.services.quizzes.live.again import Again
from bot.services.quizzes.live.results import Results
from bot.services.quizzes.live.service import LiveQuizzes
from bot.services.quizzes.practice.forecast import Forecasts
from bot.services.quizzes.practice.service import PracticeService


@dataclass(frozen=True)
class QuizService:
    """All that is done with quizzes, by subject.

    `live` is what is played in channels, `homework` what each does alone; `results` is what came of
    both, `again` what of it comes back. `practising` is what people do by themselves, `forecasts`
    draws what is due for them. `banking` is what instructors do with the questions. `erasing` forgets people.
    """

    live: LiveQuizzes
    homework: HomeworkService
    results: Results
    again: Again
    practising: PracticeService
    forecasts: Forecasts
    banking: BankService
    erasing: Erasing
