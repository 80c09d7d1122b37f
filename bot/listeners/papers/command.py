"""`/lectern papers` and `/lectern class over`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.blocks.answers import Message, note
from bot.blocks.papers import asking as blocks
from bot.listeners.deadlines.telling import carried, chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Take, Taken, options_of, value_of
from bot.listeners.who import staff, user_of
from bot.services.polls.ports import OPEN, Poll

Payload = Mapping[str, Any]
NOT_THERE = "I am not in this channel. Invite me there with /invite @Lectern first."
NEEDS_CHANNEL = "Choose a channel: nobody has asked for direct messages yet."
_ON, _OFF = frozenset({"on", "yes", "start"}), frozenset({"off", "no", "stop", "never"})
_OVER = frozenset({"", "over", "done", "ended", "finished"})
CLOSED_ALREADY = "It is closed already."
HOW = (
    "`/lectern papers on`  ask me by direct message after each lecture\n"
    "`/lectern papers off`  don't\n"
    "`/lectern papers`  when and where the class is asked (instructors)\n"
    "`/lectern papers close`  close the open one before its time (instructors)\n"
    "`/lectern class over`  ask the class about today's lecture now (instructors)"
)


async def papers(deps: Deps, body: Payload, rest: str) -> Message | None:
    """`/lectern papers`, `/lectern papers on`, `off`, `close`."""
    user, rest = user_of(body), _said(rest)
    if rest in _ON | _OFF:
        await deps.papers.opt(user, on=rest in _ON)
        return blocks.wish(on=rest in _ON)
    if rest == "close":
        staff(deps, body)
        return await _open_one(deps)
    if rest:
        return note(HOW)
    if not deps.config.is_instructor(user):
        return blocks.wish(on=await deps.papers.wants(user))
    await _open_settings(deps, body)
    return None


def _said(rest: str) -> str:
    """Without what people add to a command."""
    return rest.casefold().strip(" .!?").removesuffix(" please").removesuffix(" now")


async def _open_one(deps: Deps) -> Message:
    latest = await deps.papers.latest()
    if latest is None or latest.state != OPEN:
        return note("No minute paper is open.")
    return blocks.open_one(latest, deps.config.course.timezone)


async def _open_settings(deps: Deps, body: Payload) -> None:
    now = await deps.papers.settings()
    channel = now.channel if now else next(iter(deps.config.slack.channels), "")
    view = blocks.settings_window(carried("-", body), now, channel, timetable=bool(deps.timetable))
    await deps.slack.open_window(body["trigger_id"], view)


async def settings(deps: Deps, body: Payload) -> Taken:
    """The submitted settings, with what is wrong beside its field."""
    staff(deps, body)
    on = "on" in options_of(body, blocks.ON)
    channel = str(value_of(body, blocks.CHANNEL).get("selected_conversation") or "")
    if channel and not await deps.slack.is_in(channel):
        return Taken(errors={blocks.CHANNEL: NOT_THERE})
    if on and not channel and not await deps.papers.audience():
        return Taken(errors={blocks.CHANNEL: NEEDS_CHANNEL})
    return Taken(work=partial(_keep, Chosen(on, channel)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an instructor chose."""

    on: bool
    channel: str


async def _keep(wanted: Chosen, deps: Deps, body: Payload) -> None:
    now = await deps.papers.switch(on=wanted.on, channel=wanted.channel, by=staff(deps, body))
    await tell(deps, body, blocks.saved(now, timetable=bool(deps.timetable)))


# Class over


async def class_over(deps: Deps, body: Payload, rest: str) -> Message | None:
    """`/lectern class over`: today's lecture, or "which?"."""
    staff(deps, body)
    if _said(rest).removeprefix("is ") not in _OVER:
        return note(HOW)
    today = deps.papers.todays()
    if today is not None:
        return await _about(deps, body, today.meeting.key)
    classes = deps.papers.recent()
    if len(classes) == 1:
        return await _about(deps, body, classes[0].meeting.key)
    return blocks.which(classes)


async def pick_class(deps: Deps, body: Payload) -> None:
    """A class, from the list."""
    staff(deps, body)
    await tell(deps, body, await _about(deps, body, chosen(body)), replace=True)


async def _about(deps: Deps, body: Payload, key: str) -> Message:
    known = await deps.papers.of_class(key)
    if known is not None:
        return _asked_before(deps, known)
    draft = await deps.papers.draft(key, staff(deps, body))
    if draft is None:
        return note("I don't know that class any more.")
    direct = len(await deps.papers.audience())
    return blocks.preview(draft, deps.config.course.timezone, direct)


def _asked_before(deps: Deps, known: Poll) -> Message:
    if known.state == OPEN:
        return blocks.asked(known, deps.config.course.timezone, 0, before=True)
    return note("That class was asked already, and its paper is closed. A class is asked once.")


async def ask(deps: Deps, body: Payload) -> None:
    """ "Post" under the preview."""
    key = chosen(body)
    new = await deps.papers.ask(key, staff(deps, body))
    direct = len(await deps.papers.audience())
    known = new or await deps.papers.of_class(key)
    if new is not None:
        message = blocks.asked(new, deps.config.course.timezone, direct)
    else:
        message = (
            _asked_before(deps, known) if known else note("That did not work. Please try again.")
        )
    await tell(deps, body, message, replace=True)


async def not_now(deps: Deps, body: Payload) -> None:
    """ "Not now" under the preview."""
    words = "Nothing was asked. `/lectern class over` shows it again."
    await tell(deps, body, note(words), replace=True)


async def close(deps: Deps, body: Payload) -> None:
    """ "Close now" """
    done = await deps.papers.close(chosen(body), staff(deps, body))
    words = "Closed. What came of it is in your direct message in a moment."
    await tell(deps, body, note(words if done else CLOSED_ALREADY), replace=True)


ACTIONS: dict[str, Handler] = {
    "paper_class": pick_class,
    "paper_ask": ask,
    "paper_not_now": not_now,
    "paper_close": close,
}
WINDOWS: dict[str, Take] = {"paper_settings": settings}
