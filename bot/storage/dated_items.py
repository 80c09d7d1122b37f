"""Dated items with their history (deadlines.ports.DatedItems)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, case, insert, or_, select, update

from bot.services.deadlines.ports import CANCELLED, CONFIRMED, ENDING, Change, DatedItem
from bot.storage.database import Database
from bot.storage.deadline_tables import dated_items, item_changes
from bot.storage.inserting import insert_into
from bot.storage.text import storable

_COLUMNS = [dated_items.c[f.name] for f in fields(DatedItem)]
_MOMENTS = ("starts_at", "ends_at", "made_at", "changed_at")
_TARGET = case(
    (dated_items.c.kind.in_(sorted(ENDING)), dated_items.c.ends_at), else_=dated_items.c.starts_at
)


class StoredDatedItems:
    """The tables dated_items and item_changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, workspace: str, item_id: str) -> DatedItem | None:
        return await self._database.read(lambda connection: _found(connection, workspace, item_id))

    async def all(
        self,
        workspace: str,
        course: str,
        *,
        states: Sequence[str] = (CONFIRMED,),
        ending_after: datetime | None = None,
    ) -> Sequence[DatedItem]:
        wanted = [
            dated_items.c.workspace == workspace,
            dated_items.c.course == course,
            dated_items.c.state.in_(states),
        ]
        if ending_after is not None:
            wanted.append(dated_items.c.ends_at > ending_after)
        return await self._several(
            select(*_COLUMNS)
            .where(*wanted)
            .order_by(_TARGET, dated_items.c.title, dated_items.c.id)
        )

    async def save(self, change: Change) -> bool:
        def write(connection: Connection) -> bool:
            done = (
                _insert(connection, change.after)
                if change.before is None
                else _update(connection, change.after, change.before.revision)
            )
            if done:
                connection.execute(insert(item_changes).values(_change_row(change)))
            return done

        return await self._database.write(write)

    async def undo(self, workspace: str, change_id: str, at: datetime) -> DatedItem | None:
        def take_back(connection: Connection) -> DatedItem | None:
            mine = (item_changes.c.workspace == workspace, item_changes.c.id == change_id)
            row = connection.execute(select(item_changes).where(*mine)).mappings().first()
            change = _change(row) if row else None
            if change is None or change.undone_at is not None:
                return None
            now = _found(connection, workspace, change.item_id)
            if now is None or _said(now) != _said(change.after):
                return None
            before = change.before or replace(now, state=CANCELLED)
            back = replace(before, revision=now.revision + 1, changed_by=change.by, changed_at=at)
            if not _update(connection, back, now.revision):
                return None
            connection.execute(update(item_changes).where(*mine).values(undone_at=at))
            return back

        return await self._database.write(take_back)

    async def changes(self, workspace: str, change_id: str) -> Sequence[Change]:
        mine = or_(
            item_changes.c.id == change_id,
            item_changes.c.id.startswith(f"{change_id}.", autoescape=True),
        )
        return await self._changes(item_changes.c.workspace == workspace, mine)

    async def last_change(self, workspace: str, course: str, by: str) -> Change | None:
        found = await self._changes(
            item_changes.c.workspace == workspace,
            item_changes.c.course == course,
            item_changes.c.changed_by == by,
            item_changes.c.undone_at.is_(None),
            limit=1,
        )
        return found[0] if found else None

    async def _changes(self, *wanted: Any, limit: int | None = None) -> list[Change]:
        statement = (
            select(item_changes)
            .where(*wanted)
            .order_by(item_changes.c.changed_at.desc(), item_changes.c.id)
            .limit(limit)
        )
        return await self._database.read(
            lambda connection: [_change(r) for r in connection.execute(statement).mappings()]
        )

    async def unplanned(self, *, limit: int = 200) -> Sequence[DatedItem]:
        waiting = dated_items.c.planned.is_(False)
        order = (dated_items.c.changed_at, dated_items.c.id)
        return await self._several(select(*_COLUMNS).where(waiting).order_by(*order).limit(limit))

    async def _several(self, statement: Any) -> list[DatedItem]:
        return await self._database.read(
            lambda connection: [DatedItem(**r) for r in connection.execute(statement).mappings()]
        )


def unplan_item(connection: Connection, workspace: str, item_id: str) -> None:
    """Let an item be planned again, within the caller's transaction."""
    mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
    connection.execute(update(dated_items).where(*mine).values(planned=False))


def unplan_course(connection: Connection, workspace: str, course: str) -> None:
    """Let all confirmed items of a course be planned again, within the caller's transaction."""
    mine = (
        dated_items.c.workspace == workspace,
        dated_items.c.course == course,
        dated_items.c.state == CONFIRMED,
    )
    connection.execute(update(dated_items).where(*mine).values(planned=False))


def _found(connection: Connection, workspace: str, item_id: str) -> DatedItem | None:
    mine = (dated_items.c.workspace == workspace, dated_items.c.id == item_id)
    row = connection.execute(select(*_COLUMNS).where(*mine)).mappings().first()
    return DatedItem(**row) if row else None


def _said(item: DatedItem) -> DatedItem:
    """What an item says, whoever made it say so: after an undo the change before may be undone too."""
    return replace(item, revision=0, changed_by="", changed_at=item.made_at)


def _insert(connection: Connection, item: DatedItem) -> bool:
    """False where the id or the origin's key is taken."""
    row = {**storable(asdict(item)), "planned": False}
    new = insert_into(connection, dated_items).values(row).on_conflict_do_nothing()
    return connection.execute(new.returning(dated_items.c.id)).first() is not None


def _update(connection: Connection, item: DatedItem, revision: int) -> bool:
    """False where the stored revision is another by now."""
    mine = (
        dated_items.c.workspace == item.workspace,
        dated_items.c.id == item.id,
        dated_items.c.revision == revision,
    )
    row = {**storable(asdict(item)), "planned": False}
    return connection.execute(update(dated_items).where(*mine).values(row)).rowcount > 0


def _change_row(change: Change) -> dict[str, Any]:
    return {
        "workspace": change.workspace,
        "id": change.id,
        "course": change.course,
        "item_id": change.item_id,
        "before": _plain(change.before) if change.before else None,
        "after": _plain(change.after),
        "changed_by": change.by,
        "changed_at": change.at,
        "undone_at": change.undone_at,
    }


def _change(row: RowMapping) -> Change:
    return Change(
        row["workspace"],
        row["course"],
        row["id"],
        row["item_id"],
        _item(row["before"]) if row["before"] else None,
        _item(row["after"]),
        row["changed_by"],
        row["changed_at"],
        row["undone_at"],
    )


def _plain(item: DatedItem) -> dict[str, Any]:
    """An item as JSON; `_item` gives it back."""
    row: dict[str, Any] = storable(asdict(item))
    return row | {name: row[name].isoformat() for name in _MOMENTS}


def _item(row: Mapping[str, Any]) -> DatedItem:
    return DatedItem(**{**row, **{n: datetime.fromisoformat(row[n]) for n in _MOMENTS}})
