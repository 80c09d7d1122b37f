"""Calendars that courses follow (calendars.ports.FollowedCalendars)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, or_, select, update

from bot.services.calendars.ports import FollowedCalendar
from bot.storage.database import Database
from bot.storage.deadline_tables import followed_calendars as table
from bot.storage.inserting import insert_into
from bot.storage.text import storable

_COLUMNS = [table.c[f.name] for f in fields(FollowedCalendar)]


class StoredFollowedCalendars:
    """The table followed_calendars."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, calendar: FollowedCalendar) -> bool:
        row = storable(asdict(calendar))

        def insert_new(connection: Connection) -> bool:
            new = insert_into(connection, table).values(row).on_conflict_do_nothing()
            return connection.execute(new.returning(table.c.id)).first() is not None

        return await self._database.write(insert_new)

    async def remove(self, workspace: str, calendar_id: str) -> bool:
        gone = delete(table).where(table.c.workspace == workspace, table.c.id == calendar_id)
        return await self._database.write(lambda c: c.execute(gone).rowcount > 0)

    async def of_course(self, workspace: str, course: str) -> Sequence[FollowedCalendar]:
        mine = (table.c.workspace == workspace, table.c.course == course)
        wanted = select(*_COLUMNS).where(*mine).order_by(table.c.added_at, table.c.id)
        return await self._database.read(
            lambda c: [_calendar(row) for row in c.execute(wanted).mappings()]
        )

    async def claim_due(self, now: datetime, lease: timedelta) -> FollowedCalendar | None:
        free = or_(table.c.claimed_until.is_(None), table.c.claimed_until <= now)
        due = (
            select(*_COLUMNS)
            .where(table.c.next_at <= now, free)
            .order_by(table.c.next_at, table.c.id)
            .limit(1)
        )

        def claim(connection: Connection) -> FollowedCalendar | None:
            row = connection.execute(due.with_for_update(skip_locked=True)).mappings().first()
            if row is None:
                return None
            mine = (table.c.workspace == row["workspace"], table.c.id == row["id"])
            connection.execute(update(table).where(*mine).values(claimed_until=now + lease))
            return _calendar(row)

        if await self._database.read(lambda c: c.execute(due).first()) is None:
            return None
        return await self._database.write(claim)

    async def read(self, calendar: FollowedCalendar) -> None:
        mine = (table.c.workspace == calendar.workspace, table.c.id == calendar.id)
        values = {**storable(asdict(calendar)), "claimed_until": None}
        await self._database.write(
            lambda c: c.execute(update(table).where(*mine).values(values)).rowcount
        )


def _calendar(row: RowMapping) -> FollowedCalendar:
    return FollowedCalendar(**row)
