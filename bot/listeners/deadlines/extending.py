"""Private extensions: a later moment for one student."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any

from bot.blocks import deadline_windows as windows
from bot.blocks import extensions as blocks
from bot.blocks.answers import Message, note
from bot.blocks.extensions import Undoing, seconds
from bot.blocks.windows import Carried
from bot.listeners import once
from bot.listeners.deadlines.editing import meant, seen_item
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import carried, chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Taken, options_of, value_of
from bot.listeners.who import staff
from bot.services.deadlines.ports import CONFIRMED, DatedItem, Extension
from bot.services.deadlines.zones import GAP, on_the_wall

Payload = Mapping[str, Any]
NOT_ANY_MORE = "There is no such extension any more."
CHANGED_SINCE = (
    "This extension was changed since, so I left it as it is. `/deadlines extensions` shows it."
)


async def extend(deps: Deps, body: Payload, text: str) -> Message | None:
    """`/deadlines extend check-in`"""
    item = await meant(deps, body, text, "extend")
    if isinstance(item, Message):
        return item
    await _open(deps, body, item)
    return None


async def extend_seen(deps: Deps, body: Payload, about: str) -> None:
    """The window of the deadline that was seen."""
    item = await seen_item(deps, body, about)
    if item is not None:
        await _open(deps, body, item)


async def _open(deps: Deps, body: Payload, item: DatedItem) -> None:
    zone = deps.config.course.timezone
    view = windows.extend_window(
        carried(item.id, body), item.title, item.target, zone, all_day=item.all_day
    )
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Who gets how long, with what is wrong beside its field."""
    user = staff(deps, body)
    item_id = Carried.load(body["view"]["private_metadata"]).question_id
    seen = await deps.deadlines.listing.one(user, item_id)
    if seen is None or seen.item.state != CONFIRMED:
        return Taken(errors={"student": "This deadline is not there any more."})
    student = str(value_of(body, "student").get("selected_user") or "")
    until, errors = _until(deps, body, seen.item)
    if not student or student == deps.bot_user:
        errors = {"student": "Choose a student."} | errors
    if until is None or errors:
        return Taken(errors=errors)
    tell_them = "tell" in options_of(body, "tell")
    return Taken(work=partial(_give, seen.item, student, until, tell_them=tell_them))


def _until(deps: Deps, body: Payload, item: DatedItem) -> tuple[datetime | None, dict[str, str]]:
    day, at = value_of(body, "day").get("selected_date"), value_of(body, "at").get("selected_time")
    if not day or not at:
        return None, {"at" if day else "day": "Choose until when."}
    zone = deps.config.course.timezone
    until, odd = on_the_wall(date.fromisoformat(day), time.fromisoformat(at), zone)
    if odd == GAP:
        return None, {"at": "The clocks skip this time on that day. Choose another."}
    if until <= item.target:
        return None, {"day": "That is no later than for everybody."}
    if until <= deps.clock.now():
        return None, {"day": "That is in the past."}
    return until, {}


async def _give(
    item: DatedItem, student: str, until: datetime, deps: Deps, body: Payload, *, tell_them: bool
) -> None:
    user, wanting = staff(deps, body), deps.deadlines.wanting
    before = await wanting.extension(item.id, student)
    extension = await wanting.extend(item, student, until, user)
    if tell_them:
        await _tell_student(deps, body, item, extension)
    reader = await reader_of(deps, user)
    message = blocks.extended(item, extension, before, reader, told=tell_them)
    await tell(deps, body, message)


async def _tell_student(deps: Deps, body: Payload, item: DatedItem, extension: Extension) -> None:
    """Once for each moment that they were given."""
    message = blocks.told_to_student(item, extension, await reader_of(deps, extension.user))
    key = f"extension:{item.id}:{extension.user}:{seconds(extension)}"
    post = once.Post(once.EXTENSION, key, extension.user, message)
    claim = await once.written_down(deps, body["team"]["id"], post)
    if claim is not None:
        await once.make(deps, claim)


async def withdraw(deps: Deps, body: Payload) -> None:
    """Take an extension back."""
    user, wanting = staff(deps, body), deps.deadlines.wanting
    item_id, _, student = chosen(body).partition(":")
    given = await wanting.extension(item_id, student)
    if given is None or not await wanting.swap_extension(item_id, student, given, None, user):
        await tell(deps, body, note(NOT_ANY_MORE), replace=True)
        return
    await tell(deps, body, blocks.withdrawn(given), replace=True)


async def undo(deps: Deps, body: Payload) -> None:
    """Let stand again what stood before an extension was given, changed or withdrawn."""
    user, wanting = staff(deps, body), deps.deadlines.wanting
    back = Undoing.load(chosen(body))
    now, item = await wanting.extension(back.item, back.student), None
    if back.seen == seconds(now):
        item = await deps.deadlines.parts.item(back.item)
    if item is None or not await wanting.swap_extension(
        item.id, back.student, now, back.until, user
    ):
        await tell(deps, body, note(CHANGED_SINCE), replace=True)
        return
    given = await wanting.extension(item.id, back.student)
    message = blocks.taken_back(item, back.student, given, await reader_of(deps, user))
    await tell(deps, body, message, replace=True)


async def listed(deps: Deps, body: Payload, _: str) -> Message | None:
    """`/deadlines extensions`"""
    user, parts = staff(deps, body), deps.deadlines.parts
    items = await parts.items.all(parts.workspace, parts.course)
    pairs = [
        (item, extension)
        for item in items
        for extension in await parts.extensions.of_item(parts.workspace, item.id)
    ]
    return blocks.listed(pairs, await reader_of(deps, user))
