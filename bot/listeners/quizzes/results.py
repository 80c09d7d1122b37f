"""After a quiz or a homework: how it went, the table, the slides, asking again; and each player's own result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.answers import note
from bot.blocks.quizzes import analysis as blocks
from bot.blocks.quizzes import kept_back, results
from bot.listeners.deadlines.reading import reader_of
from bot.listeners.deadlines.telling import chosen, number
from bot.listeners.deps import Deps
from bot.listeners.handed import ALREADY, SENT
from bot.listeners.pictured import open_slide
from bot.listeners.quizzes.live_telling import tell
from bot.listeners.taking import Handler
from bot.listeners.who import staff, user_of
from bot.services.quizzes.places import slide_of

Payload = Mapping[str, Any]
WORDS = "A row for each player, by the name that they chose."
NOT_AGAIN = "That quiz was opened or thrown away already. `/quiz live` begins another one."


async def went(deps: Deps, body: Payload) -> None:
    """ "How it went": the same that the host was sent."""
    staff(deps, body)
    outcome = await deps.quizzes.results.outcome(chosen(body))
    await tell(deps, body, blocks.message(outcome))


async def table(deps: Deps, body: Payload) -> None:
    """ "CSV": a file in the direct message with whoever asks."""
    user = staff(deps, body)
    name, data = await deps.quizzes.results.table(chosen(body))
    sent = await deps.handed.once(user, name, data, words=WORDS)
    await deps.slack.respond(body["response_url"], note(SENT if sent else ALREADY))


async def slide(deps: Deps, body: Payload) -> None:
    """ "Show slide" beside a question that is over."""
    put = await deps.quizzes.results.put(chosen(body))
    found = slide_of(deps.questions.course, put.source) if put else None
    await open_slide(deps, body["trigger_id"], found[1] if found else None)


async def again(deps: Deps, body: Payload) -> None:
    """ "Ask these again next week" """
    user, poll_id = staff(deps, body), chosen(body)
    coming = await deps.quizzes.again.wish(poll_id, user)
    zones = (await reader_of(deps, user)).zones
    theirs = "" if coming.user == user else coming.user
    message = blocks.coming_back(poll_id, len(coming.bank_ids), coming.at, zones, theirs)
    await tell(deps, body, message)


async def not_again(deps: Deps, body: Payload) -> None:
    """ "Undo" """
    staff(deps, body)
    await deps.quizzes.again.undo(chosen(body))
    await tell(deps, body, blocks.not_coming_back())


async def again_now(deps: Deps, body: Payload) -> None:
    """ "Make the quiz", once homework asks its questions no longer."""
    user, about = staff(deps, body), chosen(body)
    poll_id, _, times = about.rpartition(":")
    found = await deps.quizzes.again.drafted(poll_id, number(times))
    zones = (await reader_of(deps, user)).zones
    message = kept_back.back(about, found, zones) if found else note(NOT_AGAIN)
    await tell(deps, body, message)


async def mine(deps: Deps, body: Payload) -> None:
    """ "My result", once it is over."""
    outcome = await deps.quizzes.results.outcome(chosen(body))
    await tell(deps, body, results.mine(outcome, user_of(body)))


ACTIONS: dict[str, Handler] = {
    "live_went": went,
    "live_csv": table,
    "live_back": slide,
    "live_again": again,
    "live_again_now": again_now,
    "live_again_undo": not_again,
    "live_result": mine,
}
