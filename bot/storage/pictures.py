"""Which pictures of slides lie in Slack already (ports.Pictures)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, select

from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import slide_pictures


class StoredPictures:
    """The table slide_pictures."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, workspace: str, key: str) -> str | None:
        statement = select(slide_pictures.c.file_id).where(*_is(workspace, key))
        return await self._database.read(
            lambda connection: connection.execute(statement).scalar_one_or_none()
        )

    async def put(self, workspace: str, key: str, file_id: str) -> None:
        def upsert(connection: Connection) -> int:
            new = insert_into(connection, slide_pictures).values(
                workspace=workspace, key=key, file_id=file_id
            )
            statement = new.on_conflict_do_update(
                index_elements=[slide_pictures.c.workspace, slide_pictures.c.key],
                set_={"file_id": file_id},
            )
            return connection.execute(statement).rowcount

        await self._database.write(upsert)

    async def forget(self, workspace: str, key: str) -> None:
        statement = delete(slide_pictures).where(*_is(workspace, key))
        await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _is(workspace: str, key: str) -> tuple[Any, Any]:
    return slide_pictures.c.workspace == workspace, slide_pictures.c.key == key
