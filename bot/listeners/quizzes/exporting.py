"""`/quiz export gift`: the questions as a file, in the direct message with whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.blocks.answers import Message, note
from bot.blocks.quizzes import transfer as blocks
from bot.listeners.deadlines.telling import chosen
from bot.listeners.deps import Deps
from bot.listeners.handed import ALREADY
from bot.listeners.who import staff
from bot.services.quizzes.bank.exporting import NAMES, typed

Payload = Mapping[str, Any]
_MOST_CARRIED = 400


async def export(deps: Deps, body: Payload, rest: str) -> Message:
    """The file goes into the direct message; what it does not say is told here."""
    user, exporting = staff(deps, body), deps.quizzes.banking.exporting
    wish = typed(rest)
    if wish is None:
        kind = rest.partition(" ")[0]
        return blocks.exports("" if kind.casefold() in NAMES else kind)
    packed = await exporting.pack(wish)
    if packed is None:
        drafts = 0 if wish.drafts else len(await exporting.questions(replace(wish, drafts=True)))
        near = () if drafts else (await exporting.found(wish)).near
        return blocks.nothing_to_export(
            lecture=wish.lecture, drafts=drafts, asked=wish.drafts, topic=wish.topic, near=near
        )
    sent = await deps.handed.once(
        user, packed.name, packed.data, words=blocks.caption(packed), made_of=packed.made_of
    )
    return blocks.sent(packed, rest[:_MOST_CARRIED]) if sent else note(ALREADY)


async def unsaid(deps: Deps, body: Payload) -> None:
    """ "All remarks" """
    staff(deps, body)
    wish = typed(chosen(body))
    packed = await deps.quizzes.banking.exporting.pack(wish) if wish else None
    notes = packed.notes if packed else ()
    await deps.slack.open_window(body["trigger_id"], blocks.unsaid_window(notes))


ACTIONS = {"bank_unsaid": unsaid}
