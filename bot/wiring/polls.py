"""A course's polls."""

from __future__ import annotations

from collections.abc import Callable

from bot.delivery.directory import SlackDirectory
from bot.delivery.slack import SlackGateway
from bot.services.polls.parts import PollParts
from bot.services.polls.service import PollService
from bot.services.reminding.planner import Planner
from bot.services.timetable import Timetable
from bot.storage import Storage
from config.course import CourseConfig


def poll_service(  # noqa: PLR0913 - what a course's polls are made of
    config: CourseConfig,
    storage: Storage,
    planner: Planner,
    workspace: str,
    new_id: Callable[[], str],
    *,
    slack: SlackGateway,
    timetable: Timetable,
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
    directory = SlackDirectory(slack.users, slack.members)
    return PollService.of(parts, timetable, directory)
