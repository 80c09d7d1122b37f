"""The reminder rows (reminding.ports.Reminders): planned by difference, handed over in bulk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from bot.services.reminding.ports import (
    CANCELLED,
    MISSED,
    WAITING,
    Derive,
    Outgoing,
    Reminder,
)
from bot.storage.database import Database
from bot.storage.deadline_tables import dated_items
from bot.storage.facts import facts_of
from bot.storage.handing import hand_over
from bot.storage.outbox import add_all, add_edits
from bot.storage.outbox_tables import reminders

_COLUMNS = [reminders.c[f.name] for f in fields(Reminder) if f.name in reminders.c]


class StoredReminders:
    """The table reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, workspace: str, item_id: str, derive: Derive, now: datetime) -> bool:
        def write(connection: Connection) -> bool:
            facts = facts_of(connection, workspace, item_id)
            if facts is None:
                return False
            _become(connection, workspace, item_id, derive(facts), now)
            add_edits(connection, facts.item.workspace, item_id, facts.item.revision, now)
            mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
            connection.execute(update(dated_items).where(*mine).values(planned=True))
            return True

        return await self._database.write(write)

    async def of_item(self, workspace: str, item_id: str) -> Sequence[Reminder]:
        mine = (reminders.c.workspace == workspace, reminders.c.item_id == item_id)
        return await self._several(select(*_COLUMNS).where(*mine))

    async def coming(
        self, workspace: str, course: str, *, audiences: Sequence[str] = (), limit: int = 50
    ) -> Sequence[Reminder]:
        wanted = [
            reminders.c.workspace == workspace,
            reminders.c.course == course,
            reminders.c.state == WAITING,
        ]
        if audiences:
            wanted.append(reminders.c.audience.in_(audiences))
        return await self._several(select(*_COLUMNS).where(*wanted).limit(limit))

    async def hand_over(self, now: datetime, *, limit: int = 10_000) -> int:
        due = and_(reminders.c.state == WAITING, reminders.c.due_at <= now)
        any_due = select(reminders.c.key).where(due).limit(1)
        if await self._database.read(lambda c: c.execute(any_due).first() is None):
            return 0
        return await self._database.write(lambda c: hand_over(c, now, limit))

    async def untold_misses(self, *, limit: int = 500) -> Sequence[Reminder]:
        untold = (reminders.c.state == MISSED, reminders.c.told.is_(False))
        return await self._several(select(*_COLUMNS).where(*untold).limit(limit))

    async def tell(self, misses: Sequence[Reminder], notices: Sequence[Outgoing]) -> None:
        def write(connection: Connection) -> None:
            add_all(connection, notices)
            for miss in misses:
                mine = (reminders.c.workspace == miss.workspace, reminders.c.key == miss.key)
                connection.execute(update(reminders).where(*mine).values(told=True))

        await self._database.write(write)

    async def _several(self, statement: Any) -> list[Reminder]:
        ordered = statement.order_by(reminders.c.due_at, reminders.c.key)
        return await self._database.read(
            lambda c: [Reminder(**row) for row in c.execute(ordered).mappings()]
        )


def _become(
    connection: Connection,
    workspace: str,
    item_id: str,
    wanted: Sequence[Reminder],
    now: datetime,
) -> None:
    """Let the item's waiting rows be what is wanted: three bulk statements at the most."""
    mine = (reminders.c.workspace == workspace, reminders.c.item_id == item_id)
    columns = (reminders.c.key, reminders.c.state, reminders.c.due_at)
    there = {row.key: row for row in connection.execute(select(*columns).where(*mine))}
    new = [_row(r) for r in wanted if r.key not in there and not r.stale]
    keys = {r.key for r in wanted}
    gone = [k for k, row in there.items() if row.state == WAITING and k not in keys]
    changed = [r for r in wanted if r.key in there and _differs(there[r.key], r)]
    if new:
        connection.execute(insert(reminders), new)
    for key in gone:
        _set(connection, workspace, there[key], {"state": CANCELLED, "settled_at": now})
    for r in changed:
        _set(
            connection,
            workspace,
            there[r.key],
            {"state": WAITING, "due_at": r.due_at, "settled_at": None},
        )


def _differs(row: Any, wanted: Reminder) -> bool:
    """Is a waiting row due at another time now, or a cancelled one wanted again?"""
    again = row.state == CANCELLED and not wanted.stale
    return again or (row.state == WAITING and row.due_at != wanted.due_at)


def _set(connection: Connection, workspace: str, seen: Any, values: Mapping[str, Any]) -> None:
    """Change a row, unless it was handed over since it was seen."""
    mine = (reminders.c.workspace == workspace, reminders.c.key == seen.key)
    connection.execute(
        update(reminders).where(*mine, reminders.c.state == seen.state).values(values)
    )


def _row(reminder: Reminder) -> dict[str, Any]:
    known = {name: getattr(reminder, name) for name in (column.name for column in _COLUMNS)}
    return {**known, "state": WAITING, "told": False}
