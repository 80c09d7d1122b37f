"""Who has not voted, and a word to them: for instructors, after a confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.blocks.polls import managing as blocks
from bot.errors import NotAllowed
from bot.listeners.deadlines.telling import tell
from bot.listeners.deps import Deps
from bot.listeners.polls.managing import after, pressed
from bot.listeners.taking import Handler
from bot.listeners.who import staff
from bot.services.polls.nudging import NOBODY

Payload = Mapping[str, Any]


async def missing(deps: Deps, body: Payload) -> None:
    """How many have not voted, and of a named poll who, before anybody is written to."""
    staff(deps, body)
    poll = await pressed(deps, body)
    people = await deps.polls.nudging.missing(poll)
    if not people:
        raise NotAllowed(for_user=NOBODY)
    names = () if poll.settings.anonymous else people
    await tell(deps, body, blocks.ask_nudge(poll, len(people), names), replace=True)


async def nudge(deps: Deps, body: Payload) -> None:
    """Write to each of them once."""
    staff(deps, body)
    poll = await pressed(deps, body)
    standing = poll.posted_channel and poll.ts
    link = await deps.slack.permalink(str(poll.posted_channel), str(poll.ts)) if standing else ""
    number = await deps.polls.nudging.nudge(poll.id, link)
    people = "1 person gets" if number == 1 else f"{number:,} people get"
    lead = f"{people} a direct message now. Whoever votes before it goes out gets none."
    await after(deps, body, await pressed(deps, body), lead)


async def go(deps: Deps, body: Payload) -> None:
    """ "Go to the poll": Slack follows the link by itself, and tells us of the click too."""


ACTIONS: dict[str, Handler] = {"poll_missing": missing, "poll_nudge": nudge, "poll_go": go}
