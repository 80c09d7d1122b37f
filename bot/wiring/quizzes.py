"""A course's quizzes."""

from __future__ import annotations

from bot.delivery.composers.quiz_after import AgainComposer, ResultComposer
from bot.delivery.composers.quiz_drafts import QuizDraftsComposer
from bot.delivery.composing import Composer
from bot.services.pictures import Upload
from bot.services.polls.service import PollService
from bot.services.questions import QuestionService
from bot.services.quizzes.bank.drafting import QUIZ_DRAFTS
from bot.services.quizzes.erasing.service import Erasing
from bot.services.quizzes.held import Holding
from bot.services.quizzes.homework.drafting import HomeworkDrafting
from bot.services.quizzes.homework.service import HomeworkService
from bot.services.quizzes.in_use import InUse
from bot.services.quizzes.live.again import QUIZ_AGAIN, Again
from bot.services.quizzes.live.results import QUIZ_RESULT, Results
from bot.services.quizzes.live.service import LiveQuizzes
from bot.services.quizzes.practice.forecast import Forecasts
from bot.services.quizzes.practice.parts import PracticeParts
from bot.services.quizzes.practice.service import PracticeService
from bot.services.quizzes.service import QuizService
from bot.services.timetable import Timetable
from bot.storage import Storage
from bot.wiring.quiz_bank import bank_service
from config.course import CourseConfig


def quiz_service(
    config: CourseConfig,
    storage: Storage,
    polls: PollService,
    questions: QuestionService,
    timetable: Timetable,
    upload: Upload,
) -> QuizService:
    """On the course's lectures and polls: their `parts` know the workspace, the clock and whom to wake."""
    holding = Holding(questions, timetable, config.embargoes)
    live = LiveQuizzes.of(polls.parts, storage.bank, holding.askable, holding.course)
    drafting = HomeworkDrafting(polls.parts, storage.bank, holding.askable, holding.course)
    homework = HomeworkService(polls.parts, drafting, storage.outbox)
    results = Results(polls.parts, polls.directory.names)
    again = Again(results, live.drafting)
    practising = _practising(storage, polls, questions, holding)
    return QuizService(
        live=live,
        homework=homework,
        results=results,
        again=again,
        practising=practising,
        forecasts=Forecasts(upload),
        banking=bank_service(config, storage, polls.parts, holding),
        erasing=Erasing(polls.parts, storage.bank, practising, storage.traces),
    )


def _practising(
    storage: Storage, polls: PollService, questions: QuestionService, holding: Holding
) -> PracticeService:
    place = polls.parts.workspace, polls.parts.course, polls.parts.timezone
    kept = storage.bank, storage.practice
    in_use = InUse(polls.parts)
    return PracticeService(
        PracticeParts(*place, *kept, holding, in_use, questions, polls.parts.new_id)
    )


def quiz_composers(quizzes: QuizService) -> dict[str, Composer]:
    """How the messages of quizzes get their words."""
    return {
        QUIZ_RESULT: ResultComposer(quizzes.results),
        QUIZ_AGAIN: AgainComposer(quizzes.again, quizzes.again.parts.timezone),
        QUIZ_DRAFTS: QuizDraftsComposer(quizzes.banking),
    }
