"""The one place that builds things and wires them."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from pydantic import SecretStr
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import LecternApp
from bot.delivery.composers.digest import DigestComposer
from bot.delivery.composers.notice import NoticeComposer
from bot.delivery.composers.proposals import ProposalsComposer
from bot.delivery.composers.reminder import ReminderComposer
from bot.delivery.composing import Composer
from bot.delivery.dispatch import Dispatch
from bot.delivery.downloads import FileHost
from bot.delivery.failures import Failures
from bot.delivery.fetching import PUBLIC, CalendarHost, PublicResolver, Rules
from bot.delivery.misses import Misses
from bot.delivery.pacing import Pace
from bot.delivery.people import CachedPeople
from bot.delivery.recovery import GRACE, Recovery
from bot.delivery.sender import SENDING, Sender, Sending
from bot.delivery.slack import SlackGateway
from bot.delivery.slack_calls import CALL_SECONDS, make_client
from bot.errors import ConfigurationError, StorageError
from bot.listeners.clicks import ClickApp
from bot.listeners.deps import Deps
from bot.listeners.handed import Handed
from bot.listeners.quizzes import hosting
from bot.listeners.resume import resume
from bot.listeners.router import register
from bot.loading import LectureFiles
from bot.services.calendars.reading import CalendarReading
from bot.services.clock import ShiftedClock
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.wanting import Wanting
from bot.services.deadlines.watching import CourseWatch
from bot.services.knowing import CourseKeeper, CourseReader, Shelf
from bot.services.pictures import SlidePictures
from bot.services.ports import Clock
from bot.services.question_files import QuestionFiles
from bot.services.questions import QuestionService
from bot.services.quizzes.live.attention import Attention, RestingPanels
from bot.services.reminding.planner import Planner
from bot.services.reminding.ports import DIGEST, NOTICE, PROPOSALS, REMINDER
from bot.services.tasks import TaskRegistry
from bot.services.teaching import TeachingService
from bot.services.timetable_answers import TimetableAnswers
from bot.storage import Storage, open_storage
from bot.wiring.deadlines import (
    deadline_service,
    following,
    official_dates,
    private_calendars,
    proposal_service,
)
from bot.wiring.papers import paper_composers, paper_service
from bot.wiring.polls import wire_polls
from bot.wiring.quizzes import quiz_composers, quiz_service
from bot.wiring.timetable import timetable_of
from config.course import CourseConfig
from config.settings import Settings
from knowledge.readers.cache import ReadingCache

log = structlog.get_logger(__name__)


async def create_app(  # noqa: PLR0913 - what tests put in place of the world
    settings: Settings,
    config: CourseConfig,
    *,
    bot_token: str,
    clock: Clock | None = None,
    new_id: Callable[[], str] = lambda: secrets.token_hex(8),
    grace: timedelta = GRACE,
    sending: Sending = SENDING,
    calendars: Rules = PUBLIC,
    reading: Callable[[CourseConfig, ReadingCache, Path], CourseReader] = LectureFiles,
) -> LecternApp:
    """Everything but the connection to Slack.

    Raises:
        ConfigurationError: the token, the course or the database cannot be used.
        UnreadableSource: a lecture file cannot be read.
    """
    clock = clock or ShiftedClock.starting_at(settings.start_of_clock)
    local = settings.slack_api_url.startswith("http://")
    session = aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=CALL_SECONDS), cookie_jar=aiohttp.DummyCookieJar()
    )
    client = make_client(bot_token, settings.slack_api_url, session, local=local)
    slack = SlackGateway(client, session)
    storage: Storage | None = None
    try:
        identity = await _identity(slack)
        storage = await _open_storage(settings)
        keeper = _keeper(settings, config, storage, str(identity["team_id"]), reading)
        course = await keeper.load()
    except BaseException:
        await session.close()
        if storage is not None:
            await storage.close()
        raise
    connector = aiohttp.TCPConnector(resolver=PublicResolver(calendars))
    outside = aiohttp.ClientSession(connector=connector)
    people = CachedPeople(slack.timezone)
    questions = QuestionService(course, config.course.id, storage.questions, people, clock, new_id)
    planner = _planner(config, storage, clock)
    deadlines = deadline_service(config, storage, planner, str(identity["team_id"]), new_id)
    questions.dates = official_dates(deadlines.parts)
    timetable = timetable_of(config)
    questions.classes = TimetableAnswers(timetable)
    tasks = TaskRegistry()
    proposals = proposal_service(config, storage, deadlines)
    host = CalendarHost(outside, calendars)
    polls = wire_polls(
        config,
        storage,
        slack,
        planner,
        tasks=tasks,
        sending=sending,
        timetable=timetable,
        workspace=str(identity["team_id"]),
        new_id=new_id,
        people=people,
    )
    papers = paper_service(config, storage, polls.service, questions, timetable)
    quizzes = quiz_service(config, storage, polls.service, questions, timetable, slack)
    deps = Deps(
        config,
        questions,
        storage.inbox,
        slack,
        clock,
        tasks,
        _teaching(keeper, questions, storage, proposals, quizzes.banking.importing),
        FileHost(session, SecretStr(bot_token), settings.slack_api_url),
        _pictures(settings, keeper, storage, slack),
        deadlines,
        proposals,
        following(storage, proposals, host),
        storage.reminders,
        private_calendars(settings, config, storage, deadlines.parts),
        polls.service,
        papers,
        timetable,
        quizzes,
        RestingPanels(storage.host_panels, Attention(clock)),
        Handed(slack, storage.claims, str(identity["team_id"]), clock),
        str(identity["user_id"]),
        clock.now(),
    )
    bolt = _bolt(client, settings, bot_token, identity)
    register(bolt, deps)
    recovery = Recovery(storage.inbox, clock, lambda event: resume(deps, event), grace=grace)
    composers = _composers(config, storage, people, deadlines.wanting, proposals)
    composers |= polls.composers | paper_composers(papers, slack, config.course.timezone)
    composers |= quiz_composers(quizzes)
    sender = _sender(config, storage, slack, clock, sending, composers)
    dispatch = _dispatch(config, storage, planner, sender, tasks)
    secret = settings.slack_signing_secret
    watch = CourseWatch(questions, proposals)
    return LecternApp(
        bolt,
        deps,
        storage,
        session,
        outside,
        recovery,
        dispatch,
        watch,
        polls.redrawing,
        polls.ticking,
        partial(hosting.refresh, deps),
        secret,
    )


def _composers(
    config: CourseConfig,
    storage: Storage,
    people: CachedPeople,
    wanting: Wanting,
    proposals: ProposalService,
) -> dict[str, Composer]:
    """How each kind of message gets its words."""
    zone, clock = config.course.timezone, wanting.parts.clock
    kept = storage.items, storage.extensions, storage.wishes
    return {
        REMINDER: ReminderComposer(*kept, people, clock, zone),
        NOTICE: NoticeComposer(zone),
        DIGEST: DigestComposer(storage.items, storage.wishes, clock, config.course.code, zone),
        PROPOSALS: ProposalsComposer(proposals, wanting, people, clock, zone),
    }


def _sender(
    config: CourseConfig,
    storage: Storage,
    slack: SlackGateway,
    clock: Clock,
    sending: Sending,
    composers: dict[str, Composer],
) -> Sender:
    """What posts the outbox, with a composer for each kind of message."""
    pace = Pace(sending.rates)
    failures = Failures(storage.outbox, clock, config.slack.instructors, storage.polls)
    return Sender(storage.outbox, slack, clock, composers, failures, pace, sending.times)


def _dispatch(
    config: CourseConfig, storage: Storage, planner: Planner, sender: Sender, tasks: TaskRegistry
) -> Dispatch:
    """The tick over the stored reminders and the outbox."""
    kept = storage.reminders, storage.outbox
    misses = Misses(storage.reminders, storage.items, planner.clock, config.slack.instructors)
    return Dispatch(planner, *kept, sender, misses, tasks, planner.clock)


def _keeper(
    settings: Settings,
    config: CourseConfig,
    storage: Storage,
    workspace: str,
    reading: Callable[[CourseConfig, ReadingCache, Path], CourseReader],
) -> CourseKeeper:
    """The course as configured and taught. What lies in the data folder are copies."""
    data = settings.lectern_data
    reader = reading(config, ReadingCache.below(data), data / "presentations")
    shelf = Shelf(data / "taught")
    return CourseKeeper(workspace, config.course.id, storage.materials, shelf, reader)


def _teaching(
    keeper: CourseKeeper,
    questions: QuestionService,
    storage: Storage,
    proposals: ProposalService,
    quizzes: QuestionFiles,
) -> TeachingService:
    return TeachingService(
        keeper,
        storage.materials,
        storage.teachings,
        questions,
        storage.questions,
        CalendarReading(proposals),
        questions.clock,
        quizzes,
    )


def _pictures(
    settings: Settings, keeper: CourseKeeper, storage: Storage, slack: SlackGateway
) -> SlidePictures:
    folder = settings.lectern_data / "pictures"
    return SlidePictures(
        keeper.workspace, keeper.source, keeper.reader, storage.pictures, slack, folder
    )


def _planner(config: CourseConfig, storage: Storage, clock: Clock) -> Planner:
    facts = config.course
    return Planner(storage.items, storage.reminders, clock, facts.timezone, config.slack.channels)


async def _identity(slack: SlackGateway) -> Any:
    """Who the token says we are; asked once."""
    try:
        return await slack.identity()
    except SlackApiError as error:
        raise ConfigurationError(
            f"SLACK_BOT_TOKEN: Slack refused it ({error.response['error']})"
        ) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise ConfigurationError(
            f"SLACK_API_URL: cannot be reached ({type(error).__name__})"
        ) from error


async def _open_storage(settings: Settings) -> Storage:
    try:
        return await open_storage(settings.storage_url)
    except (StorageError, OSError) as error:
        name = "LECTERN_DATA" if settings.database_url is None else "DATABASE_URL"
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigurationError(f"{name}: {why}") from error


def _bolt(client: AsyncWebClient, settings: Settings, bot_token: str, identity: Any) -> ClickApp:
    """Bolt with our own authorization, which calls nothing: the default asks auth.test each time."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=identity.get("enterprise_id"),
            team_id=identity["team_id"],
            bot_token=bot_token,
            bot_id=identity["bot_id"],
            bot_user_id=identity["user_id"],
        )

    secret = settings.slack_signing_secret
    return ClickApp(
        name="lectern",  # else Bolt reads the source of all that called it, to find one
        client=client,
        authorize=authorize,
        signing_secret=secret.get_secret_value() if secret else None,
        process_before_response=True,
        raise_error_for_unhandled_request=False,
        logger=_bolt_logger(),
    )


def _bolt_logger() -> logging.Logger:
    """Bolt speaks only of failures: it warns of our own authorization, and greets at each connection."""
    logger = logging.getLogger("bot.bolt")
    logger.setLevel(logging.ERROR)
    return logger
