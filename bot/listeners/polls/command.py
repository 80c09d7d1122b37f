"""`/poll`: a line becomes a draft with a preview, or an answer that says what is unclear. It posts nothing by itself."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz, process

from bot.blocks.answers import Message, note
from bot.blocks.polls import usage as blocks
from bot.blocks.polls.preview import preview
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.polls import composing
from bot.listeners.taking import Handler
from bot.listeners.who import staff, user_of
from bot.services.plain import plain
from bot.services.polls.drafting import NO_CLASSES, is_for_later
from bot.services.polls.drafts import Draft, Problem, Unclear
from bot.services.polls.flags import NAMED, scan
from bot.services.polls.lines import line_of
from bot.services.polls.wording import parse

Payload = Mapping[str, Any]
Run = Callable[[Deps, Payload, str], Awaitable[Message | None]]
_NEAR = 75
UTC = ZoneInfo("UTC")
_BEFORE_FLAGS = re.compile(r"(?P<head>.*?)(?P<flags>\s+(?:--|[—–])\S.*)?", re.S)
_STAFF_ONLY = Problem(
    "Only instructors can schedule polls or repeat them.",
    "Leave the time out to post it now.",
    field="opens",
)


async def poll(deps: Deps, body: Payload) -> None:
    """`/poll`, `/poll help`, `/poll pace`, `/poll Lunch? Pizza, Sushi --anonymous`, …"""
    text = plain(str(body.get("text") or "")).strip()
    message = await _answer(deps, body, text)
    if message is not None:
        await deps.slack.respond(body["response_url"], message)


async def _answer(deps: Deps, body: Payload, text: str) -> Message | None:
    name, _, rest = text.partition(" ")
    run = SUBCOMMANDS.get(name.casefold())
    if run is not None and not rest.strip():
        return await run(deps, body, "")
    template = await _template(deps, text)
    if template:
        return await _read(deps, body, template, text)
    if text.casefold() in OTHER_WORDS:
        return await OTHER_WORDS[text.casefold()](deps, body, "")
    near = await _near(deps, text)
    if near:
        return blocks.usage(staff=deps.config.is_instructor(body["user_id"]), unknown=text, near=near)  # fmt: skip
    return await _read(deps, body, text, text)


async def _template(deps: Deps, text: str) -> str:
    """The line that a template's name stands for, with the flags that were typed behind it; "" for no name."""
    found = _BEFORE_FLAGS.fullmatch(text)
    head, given = (found["head"], found["flags"] or "") if found else (text, "")
    starter = await deps.polls.templates.named(head) if head.strip() else None
    if starter is None:
        return ""
    draft = starter.draft
    if any(flag.name == NAMED for flag in scan(given, deps.clock.now(), UTC).flags):
        draft = replace(draft, settings=replace(draft.settings, anonymous=False))
    return line_of(draft) + given


async def _near(deps: Deps, text: str) -> str:
    """What a short line without a question was perhaps meant to be: a subcommand or a template."""
    if len(text.split()) > 3 or re.search(r"[?？؟\n,;|\"“„«]", text):
        return ""
    names = [name for name in SUBCOMMANDS if name.isalpha()]
    found = process.extractOne(text.casefold(), names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return str(found[0]) if found else await deps.polls.templates.near(text)


async def _read(deps: Deps, body: Payload, line: str, typed: str) -> Message:
    """Keep what the line says as a draft, and show it; or say what is unclear and keep that."""
    user, where = body["user_id"], place_of(deps, body)
    reader = await reader_of(deps, user)
    found = parse(line, reader.now, ZoneInfo(reader.zones.reader))
    if isinstance(found, Draft) and is_for_later(found) and not reader.staff:
        at_once = replace(found, opens_at=None, settings=replace(found.settings, repeats=""))
        found = Unclear(typed, at_once, (_STAFF_ONLY,))
    elif isinstance(found, Draft) and deps.polls.drafting.never_opens(found):
        once = replace(found, settings=replace(found.settings, repeats=""))
        found = Unclear(typed, once, (Problem(*NO_CLASSES, field="repeats"),))
    if isinstance(found, Unclear):
        found = replace(found, typed=typed)
        kept = await deps.polls.drafting.draft(found.draft, user, where, typed=typed)
        return blocks.unclear(found, kept.id)
    kept = await deps.polls.drafting.draft(found, user, where)
    return preview(
        kept, reader.now, reader.zones, staff=reader.staff, choosing=body["channel_id"][0] == "D"
    )


def place_of(deps: Deps, body: Payload) -> str:
    """Where a poll shall go: the channel it was typed in; from a direct message the class's."""
    channel = str(body["channel_id"])
    return channel if channel[0] != "D" else next(iter(deps.config.slack.channels), "")


# Subcommands


async def _form(deps: Deps, body: Payload, _: str) -> Message | None:
    await composing.open_new(deps, body, place_of(deps, body))
    return None


async def _help(deps: Deps, body: Payload, _: str) -> Message | None:
    return blocks.usage(staff=deps.config.is_instructor(user_of(body)))


async def _templates(deps: Deps, body: Payload, _: str) -> Message | None:
    return blocks.templates(
        await deps.polls.templates.all(), staff=deps.config.is_instructor(user_of(body))
    )


async def _list(deps: Deps, body: Payload, _: str) -> Message | None:
    user = user_of(body)
    reader = await reader_of(deps, user)
    polls = await deps.polls.drafting.running(user, everybodys=reader.staff)
    return blocks.running(polls, reader.zones, user)


SUBCOMMANDS: dict[str, Run] = {
    "": _form,
    "form": _form,
    "new": _form,
    "help": _help,
    "?": _help,
    "templates": _templates,
    "template": _templates,
    "list": _list,
    "mine": _list,
}
OTHER_WORDS: dict[str, Run] = {
    **dict.fromkeys("--help —help -h how usage hilfe ayuda aide".split(), _help),
    **dict.fromkeys("manage close end stop cancel delete remove edit results".split(), _list),
}
"""What people try instead, where the course has no template of that name."""


# Buttons


async def new(deps: Deps, body: Payload) -> None:
    """ "Open the form" under the usage."""
    channel = str(body["channel"]["id"])
    await composing.open_new(deps, body, place_of(deps, {"channel_id": channel}))


async def remove_template(deps: Deps, body: Payload) -> None:
    """ "Remove" beside one of the course's own templates."""
    staff(deps, body)
    await deps.polls.templates.remove(chosen(body))
    message = await _templates(deps, body, "")
    await tell(deps, body, message or note("Removed."), replace=True)


ACTIONS: dict[str, Handler] = {"poll_new": new, "poll_template_remove": remove_template}
