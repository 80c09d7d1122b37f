"""A course's quizzes."""

from __future__ import annotations

from bot.services.polls.service import PollService
from bot.services.questions import QuestionService
from bot.services.quizzes.held import Holding
from bot.services.quizzes.live.service import LiveQuizzes
from bot.services.quizzes.service import QuizService
from bot.services.timetable import Timetable
from bot.storage import Storage
from config.course import CourseConfig


def quiz_service(
    config: CourseConfig,
    storage: Storage,
    polls: PollService,
    questions: QuestionService,
    timetable: Timetable,
) -> QuizService:
    """On the course's lectures and polls: their `parts` know the workspace, the clock and whom to wake."""
    holding = Holding(questions, timetable, config.embargoes)
    live = LiveQuizzes.of(polls.parts, storage.bank, holding.askable)
    return QuizService(storage.bank, storage.practice, holding, live)
