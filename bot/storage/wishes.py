"""How a course announces, and what single people want (deadlines.ports.Wishes)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.services.deadlines.ports import Announcing, Mark, Personal
from bot.storage.database import Database
from bot.storage.dated_items import unplan_course, unplan_item
from bot.storage.deadline_tables import announcing, item_marks, personal_wishes
from bot.storage.inserting import put_into
from bot.storage.rows import Row, record_of

_PERSONAL = [personal_wishes.c[f.name] for f in fields(Personal)]
_MARK = [item_marks.c[f.name] for f in fields(Mark)]


class StoredWishes:
    """The tables announcing, personal_wishes and item_marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def announcing(self, workspace: str, course: str) -> Announcing | None:
        mine = (announcing.c.workspace == workspace, announcing.c.course == course)
        statement = select(announcing.c.settings).where(*mine)
        row = await self._database.read(
            lambda connection: connection.execute(statement).scalar_one_or_none()
        )
        return announcing_of(row) if row is not None else None

    async def announce(
        self, workspace: str, course: str, settings: Announcing, by: str, at: datetime
    ) -> None:
        row = {
            "workspace": workspace,
            "course": course,
            "settings": asdict(settings),
            "changed_by": by,
            "changed_at": at,
        }

        def write(connection: Connection) -> None:
            put_into(connection, announcing, row)
            unplan_course(connection, workspace, course)

        await self._database.write(write)

    async def person(self, workspace: str, course: str, user: str) -> Personal | None:
        found = await self._people(
            personal_wishes.c.workspace == workspace,
            personal_wishes.c.course == course,
            personal_wishes.c.user == user,
        )
        return found[0] if found else None

    async def put_person(self, personal: Personal, at: datetime) -> None:
        row = {**asdict(personal), "leads": list(personal.leads), "changed_at": at}

        def write(connection: Connection) -> None:
            put_into(connection, personal_wishes, row)
            unplan_course(connection, personal.workspace, personal.course)

        await self._database.write(write)

    async def _people(self, *wanted: Any) -> list[Personal]:
        statement = select(*_PERSONAL).where(*wanted).order_by(personal_wishes.c.user)
        return await self._database.read(
            lambda connection: [personal_of(r) for r in connection.execute(statement).mappings()]
        )

    async def mark(self, workspace: str, item_id: str, user: str) -> Mark | None:
        found = await self._marks(
            item_marks.c.workspace == workspace,
            item_marks.c.item_id == item_id,
            item_marks.c.user == user,
        )
        return found[0] if found else None

    async def put_mark(self, mark: Mark, at: datetime) -> None:
        leads = None if mark.leads is None else list(mark.leads)
        row = {**asdict(mark), "leads": leads, "changed_at": at}

        def write(connection: Connection) -> None:
            put_into(connection, item_marks, row)
            unplan_item(connection, mark.workspace, mark.item_id)

        await self._database.write(write)

    async def marks_of_person(self, workspace: str, course: str, user: str) -> Sequence[Mark]:
        return await self._marks(
            item_marks.c.workspace == workspace,
            item_marks.c.course == course,
            item_marks.c.user == user,
        )

    async def _marks(self, *wanted: Any) -> list[Mark]:
        order = (item_marks.c.user, item_marks.c.item_id)
        statement = select(*_MARK).where(*wanted).order_by(*order)
        return await self._database.read(
            lambda connection: [mark_of(r) for r in connection.execute(statement).mappings()]
        )


def announcing_of(settings: Mapping[str, Any]) -> Announcing:
    """The settings as they are stored; the usual ones for what an older version did not know."""
    quiet = settings.get("quiet")
    lists = {name: tuple(settings[name]) for name in ("channels", "leads") if name in settings}
    return Announcing(**{**settings, **lists, "quiet": (quiet[0], quiet[1]) if quiet else None})


def personal_of(row: Row) -> Personal:
    """Of a row with all columns, or those of the record."""
    found: Personal = record_of(Personal, row, leads=tuple(row["leads"]))
    return found


def mark_of(row: Row) -> Mark:
    """Of a row with all columns, or those of the record."""
    leads = row["leads"]
    found: Mark = record_of(Mark, row, leads=None if leads is None else tuple(leads))
    return found
