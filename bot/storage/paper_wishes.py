"""How a course asks its minute paper, and who wants it by direct message (papers.ports.PaperWishes)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from bot.services.papers.ports import PaperSettings
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.poll_tables import paper_settings, paper_wishes
from bot.storage.rows import record_of

_KEY = ("workspace", "course", "user")


class StoredPaperWishes:
    """The tables paper_settings and paper_wishes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settings(self, workspace: str, course: str) -> PaperSettings | None:
        mine = (paper_settings.c.workspace == workspace, paper_settings.c.course == course)
        statement = select(paper_settings).where(*mine)

        def find(connection: Connection) -> PaperSettings | None:
            row = connection.execute(statement).mappings().first()
            return record_of(PaperSettings, row) if row else None

        return await self._database.read(find)

    async def set(self, workspace: str, course: str, settings: PaperSettings) -> None:
        values = asdict(settings)

        def upsert(connection: Connection) -> int:
            row = {"workspace": workspace, "course": course, **values}
            new = insert_into(connection, paper_settings).values(row)
            keys = ("workspace", "course")
            statement = new.on_conflict_do_update(index_elements=keys, set_=values)
            return connection.execute(statement).rowcount

        await self._database.write(upsert)

    async def opt_in(self, workspace: str, course: str, user: str, at: datetime) -> bool:
        row = {"workspace": workspace, "course": course, "user": user, "made_at": at}

        def insert_new(connection: Connection) -> bool:
            new = insert_into(connection, paper_wishes).values(row)
            statement = new.on_conflict_do_nothing(index_elements=_KEY)
            kept = statement.returning(paper_wishes.c.user)
            return connection.execute(kept).first() is not None

        return await self._database.write(insert_new)

    async def opt_out(self, workspace: str, course: str, user: str) -> bool:
        statement = delete(paper_wishes).where(*_person(workspace, course, user))
        return await self._database.write(
            lambda connection: connection.execute(statement).rowcount > 0
        )

    async def wants(self, workspace: str, course: str, user: str) -> bool:
        statement = select(paper_wishes.c.user).where(*_person(workspace, course, user))
        return await self._database.read(
            lambda connection: connection.execute(statement).first() is not None
        )

    async def wanting(self, workspace: str, course: str) -> Sequence[str]:
        mine = (paper_wishes.c.workspace == workspace, paper_wishes.c.course == course)
        statement = select(paper_wishes.c.user).where(*mine).order_by(paper_wishes.c.user)
        return await self._database.read(
            lambda connection: list(connection.execute(statement).scalars())
        )


def _person(workspace: str, course: str, user: str) -> tuple[Any, ...]:
    where = paper_wishes.c
    return where.workspace == workspace, where.course == course, where.user == user
