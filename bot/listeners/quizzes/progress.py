"""How somebody's practice goes, and their limits: `/quiz stats`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog

from bot.blocks.quizzes import stats as stats_blocks
from bot.listeners.deadlines.telling import chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.pictured import unless_refused
from bot.listeners.taking import Handler
from bot.listeners.who import user_of
from bot.services.pictures import Picture

log = structlog.get_logger(__name__)
Payload = Mapping[str, Any]


async def stats(deps: Deps, body: Payload, _: str) -> None:
    """`/quiz stats`"""
    await _tell_stats(deps, body, replace=False)


async def show_stats(deps: Deps, body: Payload) -> None:
    """ "How am I doing?" """
    await _tell_stats(deps, body, replace=True)


async def _tell_stats(deps: Deps, body: Payload, *, replace: bool) -> None:
    found = await deps.quizzes.practising.stats(user_of(body))
    forecasts = deps.quizzes.forecasts
    try:
        drawn = await forecasts.of(found)
    except Exception as error:
        log.warning("no_forecast", error=type(error).__name__)
        drawn = None

    async def send(picture: Picture | None) -> None:
        await tell(deps, body, stats_blocks.stats(found, picture), replace=replace)

    async def forget() -> None:
        if drawn is not None:
            forecasts.forget(drawn)

    await unless_refused(drawn, send, forget)


async def limits(deps: Deps, body: Payload) -> None:
    """ "My limits" """
    wishes = await deps.quizzes.practising.wishes(user_of(body))
    await tell(deps, body, stats_blocks.limits(wishes))


async def _limit(deps: Deps, body: Payload, *, which: str) -> None:
    """One of the two menus."""
    value = number(chosen(body))
    wishes = await deps.quizzes.practising.limit(user_of(body), **{which: value})
    await tell(deps, body, stats_blocks.limits(wishes, changed=True), replace=True)


ACTIONS: dict[str, Handler] = {
    "quiz_stats": show_stats,
    "quiz_limits": limits,
    "quiz_new": partial(_limit, which="new"),
    "quiz_most": partial(_limit, which="most"),
}
