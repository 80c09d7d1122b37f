"""`/deadlines`: a table of subcommands; anything else is searched for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bot.blocks import deadlines as blocks
from bot.blocks.answers import Message
from bot.blocks.deadline_help import did_you_mean, usage
from bot.errors import NotAllowed
from bot.listeners.deadlines import (
    calendars,
    editing,
    exchanging,
    extending,
    proposing,
    reading,
    settings,
    wishing,
)
from bot.listeners.deps import Deps
from bot.services.plain import plain

Payload = Mapping[str, Any]
Run = Callable[[Deps, Payload, str], Awaitable[Message | None]]
_NEAR = 70


@dataclass(frozen=True, slots=True)
class Subcommand:
    """`run` gets the words behind the subcommand; its message goes to whoever typed, None says nothing more."""

    run: Run
    typed: str
    does: str
    staff: bool = False


async def deadlines(deps: Deps, body: Payload) -> None:
    """`/deadlines`, `/deadlines past`, `/deadlines when is the check-in due`, …"""
    text = plain(str(body.get("text") or "")).strip()
    message = await _answer(deps, body, text)
    if message is not None:
        await deps.slack.respond(body["response_url"], message)


async def _answer(deps: Deps, body: Payload, text: str) -> Message | None:
    first, _, rest = text.partition(" ")
    name = _ALIASES.get(first.casefold(), first.casefold())
    chosen = SUBCOMMANDS.get(name)
    if chosen is None:
        return await _search(deps, body, text)
    if chosen.staff and not deps.config.is_instructor(body["user_id"]):
        raise NotAllowed
    return await chosen.run(deps, body, rest.strip())


async def _search(deps: Deps, body: Payload, text: str) -> Message:
    """What the words speak of; else the usage, with the subcommands that are spelt nearly so."""
    user = body["user_id"]
    near = _near(text, staff=deps.config.is_instructor(user))
    found = await reading.shown(deps, user, "search", text)
    if not found.items:
        return _usage(deps, user, text, near)
    lead = did_you_mean(near[:1]) if near else ""
    return blocks.listing(found, await reading.reader_of(deps, user), lead)


def _near(text: str, *, staff: bool) -> list[str]:
    """What may have been meant, with the words behind it, to be copied."""
    first, _, rest = text.partition(" ")
    names = [name for name, each in SUBCOMMANDS.items() if name and (staff or not each.staff)]
    found = process.extract(first.casefold(), names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2)
    return [f"{hit[0]} {rest}".strip() for hit in found]


def _usage(deps: Deps, user: str, unknown: str = "", near: list[str] | None = None) -> Message:
    staff = deps.config.is_instructor(user)
    told = [(each.typed, each.does, each.staff) for each in SUBCOMMANDS.values() if each.does]
    for_all = [(typed, does) for typed, does, for_staff in told if not for_staff]
    for_staff = [(typed, does) for typed, does, only in told if only]
    return usage(for_all, for_staff if staff else [], unknown, near or ())


async def _upcoming(deps: Deps, body: Payload, _: str) -> Message:
    return await reading.page(deps, body["user_id"], "upcoming")


async def _all(deps: Deps, body: Payload, _: str) -> Message:
    return await reading.page(deps, body["user_id"], "all")


async def _past(deps: Deps, body: Payload, _: str) -> Message:
    return await reading.page(deps, body["user_id"], "past")


async def _find(deps: Deps, body: Payload, text: str) -> Message:
    if not text:
        return await reading.page(deps, body["user_id"], "upcoming")
    return await _search(deps, body, text)


async def _help(deps: Deps, body: Payload, _: str) -> Message:
    return _usage(deps, body["user_id"])


_ALIASES = {
    "list": "",
    "upcoming": "",
    "next": "",
    "?": "help",
    "find": "search",
}
SUBCOMMANDS: dict[str, Subcommand] = {
    "": Subcommand(_upcoming, "", "what is coming up, with the time left"),
    "search": Subcommand(
        _find, "when is homework 1 due", "finds one; `/deadlines search …` does the same"
    ),
    "all": Subcommand(_all, "all", "all there are"),
    "past": Subcommand(_past, "past", "what is over"),
    "proposals": Subcommand(
        proposing.command,
        "proposals",
        "dates found in lectures and calendars, to confirm",
        staff=True,
    ),
    "calendar": Subcommand(
        calendars.command, "calendar", "your private address, for the calendar app that you use"
    ),
    "calendars": Subcommand(
        calendars.listing,
        "calendars",
        "calendars that the course follows; `/deadlines calendar https://…` follows one of Canvas, Moodle, Google, …",
        staff=True,
    ),
    "remind": Subcommand(
        wishing.remind,
        "remind homework 1",
        "your own reminders of it, in private; `/deadlines remind` alone: of all",
    ),
    "reminders": Subcommand(wishing.reminders, "reminders", "all that you asked for"),
    "done": Subcommand(wishing.done_words, "done homework 1", "no more direct reminders of it"),
    "mute": Subcommand(
        wishing.mute_words,
        "mute homework 1",
        "no direct reminders of it; `/deadlines mute` alone: of none. `unmute` undoes it",
    ),
    "unmute": Subcommand(wishing.unmute_words, "", ""),
    "help": Subcommand(_help, "help", "this text"),
    "add": Subcommand(
        editing.add,
        "add Tutorial 7 due next Friday 5pm",
        "shows what I understood before it is saved; `/deadlines add` alone opens a form",
        staff=True,
    ),
    "move": Subcommand(
        editing.move, "move homework 1 to Friday 5pm", "moves one, after you said so", staff=True
    ),
    "edit": Subcommand(editing.edit, "edit homework 1", "opens a form with all of it", staff=True),
    "cancel": Subcommand(editing.cancel, "cancel homework 1", "it does not take place", staff=True),
    "undo": Subcommand(editing.undo_last, "undo", "takes back what you changed last", staff=True),
    "extend": Subcommand(
        extending.extend,
        "extend homework 1",
        "a later moment for one student, in private",
        staff=True,
    ),
    "extensions": Subcommand(extending.listed, "extensions", "who has one", staff=True),
    "settings": Subcommand(
        settings.settings,
        "settings",
        "channels, lead times, quiet hours, weekly digest",
        staff=True,
    ),
    "export": Subcommand(
        exchanging.export, "export csv", "a file with all of them; `export json`, too", staff=True
    ),
    "import": Subcommand(
        exchanging.open_import, "import", "many at once: CSV, JSON or a line each", staff=True
    ),
    "preview": Subcommand(
        settings.preview, "preview", "what will be posted where and when", staff=True
    ),
}
