"""`/quiz homework`: the form, the private look at it, and what instructors do with one that is posted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import structlog

from bot.blocks.answers import Message, note
from bot.blocks.deadlines import Reader
from bot.blocks.quizzes import homework as blocks
from bot.blocks.quizzes import homework_window as form
from bot.blocks.quizzes import kept_back
from bot.blocks.quizzes.live_draft import nothing
from bot.blocks.quizzes.subject_fields import LONGEST_TOPIC, NUMBER
from bot.blocks.windows import Carried
from bot.listeners.deadlines import telling
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, number
from bot.listeners.deps import Deps
from bot.listeners.polls.command import place_of
from bot.listeners.polls.confirming import check_channel
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.quizzes.subject import subject_of
from bot.listeners.taking import Handler, Take, Taken, day_of, option_of, text_of, time_of, value_of
from bot.listeners.who import staff, user_of
from bot.services.deadlines.zones import on_the_wall
from bot.services.polls.drafting import Refused
from bot.services.quizzes.bank.ports import BankQuestion
from bot.services.quizzes.chosen import CannotDraft, typed
from bot.services.quizzes.homework.drafting import (
    Assignment,
    DraftChanged,
    assignment_of,
)

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]
NEW = "-"
DISCARDED = "Discarded. Nothing was posted."
_WEEK, _LAST_MINUTE = timedelta(days=7), time(23, 59)
_LIST = frozenset({"list", "open", "mine"})


async def homework(deps: Deps, body: Payload, rest: str) -> Message | None:
    """`/quiz homework`, `/quiz homework lecture 13`, `/quiz homework kvm`, `/quiz homework list`; students see what is open."""
    user = user_of(body)
    reader = await reader_of(deps, user)
    if not deps.config.is_instructor(user):
        return blocks.for_student(await deps.quizzes.homework.open_for(user), reader.zones)
    if rest.casefold() in _LIST:
        return await _listing(deps, reader)
    closes = reader.now + _WEEK
    topic, lecture = typed(rest)
    wanted = Assignment(closes, topic=topic, lecture=lecture)
    day = closes.astimezone(ZoneInfo(reader.zones.reader)).date()
    at_last = on_the_wall(day, _LAST_MINUTE, reader.zones.reader)[0]
    fitting = await deps.quizzes.homework.drafting.fitting()
    if not fitting.free and fitting.ids:
        return kept_back.nothing(fitting.kept, reader.zones, homework=True)
    if not fitting.free:
        return nothing(await deps.quizzes.live.drafting.waiting(), "given as homework")
    filled = _filled(wanted, at_last, place_of(deps, body), reader)
    await _open_form(deps, body, carried(NEW, body), filled, fitting.free)
    return None


async def _listing(deps: Deps, reader: Reader) -> Message:
    return blocks.listing(await deps.quizzes.homework.running(), reader.zones)


async def listed(deps: Deps, body: Payload) -> None:
    """ "Show the homework", where questions are kept back for it."""
    await tell(deps, body, await _listing(deps, await reader_of(deps, staff(deps, body))))


async def edit(deps: Deps, body: Payload) -> None:
    """ "Edit…" under the preview."""
    user = staff(deps, body)
    draft = await deps.quizzes.homework.drafting.mine(chosen(body), user)
    reader, wanted = await reader_of(deps, user), assignment_of(draft)
    filled = _filled(wanted, wanted.closes_at, draft.poll.channel, reader)
    fitting = await deps.quizzes.homework.drafting.fitting()
    await _open_form(deps, body, carried(draft.id, body), filled, fitting.free)


def _filled(wanted: Assignment, closes: datetime, channel: str, reader: Reader) -> form.Filled:
    local = closes.astimezone(ZoneInfo(reader.zones.reader))
    return form.Filled(
        f"{local:%Y-%m-%d}",
        f"{local:%H:%M}",
        channel,
        wanted.title,
        wanted.lecture,
        wanted.topic[:LONGEST_TOPIC],
        wanted.number,
        wanted.at_once,
    )


async def _open_form(
    deps: Deps,
    body: Payload,
    about: Carried,
    filled: form.Filled,
    fitting: Sequence[BankQuestion],
) -> None:
    lectures = Counter(one.lecture for one in fitting if one.lecture is not None)
    filled = replace(filled, number=max(1, min(filled.number, len(fitting))))
    view = form.form(about, filled, lectures, len(fitting))
    await deps.slack.open_window(body["trigger_id"], view)


async def formed(deps: Deps, body: Payload) -> Taken:
    """The submitted form: a draft, or what is wrong beside its field."""
    user = staff(deps, body)
    about = Carried.load(body["view"]["private_metadata"])
    channel = str(value_of(body, form.CHANNEL).get("selected_conversation") or "")
    draft_id = "" if about.question_id == NEW else about.question_id
    reader = await reader_of(deps, user)
    wanted = _wanted(body, reader)
    try:
        await check_channel(deps, user, channel)
        draft = await deps.quizzes.homework.drafting.draft(wanted, user, channel, draft_id=draft_id)
    except Refused as refusal:
        return Taken(errors={form.CHANNEL: _without_links(refusal.for_user)})
    except CannotDraft as refusal:
        said = kept_back.at_field(refusal, reader.zones)
        return Taken(errors={field_of(refusal, body, reader): said})
    return Taken(work=partial(_show_draft, draft.id, bool(draft_id)))


def _wanted(body: Payload, reader: Reader) -> Assignment:
    topic, lecture = subject_of(body)
    return Assignment(
        moment_of(body, reader),
        number(option_of(body, NUMBER)),
        text_of(body, form.TITLE_),
        topic,
        lecture,
        option_of(body, form.TELLING) == form.AT_ONCE,
    )


def moment_of(body: Payload, reader: Reader) -> datetime:
    """The day and time that were picked, in UTC; now, which is refused, where one was left empty."""
    day, at = day_of(body, form.DAY), time_of(body, form.TIME)
    return on_the_wall(day, at, reader.zones.reader)[0] if day and at else reader.now


def field_of(refusal: CannotDraft, body: Payload, reader: Reader) -> str:
    """Where it is shown: a moment that is over because of its day, beside the day."""
    day, today = day_of(body, form.DAY), reader.now.astimezone(ZoneInfo(reader.zones.reader)).date()
    over = refusal.field == form.TIME and day is not None and day < today
    return form.DAY if over else refusal.field


def _without_links(sentence: str) -> str:
    """Errors at fields are plain text."""
    return re.sub(r"<#\w+>", "that channel", sentence).replace("`", "")


async def _show_draft(draft_id: str, edited: bool, deps: Deps, body: Payload) -> None:
    """A new message; after "Edit…" in place of what was shown, while Slack still lets us."""
    message = await _preview(deps, staff(deps, body), draft_id)
    if edited:
        try:
            await telling.tell(deps, body, message, replace=True)
        except aiohttp.ClientError as error:
            log.info("preview_not_replaced", error=type(error).__name__)
        else:
            return
    await telling.tell(deps, body, message)


async def _preview(deps: Deps, user: str, draft_id: str, lead: str = "") -> Message:
    drafting, zones = deps.quizzes.homework.drafting, (await reader_of(deps, user)).zones
    draft = await drafting.mine(draft_id, user)
    kept = kept_back.line(await drafting.kept_back(draft), zones, homework=True)
    return blocks.preview(draft, zones, lead, kept)


# The draft's buttons


async def drop(deps: Deps, body: Payload) -> None:
    """ "Leave out" beside a question."""
    user = staff(deps, body)
    draft_id, seen, which = (*chosen(body).split(":"), "", "")[:3]
    lead = ""
    try:
        await deps.quizzes.homework.drafting.drop(draft_id, user, seen=number(seen), number=number(which))  # fmt: skip
    except DraftChanged as refusal:
        lead = refusal.for_user
    await tell(deps, body, await _preview(deps, user, draft_id, lead))


async def restore(deps: Deps, body: Payload) -> None:
    """ "Undo" below what was left out."""
    user = staff(deps, body)
    draft_id, _, bank_id = chosen(body).partition(":")
    lead = ""
    try:
        await deps.quizzes.homework.drafting.restore(draft_id, user, bank_id)
    except DraftChanged as refusal:
        lead = refusal.for_user
    await tell(deps, body, await _preview(deps, user, draft_id, lead))


async def post(deps: Deps, body: Payload) -> None:
    """ "Post": what was shown, once."""
    user = staff(deps, body)
    draft_id, _, seen = chosen(body).partition(":")
    drafting = deps.quizzes.homework.drafting
    draft = await drafting.mine(draft_id, user)
    await check_channel(deps, user, draft.poll.channel)
    try:
        posted = await drafting.post(draft_id, user, seen=number(seen))
    except (DraftChanged, CannotDraft) as refusal:
        await tell(deps, body, await _preview(deps, user, draft_id, refusal.for_user))
    else:
        await tell(deps, body, blocks.posted(posted))


async def discard(deps: Deps, body: Payload) -> None:
    """Throw the draft away."""
    await deps.quizzes.homework.drafting.discard(chosen(body), staff(deps, body))
    await tell(deps, body, note(DISCARDED))


ACTIONS: dict[str, Handler] = {
    "homework_list": listed,
    "homework_edit": edit,
    "homework_drop": drop,
    "homework_restore": restore,
    "homework_post": post,
    "homework_discard": discard,
}
WINDOWS: dict[str, Take] = {"homework_form": formed}
