"""A course's polls: the service, what draws them, and what opens and closes them by the clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.delivery.composers.nudge import NudgeComposer
from bot.delivery.composers.poll import PollCards, PollComposer
from bot.delivery.composers.quiz import PodiumComposer, QuizCards
from bot.delivery.composing import Composer
from bot.delivery.directory import SlackDirectory
from bot.delivery.members import CachedMembers
from bot.delivery.redrawing import Redrawing
from bot.delivery.sender import Sending
from bot.delivery.slack import SlackGateway
from bot.services.polls import reposting
from bot.services.polls.finishing import Finishing
from bot.services.polls.parts import PollParts
from bot.services.polls.ports import NUDGE, POLL, Poll
from bot.services.polls.service import PollService
from bot.services.polls.ticking import Ticking
from bot.services.ports import People
from bot.services.quizzes.live.steps import PODIUM
from bot.services.reminding.planner import Planner
from bot.services.tasks import TaskRegistry
from bot.services.timetable import Timetable
from bot.storage import Storage
from config.course import CourseConfig


@dataclass(frozen=True)
class PollWiring:
    """What the rest is given of polls."""

    service: PollService
    redrawing: Redrawing
    ticking: Ticking
    composers: dict[str, Composer]


def wire_polls(  # noqa: PLR0913 - what polls are made of
    config: CourseConfig,
    storage: Storage,
    slack: SlackGateway,
    planner: Planner,
    *,
    tasks: TaskRegistry,
    sending: Sending,
    timetable: Timetable,
    workspace: str,
    new_id: Callable[[], str],
    people: People,
) -> PollWiring:
    """`planner` tells the time, and whom to wake when there is something to send: a dispatch built later."""
    facts, clock = config.course, planner.clock
    directory = SlackDirectory(slack.users, slack.members)
    cards = PollCards(storage.polls, storage.ballots, clock, directory.names_soon, facts.timezone)
    lost = _lost(storage, planner)
    step = timedelta(seconds=sending.rates.redraws)
    redrawing = Redrawing(
        storage.polls,
        storage.redraws,
        slack,
        clock,
        tasks,
        cards.draw,
        lost,
        step,
        lambda: finishing,
    )
    parts = PollParts(
        workspace,
        facts.id,
        facts.timezone,
        storage.polls,
        storage.ballots,
        storage.redraws,
        storage.templates,
        clock,
        new_id,
        lambda: planner.wake(),  # noqa: PLW0108 - set later
        CachedMembers(slack.members),
        partial(redrawing.note, workspace),
    )
    service = PollService.of(parts, timetable, directory, config.slack.instructors)
    finishing = Finishing(parts, slack)
    ticking = Ticking(parts, service.repeating.following)
    composers: dict[str, Composer] = {
        POLL: PollComposer(storage.polls, cards),
        NUDGE: NudgeComposer(parts, people),
        PODIUM: PodiumComposer(QuizCards(storage.polls, storage.ballots, clock, directory.names)),
    }
    return PollWiring(service, redrawing, ticking, composers)


def _lost(storage: Storage, planner: Planner) -> Callable[[Poll], Awaitable[None]]:
    """Tells the maker of a poll that its message is gone."""

    async def tell(poll: Poll) -> None:
        await storage.outbox.add([reposting.lost(poll, planner.clock.now())])
        planner.wake()

    return tell
