"""Items, reminders and messages to store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, update

from bot.services.deadlines.ports import CONFIRMED, DatedItem
from bot.services.reminding.ports import Facts, Outgoing, Reminder
from bot.storage import Storage
from bot.storage.deadline_tables import dated_items
from tests.storage.records import NOON

DAY = timedelta(days=1)


def item(id: str = "i1", **changes: Any) -> DatedItem:  # noqa: A002
    fields: dict[str, Any] = {
        "workspace": "T1",
        "course": "tcss562",
        "title": "Tutorial 7",
        "kind": "due",
        "starts_at": NOON + 9 * DAY,
        "ends_at": NOON + 9 * DAY,
        "all_day": False,
        "timezone": "UTC",
        "state": CONFIRMED,
        "origin": "person",
        "origin_key": id,
        "made_by": "U1",
        "made_at": NOON,
        "changed_by": "U1",
        "changed_at": NOON,
    }
    return DatedItem(id=id, **(fields | changes))


async def keep(storage: Storage, *items: DatedItem) -> None:
    """Write items down, to be planned."""
    columns = [column.name for column in dated_items.c if column.name != "planned"]
    rows = [{**{n: getattr(i, n) for n in columns}, "planned": False} for i in items]
    await storage.database.write(lambda c: c.execute(insert(dated_items), rows).rowcount)


async def change(storage: Storage, id: str = "i1", **values: Any) -> None:  # noqa: A002
    """Change an item as its service does: it is to be planned again."""
    statement = update(dated_items).where(dated_items.c.id == id)
    await storage.database.write(
        lambda c: c.execute(statement.values({"planned": False, **values})).rowcount
    )


def reminder(key: str = "r1", **changes: Any) -> Reminder:
    fields: dict[str, Any] = {
        "workspace": "T1",
        "course": "tcss562",
        "item_id": "i1",
        "audience": "C1",
        "lead": 1_440,
        "target_at": NOON + 9 * DAY,
        "due_at": NOON + 8 * DAY,
    }
    return Reminder(key=key, **(fields | changes))


def wanting(*rows: Reminder) -> Callable[[Facts], Sequence[Reminder]]:
    """What an item's reminders are to be, whatever is stored."""
    return lambda _facts: rows


def message(key: str = "m1", workspace: str = "T1", **changes: Any) -> Outgoing:
    fields: dict[str, Any] = {
        "kind": "notice",
        "channel": "C1",
        "due_at": NOON,
        "course": "tcss562",
        "subject": {"says": "hello"},
    }
    return Outgoing(workspace, key, **(fields | changes))
