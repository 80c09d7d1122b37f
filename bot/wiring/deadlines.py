"""A course's deadlines, what is proposed about them, and its calendars."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from bot.delivery.fetching import CalendarHost
from bot.services.calendars.feeds import PrivateCalendars
from bot.services.calendars.following import Following
from bot.services.calendars.reading import CalendarReading
from bot.services.deadlines.official import OfficialDates
from bot.services.deadlines.parts import Parts
from bot.services.deadlines.proposals import ProposalService
from bot.services.deadlines.service import DeadlineService
from bot.services.reminding.planner import Planner
from bot.storage import Storage
from config.course import CourseConfig
from config.settings import Settings


def official_dates(parts: Parts) -> OfficialDates:
    """What questions about dates are answered with."""
    return OfficialDates(
        parts.workspace, parts.course, parts.timezone, parts.items, parts.extensions
    )


def deadline_service(
    config: CourseConfig,
    storage: Storage,
    planner: Planner,
    workspace: str,
    new_id: Callable[[], str],
) -> DeadlineService:
    facts = config.course
    parts = Parts(
        workspace,
        facts.id,
        facts.timezone,
        storage.items,
        storage.extensions,
        storage.wishes,
        planner,
        planner.clock,
        new_id,
    )
    return DeadlineService.of(parts, config.slack.channels)


def proposal_service(
    config: CourseConfig, storage: Storage, deadlines: DeadlineService
) -> ProposalService:
    facts = config.course
    terms = f"{facts.code} {facts.name}"
    return ProposalService(deadlines.parts, storage.outbox, config.slack.instructors, terms)


def private_calendars(
    settings: Settings, config: CourseConfig, storage: Storage, parts: Parts
) -> PrivateCalendars:
    name = f"{config.course.code} deadlines"
    base = settings.lectern_public_url or ""
    return PrivateCalendars(parts, name, storage.feeds, lambda: secrets.token_urlsafe(32), base)


def following(storage: Storage, proposals: ProposalService, host: CalendarHost) -> Following:
    reading = CalendarReading(proposals)
    return Following(
        proposals.parts,
        storage.followed,
        host,
        reading,
        storage.outbox,
        proposals.instructors,
    )
