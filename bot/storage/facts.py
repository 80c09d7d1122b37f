"""All that an item's reminders follow from, read within one transaction (reminding.ports.Facts)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, select

from bot.services.deadlines.ports import DatedItem, Extension
from bot.services.reminding.ports import Facts
from bot.storage.deadline_tables import (
    announcing,
    dated_items,
    extensions,
    item_marks,
    personal_wishes,
)
from bot.storage.rows import Row, record_of
from bot.storage.wishes import announcing_of, mark_of, personal_of


def facts_of(connection: Connection, workspace: str, item_id: str) -> Facts | None:
    """What is stored about an item, which stays locked: whoever changes a wish of it waits for us."""
    mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
    found = (
        connection.execute(select(dated_items).where(*mine).with_for_update()).mappings().first()
    )
    if found is None:
        return None
    item = record_of(DatedItem, found)
    course = {"workspace": workspace, "course": item.course}
    here = {"workspace": workspace, "item_id": item_id}
    how = next(iter(_rows(connection, announcing, course)), None)
    people = _rows(connection, personal_wishes, course)
    marks = _rows(connection, item_marks, here)
    later = _rows(connection, extensions, here)
    return Facts(
        item,
        announcing_of(how["settings"]) if how else None,
        how["changed_at"] if how else None,
        [personal_of(row) for row in people],
        [mark_of(row) for row in marks],
        [record_of(Extension, row) for row in later],
        _asked(people, marks, later),
    )


def _rows(connection: Connection, table: Table, equal: Mapping[str, str]) -> Sequence[Row]:
    wanted = [table.c[name] == value for name, value in equal.items()]
    return connection.execute(select(table).where(*wanted)).mappings().all()


def _asked(*changes: Sequence[Row]) -> dict[str, datetime]:
    """When each person's wishes, or what was granted to them, last changed."""
    asked: dict[str, datetime] = {}
    for row in (row for rows in changes for row in rows):
        at = row["changed_at"] if "changed_at" in row else row["made_at"]
        asked[row["user"]] = max(at, asked.get(row["user"], at))
    return asked
