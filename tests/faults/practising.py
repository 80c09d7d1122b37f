"""People who practise, each answer pressed twice, and bots in processes of their own that take the answers."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot.errors import StorageError
from bot.services.questions import QuestionService
from bot.services.quizzes.asking import Response
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.practice.parts import PracticeParts
from bot.services.quizzes.practice.service import PracticeService
from bot.services.quizzes.practice.sessions import Scope
from bot.services.quizzes.practice.stepping import Step, Stepping
from bot.services.quizzes.practice.views import Nothing, Outcome, Posed, Summary
from bot.storage import Storage, open_storage
from tests.faults.replica import Place
from tests.storage.records import NOON
from tests.unit.fakes import FakeClock, FakePeople, FakeQuestions
from tests.unit.services.papers.made import course
from tests.unit.services.quizzes.practising import InUse

WORKSPACE, COURSE = "T1", "tcss562"


class _Held:
    """Every lecture was held."""

    def askable(self, question: BankQuestion) -> bool:
        return True

    def opens_at(self, question: BankQuestion) -> datetime | None:
        return None


def practice_on(storage: Storage) -> PracticeService:
    """A course's practice, as it is wired, at a moment that stands still."""
    clock = FakeClock(NOON)
    questions = QuestionService(course(), COURSE, FakeQuestions(), FakePeople(), clock, lambda: "q")
    parts = PracticeParts(
        WORKSPACE,
        COURSE,
        "America/Los_Angeles",
        storage.bank,
        storage.practice,
        _Held(),
        InUse(),
        questions,
        lambda: secrets.token_hex(8),
    )
    return PracticeService(parts)


def take_answers(place: Place, people: tuple[str, ...]) -> None:
    """All these people practise what they may today, by this process, until it is killed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    asyncio.run(_practise(place, people))


async def _practise(place: Place, people: Sequence[str]) -> None:
    storage = await open_storage(place.database, migrate=False)
    steps = practice_on(storage).steps
    await asyncio.gather(*(_all_of_it(steps, user) for user in people))
    await asyncio.Event().wait()


async def _all_of_it(steps: Stepping, user: str) -> None:
    while True:
        with suppress(StorageError):  # others pressed again and again
            view = await steps.begin(user, Scope())
            if isinstance(view, Nothing | Summary):
                return
            if isinstance(view, Posed):
                await _pressed_twice(steps, user, view)
            if isinstance(view, Posed | Outcome):
                await steps.go_on(user, Step.of(view.place.key))


async def _pressed_twice(steps: Stepping, user: str, view: Posed) -> None:
    """At once, and not the same: one of them counts."""
    step = Step.of(view.place.key)
    chosen = [random.choice(view.asked.options).id for _ in range(2)]
    presses = (
        steps.answer(user, step, Response((option,)), sure=bool(n))
        for n, option in enumerate(chosen)
    )
    await asyncio.gather(*presses)
