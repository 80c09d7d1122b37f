"""What one process at a time does (ports.Claims)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, or_, update

from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import claims

_FARTHEST = timedelta(hours=1)
"""No claim goes further: one that seems to was made by a clock that ran ahead."""


class StoredClaims:
    """The table claims."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, workspace: str, key: str, now: datetime, until: datetime) -> bool:
        over = or_(claims.c.until <= now, claims.c.until > now + _FARTHEST)
        row = {"workspace": workspace, "key": key, "until": until}

        def write(connection: Connection) -> bool:
            connection.execute(delete(claims).where(claims.c.workspace == workspace, over))
            new = insert_into(connection, claims).values(row).on_conflict_do_nothing()
            return connection.execute(new.returning(claims.c.key)).first() is not None

        return await self._database.write(write)

    async def keep(self, workspace: str, key: str, had: datetime, until: datetime) -> None:
        statement = update(claims).where(*_is(workspace, key, had)).values(until=until)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def free(self, workspace: str, key: str, had: datetime) -> None:
        statement = delete(claims).where(*_is(workspace, key, had))
        await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _is(workspace: str, key: str, had: datetime) -> tuple[Any, ...]:
    return claims.c.workspace == workspace, claims.c.key == key, claims.c.until == had
