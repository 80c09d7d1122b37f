"""`/quiz settings`, for instructors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.quizzes import settings as blocks
from bot.listeners.deadlines.telling import carried, chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Taken, text_of, value_of
from bot.listeners.who import staff

Payload = Mapping[str, Any]
NOBODY = "Choose somebody."
WRONG = f"Write a whole number from 0 to {blocks.MOST_PERCENT}."


async def settings(deps: Deps, body: Payload, _: str) -> Message:
    """How things are."""
    staff(deps, body)
    return await _as_it_is(deps)


async def _as_it_is(deps: Deps, told: str = "") -> Message:
    parts = deps.quizzes.banking.parts
    now = await parts.bank.settings(parts.workspace, parts.course)
    extra = await parts.bank.extra_time(parts.workspace, parts.course)
    return blocks.settings(now, extra, told)


async def switch(deps: Deps, body: Payload) -> None:
    """Drafts are practised, or no more."""
    by, parts = staff(deps, body), deps.quizzes.banking.parts
    on = chosen(body) == "on"
    before = await parts.bank.settings(parts.workspace, parts.course)
    after = replace(before, practise_drafts=on, changed_by=by, changed_at=deps.clock.now())
    await parts.bank.set(parts.workspace, parts.course, after)
    await tell(deps, body, await _as_it_is(deps, blocks.SWITCHED[on]), replace=True)


async def open_time(deps: Deps, body: Payload) -> None:
    """ "Give somebody more time…" and "Change…": the window."""
    staff(deps, body)
    parts = deps.quizzes.banking.parts
    user = chosen(body).removeprefix("-")
    extra = await parts.bank.extra_time(parts.workspace, parts.course)
    view = blocks.time_window(carried("", body), user, extra.get(user, 0))
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Keep it."""
    staff(deps, body)
    user = str(value_of(body, blocks.PERSON).get("selected_user") or "")
    typed = text_of(body, blocks.PERCENT).removesuffix("%").strip()
    percent = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else -1
    errors = {} if user else {blocks.PERSON: NOBODY}
    errors |= {} if 0 <= percent <= blocks.MOST_PERCENT else {blocks.PERCENT: WRONG}
    if errors:
        return Taken(errors=errors)
    return Taken(work=partial(_given, user, percent))


async def _given(user: str, percent: int, deps: Deps, body: Payload) -> None:
    parts = deps.quizzes.banking.parts
    await parts.bank.give_time(parts.workspace, parts.course, user, percent)
    await tell(deps, body, await _as_it_is(deps, blocks.saved(user, percent)), replace=True)


ACTIONS = {"bank_drafts": switch, "bank_time": open_time}
WINDOWS = {"bank_time": submitted}
