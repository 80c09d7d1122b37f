"""Later moments for single people (deadlines.ports.Extensions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, delete, select

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

    async def remove(self, workspace: str, item_id: str, user: str) -> bool:
        mine = (
            extensions.c.workspace == workspace,
            extensions.c.item_id == item_id,
            extensions.c.user == user,
        )

        def take(connection: Connection) -> bool:
            gone = connection.execute(delete(extensions).where(*mine)).rowcount > 0
            if gone:
                unplan_item(connection, workspace, item_id)
            return gone

        return await self._database.write(take)

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
