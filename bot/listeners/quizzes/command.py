"""`/quiz`: what follows it decides who answers; what is no word of ours is a topic to practise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.quizzes import usage as blocks
from bot.listeners.deps import Deps
from bot.listeners.quizzes import bank_tables, erasing, homework, hosting, practising, progress
from bot.listeners.who import user_of
from bot.services.plain import plain

Payload = Mapping[str, Any]
Run = Callable[[Deps, Payload, str], Awaitable[Message | None]]
"""Answers a subcommand, given what stands behind its name; None where it was answered otherwise."""


async def quiz(deps: Deps, body: Payload) -> None:
    """`/quiz`, `/quiz kvm`, `/quiz lecture 13`, `/quiz review`, …: the answer is for who typed it."""
    text = plain(str(body.get("text") or "")).strip()
    name, _, rest = text.partition(" ")
    run = SUBCOMMANDS.get(name.casefold())
    if run is not None and not await _is_topic(deps, body, name.casefold(), text):
        message = await run(deps, body, rest.strip())
    else:
        message = await practising.typed(deps, body, text)
    if message is not None:
        await deps.slack.respond(body["response_url"], message)


async def _is_topic(deps: Deps, body: Payload, name: str, text: str) -> bool:
    """ "live migration", typed by a student, is what they want to practise; so is "help desk" by anybody."""
    if len(text.split()) == 1:
        return False
    user = user_of(body)
    if name in _ALONE or deps.config.is_instructor(user):
        return name in _ALONE
    return await deps.quizzes.practising.knows(user, text)


async def _help(deps: Deps, body: Payload, _: str) -> Message:
    return blocks.usage(staff=deps.config.is_instructor(user_of(body)))


_ALONE = frozenset({"help", "?", "stats", "erase"})
"""These are nothing else's beginning: what stands behind them makes a topic of both."""
SUBCOMMANDS: dict[str, Run] = {
    "help": _help,
    "?": _help,
    **bank_tables.SUBCOMMANDS,
    "live": hosting.live,
    "homework": homework.homework,
    "stats": progress.stats,
    "erase": erasing.erase,
}
"""By the first word, in small letters. Each owner adds a line; those for instructors look who asks (`who.staff`)."""
