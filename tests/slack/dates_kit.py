"""Deadlines that stand there already, as an instructor would have them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.ports import CONFIRMED, DatedItem
from tests.slack.person import MAIN, Person
from tests.slack.seen import Seen
from tests.slack.workspace import DURING_THE_COURSE, Workspace

CHECK_IN = datetime(2021, 12, 2, 7, 59, tzinfo=UTC)
"""Wednesday, December 1 at 23:59 in Los Angeles; Thursday morning in Stockholm."""
REFUSED = "Only instructors of this course can do that."
SOON = DURING_THE_COURSE + timedelta(hours=30)


async def stands(
    workspace: Workspace, title: str, at: datetime = CHECK_IN, **changes: Any
) -> DatedItem:
    """A confirmed deadline."""
    fields: dict[str, Any] = {
        "kind": "due",
        "starts_at": at,
        "ends_at": at,
        "all_day": False,
        "timezone": "America/Los_Angeles",
    }
    elena = workspace.people["elena"].id
    draft = Draft(title, **(fields | changes))
    change = await workspace.bot.deps.deadlines.changing.add(draft, elena)
    assert change is not None
    return change.after


async def kept(workspace: Workspace, *states: str) -> list[DatedItem]:
    """All that is stored."""
    parts = workspace.bot.deps.deadlines.parts
    return list(await parts.items.all(parts.workspace, parts.course, states=states or (CONFIRMED,)))


async def told_anew(workspace: Workspace, person: Person, channel: str = MAIN) -> Seen:
    """The message that a button has put in the place of the one it stood on."""
    await workspace.settle()
    return (await person.private(channel))[-1]
