"""Later moments for single people (deadlines.ports.Extensions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from bot.services.deadlines.ports import Extension
from bot.storage.database import Database
from bot.storage.dated_items import unplan_item
from bot.storage.deadline_tables import extensions
from bot.storage.inserting import insert_into

_COLUMNS = [extensions.c[f.name] for f in fields(Extension)]
_KEY = ("workspace", "item_id", "user")


class StoredExtensions:
    """The table extensions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, extension: Extension) -> None:
        row = asdict(extension)
        changed = {name: value for name, value in row.items() if name not in _KEY}

        def write(connection: Connection) -> None:
            new = insert_into(connection, extensions).values(row)
            connection.execute(new.on_conflict_do_update(index_elements=_KEY, set_=changed))
            unplan_item(connection, extension.workspace, extension.item_id)

        await self._database.write(write)

    async def swap(
        self, workspace: str, item_id: str, user: str, seen: datetime | None, to: Extension | None
    ) -> bool:
        def change(connection: Connection) -> bool:
            statement = _swapping(connection, (workspace, item_id, user), seen, to)
            done = bool(connection.execute(statement.returning(extensions.c.user)).all())
            if done:
                unplan_item(connection, workspace, item_id)
            return done

        return await self._database.write(change)

    async def of_item(self, workspace: str, item_id: str) -> Sequence[Extension]:
        return await self._several(
            extensions.c.workspace == workspace, extensions.c.item_id == item_id
        )

    async def of_person(self, workspace: str, user: str) -> Sequence[Extension]:
        return await self._several(extensions.c.workspace == workspace, extensions.c.user == user)

    async def _several(self, *wanted: Any) -> list[Extension]:
        order = (extensions.c.due_at, extensions.c.user, extensions.c.item_id)
        statement = select(*_COLUMNS).where(*wanted).order_by(*order)
        return await self._database.read(
            lambda connection: [Extension(**r) for r in connection.execute(statement).mappings()]
        )


def _swapping(
    connection: Connection, key: tuple[str, str, str], seen: datetime | None, to: Extension | None
) -> Any:
    """The statement that changes a row only where what was seen still stands."""
    stands = and_(
        *(extensions.c[name] == value for name, value in zip(_KEY, key, strict=True)),
        extensions.c.due_at == seen,
    )
    if to is None:
        return delete(extensions).where(stands)
    if seen is None:
        return insert_into(connection, extensions).values(asdict(to)).on_conflict_do_nothing()
    return update(extensions).where(stands).values(asdict(to))
