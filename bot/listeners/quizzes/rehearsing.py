""" "Rehearse" under the private look at a quiz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.quizzes import live_draft as blocks
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler
from bot.listeners.who import staff


async def rehearse(deps: Deps, body: Mapping[str, Any]) -> None:
    """Begin it in the direct message with whoever asks; the draft stays as it is."""
    await deps.quizzes.live.rehearsing.begin(chosen(body), staff(deps, body))
    await deps.slack.respond(body["response_url"], blocks.rehearsing())


ACTIONS: dict[str, Handler] = {"live_rehearse": rehearse}
