"""Hosts' panels (quizzes.live.ports.Panels)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, select, update

from bot.services.quizzes.live.ports import Shown
from bot.storage.database import Database
from bot.storage.inserting import put_into
from bot.storage.quiz_tables import host_panels
from bot.storage.text import storable

_IS = host_panels.c
_COLUMNS = [_IS[field.name] for field in fields(Shown)]


class StoredPanels:
    """The table host_panels."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(self, workspace: str, course: str, shown: Shown, now: datetime) -> None:
        row = storable({"workspace": workspace, "course": course, **asdict(shown)})

        def write(connection: Connection) -> None:
            over = and_(_IS.workspace == workspace, _IS.until <= now)
            connection.execute(delete(host_panels).where(over))
            put_into(connection, host_panels, row)

        await self._database.write(write)

    async def all(self, workspace: str, course: str, now: datetime) -> Sequence[Shown]:
        mine = and_(_IS.workspace == workspace, _IS.course == course, _IS.until > now)
        statement = select(*_COLUMNS).where(mine).order_by(_IS.quiz_id, _IS.user)
        return await self._database.read(
            lambda c: [Shown(**row) for row in c.execute(statement).mappings()]
        )

    async def drawn(self, workspace: str, shown: Shown, says: str) -> bool:
        mine = _stands(workspace, shown)
        again = update(host_panels).where(mine).values(says=says, left=shown.left - 1)
        statement = again if shown.left > 1 else delete(host_panels).where(mine)
        return await self._database.write(lambda c: c.execute(statement).rowcount > 0)

    async def forget(self, workspace: str, shown: Shown) -> None:
        statement = delete(host_panels).where(_stands(workspace, shown))
        await self._database.write(lambda c: c.execute(statement).rowcount)


def _stands(workspace: str, shown: Shown) -> Any:
    """The condition for one as it was seen."""
    return and_(
        _IS.workspace == workspace,
        _IS.quiz_id == shown.quiz_id,
        _IS.user == shown.user,
        _IS.url == shown.url,
        _IS.says == shown.says,
        _IS.left == shown.left,
    )
