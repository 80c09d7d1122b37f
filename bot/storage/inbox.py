"""Deliveries, each accepted once (ports.Inbox)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from bot.services.ports import InboxEvent
from bot.storage.database import Database
from bot.storage.inserting import insert_into
from bot.storage.tables import inbox
from bot.storage.text import storable


class StoredInbox:
    """The inbox table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def accept(self, event: InboxEvent) -> bool:
        row = {
            "workspace": event.workspace,
            "key": event.key,
            "kind": event.kind,
            "payload": storable(dict(event.payload)),
            "received_at": event.received_at,
            "attempts": 0,
        }
        return await self._database.write(lambda connection: _insert_new(connection, row))

    async def finish(self, workspace: str, key: str, at: datetime) -> None:
        statement = (
            update(inbox)
            .where(inbox.c.workspace == workspace, inbox.c.key == key)
            .values(finished_at=at)
        )
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def release(self, workspace: str, key: str) -> None:
        statement = delete(inbox).where(inbox.c.workspace == workspace, inbox.c.key == key)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def unfinished(
        self,
        *,
        older_than: datetime,
        now: datetime,
        lease: timedelta = timedelta(minutes=2),
        limit: int = 100,
    ) -> Sequence[InboxEvent]:
        def claim(connection: Connection) -> list[InboxEvent]:
            free = or_(inbox.c.claimed_until.is_(None), inbox.c.claimed_until < now)
            wanted = (
                select(inbox)
                .where(and_(inbox.c.finished_at.is_(None), inbox.c.received_at < older_than, free))
                .order_by(inbox.c.received_at)
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            rows = connection.execute(wanted).mappings().all()
            for row in rows:
                mine = and_(inbox.c.workspace == row["workspace"], inbox.c.key == row["key"])
                connection.execute(
                    update(inbox)
                    .where(mine)
                    .values(claimed_until=now + lease, attempts=row["attempts"] + 1)
                )
            return [_event(dict(row)) for row in rows]

        return await self._database.write(claim)

    async def hold(self, workspace: str, key: str, until: datetime) -> None:
        statement = (
            update(inbox)
            .where(inbox.c.workspace == workspace, inbox.c.key == key)
            .values(claimed_until=until)
        )
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def ahead(self, workspace: str, kind: str, key: str) -> int:
        mine = select(inbox.c.received_at).where(inbox.c.workspace == workspace, inbox.c.key == key)
        received = mine.scalar_subquery()
        earlier = or_(
            inbox.c.received_at < received,
            and_(inbox.c.received_at == received, inbox.c.key < key),
        )
        waiting = (inbox.c.workspace == workspace, inbox.c.kind == kind)
        statement = (
            select(func.count())
            .select_from(inbox)
            .where(*waiting, inbox.c.finished_at.is_(None), earlier)
        )
        return await self._database.read(
            lambda connection: int(connection.execute(statement).scalar_one())
        )

    async def prune(self, *, finished_before: datetime) -> int:
        statement = delete(inbox).where(inbox.c.finished_at < finished_before)
        return await self._database.write(lambda connection: connection.execute(statement).rowcount)


def _insert_new(connection: Connection, row: dict[str, Any]) -> bool:
    statement = (
        insert_into(connection, inbox).values(row).on_conflict_do_nothing().returning(inbox.c.key)
    )
    return connection.execute(statement).first() is not None


def _event(row: dict[str, Any]) -> InboxEvent:
    return InboxEvent(
        workspace=row["workspace"],
        key=row["key"],
        kind=row["kind"],
        payload=row["payload"],
        received_at=row["received_at"],
        attempts=row["attempts"] + 1,
    )
