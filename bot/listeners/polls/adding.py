"""Voters add an option."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.blocks.polls import adding as blocks
from bot.blocks.polls import voter
from bot.blocks.windows import Carried
from bot.listeners.deadlines.telling import carried, chosen, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler, Take, Taken, text_of
from bot.listeners.who import user_of
from bot.services.polls.voting import VoteRefused

Payload = Mapping[str, Any]


async def open_window(deps: Deps, body: Payload) -> None:
    """ "Add an option" """
    poll = await deps.polls.adding.asked(chosen(body))
    view = blocks.add_window(poll, carried(poll.id, body))
    await deps.slack.open_window(body["trigger_id"], view)


async def submitted(deps: Deps, body: Payload) -> Taken:
    """Added while the person waits; what is wrong stands beside the field."""
    took, text = Carried.load(body["view"]["private_metadata"]), text_of(body, "option")
    try:
        await deps.polls.adding.add(took.question_id, user_of(body), took.channel, text)
    except VoteRefused as refusal:
        return Taken(errors={"option": refusal.for_user})
    return Taken(work=partial(_added, text))


async def _added(text: str, deps: Deps, body: Payload) -> None:
    await tell(deps, body, voter.added(text))


ACTIONS: dict[str, Handler] = {"poll_add": open_window}
WINDOWS: dict[str, Take] = {"poll_add": submitted}
