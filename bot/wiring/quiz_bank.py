"""A course's bank of questions."""

from __future__ import annotations

from bot.services.polls.parts import PollParts
from bot.services.quizzes.bank.parts import BankParts
from bot.services.quizzes.bank.service import BankService
from bot.services.quizzes.held import Holding
from bot.storage import Storage
from config.course import CourseConfig


def bank_service(
    config: CourseConfig, storage: Storage, at: PollParts, holding: Holding
) -> BankService:
    """`at` knows the workspace, the clock and whom to wake."""
    parts = BankParts(
        at.workspace,
        at.course,
        config.course.code,
        storage.bank,
        holding,
        storage.outbox,
        config.slack.instructors,
        at.clock,
        at.wake,
    )
    return BankService.of(parts)
