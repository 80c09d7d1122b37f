""" "Replace" beside a file that was taught: the next file that its presser drops is the new version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks import materials as blocks
from bot.blocks.answers import note
from bot.listeners import teach
from bot.listeners.deadlines.telling import chosen, number, tell
from bot.listeners.deps import Deps
from bot.listeners.taking import Handler
from bot.listeners.who import staff

Payload = Mapping[str, Any]
NOT_TAUGHT = "That file isn't taught any more. `/lectern materials` shows what is."
IN_DM = "I have written to you in our direct message: drop the new version there."
NOTHING = "Nothing is replaced; a file that you drop now is one of its own."


async def replace(deps: Deps, body: Payload) -> None:
    """Say where to drop it; outside of the direct message, that is opened."""
    user, material_id = staff(deps, body), chosen(body)
    name = next((m.name for m in await deps.teaching.taught() if m.id == material_id), "")
    if not name:
        await tell(deps, body, note(NOT_TAUGHT))
        return
    channel = str((body.get("channel") or {}).get("id") or "")
    await deps.teaching.replacing.wish(user, channel, name)
    message = blocks.drop_the_new_one(name)
    if channel.startswith("D"):
        await tell(deps, body, message)
        return
    await deps.slack.post(user, message, key=f"replace:{body['trigger_id']}", kind=teach.TEACH)
    await tell(deps, body, note(IN_DM))


async def not_after_all(deps: Deps, body: Payload) -> None:
    """ "Cancel" """
    await deps.teaching.replacing.forget(staff(deps, body))
    await tell(deps, body, note(NOTHING), replace=True)


async def more(deps: Deps, body: Payload) -> None:
    """Another page of what is taught."""
    staff(deps, body)
    await teach.list_again(deps, body, page=number(chosen(body)))


ACTIONS: dict[str, Handler] = {
    "teach_replace": replace,
    "teach_replace_not": not_after_all,
    "teach_more": more,
}
