""" "Rehearse" under the private look at a quiz."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.quizzes import live_draft as blocks
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler
from bot.listeners.who import staff
from bot.services.quizzes.live.model import Quiz
from bot.services.quizzes.live.rehearsal import Rehearsed

Payload = Mapping[str, Any]


async def rehearse(deps: Deps, body: Payload) -> None:
    """Begin it in the direct message with whoever asks, or go on with it; the draft stays as it is."""
    await _rehearsed(deps, body, chosen(body))


async def again(deps: Deps, body: Payload) -> None:
    """ "Start again": end the one that is being played, and begin this one."""
    draft_id, _, running = chosen(body).partition(":")
    await _rehearsed(deps, body, draft_id, instead_of=running)


async def _rehearsed(deps: Deps, body: Payload, draft_id: str, *, instead_of: str = "") -> None:
    user, rehearsing = staff(deps, body), deps.quizzes.live.rehearsing
    try:
        quiz = await rehearsing.begin(draft_id, user, instead_of=instead_of)
        shown = blocks.rehearsing(await _link(deps, quiz))
    except Rehearsed as refusal:
        link = await _link(deps, refusal.quiz)
        shown = blocks.rehearsed(refusal.quiz, draft_id, link, same=refusal.same)
    await deps.slack.respond(body["response_url"], shown)


async def _link(deps: Deps, quiz: Quiz) -> str:
    """The address of its message; "" where it is not shown yet."""
    channel, ts = quiz.poll.posted_channel, quiz.poll.ts
    return await deps.slack.permalink(channel, ts) if channel and ts else ""


ACTIONS: dict[str, Handler] = {"live_rehearse": rehearse, "live_rehearse_again": again}
