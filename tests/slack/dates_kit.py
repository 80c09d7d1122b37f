"""Deadlines that stand there already, as an instructor would have them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services.deadlines.drafts import Draft
from bot.services.deadlines.ports import DatedItem
from tests.slack.workspace import DURING_THE_COURSE, Workspace

CHECK_IN = datetime(2021, 12, 2, 7, 59, tzinfo=UTC)
"""Wednesday, December 1 at 23:59 in Los Angeles; Thursday morning in Stockholm."""
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
