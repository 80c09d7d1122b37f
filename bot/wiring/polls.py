"""A course's polls."""

from __future__ import annotations

from collections.abc import Callable

from bot.services.polls.parts import PollParts
from bot.services.polls.service import PollService
from bot.services.reminding.planner import Planner
from bot.storage import Storage
from config.course import CourseConfig


def poll_service(
    config: CourseConfig,
    storage: Storage,
    planner: Planner,
    workspace: str,
    new_id: Callable[[], str],
) -> PollService:
    """`planner` tells the time, and whom to wake when there is something to send: a dispatch built later."""
    facts = config.course
    parts = PollParts(
        workspace,
        facts.id,
        facts.timezone,
        storage.polls,
        storage.ballots,
        storage.redraws,
        storage.templates,
        planner.clock,
        new_id,
        lambda: planner.wake(),  # noqa: PLW0108 - set later
    )
    return PollService.of(parts)
