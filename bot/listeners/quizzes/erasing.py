"""`/quiz erase`: what is kept of somebody goes, once they have read what that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import Message
from bot.blocks.quizzes import erasing as blocks
from bot.listeners import home
from bot.listeners.deadlines.telling import chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler
from bot.listeners.who import user_of

Payload = Mapping[str, Any]
ALL = "all"
"""What the button carries that erases all; one of before erases what its question named: practice."""


async def erase(deps: Deps, body: Payload, _: str) -> Message:
    """`/quiz erase`: asks first."""
    user = user_of(body)
    kept = await deps.quizzes.erasing.kept(user)
    return blocks.erasing(kept, staff=deps.config.is_instructor(user))


async def do_erase(deps: Deps, body: Payload) -> None:
    """ "Erase all of it" """
    if chosen(body) != ALL:
        await do_erase_practice(deps, body)
        return
    user, erasing = user_of(body), deps.quizzes.erasing
    before, anything = await erasing.kept(user), await erasing.everything(user)
    await tell(deps, body, blocks.erased(before, anything=anything), replace=True)
    home.refresh(deps, body)


async def do_erase_practice(deps: Deps, body: Payload) -> None:
    """ "Only my practice" """
    anything = await deps.quizzes.practising.erase(user_of(body))
    await tell(deps, body, blocks.erased_practice(anything=anything), replace=True)
    home.refresh(deps, body)


async def keep(deps: Deps, body: Payload) -> None:
    """ "Keep it" """
    await tell(deps, body, blocks.kept(), replace=True)


ACTIONS: dict[str, Handler] = {
    "quiz_erase": do_erase,
    "quiz_erase_practice": do_erase_practice,
    "quiz_keep": keep,
}
