"""Private calendar addresses: shown, renewed, removed; and the dates as a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import calendar as blocks
from bot.blocks.answers import Message, note
from bot.blocks.mrkdwn import escape
from bot.blocks.windows import window
from bot.listeners.deps import Deps
from bot.listeners.handed import ALREADY
from bot.listeners.taking import Handler
from bot.listeners.where import thread_of
from bot.services.file_names import stem_of

Payload = Mapping[str, Any]


async def calendar(deps: Deps, body: Payload, _: str = "") -> Message:
    """`/deadlines calendar`"""
    return (await _shown(deps, str(body["user_id"]))).message


async def _shown(deps: Deps, user: str, lead: str = "") -> blocks.Shown:
    address = await deps.calendars.address(user) if deps.calendars.base else ""
    course = deps.config.course
    return blocks.Shown(course.code, address, lead, staff=deps.config.is_instructor(user))


async def show(deps: Deps, body: Payload) -> None:
    """The button in a list of deadlines, or in the Home tab."""
    shown = await _shown(deps, body["user"]["id"])
    if body.get("view"):
        await deps.slack.open_window(body["trigger_id"], shown.view)
    else:
        await deps.slack.respond(body["response_url"], shown.message, thread_ts=thread_of(body))


async def renew(deps: Deps, body: Payload) -> None:
    """A new address in the old one's place."""
    if not deps.calendars.base:
        await _in_its_place(deps, body, await _shown(deps, body["user"]["id"]))
        return
    address = await deps.calendars.renewed(body["user"]["id"])
    shown = blocks.Shown(deps.config.course.code, address, blocks.RENEWED)
    await _in_its_place(deps, body, shown)


async def _in_its_place(deps: Deps, body: Payload, shown: blocks.Shown) -> None:
    if body.get("view"):
        await deps.slack.update_window(body["view"]["id"], shown.view)
    else:
        url, thread = body["response_url"], thread_of(body)
        await deps.slack.respond(url, shown.message, thread_ts=thread, replace=True)


async def remove(deps: Deps, body: Payload) -> None:
    """No address any more."""
    await deps.calendars.remove(body["user"]["id"])
    if body.get("view"):
        view = window("Your calendar", blocks.removed())
        await deps.slack.update_window(body["view"]["id"], view)
    else:
        message = Message(blocks.REMOVED, blocks.removed())
        url, thread = body["response_url"], thread_of(body)
        await deps.slack.respond(url, message, thread_ts=thread, replace=True)


async def download(deps: Deps, body: Payload) -> None:
    """The calendar as a file, in the direct message with whoever asks."""
    user, code = body["user"]["id"], deps.config.course.code
    data = await deps.calendars.file(user)
    words = blocks.FILE_WORDS.format(course=escape(code))
    sent = await deps.handed.once(user, f"{stem_of(code)}-deadlines.ics", data, words=words)
    said = blocks.FILE_SENT if sent else ALREADY
    if body.get("view"):
        await _in_its_place(deps, body, await _shown(deps, user, said))
    else:
        told = note(said)
        await deps.slack.respond(body["response_url"], told, thread_ts=thread_of(body))


ACTIONS: dict[str, Handler] = {
    "feed_show": show,
    "feed_renew": renew,
    "feed_remove": remove,
    "feed_download": download,
}
