"""What the Home tab and `/lectern status` say of the course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError

from bot.blocks import home as blocks
from bot.blocks.guides import Status
from bot.blocks.home import AHEAD_DAYS, MOST_REMINDERS, Dates, HomeFacts, Upcoming
from bot.errors import LecternError
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps
from bot.listeners.who import user_of
from bot.services.deadlines.ports import CONFIRMED
from bot.services.todays_class import todays_class

Payload = Mapping[str, Any]
log = structlog.get_logger(__name__)


async def home_facts(deps: Deps, workspace: str, user: str) -> HomeFacts:
    """The Home tab of one person; the staff's part only for instructors."""
    course, staff = deps.questions.course, ""
    if deps.config.is_instructor(user):
        counts = await deps.questions.store.counts(workspace, deps.questions.course_id)
        staff = (
            f"{counts['asked']} {'question' if counts['asked'] == 1 else 'questions'} so far, {counts['declined']} not answered by the lecture. "
            "`/lectern unanswered` lists them, `/lectern status` tells what I know.\n"
            "*Teach me your lectures:* drop PDF, PowerPoint, Markdown or other files into the *Messages* tab. "
            "`/lectern materials` lists what I was taught."
        )
    facts, dates = deps.config.course, await _dates(deps, workspace, user, staff=bool(staff))
    return HomeFacts(
        facts.code,
        facts.name,
        len(course.build.files),
        len(course.build.slides),
        course.suggestions(4),
        dates,
        staff,
        todays_class(deps.timetable, course, dates.now, dates.zones.reader),
        await deps.quizzes.practising.due(user),
    )


async def _dates(deps: Deps, workspace: str, user: str, *, staff: bool) -> Dates:
    """What is due for somebody, and what they are told when; from what is stored now."""
    reader = await reader_of(deps, user)
    coming = await deps.deadlines.listing.upcoming(user)
    soon = [s for s in coming if s.target <= reader.now + timedelta(days=AHEAD_DAYS)]
    channels = (await deps.deadlines.wanting.announcing()).channels if staff else ()
    return Dates(
        now=reader.now,
        zones=reader.zones,
        due=tuple(soon),
        more=len(coming) - len(soon),
        mine=await _upcoming(deps, workspace, (user,)),
        waiting=len(await deps.proposals.waiting()) if staff else 0,
        next_out=await _upcoming(deps, workspace, channels) if channels else (),
    )


async def _upcoming(deps: Deps, workspace: str, audiences: tuple[str, ...]) -> tuple[Upcoming, ...]:
    course = deps.questions.course_id
    waiting = await deps.reminders.coming(
        workspace, course, audiences=audiences, limit=MOST_REMINDERS
    )
    found = [(one, await deps.deadlines.parts.item(one.item_id)) for one in waiting]
    return tuple(Upcoming(one, item) for one, item in found if item is not None)


async def publish(deps: Deps, workspace: str, user: str) -> None:
    """Show somebody their Home tab as it is now."""
    facts = await home_facts(deps, workspace, user)
    await deps.slack.publish_home(user, blocks.home(facts))


def refresh(deps: Deps, body: Payload) -> None:
    """Bring somebody's Home tab up to date after what they did elsewhere, which must not wait for that."""
    deps.tasks.spawn(_refreshed(deps, user_of(body)))


async def _refreshed(deps: Deps, user: str) -> None:
    """A courtesy: opening the tab shows all of it anew."""
    try:
        await publish(deps, deps.deadlines.parts.workspace, user)
    except (LecternError, SlackApiError, aiohttp.ClientError, TimeoutError) as error:
        log.info("home_not_refreshed", error=type(error).__name__)


async def mark_done(deps: Deps, body: Payload) -> None:
    """The person has done it."""
    await _mark(deps, body, done=True)


async def mark_undone(deps: Deps, body: Payload) -> None:
    """The person has not done it after all."""
    await _mark(deps, body, done=False)


async def _mark(deps: Deps, body: Payload, *, done: bool) -> None:
    user, item = user_of(body), chosen(body)
    seen = await deps.deadlines.listing.one(user, item)
    if seen is not None and seen.item.state == CONFIRMED:
        await deps.deadlines.wanting.done(user, seen.item.id, done=done)
    await publish(deps, body["team"]["id"], user)


async def status_facts(deps: Deps, workspace: str) -> Status:
    """What is known, from which files, and how it is used."""
    build, facts = deps.questions.course.build, deps.config.course
    return Status(
        code=facts.code,
        name=facts.name,
        files=build.files,
        slides=len(build.slides),
        entries=len(build.entries),
        acronyms=len(build.acronyms),
        deadlines=len(build.deadlines),
        repairs=len(build.repairs),
        warnings=build.warnings,
        built_at=deps.questions.taken_up_at or deps.built_at,
        counts=await deps.questions.store.counts(workspace, deps.questions.course_id),
    )
