"""Private calendar addresses (calendars.ports.Feeds)."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import Connection, delete, select

from bot.services.calendars.ports import Feed
from bot.storage.database import Database
from bot.storage.deadline_tables import feeds
from bot.storage.inserting import insert_into

_COLUMNS = [feeds.c[f.name] for f in fields(Feed)]
_KEY = ("workspace", "course", "user")


class StoredFeeds:
    """The table feeds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def make(self, feed: Feed) -> Feed:
        def insert_new(connection: Connection) -> Feed:
            new = insert_into(connection, feeds).values(asdict(feed))
            connection.execute(new.on_conflict_do_nothing(index_elements=_KEY))
            return _of_person(connection, feed.workspace, feed.course, feed.user) or feed

        return await self._database.write(insert_new)

    async def renew(self, feed: Feed) -> None:
        def upsert(connection: Connection) -> int:
            new = insert_into(connection, feeds).values(asdict(feed))
            changed = {"token": feed.token, "made_at": feed.made_at}
            statement = new.on_conflict_do_update(index_elements=_KEY, set_=changed)
            return connection.execute(statement).rowcount

        await self._database.write(upsert)

    async def of_person(self, workspace: str, course: str, user: str) -> Feed | None:
        return await self._database.read(
            lambda connection: _of_person(connection, workspace, course, user)
        )

    async def by_token(self, token: str) -> Feed | None:
        statement = select(*_COLUMNS).where(feeds.c.token == token)

        def find(connection: Connection) -> Feed | None:
            row = connection.execute(statement).mappings().first()
            return Feed(**row) if row else None

        return await self._database.read(find)

    async def remove(self, workspace: str, course: str, user: str) -> bool:
        mine = (
            feeds.c.workspace == workspace,
            feeds.c.course == course,
            feeds.c.user == user,
        )
        return await self._database.write(
            lambda connection: connection.execute(delete(feeds).where(*mine)).rowcount > 0
        )


def _of_person(connection: Connection, workspace: str, course: str, user: str) -> Feed | None:
    statement = select(*_COLUMNS).where(
        feeds.c.workspace == workspace, feeds.c.course == course, feeds.c.user == user
    )
    row = connection.execute(statement).mappings().first()
    return Feed(**row) if row else None
