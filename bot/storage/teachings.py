"""Files dropped together, and what came of them (ports.Teachings)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Connection, select, update

from bot.services.ports import Teaching
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import teachings
from bot.storage.text import storable

_COLUMNS = [teachings.c[f.name] for f in fields(Teaching)]


class StoredTeachings:
    """The table teachings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, teaching: Teaching) -> Teaching:
        row = storable(asdict(teaching))

        def insert_new(connection: Connection) -> Teaching:
            statement = insert_into(connection, teachings).values(row).on_conflict_do_nothing()
            connection.execute(statement)
            return _found(connection, teaching.workspace, teaching.id) or teaching

        return await self._database.write(insert_new)

    async def get(self, workspace: str, teaching_id: str) -> Teaching | None:
        return await self._database.read(
            lambda connection: _found(connection, workspace, teaching_id)
        )

    async def note(
        self,
        workspace: str,
        teaching_id: str,
        *,
        state: str | None = None,
        report_ts: str | None = None,
        result: Mapping[str, Any] | None = None,
    ) -> None:
        given = {"state": state, "report_ts": report_ts, "result": result}
        values = {name: storable(value) for name, value in given.items() if value is not None}
        statement = update(teachings).where(*_is(workspace, teaching_id)).values(values)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _is(workspace: str, teaching_id: str) -> tuple[Any, Any]:
    return teachings.c.workspace == workspace, teachings.c.id == teaching_id


def _found(connection: Connection, workspace: str, teaching_id: str) -> Teaching | None:
    statement = select(*_COLUMNS).where(*_is(workspace, teaching_id))
    row = connection.execute(statement).mappings().first()
    return Teaching(**row) if row else None
