"""Items with their reminders in the workspace, as the services write them down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.services.deadlines.ports import CONFIRMED, Change, DatedItem
from bot.services.reminding.ports import Outgoing
from bot.storage.outbox_tables import outbox, reminders
from tests.slack.workspace import Workspace

COURSE, WORKSPACE = "tcss562", "T0LECTERN"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def item(workspace: Workspace, id: str = "i1", **changes: Any) -> DatedItem:  # noqa: A002
    """A tutorial that is due in ten days, confirmed just now."""
    now = workspace.clock.now()
    due = now.replace(microsecond=0) + 10 * DAY
    fields: dict[str, Any] = {
        "title": "Tutorial 7",
        "kind": "due",
        "starts_at": due,
        "ends_at": due,
        "all_day": False,
        "timezone": "America/Los_Angeles",
        "state": CONFIRMED,
        "origin": "person",
        "origin_key": id,
        "made_by": "U1",
        "made_at": now,
        "changed_by": "U1",
        "changed_at": now,
    }
    return DatedItem(WORKSPACE, workspace.config.course.id, id, **(fields | changes))


async def confirm(workspace: Workspace, *items: DatedItem) -> None:
    """New items, as if an instructor had confirmed them; planned and looked at."""
    for new in items:
        await save(workspace, None, new)
    await workspace.settle()


async def save(workspace: Workspace, before: DatedItem | None, after: DatedItem) -> None:
    """A change of an item, planned at once."""
    change = Change(
        after.workspace,
        after.course,
        f"{after.id}-{after.revision}",
        after.id,
        before,
        after,
        after.changed_by,
        after.changed_at,
    )
    assert await workspace.bot.storage.items.save(change)
    await workspace.bot.dispatch.planner.plan_now(after.workspace, after.id)
    await workspace.settle()


async def states(workspace: Workspace) -> dict[tuple[str, int], str]:
    """What became of each reminder, by audience and lead."""
    wanted = select(reminders.c.audience, reminders.c.lead, reminders.c.state)
    rows = await workspace.bot.storage.database.read(lambda c: c.execute(wanted).all())
    return {(row.audience, row.lead): row.state for row in rows}


async def put(workspace: Workspace, *messages: Outgoing) -> None:
    """Messages for the outbox, as a service puts them there."""
    await workspace.bot.storage.outbox.add(messages)
    workspace.bot.dispatch.wake()


def notice(workspace: Workspace, key: str, channel: str, **changes: Any) -> Outgoing:
    """A message of the simplest kind."""
    subject = {"what": "failed", "channel": "C0ELSEWHERE", "reason": key}
    now = workspace.clock.now()
    return Outgoing(WORKSPACE, key, "notice", channel, now, **({"subject": subject} | changes))


async def left(workspace: Workspace) -> list[str]:
    """Keys of what still waits in the outbox."""
    wanted = select(outbox.c.key).where(outbox.c.state == "waiting")
    return await workspace.bot.storage.database.read(lambda c: list(c.execute(wanted).scalars()))


def keys_in(workspace: Workspace, channel: str) -> list[str]:
    """The metadata keys of the bot's messages in a channel, oldest first: what stands there."""
    there = workspace.playground.world.channels[channel].roots()
    payloads = ((m.get("metadata") or {}).get("event_payload") for m in there if "bot_id" in m)
    return [payload["key"] for payload in payloads if payload]
